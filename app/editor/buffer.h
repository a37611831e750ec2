// The text being edited: lines, caret and selection, undo. Knows nothing of windows or of Python's meaning, only how its lines look.
// Before: nothing. After: ../source.h holds one for the open file; ../panels/code.cpp draws it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

inline constexpr size_t kTabWidth = 4;

// A place between two characters: line from 0, bytes into the line. Always at the beginning of a character.
struct Place {
  size_t line = 0, byte = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

struct TextRange {
  Place from, to;
  bool empty() const { return from == to; }
};

// Lines [first, first + removed) became [first, first + added): whoever keeps something beside lines moves it along.
struct LineChange {
  size_t first, removed, added;
};

class TextBuffer {
 public:
  TextBuffer() : lines_(1) {}
  // A file's bytes. Line ends become \n; bytes() brings back those that most lines had, and the byte order mark.
  explicit TextBuffer(std::string_view bytes);

  // ---- what it holds
  size_t lines() const { return lines_.size(); }
  const std::string& line(size_t n) const { return lines_[n]; }
  std::string text() const;   // joined with \n
  std::string bytes() const;  // as the file had it
  std::string text(TextRange range) const;
  uint64_t revision() const { return revision_; }  // another one: the text is another one
  bool empty() const { return lines_.size() == 1 && lines_[0].empty(); }

  Place caret() const { return caret_; }
  TextRange selection() const { return caret_ < anchor_ ? TextRange{caret_, anchor_} : TextRange{anchor_, caret_}; }
  std::string selected() const { return text(selection()); }
  Place end() const { return {lines_.size() - 1, lines_.back().size()}; }

  // Columns as characters.h counts them, tabs up to the next multiple of kTabWidth.
  size_t column(Place place) const;
  Place at_column(size_t line, size_t column) const;  // the nearest place
  Place at_character(size_t line, size_t count) const;  // behind so many code points, as Python counts them
  TextRange word_at(Place place) const;               // the name or number around it; empty between them
  Place at_offset(size_t byte) const;                 // into text()
  Place clamp(Place place) const;

  // ---- the caret. `extend` keeps the other end of the selection.
  enum class Move : uint8_t { left, right, up, down, word_left, word_right, line_begin, line_end, page_up, page_down, begin, end };
  void move(Move move, bool extend, size_t page = 20);
  void place(Place caret, bool extend = false);
  void select(TextRange range);  // the caret at its end
  void select_all() { select({{}, end()}); }

  // ---- changes; each replaces the selection where there is one
  void insert(std::string_view text);     // as typed or pasted; neighbouring typed characters are undone together
  void new_line();                        // indented as its line asks for
  void erase(Move over);                  // the selection, or what the move passes over
  void indent();                          // the selected lines, or spaces up to the next stop
  void dedent();
  void toggle_comment();                  // of the selected lines
  void move_lines(int direction);         // the selected lines one up or down
  void duplicate_lines();
  void erase_lines();
  void replace(TextRange range, std::string_view with);
  // The whole text for another one as one change that undo takes back; lines that stay keep what is beside them.
  void replace_all(std::string_view text);
  bool undo();
  bool redo();

  // ---- finding. Without a capital letter in it, the text is found in either case.
  std::optional<TextRange> find(std::string_view what, Place from, bool forward) const;  // goes round at the end
  std::vector<TextRange> find_all(std::string_view what, size_t most = 10'000) const;
  size_t replace_found(std::string_view what, std::string_view with);  // all; how many

  // Changes of lines since the last call.
  std::vector<LineChange> take_line_changes();

 private:
  struct Edit {
    Place at;
    std::string removed, inserted;
    Place caret_before, anchor_before, caret_after, anchor_after;
    bool joined;  // undone together with the one before it
  };
  // The one way text changes; what the other functions do is made of it.
  void change(TextRange range, std::string_view with, bool join);
  Place splice(TextRange range, std::string_view with);
  void finish_group() { typing_ = false; }
  Place moved(Place from, Move move, size_t page) const;
  Place next(Place place) const;
  Place previous(Place place) const;
  std::pair<size_t, size_t> selected_lines() const;  // first and last
  void set(Place caret, Place anchor);

  std::vector<std::string> lines_;
  std::string line_end_ = "\n";
  bool mark_ = false;  // the file begins with a byte order mark
  Place caret_, anchor_;
  std::optional<size_t> wanted_column_;  // while moving up and down
  uint64_t revision_ = 0;
  std::vector<Edit> undo_, redo_;
  size_t undo_bytes_ = 0;
  bool typing_ = false;  // the last change was typing and the next may join it
  std::vector<LineChange> changes_;
};

// Length in bytes of the character that begins at `at`; a byte that begins none counts alone. Marks that combine with it belong to it.
size_t character_length(std::string_view line, size_t at);

}  // namespace app

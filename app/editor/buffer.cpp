#include "app/editor/buffer.h"

#include "app/editor/characters.h"

#include <algorithm>
#include <utility>

namespace app {

namespace {

constexpr size_t kMostUndo = 20'000, kMostUndoBytes = 64u << 20;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

enum class Kind : uint8_t { space, word, sign };
Kind kind_of(std::string_view line, size_t at) {
  auto c = static_cast<unsigned char>(line[at]);
  if (c == ' ' || c == '\t') return Kind::space;
  bool word = c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return word ? Kind::word : Kind::sign;
}

size_t indentation(std::string_view line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool has_capital(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Where the place stands after `range` became text that ends at `end`.
Place shifted(Place p, TextRange range, Place end) {
  if (p < range.from) return p;
  if (p <= range.to) return end;
  if (p.line == range.to.line) return {end.line, end.byte + p.byte - range.to.byte};
  return {p.line + end.line - range.to.line, p.byte};
}

// The part of a line that is code: without the comment at its end. Quotes are followed as far as one line tells.
std::string_view code_of(std::string_view line) {
  char quote = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    char c = line[i];
    if (quote) {
      if (c == '\\')
        ++i;
      else if (c == quote)
        quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#') {
      line = line.substr(0, i);
      break;
    }
  }
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  return line;
}

bool leaves_block(std::string_view code) {
  code.remove_prefix(indentation(code));
  for (std::string_view word : {"return", "pass", "break", "continue", "raise"})
    if (code.starts_with(word) && (code.size() == word.size() || kind_of(code, word.size()) != Kind::word)) return true;
  return false;
}

// The column behind a text that begins at `column`.
size_t columns_after(std::string_view text, size_t column = 0) {
  for (size_t i = 0; i < text.size();) {
    Character c = character_at(text, i);
    column = c.code_point == '\t' ? (column / kTabWidth + 1) * kTabWidth : column + columns_of(c.code_point);
    i += c.length;
  }
  return column;
}

}  // namespace

size_t character_length(std::string_view line, size_t at) {
  size_t length = character_at(line, at).length;
  bool joined = false;
  while (at + length < line.size()) {
    Character next = character_at(line, at + length);
    if (!joined && !combines(next.code_point)) break;
    joined = next.code_point == kZeroWidthJoiner;  // what follows it belongs to the same character
    length += next.length;
  }
  return length;
}

// ---- what it holds

TextBuffer::TextBuffer(std::string_view bytes) {
  mark_ = bytes.starts_with(kByteOrderMark);
  if (mark_) bytes.remove_prefix(kByteOrderMark.size());
  size_t plain = 0, with_return = 0, only_return = 0;
  lines_.emplace_back();
  for (size_t at = 0; at < bytes.size();) {
    size_t end = std::min(bytes.find_first_of("\r\n", at), bytes.size());
    lines_.back().append(bytes.substr(at, end - at));
    if (end == bytes.size()) break;
    bool pair = bytes[end] == '\r' && end + 1 < bytes.size() && bytes[end + 1] == '\n';
    ++(pair ? with_return : bytes[end] == '\r' ? only_return : plain);
    at = end + (pair ? 2 : 1);
    lines_.emplace_back();
  }
  if (with_return > plain && with_return >= only_return)
    line_end_ = "\r\n";
  else if (only_return > plain)
    line_end_ = "\r";
}

std::string TextBuffer::text() const { return text({{}, end()}); }

std::string TextBuffer::bytes() const {
  std::string out(mark_ ? kByteOrderMark : std::string_view());
  for (size_t n = 0; n < lines_.size(); ++n) {
    if (n) out += line_end_;
    out += lines_[n];
  }
  return out;
}

std::string TextBuffer::text(TextRange range) const {
  if (range.from.line == range.to.line) return lines_[range.from.line].substr(range.from.byte, range.to.byte - range.from.byte);
  std::string out = lines_[range.from.line].substr(range.from.byte);
  for (size_t n = range.from.line + 1; n < range.to.line; ++n) (out += '\n') += lines_[n];
  (out += '\n').append(lines_[range.to.line], 0, range.to.byte);
  return out;
}

size_t TextBuffer::column(Place place) const {
  return columns_after(std::string_view(lines_[place.line]).substr(0, place.byte));
}

Place TextBuffer::at_character(size_t n, size_t count) const {
  n = std::min(n, lines_.size() - 1);
  const std::string& line = lines_[n];
  size_t at = 0;
  while (count-- > 0 && at < line.size()) at += character_at(line, at).length;
  return {n, at};
}

Place TextBuffer::at_column(size_t n, size_t wanted) const {
  n = std::min(n, lines_.size() - 1);
  const std::string& line = lines_[n];
  size_t column = 0;
  for (size_t i = 0; i < line.size();) {
    size_t length = character_length(line, i), next = column;
    next = columns_after(std::string_view(line).substr(i, length), next);
    if (next > wanted) return {n, wanted - column < next - wanted ? i : i + length};
    column = next;
    i += length;
  }
  return {n, line.size()};
}

TextRange TextBuffer::word_at(Place place) const {
  const std::string& line = lines_[place.line];
  size_t from = place.byte, to = place.byte;
  while (to < line.size() && kind_of(line, to) == Kind::word) ++to;
  while (from > 0 && kind_of(line, from - 1) == Kind::word) --from;
  return {{place.line, from}, {place.line, to}};
}

Place TextBuffer::at_offset(size_t byte) const {
  for (size_t n = 0; n < lines_.size(); ++n) {
    if (byte <= lines_[n].size()) return clamp({n, byte});
    byte -= lines_[n].size() + 1;
  }
  return end();
}

Place TextBuffer::clamp(Place place) const {
  place.line = std::min(place.line, lines_.size() - 1);
  const std::string& line = lines_[place.line];
  place.byte = std::min(place.byte, line.size());
  while (place.byte > 0 && place.byte < line.size() && continues(line[place.byte])) --place.byte;
  return place;
}

// ---- the caret

Place TextBuffer::next(Place p) const {
  if (p.byte < lines_[p.line].size()) return {p.line, p.byte + character_length(lines_[p.line], p.byte)};
  return p.line + 1 < lines_.size() ? Place{p.line + 1, 0} : p;
}

Place TextBuffer::previous(Place p) const {
  if (p.byte == 0) return p.line > 0 ? Place{p.line - 1, lines_[p.line - 1].size()} : p;
  const std::string& line = lines_[p.line];
  size_t at = 0, before = 0;  // from the line's beginning: only there is it certain where characters begin
  while (at < p.byte) {
    before = at;
    at += character_length(line, at);
  }
  return {p.line, before};
}

Place TextBuffer::moved(Place p, Move move, size_t page) const {
  const std::string& line = lines_[p.line];
  size_t column = wanted_column_.value_or(this->column(p));
  switch (move) {
    case Move::left: return previous(p);
    case Move::right: return next(p);
    case Move::up: return p.line > 0 ? at_column(p.line - 1, column) : Place{0, 0};
    case Move::down: return p.line + 1 < lines_.size() ? at_column(p.line + 1, column) : end();
    case Move::page_up: return p.line > 0 ? at_column(p.line - std::min(p.line, page), column) : Place{0, 0};
    case Move::page_down: return p.line + 1 < lines_.size() ? at_column(p.line + page, column) : end();
    case Move::begin: return {};
    case Move::end: return end();
    case Move::line_end: return {p.line, line.size()};
    case Move::line_begin: return {p.line, p.byte == indentation(line) ? 0 : indentation(line)};
    case Move::word_left: {
      if (p.byte == 0) return previous(p);
      size_t at = p.byte;
      while (at > 0 && kind_of(line, at - 1) == Kind::space) --at;
      if (at == 0) return {p.line, 0};
      for (Kind kind = kind_of(line, at - 1); at > 0 && kind_of(line, at - 1) == kind;) --at;
      return {p.line, at};
    }
    case Move::word_right: {
      if (p.byte == line.size()) return next(p);
      size_t at = p.byte;
      for (Kind kind = kind_of(line, at); at < line.size() && kind_of(line, at) == kind;) ++at;
      while (at < line.size() && kind_of(line, at) == Kind::space) ++at;
      return {p.line, at};
    }
  }
  return p;
}

void TextBuffer::set(Place caret, Place anchor) {
  caret_ = caret;
  anchor_ = anchor;
  wanted_column_.reset();
}

void TextBuffer::move(Move move, bool extend, size_t page) {
  finish_group();
  TextRange chosen = selection();
  bool upright = move == Move::up || move == Move::down || move == Move::page_up || move == Move::page_down;
  if (upright && !wanted_column_) wanted_column_ = column(caret_);
  auto keep = wanted_column_;
  Place to = moved(caret_, move, page);
  if (!extend && !chosen.empty() && (move == Move::left || move == Move::right))
    to = move == Move::left ? chosen.from : chosen.to;
  set(to, extend ? anchor_ : to);
  if (upright) wanted_column_ = keep;
}

void TextBuffer::place(Place caret, bool extend) {
  finish_group();
  caret = clamp(caret);
  set(caret, extend ? anchor_ : caret);
}

void TextBuffer::select(TextRange range) {
  finish_group();
  set(clamp(range.to), clamp(range.from));
}

// ---- changes

Place TextBuffer::splice(TextRange range, std::string_view with) {
  std::string tail = lines_[range.to.line].substr(range.to.byte);
  std::string& first = lines_[range.from.line];
  first.erase(range.from.byte);
  std::vector<std::string> more;
  size_t at = std::min(with.find('\n'), with.size());
  first.append(with.substr(0, at));
  while (at < with.size()) {
    size_t next = std::min(with.find('\n', at + 1), with.size());
    more.emplace_back(with.substr(at + 1, next - at - 1));
    at = next;
  }
  std::string& last = more.empty() ? first : more.back();
  Place end{range.from.line + more.size(), last.size()};
  last += tail;
  auto begin = lines_.begin() + static_cast<ptrdiff_t>(range.from.line) + 1;
  size_t removed = range.to.line - range.from.line, added = more.size(), both = std::min(removed, added);
  std::move(more.begin(), more.begin() + static_cast<ptrdiff_t>(both), begin);
  begin += static_cast<ptrdiff_t>(both);
  if (removed > both)
    lines_.erase(begin, begin + static_cast<ptrdiff_t>(removed - both));
  else
    lines_.insert(begin, std::make_move_iterator(more.begin() + static_cast<ptrdiff_t>(both)),
                  std::make_move_iterator(more.end()));
  // A line that is only pushed down by text put before it stays the line it was.
  bool pushed = range.empty() && range.from.byte == 0 && with.ends_with('\n');
  if (pushed)
    changes_.push_back({range.from.line, 0, added});
  else
    changes_.push_back({range.from.line, removed + 1, added + 1});
  ++revision_;
  return end;
}

void TextBuffer::change(TextRange range, std::string_view with, bool join) {
  Edit edit{range.from, text(range), std::string(with), caret_, anchor_, {}, {}, join};
  if (edit.removed.empty() && edit.inserted.empty()) return;
  Place end = splice(range, with);
  set(shifted(caret_, range, end), shifted(anchor_, range, end));
  edit.caret_after = caret_;
  edit.anchor_after = anchor_;
  undo_bytes_ += edit.removed.size() + edit.inserted.size() + sizeof(Edit);
  undo_.push_back(std::move(edit));
  redo_.clear();
  if (undo_.size() < kMostUndo && undo_bytes_ < kMostUndoBytes) return;
  size_t drop = undo_.size() / 2 + 1;  // the older half, up to the end of a group
  while (drop < undo_.size() && undo_[drop].joined) ++drop;
  undo_.erase(undo_.begin(), undo_.begin() + static_cast<ptrdiff_t>(std::min(drop, undo_.size())));
  undo_bytes_ = 0;
  for (const Edit& e : undo_) undo_bytes_ += e.removed.size() + e.inserted.size() + sizeof(Edit);
}

void TextBuffer::insert(std::string_view given) {
  std::string text;
  for (size_t i = 0; i < given.size(); ++i) {  // pasted text may have any line ends
    if (given[i] == '\r') {
      text += '\n';
      if (i + 1 < given.size() && given[i + 1] == '\n') ++i;
    } else if (given[i] != '\0') {
      text += given[i];
    }
  }
  bool typed = !text.empty() && character_length(text, 0) == text.size() && text[0] != '\n' && selection().empty();
  // Typing is undone word by word: a space after a word begins something new.
  const std::string& line = lines_[caret_.line];
  bool word_begins = typed && caret_.byte > 0 && caret_.byte <= line.size() && kind_of(text, 0) != Kind::space &&
                     kind_of(line, caret_.byte - 1) == Kind::space;
  bool join = typed && typing_ && !word_begins && !undo_.empty();
  change(selection(), text, join);
  set(caret_, caret_);
  if (!undo_.empty()) undo_.back().caret_after = undo_.back().anchor_after = caret_;
  typing_ = typed;
}

void TextBuffer::new_line() {
  Place from = selection().from;
  std::string_view line = lines_[from.line];
  size_t indent = std::min(indentation(line), from.byte);
  std::string text = "\n" + std::string(line.substr(0, indent));
  std::string_view code = code_of(line.substr(0, from.byte));
  if (code.ends_with(':'))
    text += std::string(kTabWidth, ' ');
  else if (leaves_block(code) && indent >= kTabWidth && text.ends_with(std::string(kTabWidth, ' ')))
    text.resize(text.size() - kTabWidth);
  // Spaces that only separated what now stands on two lines go.
  TextRange range = selection();
  const std::string& last = lines_[range.to.line];
  if (range.to.byte > indent)
    while (range.to.byte < last.size() && last[range.to.byte] == ' ') ++range.to.byte;
  finish_group();
  set(range.to, range.from);
  insert(text);
  finish_group();
}

void TextBuffer::erase(Move over) {
  TextRange range = selection();
  if (range.empty()) {
    Place p = caret_, to = moved(p, over, 1);
    const std::string& line = lines_[p.line];
    // In the indentation one step back is one level back.
    if (over == Move::left && p.byte > 0 && p.byte <= indentation(line) && line.find('\t') >= p.byte)
      to = {p.line, (p.byte - 1) / kTabWidth * kTabWidth};
    range = to < p ? TextRange{to, p} : TextRange{p, to};
  }
  bool join = typing_ && range.from.line == range.to.line && !undo_.empty() && undo_.back().inserted.empty();
  change(range, {}, join);
  set(caret_, caret_);
  typing_ = range.from.line == range.to.line;
}

std::pair<size_t, size_t> TextBuffer::selected_lines() const {
  TextRange range = selection();
  size_t last = range.to.line;
  if (last > range.from.line && range.to.byte == 0) --last;  // the selection ends before it
  return {range.from.line, last};
}

void TextBuffer::indent() {
  finish_group();
  TextRange range = selection();
  if (range.from.line == range.to.line) {
    size_t at = column(range.from);
    insert(std::string(kTabWidth - at % kTabWidth, ' '));
    return finish_group();
  }
  auto [first, last] = selected_lines();
  bool join = false;
  for (size_t n = first; n <= last; ++n) {
    if (lines_[n].empty()) continue;
    change({{n, 0}, {n, 0}}, std::string(kTabWidth, ' '), join);
    join = true;
  }
}

void TextBuffer::dedent() {
  finish_group();
  auto [first, last] = selected_lines();
  bool join = false;
  for (size_t n = first; n <= last; ++n) {
    const std::string& line = lines_[n];
    size_t drop = 0;
    if (line.starts_with('\t'))
      drop = 1;
    else
      while (drop < kTabWidth && drop < line.size() && line[drop] == ' ') ++drop;
    if (!drop) continue;
    change({{n, 0}, {n, drop}}, {}, join);
    join = true;
  }
}

void TextBuffer::toggle_comment() {
  finish_group();
  auto [first, last] = selected_lines();
  bool all = true;
  size_t least = SIZE_MAX;
  for (size_t n = first; n <= last; ++n) {
    size_t at = indentation(lines_[n]);
    if (at == lines_[n].size() && first != last) continue;
    all &= at < lines_[n].size() && lines_[n][at] == '#';
    least = std::min(least, at);
  }
  if (least == SIZE_MAX) return;
  bool join = false;
  for (size_t n = first; n <= last; ++n) {
    const std::string& line = lines_[n];
    size_t at = indentation(line);
    if (at == line.size() && first != last) continue;
    if (all)
      change({{n, at}, {n, at + (line.substr(at).starts_with("# ") ? 2 : 1)}}, {}, join);
    else
      change({{n, least}, {n, least}}, "# ", join);
    join = true;
  }
}

void TextBuffer::move_lines(int direction) {
  finish_group();
  auto [first, last] = selected_lines();
  if (direction < 0 ? first == 0 : last + 1 >= lines_.size()) return;
  Place caret = caret_, anchor = anchor_;
  size_t from = direction < 0 ? first - 1 : first, to = direction < 0 ? last : last + 1;
  std::string text;
  auto add = [&](size_t a, size_t b) {
    for (size_t n = a; n <= b; ++n) (text += text.empty() && n == a ? "" : "\n") += lines_[n];
  };
  if (direction < 0) {
    for (size_t n = first; n <= last; ++n) (text += lines_[n]) += '\n';
    text += lines_[first - 1];
  } else {
    text = lines_[last + 1];
    add(first, last);
  }
  change({{from, 0}, {to, lines_[to].size()}}, text, false);
  auto shift = [&](Place p) { return clamp({p.line + static_cast<size_t>(static_cast<ptrdiff_t>(direction)), p.byte}); };
  set(shift(caret), shift(anchor));
  undo_.back().caret_after = caret_;
  undo_.back().anchor_after = anchor_;
}

void TextBuffer::duplicate_lines() {
  finish_group();
  auto [first, last] = selected_lines();
  std::string text = this->text({{first, 0}, {last, lines_[last].size()}}) + "\n";
  change({{first, 0}, {first, 0}}, text, false);
}

void TextBuffer::erase_lines() {
  finish_group();
  auto [first, last] = selected_lines();
  TextRange range = last + 1 < lines_.size() ? TextRange{{first, 0}, {last + 1, 0}}
                    : first > 0              ? TextRange{{first - 1, lines_[first - 1].size()}, end()}
                                             : TextRange{{}, end()};
  change(range, {}, false);
  set(caret_, caret_);
}

void TextBuffer::replace(TextRange range, std::string_view with) {
  finish_group();
  change({clamp(range.from), clamp(range.to)}, with, false);
}

void TextBuffer::replace_all(std::string_view text) {
  TextBuffer other(text);
  size_t same = 0, most = std::min(lines_.size(), other.lines_.size());
  while (same < most && lines_[same] == other.lines_[same]) ++same;
  size_t tail = 0;
  while (tail < most - same && lines_[lines_.size() - 1 - tail] == other.lines_[other.lines_.size() - 1 - tail]) ++tail;
  if (same == lines_.size() && same == other.lines_.size()) return;
  // Whole lines, each with the line end behind it; without one behind, the one before it.
  bool behind = tail > 0;
  auto part = [&](const TextBuffer& b) {
    size_t stop = b.lines_.size() - tail;
    if (behind) return TextRange{{same, 0}, {stop, 0}};
    if (same > 0) return TextRange{{same - 1, b.lines_[same - 1].size()}, b.end()};
    return TextRange{{}, b.end()};
  };
  Place caret = caret_;
  replace(part(*this), other.text(part(other)));
  set(clamp(caret), clamp(caret));
}

bool TextBuffer::undo() {
  finish_group();
  bool any = false, joined = true;
  while (joined && !undo_.empty()) {
    Edit edit = std::move(undo_.back());
    undo_.pop_back();
    undo_bytes_ -= std::min(undo_bytes_, edit.removed.size() + edit.inserted.size() + sizeof(Edit));
    Place end = edit.at;
    for (char c : edit.inserted) end = c == '\n' ? Place{end.line + 1, 0} : Place{end.line, end.byte + 1};
    splice({edit.at, end}, edit.removed);
    set(edit.caret_before, edit.anchor_before);
    joined = edit.joined;
    any = true;
    redo_.push_back(std::move(edit));
  }
  return any;
}

bool TextBuffer::redo() {
  finish_group();
  bool any = false;
  while (!redo_.empty() && (!any || redo_.back().joined)) {
    Edit edit = std::move(redo_.back());
    redo_.pop_back();
    Place end = edit.at;
    for (char c : edit.removed) end = c == '\n' ? Place{end.line + 1, 0} : Place{end.line, end.byte + 1};
    splice({edit.at, end}, edit.inserted);
    set(edit.caret_after, edit.anchor_after);
    any = true;
    undo_bytes_ += edit.removed.size() + edit.inserted.size() + sizeof(Edit);
    undo_.push_back(std::move(edit));
  }
  return any;
}

// ---- finding

std::vector<TextRange> TextBuffer::find_all(std::string_view what, size_t most) const {
  std::vector<TextRange> found;
  if (what.empty() || what.find('\n') != std::string_view::npos) return found;
  bool exact = has_capital(what);
  auto same = [&](char a, char b) { return exact ? a == b : lower(a) == lower(b); };
  for (size_t n = 0; n < lines_.size() && found.size() < most; ++n) {
    const std::string& line = lines_[n];
    for (auto at = line.begin(); found.size() < most;) {
      at = std::search(at, line.end(), what.begin(), what.end(), same);
      if (at == line.end()) break;
      auto byte = static_cast<size_t>(at - line.begin());
      found.push_back({{n, byte}, {n, byte + what.size()}});
      at += static_cast<ptrdiff_t>(what.size());
    }
  }
  return found;
}

std::optional<TextRange> TextBuffer::find(std::string_view what, Place from, bool forward) const {
  auto all = find_all(what, SIZE_MAX);
  if (all.empty()) return std::nullopt;
  if (forward) {
    auto it = std::find_if(all.begin(), all.end(), [&](const TextRange& r) { return r.from >= from; });
    return it == all.end() ? all.front() : *it;
  }
  auto it = std::find_if(all.rbegin(), all.rend(), [&](const TextRange& r) { return r.to <= from; });
  return it == all.rend() ? all.back() : *it;
}

size_t TextBuffer::replace_found(std::string_view what, std::string_view with) {
  finish_group();
  auto all = find_all(what, SIZE_MAX);
  for (size_t n = all.size(); n-- > 0;) change(all[n], with, n + 1 < all.size());  // from the end: the others keep their places
  return all.size();
}

std::vector<LineChange> TextBuffer::take_line_changes() { return std::exchange(changes_, {}); }

}  // namespace app

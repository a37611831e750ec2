#include "app/panels/markdown_view.h"

#include "sim/base/text.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace app {

namespace {

using Kind = MarkdownBlock::Kind;

struct Style {
  const compat::Font* font;
  ImU32 colour;
  bool code = false, term = false;
};

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }   // inside a UTF-8 character

// Words one behind the other, into lines of a width. Draws when it has a list, else only measures.
class Flow {
 public:
  Flow(const Look& look, ImDrawList* list, ImVec2 at, float width, float leading) : look_(look), list_(list), left_(at.x), x_(at.x), y_(at.y), width_(std::max(width, look.px(20))), leading_(leading) {}

  void words(std::string_view text, const Style& style) {
    while (!text.empty()) {
      size_t blanks = std::min(text.find_first_not_of(" \n"), text.size());
      if (blanks == 0) {
        size_t end = std::min(text.find_first_of(" \n"), text.size());
        pieces_.push_back({text.substr(0, end), style, false});
        text.remove_prefix(end);
      } else {
        text.remove_prefix(blanks);
        if (unit_of_number(text)) pieces_.push_back({text.substr(0, 0), style, true});
        else flush(), space_ = style.code ? 1 : 2;
      }
    }
  }
  void line() { flush(), new_line(); }
  // Below the last line.
  float bottom() { return flush(), y_ + leading_; }

 private:
  // What stays on one line: pieces without a blank between them, and a number with its unit.
  struct Piece {
    std::string_view text;
    Style style;
    bool blank;  // behind a number
  };

  bool unit_of_number(std::string_view text) const {
    if (pieces_.empty() || pieces_.back().text.empty()) return false;
    char last = pieces_.back().text.back();
    if (last < '0' || last > '9') return false;
    for (std::string_view unit : {"s", "ms"})
      if (text.starts_with(unit) && (text.size() == unit.size() || !std::isalnum(static_cast<unsigned char>(text[unit.size()])))) return true;
    return false;
  }

  float pad(const Style& style) const { return style.code ? look_.px(3) : 0; }
  float blank() const { return Paint::width(look_.fonts.text, " "); }
  float width_of(const Piece& p) const { return p.blank ? blank() : Paint::width(*p.style.font, p.text) + 2 * pad(p.style); }
  void new_line() { x_ = left_, y_ += leading_, space_ = 0; }

  void flush() {
    if (pieces_.empty()) return;
    float whole = 0, gap = space_ && x_ > left_ ? blank() : 0;
    for (const Piece& p : pieces_) whole += width_of(p);
    if (x_ > left_ && x_ + gap + whole > left_ + width_) new_line(), gap = 0;
    for (const Piece& p : pieces_) {
      if (p.blank) x_ += blank();
      else word(p.text, p.style, std::exchange(gap, 0.0f));
    }
    pieces_.clear();
  }

  void word(std::string_view text, const Style& style, float gap) {
    float w = Paint::width(*style.font, text) + 2 * pad(style);
    if (x_ > left_ && x_ + gap + w > left_ + width_) new_line(), gap = 0;
    bool joined = space_ == 1 && gap > 0 && code_end_ == x_;   // a blank inside code
    space_ = 0;
    while (w > width_) text = piece(text, style, w);
    draw(text, style, gap, w, pad(style), joined);
    x_ += gap + w;
    code_end_ = style.code ? x_ : -1;
  }
  // A word longer than a line: as much as fits stands on one of its own.
  std::string_view piece(std::string_view text, const Style& style, float& w) {
    size_t n = text.size();
    while (n > 1 && (Paint::width(*style.font, text.substr(0, n)) + 2 * pad(style) > width_ || continues(text[n]))) {
      --n;
      while (n > 1 && continues(text[n])) --n;
    }
    draw(text.substr(0, n), style, 0, w, pad(style), false);
    new_line();
    text.remove_prefix(n);
    w = Paint::width(*style.font, text) + 2 * pad(style);
    if (n == 0) w = 0;
    return text;
  }
  void draw(std::string_view text, const Style& style, float gap, float w, float pad, bool joined) {
    if (!list_) return;
    Paint paint(list_, look_);
    float x = x_ + gap, top = y_ + (leading_ - style.font->size) / 2;
    w = Paint::width(*style.font, text) + 2 * pad;
    if (style.code) paint.box({{joined ? x_ - look_.px(2) : x, y_ + look_.px(1)}, {x + w, y_ + leading_ - look_.px(1)}}, look_.theme->raised, look_.px(3));
    paint.text(*style.font, {x + pad, top}, style.colour, text);
    if (style.term)
      for (float dot = x; dot < x + w; dot += look_.px(4)) paint.box({{dot, y_ + leading_ - look_.px(3)}, {std::min(dot + look_.px(2), x + w), y_ + leading_ - look_.px(2)}}, look_.theme->accent);
  }

  const Look& look_;
  ImDrawList* list_;
  float left_, x_, y_, width_, leading_;
  std::vector<Piece> pieces_;  // not yet placed
  int space_ = 0;        // before the next word: 1 inside code, 2 between words
  float code_end_ = -1;  // where code ended last
};

class Page {
 public:
  Page(const Look& look, ImDrawList* list, ImVec2 at, float width) : look_(look), list_(list), left_(at.x), y_(at.y), width_(width) {}

  float height(const std::vector<MarkdownBlock>& blocks) {
    float top = y_;
    const MarkdownBlock* before = nullptr;
    for (const MarkdownBlock& b : blocks) {
      if (before) y_ += gap(*before, b);
      block(b);
      before = &b;
    }
    return y_ - top;
  }

 private:
  float gap(const MarkdownBlock& a, const MarkdownBlock& b) const {
    bool rows = a.kind >= Kind::table_head && b.kind >= Kind::table_head;
    return rows ? 0 : look_.px(a.kind == Kind::item && b.kind == Kind::item ? 3 : b.kind == Kind::heading ? 14 : 9);
  }
  float leading(const compat::Font& font) const { return font.size * 1.42f; }

  void flow(const std::vector<MarkdownRun>& runs, float left, float width, const compat::Font& font, ImU32 colour) {
    y_ = flowed(runs, left, y_, width, font, colour);
  }
  float flowed(const std::vector<MarkdownRun>& runs, float left, float top, float width, const compat::Font& font, ImU32 colour) {
    Flow f(look_, list_, {left, top}, width, leading(font));
    for (const MarkdownRun& r : runs) {
      Style style{r.code ? &look_.fonts.code_small : r.bold ? &look_.fonts.bold : &font, r.italic ? mix(colour, look_.theme->accent, 0.55f) : colour, r.code, !r.term.empty()};
      f.words(r.text, style);
      if (r.breaks) f.line();
    }
    return f.bottom();
  }

  void block(const MarkdownBlock& b) {
    const Theme& t = *look_.theme;
    switch (b.kind) {
      case Kind::paragraph: return flow(b.runs, left_, width_, look_.fonts.text, t.text);
      case Kind::heading: return flow(b.runs, left_, width_, b.level <= 2 ? look_.fonts.title : look_.fonts.bold, t.text);
      case Kind::item: return item(b);
      case Kind::code: return code(b);
      case Kind::quote: return quote(b);
      case Kind::rule:
        if (list_) list_->AddLine({left_, y_ + look_.px(4)}, {left_ + width_, y_ + look_.px(4)}, t.border);
        y_ += look_.px(9);
        return;
      case Kind::table_head:
      case Kind::table_row: return table_row(b);
    }
  }

  void item(const MarkdownBlock& b) {
    float inset = look_.px(16) * static_cast<float>(b.level + 1), mark = left_ + inset - look_.px(14);
    if (list_ && !b.goes_on) {
      Paint paint(list_, look_);
      if (b.number) paint.text(look_.fonts.text, {mark - look_.px(2), y_ + leading(look_.fonts.text) * 0.15f}, look_.theme->dim, sim::cat(b.number, "."));
      else list_->AddCircleFilled({mark + look_.px(5), y_ + leading(look_.fonts.text) / 2}, look_.px(2.5f), look_.theme->dim, 12);
    }
    flow(b.runs, left_ + inset + (b.number ? look_.px(4) : 0), width_ - inset, look_.fonts.text, look_.theme->text);
  }

  void code(const MarkdownBlock& b) {
    std::string text;
    for (const MarkdownRun& r : b.runs) text += r.text;
    auto lines = static_cast<float>(std::count(text.begin(), text.end(), '\n') + 1);
    float lead = leading(look_.fonts.code_small), height = lines * lead + look_.px(12);
    if (list_) {
      Paint paint(list_, look_);
      paint.box({{left_, y_}, {left_ + width_, y_ + height}}, look_.theme->raised, look_.px(5));
      float y = y_ + look_.px(6);
      for (std::string_view rest = text;; y += lead) {
        size_t end = std::min(rest.find('\n'), rest.size());
        paint.fit(look_.fonts.code_small, {left_ + look_.px(9), y}, look_.theme->text, rest.substr(0, end), width_ - look_.px(18));
        if (end == rest.size()) break;
        rest.remove_prefix(end + 1);
      }
    }
    y_ += height;
  }

  void quote(const MarkdownBlock& b) {
    float top = y_;
    flow(b.runs, left_ + look_.px(12), width_ - look_.px(12), look_.fonts.text, look_.theme->dim);
    if (list_) Paint(list_, look_).box({{left_, top}, {left_ + look_.px(3), y_}}, look_.theme->accent);
  }

  void table_row(const MarkdownBlock& b) {
    if (b.cells.empty()) return;
    float cell = width_ / static_cast<float>(b.cells.size()), bottom = y_;
    for (size_t n = 0; n < b.cells.size(); ++n)
      bottom = std::max(bottom, flowed(b.cells[n], left_ + cell * static_cast<float>(n), y_ + look_.px(3), cell - look_.px(8), b.kind == Kind::table_head ? look_.fonts.small_bold : look_.fonts.text, look_.theme->text));
    y_ = bottom + look_.px(3);
    if (list_) list_->AddLine({left_, y_}, {left_ + width_, y_}, look_.theme->border);
  }

  const Look& look_;
  ImDrawList* list_;
  float left_, y_, width_;
};

}  // namespace

void draw_markdown(const Look& look, const std::vector<MarkdownBlock>& blocks, float width) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  float height = Page(look, ImGui::GetWindowDrawList(), at, width).height(blocks);
  ImGui::Dummy({width, std::max(height, 0.0f)});
}

float markdown_height(const Look& look, const std::vector<MarkdownBlock>& blocks, float width) { return Page(look, nullptr, {0, 0}, width).height(blocks); }

float flow_text(const Look& look, ImDrawList* list, const compat::Font& font, ImVec2 at, float width, ImU32 colour, std::string_view text) {
  Flow f(look, list, at, width, font.size * 1.42f);
  f.words(text, {&font, colour});
  return f.bottom() - at.y;
}

}  // namespace app

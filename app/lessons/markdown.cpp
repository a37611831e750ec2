#include "app/lessons/markdown.h"

#include "sim/base/text.h"

#include <md4c.h>

#include <utility>

namespace app {

namespace {

using Kind = MarkdownBlock::Kind;

std::string attribute(const MD_ATTRIBUTE& a) { return std::string(a.text ? a.text : "", a.size); }

// md4c calls it for each block, span and text, in order.
class Builder {
 public:
  std::vector<MarkdownBlock> blocks;

  void enter(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_UL: lists_.push_back({0, false}); break;
      case MD_BLOCK_OL: lists_.push_back({static_cast<int>(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start), true}); break;
      case MD_BLOCK_LI: begin_item(); break;
      case MD_BLOCK_QUOTE: ++quotes_; break;
      case MD_BLOCK_H: begin(Kind::heading).level = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level); break;
      case MD_BLOCK_CODE: begin(Kind::code); break;
      case MD_BLOCK_HR: begin(Kind::rule), open_ = false; break;
      case MD_BLOCK_P: begin_paragraph(); break;
      case MD_BLOCK_THEAD: head_ = true; break;
      case MD_BLOCK_TR: begin(head_ ? Kind::table_head : Kind::table_row); break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD: blocks.back().cells.emplace_back(), cell_ = true; break;
      default: break;
    }
  }
  void leave(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_UL:
      case MD_BLOCK_OL: lists_.pop_back(); break;
      case MD_BLOCK_QUOTE: --quotes_; break;
      case MD_BLOCK_THEAD: head_ = false; break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD: cell_ = false; break;
      case MD_BLOCK_LI:
      case MD_BLOCK_H:
      case MD_BLOCK_CODE:
      case MD_BLOCK_P:
      case MD_BLOCK_TR: open_ = false; break;
      default: break;
    }
  }
  void span(MD_SPANTYPE type, void* detail, bool in) {
    switch (type) {
      case MD_SPAN_EM: italic_ += in ? 1 : -1; break;
      case MD_SPAN_STRONG: bold_ += in ? 1 : -1; break;
      case MD_SPAN_CODE: code_ += in ? 1 : -1; break;
      case MD_SPAN_WIKILINK: term_ = in ? attribute(static_cast<MD_SPAN_WIKILINK_DETAIL*>(detail)->target) : std::string(); break;
      default: break;
    }
  }
  void text(MD_TEXTTYPE type, std::string_view words) {
    if (!open_ && lists_.empty()) return;
    if (!open_) begin(Kind::item).goes_on = true;
    if (type == MD_TEXT_BR) {
      if (!runs().empty()) runs().back().breaks = true;
      return;
    }
    if (type == MD_TEXT_SOFTBR) words = " ";
    if (type == MD_TEXT_NULLCHAR) words = "\xef\xbf\xbd";
    bool code = code_ > 0 || blocks.back().kind == Kind::code;
    std::string piece(type == MD_TEXT_ENTITY ? entity(words) : words);
    if (!runs().empty())
      if (MarkdownRun& last = runs().back(); last.bold == (bold_ > 0) && last.italic == (italic_ > 0) && last.code == code && last.term == term_ && !last.breaks) {
        last.text += piece;
        return;
      }
    runs().push_back({std::move(piece), bold_ > 0, italic_ > 0, code, false, term_});
  }

 private:
  struct List {
    int number;
    bool ordered;
  };

  static std::string_view entity(std::string_view words) {
    if (words == "&lt;") return "<";
    if (words == "&gt;") return ">";
    if (words == "&amp;") return "&";
    if (words == "&quot;") return "\"";
    if (words == "&nbsp;") return " ";
    return words;
  }
  std::vector<MarkdownRun>& runs() { return cell_ ? blocks.back().cells.back() : blocks.back().runs; }
  MarkdownBlock& begin(Kind kind) {
    blocks.emplace_back();
    blocks.back().kind = kind;
    if (kind == Kind::item) blocks.back().level = static_cast<int>(lists_.size()) - 1;
    open_ = true;
    return blocks.back();
  }
  void begin_item() {
    MarkdownBlock& item = begin(Kind::item);
    if (!lists_.empty() && lists_.back().ordered) item.number = lists_.back().number++;
    fresh_item_ = true;
  }
  void begin_paragraph() {
    if (!lists_.empty()) {
      if (std::exchange(fresh_item_, false) && open_) return;
      begin(Kind::item).goes_on = true;
    } else {
      begin(quotes_ ? Kind::quote : Kind::paragraph);
    }
  }

  std::vector<List> lists_;
  int bold_ = 0, italic_ = 0, code_ = 0, quotes_ = 0;
  bool open_ = false, head_ = false, cell_ = false, fresh_item_ = false;
  std::string term_;
};

}  // namespace

std::vector<MarkdownBlock> read_markdown(std::string_view text) {
  Builder builder;
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_WIKILINKS | MD_FLAG_NOHTML;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* to) { return static_cast<Builder*>(to)->enter(type, detail), 0; };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* to) { return static_cast<Builder*>(to)->leave(type), 0; };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* to) { return static_cast<Builder*>(to)->span(type, detail, true), 0; };
  parser.leave_span = [](MD_SPANTYPE type, void* detail, void* to) { return static_cast<Builder*>(to)->span(type, detail, false), 0; };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size, void* to) { return static_cast<Builder*>(to)->text(type, {words, size}), 0; };
  md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &builder);
  for (MarkdownBlock& b : builder.blocks)
    if (b.kind == Kind::code && !b.runs.empty())
      while (b.runs.back().text.ends_with('\n')) b.runs.back().text.pop_back();
  return std::move(builder.blocks);
}

namespace {

std::string words_of(const std::vector<MarkdownRun>& runs) {
  std::string out;
  for (const MarkdownRun& r : runs) (out += r.text) += r.breaks ? "\n" : "";
  return out;
}

std::string indented(std::string_view text, std::string_view by) {
  std::string out;
  while (true) {
    size_t end = std::min(text.find('\n'), text.size());
    (out += by) += text.substr(0, end);
    if (end == text.size()) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::string plain_text(const std::vector<MarkdownBlock>& blocks) {
  std::string out;
  Kind before = Kind::rule;
  for (const MarkdownBlock& b : blocks) {
    bool together = (b.kind == Kind::item && before == Kind::item) || (b.kind == Kind::table_row && (before == Kind::table_head || before == Kind::table_row));
    if (!out.empty()) out += together ? "\n" : "\n\n";
    before = b.kind;
    std::string words = words_of(b.runs), inset(static_cast<size_t>(b.level) * 2, ' ');
    switch (b.kind) {
      case Kind::item: out += sim::cat(inset, b.goes_on ? "  " : b.number ? sim::cat(b.number, ". ") : "- ", words); break;
      case Kind::code: out += indented(words, "    "); break;
      case Kind::quote: out += indented(words, "> "); break;
      case Kind::rule: out += "---"; break;
      case Kind::table_head:
      case Kind::table_row:
        for (const auto& cell : b.cells) out += sim::cat(&cell == b.cells.data() ? "" : " | ", words_of(cell));
        break;
      default: out += words;
    }
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

namespace {

std::string html_of(const std::vector<MarkdownRun>& runs) {
  std::string out;
  for (const MarkdownRun& r : runs) {
    std::string words = escaped(r.text);
    if (r.code) words = sim::cat("<code>", words, "</code>");
    if (r.bold) words = sim::cat("<strong>", words, "</strong>");
    if (r.italic) words = sim::cat("<em>", words, "</em>");
    if (!r.term.empty()) words = sim::cat("<dfn data-term=\"", escaped(r.term), "\">", words, "</dfn>");
    out += words;
    if (r.breaks) out += "<br>";
  }
  return out;
}

}  // namespace

std::string html(const std::vector<MarkdownBlock>& blocks) {
  std::string out;
  std::vector<bool> lists;  // open ones: ordered?
  auto close_lists = [&](size_t until) {
    for (; lists.size() > until; lists.pop_back()) out += lists.back() ? "</li></ol>" : "</li></ul>";
  };
  bool table = false;
  for (const MarkdownBlock& b : blocks) {
    bool row = b.kind == Kind::table_head || b.kind == Kind::table_row;
    if (table && !row) out += "</table>\n", table = false;
    if (b.kind != Kind::item) close_lists(0);
    std::string words = html_of(b.runs);
    switch (b.kind) {
      case Kind::paragraph: out += sim::cat("<p>", words, "</p>\n"); break;
      case Kind::heading: out += sim::cat("<h", b.level + 1, ">", words, "</h", b.level + 1, ">\n"); break;
      case Kind::quote: out += sim::cat("<blockquote>", words, "</blockquote>\n"); break;
      case Kind::rule: out += "<hr>\n"; break;
      case Kind::code: out += sim::cat("<pre><code>", escaped(words_of(b.runs)), "</code></pre>\n"); break;
      case Kind::item: {
        size_t depth = static_cast<size_t>(b.level) + 1;
        if (b.goes_on && lists.size() >= depth) {
          close_lists(depth);
          out += sim::cat("<p>", words, "</p>");
          break;
        }
        close_lists(depth);
        if (lists.size() == depth) out += "</li>";
        while (lists.size() < depth) lists.push_back(b.number != 0), out += b.number ? "<ol>" : "<ul>";
        out += sim::cat("<li>", words);
        break;
      }
      case Kind::table_head:
      case Kind::table_row:
        if (!table) out += "<table>", table = true;
        out += "<tr>";
        for (const auto& cell : b.cells) out += b.kind == Kind::table_head ? sim::cat("<th>", html_of(cell), "</th>") : sim::cat("<td>", html_of(cell), "</td>");
        out += "</tr>\n";
        break;
    }
  }
  close_lists(0);
  if (table) out += "</table>\n";
  return out;
}

}  // namespace app

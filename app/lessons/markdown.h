// A lesson's Markdown as blocks of styled words. Before: md4c. After: the lesson panel, the text form, the hand-out.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace app {

struct MarkdownRun {
  std::string text;
  bool bold = false, italic = false, code = false, breaks = false;  // breaks: a new line begins behind it
  std::string term;  // of the glossary
};

struct MarkdownBlock {
  enum class Kind : unsigned char { paragraph, heading, item, code, quote, rule, table_head, table_row } kind = Kind::paragraph;
  int level = 0;       // heading: 1 to 6; item: depth, from 0
  int number = 0;      // item: of an ordered list; 0: a bullet
  bool goes_on = false;  // a further paragraph of the item above
  std::vector<MarkdownRun> runs;
  std::vector<std::vector<MarkdownRun>> cells;  // of a table's row
};

std::vector<MarkdownBlock> read_markdown(std::string_view text);

// Words alone, as a terminal shows them: lists with marks, code indented.
std::string plain_text(const std::vector<MarkdownBlock>& blocks);
// HTML, everything escaped.
std::string html(const std::vector<MarkdownBlock>& blocks);
std::string escaped(std::string_view text);

}  // namespace app

// Guards app/editor/buffer.cpp: the text under the keyboard.
#include "app/editor/buffer.h"

#include <catch2/catch.hpp>

#include <random>

using namespace app;
using Move = TextBuffer::Move;

namespace {

TextBuffer typed(const std::string& text) {
  TextBuffer b;
  for (size_t i = 0; i < text.size();) {
    size_t n = character_length(text, i);
    text[i] == '\n' ? b.new_line() : b.insert(std::string_view(text).substr(i, n));
    i += n;
  }
  return b;
}

}  // namespace

TEST_CASE("a file's line ends, byte order mark and missing last line end come back as they were") {
  for (std::string bytes :
       {std::string("a\nb\n"), std::string("a\r\nb\r\n"), std::string("a\rb"), std::string("\xef\xbb\xbfx = 1\n"), std::string(),
        std::string("\n"), std::string("no end"), std::string("a\n\n\n")}) {
    TextBuffer b(bytes);
    CHECK(b.bytes() == bytes);
    CHECK(b.text().find('\r') == std::string::npos);
  }
}

TEST_CASE("typing is undone word by word and redone") {
  TextBuffer b = typed("one two");
  CHECK(b.undo());
  CHECK(b.text() == "one ");
  CHECK(b.undo());
  CHECK(b.text().empty());
  CHECK(!b.undo());
  CHECK(b.redo());
  CHECK(b.text() == "one ");
  CHECK(b.redo());
  CHECK(b.text() == "one two");
  CHECK(!b.redo());
  CHECK(b.caret() == Place{0, 7});
}

TEST_CASE("a change after undo forgets what could be redone") {
  TextBuffer b = typed("one two");
  b.undo();
  b.insert("x");
  CHECK(!b.redo());
  CHECK(b.text() == "one x");
}

TEST_CASE("a new line is indented after a colon, and back after a return") {
  TextBuffer b = typed("async def main():\nif x:  # why\nreturn 1\n");
  CHECK(b.text() == "async def main():\n    if x:  # why\n        return 1\n    ");
  TextBuffer c = typed("d = {\"a\": 1}");
  c.new_line();
  CHECK(c.text() == "d = {\"a\": 1}\n");
  TextBuffer s = typed("print(\"# no comment:\"):");
  s.new_line();
  CHECK(s.text().ends_with("\n    "));
}

TEST_CASE("backspace in the indentation goes back a level, elsewhere a character") {
  TextBuffer b("        x");
  b.place({0, 8});
  b.erase(Move::left);
  CHECK(b.text() == "    x");
  b.move(Move::end, false);
  b.erase(Move::left);
  CHECK(b.text() == "    ");
  b.erase(Move::word_left);
  CHECK(b.text().empty());
}

TEST_CASE("characters of several bytes are passed and erased whole") {
  // An e with a combining accent, a flag-like joined emoji, a plain umlaut.
  TextBuffer b("e\xcc\x81\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb\xc3\xbc");
  b.move(Move::right, false);
  CHECK(b.caret().byte == 3);
  b.move(Move::right, false);
  CHECK(b.caret().byte == 14);
  b.move(Move::right, false);
  CHECK(b.caret().byte == 16);
  b.move(Move::left, false);
  b.erase(Move::left);
  CHECK(b.text() == "e\xcc\x81\xc3\xbc");
}

TEST_CASE("bytes that are no UTF-8 are kept and passed one by one") {
  TextBuffer b(
      "\xff\xfe\x80"
      "a");
  for (int n = 0; n < 4; ++n) b.move(Move::right, false);
  CHECK(b.caret() == b.end());
  CHECK(b.bytes() ==
        "\xff\xfe\x80"
        "a");
}

TEST_CASE("up and down keep the column across short lines and tabs") {
  TextBuffer b("0123456789\nab\n\tlonger line");
  b.place({0, 8});
  b.move(Move::down, false);
  CHECK(b.caret() == Place{1, 2});
  b.move(Move::down, false);
  CHECK(b.column(b.caret()) == 8);
  b.move(Move::up, false);
  b.move(Move::up, false);
  CHECK(b.caret() == Place{0, 8});
}

TEST_CASE("pictures and ideographs are two columns, accents none; Python counts characters") {
  TextBuffer b("\ta\u4f60b\U0001f44d\U0001f3fdce\u0301f\nx");
  CHECK(b.column(b.clamp({0, 5})) == kTabWidth + 3);
  CHECK(b.column({0, b.line(0).size()}) == kTabWidth + 9);
  CHECK(b.at_column(0, kTabWidth + 3) == Place{0, 5});
  CHECK(b.at_character(0, 3) == Place{0, 5});
  CHECK(b.at_character(0, 99) == Place{0, b.line(0).size()});
  for (size_t column = 0; column < 12; ++column) CHECK(b.column(b.at_column(0, column)) <= column + 2);
}

TEST_CASE("home goes to the first letter, then to the edge") {
  TextBuffer b("    x = 1");
  b.move(Move::line_end, false);
  b.move(Move::line_begin, false);
  CHECK(b.caret().byte == 4);
  b.move(Move::line_begin, false);
  CHECK(b.caret().byte == 0);
}

TEST_CASE("word moves stop at names, signs and lines") {
  TextBuffer b("await asyncio.sleep(1)\nx");
  std::vector<size_t> stops;
  for (int n = 0; n < 7; ++n) {
    b.move(Move::word_right, false);
    stops.push_back(b.caret().byte);
  }
  CHECK(stops == std::vector<size_t>{6, 13, 14, 19, 20, 21, 22});
  b.move(Move::word_right, false);
  CHECK(b.caret() == Place{1, 0});
  b.move(Move::word_left, false);
  CHECK(b.caret() == Place{0, 22});
}

TEST_CASE("typing replaces the selection, and one undo brings it back") {
  TextBuffer b("one\ntwo\nthree");
  b.select({{0, 1}, {2, 2}});
  CHECK(b.selected() == "ne\ntwo\nth");
  b.insert("X");
  CHECK(b.text() == "oXree");
  b.undo();
  CHECK(b.text() == "one\ntwo\nthree");
  CHECK(b.selected() == "ne\ntwo\nth");
}

TEST_CASE("arrows leave a selection at its ends") {
  TextBuffer b("abcdef");
  b.select({{0, 1}, {0, 4}});
  b.move(Move::left, false);
  CHECK(b.caret().byte == 1);
  b.select({{0, 1}, {0, 4}});
  b.move(Move::right, false);
  CHECK(b.caret().byte == 4);
  b.move(Move::right, true);
  CHECK(b.selected() == "e");
}

TEST_CASE("lines are indented, dedented and commented together, as one step of undo") {
  TextBuffer b("def f():\n    a\n\n    b\nend");
  b.select({{1, 2}, {4, 0}});
  b.toggle_comment();
  CHECK(b.text() == "def f():\n    # a\n\n    # b\nend");
  b.toggle_comment();
  CHECK(b.text() == "def f():\n    a\n\n    b\nend");
  b.indent();
  CHECK(b.text() == "def f():\n        a\n\n        b\nend");
  b.dedent();
  b.dedent();
  CHECK(b.text() == "def f():\na\n\nb\nend");
  b.undo();
  CHECK(b.text() == "def f():\n    a\n\n    b\nend");
}

TEST_CASE("lines move, double and go") {
  TextBuffer b("a\nb\nc");
  b.place({1, 1});
  b.move_lines(-1);
  CHECK(b.text() == "b\na\nc");
  CHECK(b.caret() == Place{0, 1});
  b.move_lines(-1);
  CHECK(b.text() == "b\na\nc");
  b.move_lines(1);
  b.move_lines(1);
  CHECK(b.text() == "a\nc\nb");
  b.duplicate_lines();
  CHECK(b.text() == "a\nc\nb\nb");
  b.erase_lines();
  b.erase_lines();
  CHECK(b.text() == "a\nc");
}

TEST_CASE("text is found in either case, with a capital only as it stands, and goes round") {
  TextBuffer b("Task task\nTASK");
  CHECK(b.find_all("task").size() == 3);
  CHECK(b.find_all("Task").size() == 1);
  CHECK(b.find("task", {0, 1}, true)->from == Place{0, 5});
  CHECK(b.find("task", {1, 1}, true)->from == Place{0, 0});
  CHECK(b.find("task", {0, 0}, false)->from == Place{1, 0});
  CHECK(!b.find("nothing", {}, true));
  CHECK(!b.find("", {}, true));
  CHECK(b.replace_found("task", "job") == 3);
  CHECK(b.text() == "job job\njob");
  b.undo();
  CHECK(b.text() == "Task task\nTASK");
}

TEST_CASE("what stands beside lines can follow them") {
  TextBuffer b("a\nb\nc");
  b.take_line_changes();
  b.place({1, 0});
  b.insert("x\ny\n");
  auto changes = b.take_line_changes();
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].first == 1);
  CHECK(changes[0].removed == 0);
  CHECK(changes[0].added == 2);
  b.replace_all("a\nx\nnew\nb\nc");
  changes = b.take_line_changes();
  REQUIRE(changes.size() == 1);
  CHECK(b.text() == "a\nx\nnew\nb\nc");
  b.undo();
  CHECK(b.text() == "a\nx\ny\nb\nc");
}

TEST_CASE("thousands of random changes are all undone, then all redone") {
  std::mt19937 random(7);
  TextBuffer b("async def main():\n    await asyncio.sleep(1)\n\nasyncio.run(main())\n");
  std::string first = b.text();
  auto place = [&] { return b.clamp({random() % b.lines(), random() % 40}); };
  for (int n = 0; n < 3000; ++n) {
    switch (random() % 12) {
      case 0: b.insert("x"); break;
      case 1: b.insert("two\nlines"); break;
      case 2: b.new_line(); break;
      case 3: b.erase(Move::left); break;
      case 4: b.erase(Move::word_right); break;
      case 5: b.place(place()); break;
      case 6: b.select({place(), b.end()}); break;
      case 7: b.toggle_comment(); break;
      case 8: b.move_lines(random() % 2 ? 1 : -1); break;
      case 9: b.dedent(); break;
      case 10: b.move(static_cast<Move>(random() % 12), random() % 2); break;
      case 11: random() % 4 ? b.indent() : void(b.undo()); break;
    }
    REQUIRE(b.clamp(b.caret()) == b.caret());
    REQUIRE(b.clamp(b.selection().from) == b.selection().from);
  }
  std::string last = b.text();
  while (b.undo()) {}
  CHECK(b.text() == first);
  while (b.redo()) {}
  CHECK(b.text() == last);
}

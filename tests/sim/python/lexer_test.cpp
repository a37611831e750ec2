#include "sim/python/lexer.h"

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <vector>

using namespace sim::py;

namespace {

TokenStream tokens_of(const std::string& text) {
  static std::vector<std::unique_ptr<Source>> kept;
  kept.push_back(std::make_unique<Source>(Source{"t.py", text}));
  return tokenize(*kept.back());
}

std::vector<Tok> kinds_of(const std::string& text) {
  std::vector<Tok> kinds;
  for (const Token& token : tokens_of(text).tokens) kinds.push_back(token.kind);
  return kinds;
}

std::string coloured(const std::string& text) {
  static constexpr const char kLetters[] = "knesfc.!";   // keyword name number string fstring comment op error
  std::string out(text.size(), ' ');
  for (const ColourSpan& span : colour_spans(text)) {
    for (uint32_t i = span.start; i < span.end; ++i) out[i] = kLetters[static_cast<int>(span.colour)];
  }
  return out;
}

}  // namespace

TEST_CASE("indentation becomes indent and dedent tokens, and blank lines do not count") {
  using enum Tok;
  CHECK(kinds_of("if x:\n\n  # note\n  y\nz") ==
        std::vector<Tok>{kw_if, name, colon, newline, indent, name, newline, dedent, name, newline, endmarker});
}

TEST_CASE("a line goes on inside brackets and behind a backslash") {
  using enum Tok;
  CHECK(kinds_of("(a,\n  b)\n") == std::vector<Tok>{lpar, name, comma, name, rpar, newline, endmarker});
  CHECK(kinds_of("a + \\\n  b\n") == std::vector<Tok>{name, plus, name, newline, endmarker});
}

TEST_CASE("the longest operator wins") {
  using enum Tok;
  CHECK(kinds_of("a**=b//c->d:=e...f!=g") == std::vector<Tok>{name, doublestarequal, name, doubleslash, name, rarrow, name, colonequal,
                                                              name, ellipsis, name, notequal, name, newline, endmarker});
}

TEST_CASE("an f-string is cut into its texts and fields, nested ones included") {
  using enum Tok;
  CHECK(kinds_of("f'a{b!r:>{w}}c'") == std::vector<Tok>{fstring_start, fstring_middle, lbrace, name, exclamation, name, colon,
                                                        fstring_middle, lbrace, name, rbrace, fstring_middle, rbrace,
                                                        fstring_middle, fstring_end, newline, endmarker});
  CHECK(kinds_of("f'{f'{x}'}'") == std::vector<Tok>{fstring_start, lbrace, fstring_start, lbrace, name, rbrace, fstring_end, rbrace,
                                                    fstring_end, newline, endmarker});
}

TEST_CASE("tokens know their bytes and their place") {
  TokenStream stream = tokens_of("é = 1\n  ");
  CHECK(stream.tokens[1].kind == Tok::equal);
  CHECK(stream.tokens[1].start == 3);
  CHECK(stream.tokens[1].span.line == 1);
  CHECK(stream.tokens[1].span.col == 3);
}

TEST_CASE("a number that touches a keyword is a warning, another letter is an error") {
  CHECK(tokens_of("1if x else 2").warnings.at(0).message == "invalid decimal literal");
  CHECK(tokens_of("1x").failure.problem.message == "invalid decimal literal");
}

TEST_CASE("no more than 200 brackets and 99 indentations are open at once") {
  CHECK(tokens_of(std::string(200, '(') + std::string(200, ')')).failure.kind == LexFailure::Kind::none);
  CHECK(tokens_of(std::string(100'000, '(')).failure.problem.message == "too many nested parentheses");
  std::string steps;
  for (size_t i = 0; i < 120; ++i) steps += std::string(i, ' ') + "if 1:\n";
  CHECK(tokens_of(steps).failure.problem.message == "too many levels of indentation");
}

TEST_CASE("the editor's colours cover a line of everything") {
  CHECK(coloured("def f(x): return 1.5e3  # c") == "kkk n.n.. kkkkkk eeeee  ccc");
  CHECK(coloured("a = 'b' + f\"{c:>{d}} e\"") == "n . sss . ff.n.f.n..fff");
}

TEST_CASE("the editor's colours forgive unfinished text") {
  CHECK(coloured("x = 'abc\ny") == "n . !!!! n");
  CHECK(coloured("f'{a") == "ff.n");
  CHECK(coloured("))) $ \"\"\"") == "... ! !!!");
}

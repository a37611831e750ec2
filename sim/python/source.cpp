#include "sim/python/source.h"

#include <algorithm>

namespace sim::py {
namespace {

// How many bytes the character at `at` takes; 0 and the reason when there is none.
size_t utf8_length(const std::string& bytes, size_t at, const char*& reason) {
  auto byte = [&](size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u; };
  const unsigned c = byte(at);
  if (c < 0x80) return 1;
  reason = "invalid start byte";
  if (c < 0xC2 || c > 0xF4) return 0;
  const size_t length = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  const unsigned low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
  const unsigned high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
  for (size_t i = 1; i < length; ++i) {
    reason = at + i < bytes.size() ? "invalid continuation byte" : "unexpected end of data";
    if (byte(at + i) < (i == 1 ? low : 0x80u) || byte(at + i) > (i == 1 ? high : 0xBFu)) return 0;
  }
  return length;
}

std::string hex(char byte) {
  constexpr char kDigits[] = "0123456789abcdef";
  const auto c = static_cast<unsigned char>(byte);
  return {kDigits[c >> 4], kDigits[c & 15]};
}

std::string undecodable(const std::string& bytes, size_t at, const char* reason) {
  return "(unicode error) 'utf-8' codec can't decode byte 0x" + hex(bytes[at]) + " in position " + std::to_string(at) + ": " + reason;
}

}  // namespace

std::string_view Source::shown_line(uint32_t number) const {
  std::string_view text = in_file ? line(number) : std::string_view();
  size_t from = text.find_first_not_of(" \t\f"), to = text.find_last_not_of(" \t\f");
  return from == std::string_view::npos ? std::string_view() : text.substr(from, to - from + 1);
}

std::string_view Source::line(uint32_t number) const {
  size_t begin = 0;
  for (uint32_t i = 1; i < number; ++i) {
    begin = text.find('\n', begin);
    if (begin == std::string::npos) return {};
    ++begin;
  }
  if (number == 0 || begin >= text.size()) return {};
  return std::string_view(text).substr(begin, text.find('\n', begin) - begin);
}

uint32_t column(const Source& source, uint32_t line, uint32_t byte_column) {
  std::string_view text = source.line(line).substr(0, byte_column);
  auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
  // Beyond the line: its end counts as one character more.
  return static_cast<uint32_t>(characters) + (byte_column > text.size() ? 1 : 0) + 1;
}

namespace {

// What a line like `# -*- coding: latin-1 -*-` names, in lower case; empty when it names nothing. CPython: get_coding_spec.
std::string declared_encoding(std::string_view line) {
  const size_t hash = line.find_first_not_of(" \t\f");
  if (hash == std::string_view::npos || line[hash] != '#') return {};
  size_t at = line.find("coding", hash);
  if (at == std::string_view::npos || at + 6 >= line.size() || (line[at + 6] != ':' && line[at + 6] != '=')) return {};
  at = std::min(line.find_first_not_of(" \t", at + 7), line.size());
  std::string name;
  for (; at < line.size(); ++at) {
    const char c = line[at];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_' && c != '.') break;
    name += c == '_' ? '-' : static_cast<char>(letter ? c | 0x20 : c);
  }
  return name;
}

// In the first line, or in the second when the first has no code.
std::string declared_encoding_of(const std::string& bytes) {
  const size_t end = std::min(bytes.find('\n'), bytes.size());
  const std::string_view text(bytes);
  const std::string_view first = text.substr(0, end);
  std::string name = declared_encoding(first);
  const size_t code = first.find_first_not_of(" \t\f\r");
  if (!name.empty() || end == bytes.size() || (code != std::string_view::npos && first[code] != '#')) return name;
  return declared_encoding(text.substr(end + 1, bytes.find('\n', end + 1) - end - 1));
}

std::string latin1_to_utf8(const std::string& bytes) {
  std::string text;
  for (char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    if (c >= 0x80) text += static_cast<char>(0xC0 | c >> 6);
    text += static_cast<char>(c < 0x80 ? c : 0x80 | (c & 0x3F));
  }
  return text;
}

// CPython words it otherwise when it runs a file.
SyntaxProblem not_utf8(const std::string& bytes, size_t at, const char* reason, uint32_t line, std::string_view filename) {
  if (filename.empty()) return {SyntaxProblem::Type::SyntaxError, undecodable(bytes, at, reason)};
  return {SyntaxProblem::Type::SyntaxError, "Non-UTF-8 code starting with '\\x" + hex(bytes[at]) + "' in file " +
                                                std::string(filename) + " on line " + std::to_string(line) +
                                                ", but no encoding declared; see https://peps.python.org/pep-0263/ for details"};
}

std::string unix_line_ends(const std::string& bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '\r') text += bytes[i];
    else if (i + 1 == bytes.size() || bytes[i + 1] != '\n') text += '\n';
  }
  return text;
}

}  // namespace

std::variant<std::string, SyntaxProblem> normalise(std::string bytes, std::string_view filename) {
  const bool mark = bytes.compare(0, 3, "\xEF\xBB\xBF") == 0;
  if (mark) bytes.erase(0, 3);
  const std::string encoding = declared_encoding_of(bytes);
  const bool latin1 = encoding == "latin-1" || encoding == "iso-8859-1" || encoding == "iso-latin-1" || encoding == "latin1";
  const bool utf8 = encoding.empty() || encoding == "utf8" || encoding.compare(0, 5, "utf-8") == 0 || encoding == "ascii";
  if (mark && !utf8) return SyntaxProblem{SyntaxProblem::Type::SyntaxError, "encoding problem: " + encoding + " with BOM"};
  if (latin1) bytes = latin1_to_utf8(bytes);
  else if (!utf8) return SyntaxProblem{SyntaxProblem::Type::SyntaxError, "encoding problem: " + encoding};
  uint32_t line = 1;
  for (size_t at = 0; at < bytes.size();) {
    if (bytes[at] == '\0') return SyntaxProblem{SyntaxProblem::Type::SyntaxError, "source code cannot contain null bytes", line};
    const char* reason = nullptr;
    const size_t length = utf8_length(bytes, at, reason);
    if (length == 0) return not_utf8(bytes, at, reason, line, filename);
    line += bytes[at] == '\n';
    at += length;
  }
  return bytes.find('\r') == std::string::npos ? bytes : unix_line_ends(bytes);
}

namespace {

bool blank(char c) { return c == ' ' || c == '\n' || c == '\f'; }

size_t characters(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// The source line and the carets below it. CPython: TracebackException._format_syntax_error.
std::string pointed_line(const SyntaxProblem& problem, std::string_view line) {
  std::string_view shown = line;
  while (!shown.empty() && blank(shown.front())) shown.remove_prefix(1);
  std::string out = "    " + std::string(shown) + "\n";
  if (problem.col == 0) return out;
  const size_t length = characters(line), spaces = line.size() - shown.size();
  size_t from = problem.col, to = problem.line == problem.end_line ? (problem.end_col != 0 ? problem.end_col : from) : length + 1;
  if (from > length + 1) from = length + 1;   // CPython's text has its line end: one character more
  if (to > length + 1) to = length + 1;
  if (from >= to) to = from + 1;
  if (from <= spaces) return out;
  out += "    ";
  size_t column = 1;
  for (char c : shown) {   // tabs stay tabs, so that the caret stands right
    if ((c & 0xC0) == 0x80) continue;
    if (spaces + column++ >= from) break;
    out += c == '\t' || blank(c) ? c : ' ';
  }
  while (column + spaces < from) {
    out += ' ';
    ++column;
  }
  return out + std::string(to - from, '^') + "\n";
}

}  // namespace

std::string describe(const SyntaxProblem& problem, const Source& source) {
  static constexpr const char* kTypes[] = {"SyntaxError", "IndentationError", "TabError", "MemoryError", "RecursionError"};
  std::string out;
  if (problem.line != 0) {
    out = "  File \"" + source.filename + "\", line " + std::to_string(problem.line) + "\n";
    out += pointed_line(problem, source.line(problem.line));
  }
  return out + kTypes[static_cast<int>(problem.type)] + ": " + problem.message + "\n";
}

}  // namespace sim::py

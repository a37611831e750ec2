// Patterns to trees. Messages and positions are CPython's (Lib/re/_parser.py).
#include "sim/base/text.h"
#include "sim/python/identifiers.h"
#include "sim/python/modules/regex.h"
#include "sim/python/objects/str.h"
#include "sim/python/unicode.h"

#include <algorithm>

namespace sim::py::regex {
namespace {

constexpr size_t kMostNesting = 200;
bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
bool is_octal(uint32_t c) { return c >= '0' && c <= '7'; }
bool is_letter(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
int hex_value(uint32_t c) {
  if (is_digit(c)) return static_cast<int>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<int>(c - 'a' + 10);
  return c >= 'A' && c <= 'F' ? static_cast<int>(c - 'A' + 10) : -1;
}

class Parser {
 public:
  Parser(const Vec<uint32_t>& pattern, uint32_t flags, bool is_text) : p_(pattern), is_text_(is_text) { out_.flags = flags; }
  Parsed run();

 private:
  [[noreturn]] void fail(std::string message, size_t position) const { throw PatternProblem{std::move(message), position}; }
  bool more() const { return i_ < p_.size(); }
  bool at(uint32_t c) const { return more() && p_[i_] == c; }
  bool skip(uint32_t c) {
    if (!at(c)) return false;
    ++i_;
    return true;
  }
  std::string text(size_t from, size_t to) const;

  Node alternatives(uint32_t flags, size_t depth);
  Node sequence(uint32_t* flags, size_t depth, bool first_branch);
  bool atom(Node* out, uint32_t* flags, size_t depth, bool at_start);   // false: nothing to add (comment, flags)
  void repeat(std::vector<Node>& items, uint32_t flags, size_t from);
  bool bounds(uint32_t* min, uint32_t* max);

  Node set(uint32_t flags);
  bool set_member(CharSet& set, uint32_t* c, size_t set_start);         // true: a character; false: a category
  Node escape(uint32_t flags);
  bool category(uint32_t letter, Category* out) const;
  uint32_t character_escape(size_t from, bool in_set);
  uint32_t hex_escape(size_t from, int digits);
  Node single(Node::Type type, uint32_t value, uint32_t flags) const;
  Node category_node(Category category, uint32_t flags);
  Node backref(uint32_t group, uint32_t flags, size_t position);

  bool group(Node* out, uint32_t* flags, size_t depth, bool at_start);
  bool extension(Node* out, uint32_t* flags, size_t depth, size_t start, bool at_start);
  bool named(Node* out, uint32_t flags, size_t depth, size_t start);
  Node capture(std::string name, uint32_t flags, size_t depth, size_t start, size_t name_at);
  Node look(bool behind, bool negative, uint32_t flags, size_t depth, size_t start);
  Node conditional(uint32_t flags, size_t depth, size_t start);
  bool inline_flags(Node* out, uint32_t* flags, size_t depth, size_t start, bool at_start);
  std::string name_until(uint32_t terminator, std::string_view what);
  void check_name(const std::string& name, size_t position) const;
  uint32_t group_named(const std::string& name) const;                  // 0: none
  void close(size_t start);
  void skip_comments(uint32_t flags);

  const Vec<uint32_t>& p_;
  bool is_text_;
  size_t i_ = 0;
  Parsed out_;
  std::vector<bool> open_{false};                                       // by number: still inside
  std::vector<std::pair<uint32_t, size_t>> later_groups_;               // asked for by (?(n)...) before they were seen
  std::vector<uint32_t> lookbehind_groups_;                             // numbers open when each look-behind began
};

std::string Parser::text(size_t from, size_t to) const {
  std::string s;
  for (size_t i = from; i < std::min(to, p_.size()); ++i) append_utf8(s, p_[i]);
  return s;
}

Node Parser::single(Node::Type type, uint32_t value, uint32_t flags) const {
  Node n;
  n.type = type;
  n.value = value;
  n.flags = flags;
  return n;
}

void Parser::skip_comments(uint32_t flags) {
  if (!(flags & verbose)) return;
  while (more()) {
    if (p_[i_] == ' ' || (p_[i_] >= 9 && p_[i_] <= 13)) {
      ++i_;
    } else if (at('#')) {
      while (more() && p_[i_] != '\n') ++i_;
    } else {
      return;
    }
  }
}

Node Parser::alternatives(uint32_t flags, size_t depth) {
  if (depth > kMostNesting) throw PatternProblem{"pattern is nested too deeply", i_};
  Node first = sequence(&flags, depth, true);
  if (!at('|')) return first;
  Node all = single(Node::Type::alternate, 0, flags);
  all.kids.push_back(std::move(first));
  while (skip('|')) all.kids.push_back(sequence(&flags, depth, false));
  return all;
}

Node Parser::sequence(uint32_t* flags, size_t depth, bool first_branch) {
  Node out = single(Node::Type::sequence, 0, *flags);
  while (true) {
    skip_comments(*flags);
    if (!more() || at('|') || at(')')) return out;
    size_t from = i_;
    uint32_t c = p_[i_];
    if (c == '*' || c == '+' || c == '?' || c == '{') {
      uint32_t min, max;
      if (c != '{' || bounds(&min, &max)) {
        i_ = from;
        repeat(out.kids, *flags, from);
        continue;
      }
      i_ = from;                                       // a brace that is no repeat stands for itself
    }
    Node n;
    if (atom(&n, flags, depth, first_branch && out.kids.empty() && depth == 0)) out.kids.push_back(std::move(n));
  }
}

// {m}, {m,}, {,n}, {m,n} at the brace. False: no repeat.
bool Parser::bounds(uint32_t* min, uint32_t* max) {
  size_t from = i_++;
  if (at('}')) return false;
  auto number = [this](std::string* digits) {
    while (more() && is_digit(p_[i_])) *digits += static_cast<char>(p_[i_++]);
  };
  std::string low, high;
  number(&low);
  if (skip(',')) number(&high);
  else high = low;
  if (!skip('}')) return false;
  auto value = [](const std::string& s, uint32_t otherwise) -> uint32_t {
    if (s.empty()) return otherwise;
    uint64_t n = 0;
    for (char c : s) n = std::min<uint64_t>(n * 10 + static_cast<uint64_t>(c - '0'), kEndless);
    if (n >= kEndless) throw PatternProblem{"the repetition number is too large", 0, false};
    return static_cast<uint32_t>(n);
  };
  *min = value(low, 0);
  *max = value(high, kEndless);
  if (*max < *min) fail("min repeat greater than max repeat", from + 1);
  return true;
}

void Parser::repeat(std::vector<Node>& items, uint32_t flags, size_t from) {
  Node n = single(Node::Type::repeat, 0, flags);
  uint32_t c = p_[i_];
  if (c == '{') {
    bounds(&n.min, &n.max);
  } else {
    ++i_;
    n.min = c == '+';
    n.max = c == '?' ? 1 : kEndless;
  }
  if (items.empty() || items.back().type == Node::Type::at) fail("nothing to repeat", from);
  if (items.back().type == Node::Type::repeat) fail("multiple repeat", from);
  if (skip('?')) n.mode = Repeat::lazy;
  else if (skip('+')) n.mode = Repeat::possessive;
  n.kids.push_back(std::move(items.back()));
  items.back() = std::move(n);
}

bool Parser::atom(Node* out, uint32_t* flags, size_t depth, bool at_start) {
  uint32_t c = p_[i_];
  switch (c) {
    case '\\': *out = escape(*flags); return true;
    case '[': *out = set(*flags); return true;
    case '(': return group(out, flags, depth, at_start);
    case '.': *out = single(Node::Type::any, 0, *flags); break;
    case '^':
    case '$': *out = single(Node::Type::at, c, *flags); break;
    default: *out = single(Node::Type::character, c, *flags);
  }
  ++i_;
  return true;
}

bool Parser::category(uint32_t letter, Category* out) const {
  switch (letter) {
    case 'd': *out = Category::digit; return true;
    case 'D': *out = Category::not_digit; return true;
    case 's': *out = Category::space; return true;
    case 'S': *out = Category::not_space; return true;
    case 'w': *out = Category::word; return true;
    case 'W': *out = Category::not_word; return true;
    default: return false;
  }
}

Node Parser::category_node(Category c, uint32_t flags) {
  CharSet s;
  s.flags = flags;
  s.categories.push_back(c);
  out_.sets.push_back(std::move(s));
  return single(Node::Type::set, static_cast<uint32_t>(out_.sets.size() - 1), flags);
}

Node Parser::backref(uint32_t group, uint32_t flags, size_t position) {
  if (open_[group]) fail("cannot refer to an open group", position);
  if (!lookbehind_groups_.empty() && group > lookbehind_groups_.back())
    fail("cannot refer to group defined in the same lookbehind subpattern", position);
  return single(Node::Type::backref, group, flags);
}

Node Parser::escape(uint32_t flags) {
  size_t from = i_++;
  if (!more()) fail("bad escape (end of pattern)", from);
  uint32_t c = p_[i_];
  Category kind;
  if (category(c, &kind)) {
    ++i_;
    return category_node(kind, flags);
  }
  if (c == 'A' || c == 'Z' || c == 'b' || c == 'B') {
    ++i_;
    return single(Node::Type::at, c, flags);
  }
  if (is_digit(c) && c != '0') {
    bool three_octal = i_ + 2 < p_.size() && is_octal(c) && is_octal(p_[i_ + 1]) && is_octal(p_[i_ + 2]);
    if (!three_octal) {
      uint32_t group = c - '0';
      ++i_;
      if (more() && is_digit(p_[i_])) group = group * 10 + (p_[i_++] - '0');
      if (group > out_.groups) fail(cat("invalid group reference ", group), from + 1);
      return backref(group, flags, from);
    }
  }
  return single(Node::Type::character, character_escape(from, false), flags);
}

uint32_t Parser::hex_escape(size_t from, int digits) {
  uint32_t value = 0;
  int n = 0;
  for (; n < digits && more() && hex_value(p_[i_]) >= 0; ++n) value = value * 16 + static_cast<uint32_t>(hex_value(p_[i_++]));
  if (n < digits) fail("incomplete escape " + text(from, i_), from);
  if (value > 0x10FFFF) fail("bad escape " + text(from, i_), from);
  return value;
}

// Behind the backslash at `from`: an escape that stands for one character.
uint32_t Parser::character_escape(size_t from, bool in_set) {
  uint32_t c = p_[i_++];
  constexpr std::string_view kFrom = "abfnrtv\\", kTo = "\a\b\f\n\r\t\v\\";
  if (c < 0x80 && (c != 'b' || in_set))
    if (size_t k = kFrom.find(static_cast<char>(c)); k != kFrom.npos) return static_cast<uint32_t>(kTo[k]);
  if (c == 'x') return hex_escape(from, 2);
  if (is_text_ && c == 'u') return hex_escape(from, 4);
  if (is_text_ && c == 'U') return hex_escape(from, 8);
  if (is_octal(c)) {
    uint32_t value = c - '0';
    for (int n = 1; n < 3 && more() && is_octal(p_[i_]); ++n) value = value * 8 + (p_[i_++] - '0');
    if (value > 0377) fail("octal escape value " + text(from, i_) + " outside of range 0-0o377", from);
    return value;
  }
  if (is_digit(c) || is_letter(c)) fail("bad escape " + text(from, i_), from);
  return c;
}

bool Parser::set_member(CharSet& set, uint32_t* c, size_t set_start) {
  if (!more()) fail("unterminated character set", set_start);
  size_t from = i_;
  *c = p_[i_++];
  if (*c != '\\') return true;
  if (!more()) fail("bad escape (end of pattern)", from);
  Category kind;
  if (category(p_[i_], &kind)) {
    ++i_;
    set.categories.push_back(kind);
    return false;
  }
  *c = character_escape(from, true);
  return true;
}

Node Parser::set(uint32_t flags) {
  size_t start = i_++;
  CharSet s;
  s.flags = flags;
  s.negated = skip('^');
  for (bool first = true; first || !at(']'); first = false) {
    size_t from = i_;
    uint32_t low, high;
    bool low_is_character = set_member(s, &low, start);
    if (!at('-')) {
      if (low_is_character) s.ranges.emplace_back(low, low);
      continue;
    }
    ++i_;
    if (!more()) fail("unterminated character set", start);
    if (at(']')) {                                     // a dash at the end stands for itself
      if (low_is_character) s.ranges.emplace_back(low, low);
      s.ranges.emplace_back('-', '-');
      continue;
    }
    bool high_is_character = set_member(s, &high, start);
    if (!low_is_character || !high_is_character || high < low) fail("bad character range " + text(from, i_), from);
    s.ranges.emplace_back(low, high);
  }
  ++i_;
  out_.sets.push_back(std::move(s));
  return single(Node::Type::set, static_cast<uint32_t>(out_.sets.size() - 1), flags);
}

// ---- groups
void Parser::close(size_t start) {
  if (!skip(')')) fail("missing ), unterminated subpattern", start);
}

bool Parser::group(Node* out, uint32_t* flags, size_t depth, bool at_start) {
  size_t start = i_++;
  if (skip('?')) return extension(out, flags, depth, start, at_start);
  *out = capture({}, *flags, depth, start, 0);
  return true;
}

Node Parser::capture(std::string name, uint32_t flags, size_t depth, size_t start, size_t name_at) {
  uint32_t number = ++out_.groups;
  open_.push_back(true);
  if (!name.empty()) {
    if (uint32_t other = group_named(name))
      fail(cat("redefinition of group name '", name, "' as group ", number, "; was group ", other), name_at);
    out_.names.emplace_back(std::move(name), number);
  }
  Node n = single(Node::Type::group, number, flags);
  n.kids.push_back(alternatives(flags, depth + 1));
  close(start);
  open_[number] = false;
  return n;
}

std::string Parser::name_until(uint32_t terminator, std::string_view what) {
  size_t from = i_;
  while (more() && p_[i_] != terminator) ++i_;
  if (!more()) {
    if (from == i_) fail(cat("missing ", what), from);
    std::string mark;
    append_utf8(mark, terminator);
    fail(cat("missing ", mark, ", unterminated name"), from);
  }
  if (from == i_) fail(cat("missing ", what), from);
  std::string name = text(from, i_);
  ++i_;
  return name;
}

void Parser::check_name(const std::string& name, size_t position) const {
  bool good = !name.empty();
  bool first = true;
  for (const char *p = name.data(), *end = p + name.size(); p < end; first = false) {
    uint32_t c = decode_utf8(p);
    good = good && (first ? is_identifier_start(c) : is_identifier_continue(c));
  }
  if (!good) fail(cat("bad character in group name '", name, "'"), position);
}

uint32_t Parser::group_named(const std::string& name) const {
  for (auto& [n, number] : out_.names)
    if (n == name) return number;
  return 0;
}

bool Parser::named(Node* out, uint32_t flags, size_t depth, size_t start) {
  if (skip('<')) {
    size_t from = i_;
    std::string name = name_until('>', "group name");
    check_name(name, from);
    *out = capture(std::move(name), flags, depth, start, from);
    return true;
  }
  if (skip('=')) {
    size_t from = i_;
    std::string name = name_until(')', "group name");
    check_name(name, from);
    uint32_t number = group_named(name);
    if (!number) fail(cat("unknown group name '", name, "'"), from);
    *out = backref(number, flags, i_ - 1);
    return true;
  }
  if (!more()) fail("unexpected end of pattern", i_);
  fail("unknown extension ?P" + text(i_, i_ + 1), start + 1);
}

Node Parser::look(bool behind, bool negative, uint32_t flags, size_t depth, size_t start) {
  Node n = single(Node::Type::look, 0, flags);
  n.behind = behind;
  n.negative = negative;
  if (behind) lookbehind_groups_.push_back(out_.groups);
  n.kids.push_back(alternatives(flags, depth + 1));
  if (behind) lookbehind_groups_.pop_back();
  close(start);
  return n;
}

Node Parser::conditional(uint32_t flags, size_t depth, size_t start) {
  size_t from = i_;
  std::string name = name_until(')', "group name");
  uint32_t number = 0;
  if (std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    for (char c : name) number = std::min<uint32_t>(number * 10 + static_cast<uint32_t>(c - '0'), 1'000'000);
    if (number == 0) fail("bad group number", from);
    if (number > out_.groups) later_groups_.emplace_back(number, from);       // it may still come
  } else {
    check_name(name, from);
    number = group_named(name);
    if (!number) fail(cat("unknown group name '", name, "'"), from);
  }
  Node n = single(Node::Type::conditional, number, flags);
  n.kids.push_back(sequence(&flags, depth + 1, false));
  if (skip('|')) {
    n.kids.push_back(sequence(&flags, depth + 1, false));
    if (at('|')) fail("conditional backref with more than two branches", i_);
  }
  close(start);
  return n;
}

bool Parser::inline_flags(Node* out, uint32_t* flags, size_t depth, size_t start, bool at_start) {
  uint32_t add = 0, remove = 0;
  bool removing = false;
  auto bit = [](uint32_t c) -> uint32_t {
    switch (c) {
      case 'i': return ignorecase;
      case 'L': return locale;
      case 'm': return multiline;
      case 's': return dotall;
      case 'x': return verbose;
      case 'a': return ascii;
      case 'u': return unicode;
      default: return 0;
    }
  };
  for (;; ++i_) {
    if (!more()) fail(removing ? "missing flag" : "missing -, : or )", i_);
    uint32_t c = p_[i_];
    if (c == ')' && !removing) {
      ++i_;
      if (!at_start) fail("global flags not at the start of the expression", start);
      out_.flags |= add;
      *flags |= add;
      return false;
    }
    if (c == ':') break;
    if (c == '-' && !removing) {
      removing = true;
      continue;
    }
    uint32_t f = bit(c);
    if (!f) fail(is_letter(c) ? "unknown flag" : removing ? "missing :" : "missing -, : or )", i_);
    (removing ? remove : add) |= f;
  }
  ++i_;
  uint32_t inner = (*flags | add) & ~remove;
  if (add & ascii) inner &= ~static_cast<uint32_t>(unicode);
  if (add & unicode) inner &= ~static_cast<uint32_t>(ascii);
  *out = alternatives(inner, depth + 1);
  close(start);
  if (out->type != Node::Type::sequence) return true;
  Node wrapped = single(Node::Type::sequence, 0, inner);
  wrapped.kids.push_back(std::move(*out));
  *out = std::move(wrapped);
  return true;
}

bool Parser::extension(Node* out, uint32_t* flags, size_t depth, size_t start, bool at_start) {
  if (!more()) fail("unexpected end of pattern", i_);
  uint32_t c = p_[i_++];
  switch (c) {
    case 'P': return named(out, *flags, depth, start);
    case ':': {
      Node n = single(Node::Type::sequence, 0, *flags);
      n.kids.push_back(alternatives(*flags, depth + 1));
      close(start);
      *out = std::move(n);
      return true;
    }
    case '#':
      while (more() && !at(')')) ++i_;
      if (!skip(')')) fail("missing ), unterminated comment", start);
      return false;
    case '=':
    case '!': *out = look(false, c == '!', *flags, depth, start); return true;
    case '<':
      if (!more()) fail("unexpected end of pattern", i_);
      if (skip('=')) *out = look(true, false, *flags, depth, start);
      else if (skip('!')) *out = look(true, true, *flags, depth, start);
      else fail("unknown extension ?<" + text(i_, i_ + 1), start + 1);
      return true;
    case '(': *out = conditional(*flags, depth, start); return true;
    case '>': {
      Node n = single(Node::Type::atomic, 0, *flags);
      n.kids.push_back(alternatives(*flags, depth + 1));
      close(start);
      *out = std::move(n);
      return true;
    }
    default: break;
  }
  --i_;
  constexpr std::string_view kFlags = "aiLmsux-";
  if (c >= 0x80 || kFlags.find(static_cast<char>(c)) == kFlags.npos) fail("unknown extension ?" + text(i_, i_ + 1), start + 1);
  return inline_flags(out, flags, depth, start, at_start);
}

Parsed Parser::run() {
  // A global (?x) counts from the pattern's first character; it can only stand at the start, so nothing before it is lost.
  Node root = alternatives(out_.flags, 0);
  if (more()) fail("unbalanced parenthesis", i_);
  for (auto [number, position] : later_groups_)
    if (number > out_.groups) fail(cat("invalid group reference ", number), position);
  out_.root = std::move(root);
  return std::move(out_);
}

}  // namespace

Parsed parse(const Vec<uint32_t>& pattern, uint32_t flags, bool is_text) {
  if (is_text && !(flags & ascii)) flags |= unicode;
  Parsed out = Parser(pattern, flags, is_text).run();
  if (out.flags & ascii) out.flags &= ~static_cast<uint32_t>(unicode);
  for (CharSet& s : out.sets) {
    if (!is_text) s.flags |= ascii;
    s.prepare();
  }
  return out;
}

}  // namespace sim::py::regex

// Compiling patterns given as str or bytes, and the replacement texts of sub and expand.
#include "sim/python/identifiers.h"
#include "sim/python/modules/re_objects.h"
#include "sim/python/objects/str_methods.h"
#include "sim/python/protocol.h"

#include <algorithm>

namespace sim::py {
namespace {

Vec<uint32_t> points_of(const Value& v) {
  if (is_str(v)) return code_points(*v.as<Str>());
  std::string_view data = bytes_like(v);
  Vec<uint32_t> out;
  for (char c : data) out.push_back(static_cast<unsigned char>(c));
  return out;
}

// Reads "\1-\g<name>".
class TemplateReader {
 public:
  TemplateReader(const Pattern& pattern, const Value& text) : pattern_(pattern), t_(points_of(text)) {}
  Template run();

 private:
  [[noreturn]] void fail(std::string message, size_t at) const { throw regex::PatternProblem{std::move(message), at}; }
  void escape();
  void named_group();
  void put_group(int64_t group) {
    flush();
    out_.parts.push_back({Value(), group});
  }
  void put(uint32_t c) {
    if (pattern_.is_text) append_utf8(literal_, c);
    else literal_ += static_cast<char>(c);
  }
  void flush() {
    if (literal_.empty()) return;
    out_.parts.push_back({pattern_.is_text ? Value(Str::make(literal_)) : Value(Bytes::make(literal_)), -1});
    literal_.clear();
  }
  bool digit_at(size_t i) const { return i < t_.size() && t_[i] >= '0' && t_[i] <= '9'; }
  bool octal_at(size_t i) const { return digit_at(i) && t_[i] < '8'; }
  std::string text(size_t from, size_t to) const {
    std::string s;
    for (size_t i = from; i < std::min(to, t_.size()); ++i) append_utf8(s, t_[i]);
    return s;
  }

  const Pattern& pattern_;
  Vec<uint32_t> t_;
  size_t i_ = 0;
  std::string literal_;
  Template out_;
};

void TemplateReader::named_group() {
  ++i_;                                                // the g
  if (i_ >= t_.size() || t_[i_] != '<') fail("missing <", i_);
  size_t from = ++i_;
  while (i_ < t_.size() && t_[i_] != '>') ++i_;
  if (i_ >= t_.size()) fail(from == i_ ? "missing group name" : "missing >, unterminated name", from);
  if (i_ == from) fail("missing group name", from);
  std::string name = text(from, i_);
  ++i_;
  bool number = std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (number) {
    int64_t group = 0;
    for (char c : name) group = std::min<int64_t>(group * 10 + (c - '0'), 1'000'000'000);
    if (group > pattern_.program.groups) fail(cat("invalid group reference ", group), from);
    return put_group(group);
  }
  bool good = true, first = true;
  for (const char *p = name.data(), *end = p + name.size(); p < end; first = false) {
    uint32_t c = decode_utf8(p);
    good = good && (first ? is_identifier_start(c) : is_identifier_continue(c));
  }
  if (!good) fail(cat("bad character in group name '", name, "'"), from);
  int64_t group = group_number(pattern_, Str::make(name));
  if (group < 0) raise(Exc::IndexError, cat("unknown group name '", name, "'"));
  put_group(group);
}

void TemplateReader::escape() {
  size_t from = i_++;
  if (i_ >= t_.size()) fail("bad escape (end of pattern)", from);
  uint32_t c = t_[i_];
  if (c == 'g') return named_group();
  if (digit_at(i_)) {
    bool three = octal_at(i_) && octal_at(i_ + 1) && octal_at(i_ + 2);
    if (c == '0' || three) {
      uint32_t value = 0;
      for (int n = 0; n < 3 && octal_at(i_); ++n) value = value * 8 + (t_[i_++] - '0');
      if (value > 0377) fail("octal escape value " + text(from, i_) + " outside of range 0-0o377", from);
      return put(value);
    }
    int64_t group = c - '0';
    ++i_;
    if (digit_at(i_)) group = group * 10 + (t_[i_++] - '0');
    if (group > pattern_.program.groups) fail(cat("invalid group reference ", group), from + 1);
    return put_group(group);
  }
  ++i_;
  constexpr std::string_view kFrom = "abfnrtv\\", kTo = "\a\b\f\n\r\t\v\\";
  if (c < 0x80)
    if (size_t k = kFrom.find(static_cast<char>(c)); k != kFrom.npos) return put(static_cast<uint32_t>(kTo[k]));
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) fail("bad escape " + text(from, i_), from);
  put('\\');
  put(c);
}

Template TemplateReader::run() {
  while (i_ < t_.size()) {
    if (t_[i_] == '\\') escape();
    else put(t_[i_++]);
  }
  flush();
  return std::move(out_);
}

template <class Slice>
Value put_together(bool is_text, const Vec<int64_t>& slots, const Template& t, Slice slice) {
  Ref<List> parts = List::make();
  for (const Template::Part& p : t.parts) {
    if (!p.literal.is_null()) parts->items.push_back(p.literal);
    else if (size_t at = 2 * static_cast<size_t>(p.group); slots[at] >= 0) parts->items.push_back(slice(slots[at], slots[at + 1]));
  }
  return join_parts(is_text, *parts);
}

}  // namespace

void raise_pattern_error(const Value& error, const regex::PatternProblem& problem, const Value& pattern) {
  Value position = problem.positioned ? Value::integer(static_cast<int64_t>(problem.position)) : Value::none();
  Value e = call(error, {Str::make(problem.message), pattern, position});
  raise(Ref<Exception>(e.as<Exception>()));
}

Value compile_pattern(const Value& source, uint32_t flags, const Value& error) {
  bool is_text = is_str(source);
  if (!is_text && !is_bytes_like(source)) raise_type_error("first argument must be string or compiled pattern");
  if (is_text && (flags & regex::locale)) raise_value_error("cannot use LOCALE flag with a str pattern");
  if (!is_text && (flags & regex::unicode)) raise_value_error("cannot use UNICODE flag with a bytes pattern");
  if ((flags & regex::ascii) && (flags & regex::unicode)) raise_value_error("ASCII and UNICODE flags are incompatible");
  Ref<Pattern> p(new Pattern(re_types().pattern, source, error));
  p->is_text = is_text;
  Vec<uint32_t> points = points_of(source);
  charge_steps(points.size() * 8);
  try {
    p->program = regex::compile(regex::parse(points, flags, is_text));
  } catch (const regex::PatternProblem& problem) {
    raise_pattern_error(error, problem, source);
  }
  return p;
}

Template parse_template(const Pattern& pattern, const Value& text) {
  if (!is_str(text) && !is_bytes_like(text)) {
    raise_type_error("decoding to str: need a bytes-like object, ", type_name(text), " found");
  }
  if (is_str(text) != pattern.is_text) {
    if (pattern.is_text) raise_type_error("sequence item 0: expected str instance, ", type_name(text), " found");
    raise_type_error("sequence item 0: expected a bytes-like object, ", type_name(text), " found");
  }
  try {
    return TemplateReader(pattern, text).run();
  } catch (const regex::PatternProblem& problem) {
    raise_pattern_error(pattern.error, problem, text);
  }
}

Value join_parts(bool is_text, const List& parts) {
  Value list(const_cast<List*>(&parts));
  return call_method(is_text ? Value(Str::empty()) : Value(Bytes::make({})), "join", {list});
}

Value expand(const Scan& scan, const Vec<int64_t>& slots, const Template& t) {
  if (t.parts.size() == 1 && !t.parts[0].literal.is_null()) return t.parts[0].literal;
  return put_together(scan.is_text, slots, t, [&](int64_t from, int64_t to) { return scan.slice(from, to); });
}
Value expand_match(const Match& m, const Template& t) {
  return put_together(is_str(m.string), m.slots, t, [&](int64_t from, int64_t to) { return text_slice(m.string, from, to); });
}

}  // namespace sim::py

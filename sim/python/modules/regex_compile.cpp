// Trees to programs, and sets of characters.
#include "sim/python/modules/regex.h"
#include "sim/python/unicode.h"

#include <algorithm>

namespace sim::py::regex {

bool in_category(uint32_t c, Category category, bool ascii_only) {
  bool negated = static_cast<uint8_t>(category) & 1;
  uint16_t wanted = 0;
  switch (category) {
    case Category::digit:
    case Category::not_digit: wanted = unicode::decimal; break;
    case Category::space:
    case Category::not_space: wanted = unicode::space; break;
    default: wanted = unicode::alpha | unicode::decimal | unicode::digit | unicode::numeric; break;
  }
  bool in = (!ascii_only || c < 128) && (unicode::is(c, wanted) || (c == '_' && category >= Category::word));
  if (ascii_only && c >= 0x1C && c <= 0x1F) in = false;    // space in Unicode, not in ASCII's own list
  return in != negated;
}

bool CharSet::lists(uint32_t c) const {
  for (auto [first, last] : ranges)
    if (c >= first && c <= last) return true;
  for (Category k : categories)
    if (in_category(c, k, flags & ascii)) return true;
  return false;
}

bool CharSet::look_up(uint32_t c) const {
  bool in = lists(c);
  if (!in && (flags & ignorecase)) {
    if (!(flags & ascii)) in = lists(unicode::simple_lower(c)) || lists(unicode::simple_upper(c));
    else if (c < 128) in = lists(unicode::simple_lower(c)) || lists(unicode::simple_upper(c));
  }
  return in != negated;
}

void CharSet::prepare() {
  for (uint32_t c = 0; c < 256; ++c)
    if (look_up(c)) low[c >> 6] |= uint64_t{1} << (c & 63);
}

namespace {

struct Width {
  uint64_t min, max;
};
constexpr uint64_t kUnbounded = uint64_t{1} << 40;

Width width_of(const Node& n, const std::vector<Width>& groups) {
  Width w{0, 0};
  switch (n.type) {
    case Node::Type::character:
    case Node::Type::any:
    case Node::Type::set: return {1, 1};
    case Node::Type::at:
    case Node::Type::look: return {0, 0};
    case Node::Type::backref: return n.value < groups.size() ? groups[n.value] : Width{0, kUnbounded};
    case Node::Type::alternate:
      w = {kUnbounded, 0};
      for (const Node& k : n.kids) {
        Width one = width_of(k, groups);
        w = {std::min(w.min, one.min), std::max(w.max, one.max)};
      }
      return w;
    case Node::Type::conditional:
      w = width_of(n.kids[0], groups);
      if (n.kids.size() == 1) return {0, w.max};
      {
        Width other = width_of(n.kids[1], groups);
        return {std::min(w.min, other.min), std::max(w.max, other.max)};
      }
    case Node::Type::repeat: {
      Width one = width_of(n.kids[0], groups);
      return {std::min(kUnbounded, one.min * n.min), std::min(kUnbounded, n.max == kEndless && one.max ? kUnbounded : one.max * n.max)};
    }
    default:
      for (const Node& k : n.kids) {
        Width one = width_of(k, groups);
        w = {std::min(kUnbounded, w.min + one.min), std::min(kUnbounded, w.max + one.max)};
      }
      return w;
  }
}

class Compiler {
 public:
  explicit Compiler(Parsed parsed) : parsed_(std::move(parsed)) {}
  Program run();

 private:
  size_t emit(Instr in) {
    out_.code.push_back(in);
    return out_.code.size() - 1;
  }
  Instr make(Op op, const Node& n) const {
    Instr in{op};
    in.ignore_case = n.flags & ignorecase;
    in.ascii_only = n.flags & ascii;
    return in;
  }
  uint32_t here() const { return static_cast<uint32_t>(out_.code.size()); }
  void node(const Node& n);
  void all(const Node& n) { for (const Node& k : n.kids) node(k); }
  void one_character(const Node& n);
  void anchor(const Node& n);
  void alternate(const Node& n);
  void repeat(const Node& n);
  void enclosed(Op op, const Node& n, uint32_t width);
  static bool is_single(const Node& n);
  void measure_groups(const Node& n);
  bool add_first(const Node& n);

  Parsed parsed_;
  Program out_;
  std::vector<Width> group_widths_;
};

bool Compiler::is_single(const Node& n) {
  return n.type == Node::Type::character || n.type == Node::Type::any || n.type == Node::Type::set;
}

void Compiler::one_character(const Node& n) {
  Instr in = make(n.type == Node::Type::set ? Op::set : n.type == Node::Type::any ? (n.flags & dotall ? Op::any : Op::any_but_newline) : Op::character, n);
  in.a = n.value;
  if (n.type == Node::Type::character && in.ignore_case) {
    bool has_case = n.value >= 128 ? !in.ascii_only : unicode::is(n.value, unicode::alpha);
    if (has_case) {
      in.op = Op::character_ignoring_case;
      in.a = unicode::simple_lower(n.value);
    }
  }
  emit(in);
}

void Compiler::anchor(const Node& n) {
  Op op = Op::text_begin;
  switch (n.value) {
    case '^': op = n.flags & multiline ? Op::line_begin : Op::text_begin; break;
    case '$': op = n.flags & multiline ? Op::line_end : Op::end_or_last_newline; break;
    case 'Z': op = Op::text_end; break;
    case 'b': op = Op::word_boundary; break;
    case 'B': op = Op::not_word_boundary; break;
    default: break;
  }
  emit(make(op, n));
}

void Compiler::alternate(const Node& n) {
  std::vector<size_t> jumps;
  for (size_t i = 0; i < n.kids.size(); ++i) {
    bool last = i + 1 == n.kids.size();
    size_t fork = last ? 0 : emit({Op::fork});
    node(n.kids[i]);
    if (last) break;
    jumps.push_back(emit({Op::jump}));
    out_.code[fork].a = here();
  }
  for (size_t j : jumps) out_.code[j].a = here();
}

void Compiler::repeat(const Node& n) {
  const Node* body = &n.kids[0];
  while (body->type == Node::Type::sequence && body->kids.size() == 1) body = &body->kids[0];
  if (n.mode == Repeat::possessive && !is_single(*body)) {
    Node greedy = n;
    greedy.mode = Repeat::greedy;
    Node wrapped;
    wrapped.type = Node::Type::atomic;
    wrapped.flags = n.flags;
    wrapped.kids.push_back(std::move(greedy));
    enclosed(Op::atomic, wrapped, 0);
    return;
  }
  Instr in = make(is_single(*body) ? Op::repeat_one : Op::loop, n);
  in.mode = n.mode;
  in.min = n.min;
  in.max = n.max;
  if (is_single(*body)) {
    emit(in);
    one_character(*body);
    return;
  }
  in.a = out_.loops++;
  Instr start{Op::loop_start};
  start.a = in.a;
  emit(start);
  size_t loop = emit(in);
  node(*body);
  Instr back{Op::jump};
  back.a = static_cast<uint32_t>(loop);
  emit(back);
  out_.code[loop].b = here();
}

// A part that is matched on its own: look, atomic. a: where to go on; min: the width to step back.
void Compiler::enclosed(Op op, const Node& n, uint32_t width) {
  Instr in = make(op, n);
  in.behind = n.behind;
  in.negative = n.negative;
  in.min = width;
  size_t at = emit(in);
  all(n);
  emit({Op::sub_end});
  out_.code[at].a = here();
}

void Compiler::node(const Node& n) {
  switch (n.type) {
    case Node::Type::sequence: all(n); break;
    case Node::Type::alternate: alternate(n); break;
    case Node::Type::character:
    case Node::Type::any:
    case Node::Type::set: one_character(n); break;
    case Node::Type::at: anchor(n); break;
    case Node::Type::repeat: repeat(n); break;
    case Node::Type::atomic: enclosed(Op::atomic, n, 0); break;
    case Node::Type::look: {
      Width w = width_of(n.kids[0], group_widths_);
      if (n.behind && w.min != w.max) throw PatternProblem{"look-behind requires fixed-width pattern", 0, false};
      enclosed(Op::look, n, static_cast<uint32_t>(std::min<uint64_t>(w.min, kEndless)));
      break;
    }
    case Node::Type::group: {
      Instr in{Op::save};
      in.a = 2 * n.value;
      emit(in);
      all(n);
      in.a = 2 * n.value + 1;
      emit(in);
      break;
    }
    case Node::Type::backref: {
      Instr in = make(Op::backref, n);
      in.a = n.value;
      emit(in);
      break;
    }
    case Node::Type::conditional: {
      Instr in{Op::conditional};
      in.a = n.value;
      size_t at = emit(in);
      node(n.kids[0]);
      size_t jump = emit({Op::jump});
      out_.code[at].b = here();
      if (n.kids.size() > 1) node(n.kids[1]);
      out_.code[jump].a = here();
      break;
    }
  }
}

void Compiler::measure_groups(const Node& n) {
  for (const Node& k : n.kids) measure_groups(k);
  if (n.type == Node::Type::group) group_widths_[n.value] = width_of(n.kids[0], group_widths_);
}

// Adds to `first` the characters below 256 that n can begin with. False: n may match the empty text, or it is not known.
bool Compiler::add_first(const Node& n) {
  auto add = [this](uint32_t c) {
    if (c < 256) out_.first[c >> 6] |= uint64_t{1} << (c & 63);
  };
  switch (n.type) {
    case Node::Type::character:
      add(n.value);
      if (n.flags & ignorecase) add(unicode::simple_lower(n.value)), add(unicode::simple_upper(n.value));
      return !(n.flags & ignorecase) || n.value < 128;
    case Node::Type::set:
      for (int i = 0; i < 4; ++i) out_.first[i] |= parsed_.sets[n.value].low[i];
      return true;
    case Node::Type::sequence:
    case Node::Type::group:
    case Node::Type::atomic:
      for (const Node& k : n.kids) {
        if (k.type == Node::Type::at) continue;
        return add_first(k);
      }
      return false;
    case Node::Type::alternate: return std::all_of(n.kids.begin(), n.kids.end(), [this](const Node& k) { return add_first(k); });
    case Node::Type::repeat: return n.min > 0 && add_first(n.kids[0]);
    default: return false;
  }
}

Program Compiler::run() {
  out_.flags = parsed_.flags;
  out_.groups = parsed_.groups;
  out_.names = std::move(parsed_.names);
  group_widths_.assign(parsed_.groups + 1, Width{0, kUnbounded});
  measure_groups(parsed_.root);
  out_.has_first = width_of(parsed_.root, group_widths_).min > 0 && add_first(parsed_.root);
  node(parsed_.root);
  emit({Op::match});
  out_.anchored = out_.code[0].op == Op::text_begin;
  out_.sets = std::move(parsed_.sets);
  return std::move(out_);
}

}  // namespace

Program compile(Parsed parsed) { return Compiler(std::move(parsed)).run(); }

}  // namespace sim::py::regex

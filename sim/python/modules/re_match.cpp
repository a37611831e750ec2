// Match objects, and the scan that finds them.
#include "sim/python/modules/re_objects.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str_methods.h"
#include "sim/python/protocol.h"

#include <algorithm>

namespace sim::py {

Value text_slice(const Value& string, int64_t from, int64_t to) {
  auto n = static_cast<size_t>(std::max<int64_t>(to - from, 0));
  if (is_str(string)) return string.as<Str>()->substring(static_cast<size_t>(from), static_cast<size_t>(from) + n);
  return Bytes::make(string.as<Bytes>()->view().substr(static_cast<size_t>(from), n));
}

// ---- Scan
Scan::Scan(Ref<Pattern> p, const Value& s, const Value& from, const Value& to) : Object(Kind::other, re_types().scan), pattern(std::move(p)), string(s) {
  if (is_str(s)) string = plain_str(s.as<Str>());
  is_text = is_str(s);
  if (!is_text && !is_bytes_like(s)) raise_type_error("expected string or bytes-like object, got '", type_name(s), "'");
  if (is_text && !pattern->is_text) raise_type_error("cannot use a bytes pattern on a string-like object");
  if (!is_text && pattern->is_text) raise_type_error("cannot use a string pattern on a bytes-like object");
  int64_t length;
  if (!is_text) {
    string = Bytes::make(s.as<Bytes>()->view());
    subject.narrow = string.as<Bytes>()->data.data();
    length = static_cast<int64_t>(string.as<Bytes>()->data.size());
  } else {
    const Str& text = *string.as<Str>();
    length = static_cast<int64_t>(text.length());
    if (text.is_ascii()) {
      subject.narrow = reinterpret_cast<const uint8_t*>(text.data());
    } else {
      charge_steps(text.length() / 16);
      wide_ = code_points(text);
      subject.wide = wide_.data();
    }
  }
  subject.end = to.is_null() ? length : std::clamp<int64_t>(clamp_index(to), 0, length);
  pos = from.is_null() ? 0 : std::clamp<int64_t>(clamp_index(from), 0, length);
  at_ = pos;
}

bool Scan::next(Vec<int64_t>* slots) {
  if (done_) return false;
  charge_steps(16);   // a match costs more than its steps
  regex::Request request;
  request.start = at_;
  request.search = true;
  request.must_advance = must_advance_;
  if (!regex::match(pattern->program, subject, request, slots)) {
    done_ = true;
    return false;
  }
  at_ = (*slots)[1];
  must_advance_ = (*slots)[0] == (*slots)[1];
  return true;
}

Value Scan::find(const regex::Request& request) {
  Vec<int64_t> slots;
  if (!regex::match(pattern->program, subject, request, &slots)) return Value::none();
  return make_match(std::move(slots));
}

Value Scan::make_match(Vec<int64_t> slots) const {
  Ref<Match> m(new Match(re_types().match));
  m->pattern = pattern;
  m->string = string;
  m->pos = pos;
  m->endpos = subject.end;
  m->slots = std::move(slots);
  return m;
}

Value Scan::slice(int64_t from, int64_t to) const {
  if (!subject.wide) return text_slice(string, from, to);
  std::string out;
  for (int64_t i = from; i < to; ++i) append_utf8(out, subject.wide[i]);
  return Str::make(out);
}

int64_t group_number(const Pattern& pattern, const Value& key) {
  if (is_str(key)) {
    for (auto& [name, number] : pattern.program.names)
      if (name == key.as<Str>()->view()) return number;
    return -1;
  }
  if (!is_int(key) && !type_of(key)->slots.index) return -1;
  int64_t n;
  if (!int_fits_int64(is_int(key) ? key : Value::integer(index_of(key)), &n)) return -1;
  return n >= 0 && n <= pattern.program.groups ? n : -1;
}

// ---- Match
namespace {

Match* match_of(const Value* a) { return a[0].as<Match>(); }

size_t group_of(const Match& m, const Value& key) {
  int64_t n = key.is_null() ? 0 : group_number(*m.pattern, key);
  if (n < 0) raise(Exc::IndexError, "no such group");
  return static_cast<size_t>(n);
}

Value group_text(const Match& m, size_t g, const Value& otherwise) {
  if (m.slots[2 * g] < 0) return otherwise;
  return text_slice(m.string, m.slots[2 * g], m.slots[2 * g + 1]);
}

Value match_group(const Args& args) {
  if (args.npos == 0 || args.names) raise_type_error("group() takes no keyword arguments");
  Match& m = *args[0].as<Match>();
  if (args.npos == 1) return group_text(m, 0, Value::none());
  if (args.npos == 2) return group_text(m, group_of(m, args[1]), Value::none());
  Ref<Tuple> out = Tuple::uninitialized(args.npos - 1);
  for (size_t i = 1; i < args.npos; ++i) (*out)[i - 1] = group_text(m, group_of(m, args[i]), Value::none());
  return out;
}
Value match_getitem(const Value& self, const Value& key) { return group_text(*self.as<Match>(), group_of(*self.as<Match>(), key), Value::none()); }

Value match_groups(const Value* a) {
  Match& m = *match_of(a);
  Value otherwise = a[1].is_null() ? Value::none() : a[1];
  Ref<Tuple> out = Tuple::uninitialized(m.pattern->program.groups);
  for (size_t g = 1; g <= out->size(); ++g) (*out)[g - 1] = group_text(m, g, otherwise);
  return out;
}
Value match_groupdict(const Value* a) {
  Match& m = *match_of(a);
  Value otherwise = a[1].is_null() ? Value::none() : a[1];
  Ref<Dict> out = Dict::make();
  for (auto& [name, number] : m.pattern->program.names) out->set(intern(name).get(), group_text(m, number, otherwise));
  return out;
}
Value match_start(const Value* a) { return Value::integer(match_of(a)->slots[2 * group_of(*match_of(a), a[1])]); }
Value match_end(const Value* a) { return Value::integer(match_of(a)->slots[2 * group_of(*match_of(a), a[1]) + 1]); }
Value span_of(const Match& m, size_t g) { return Tuple::make({Value::integer(m.slots[2 * g]), Value::integer(m.slots[2 * g + 1])}); }
Value match_span(const Value* a) { return span_of(*match_of(a), group_of(*match_of(a), a[1])); }
Value match_expand(const Value* a) { return expand_match(*match_of(a), parse_template(*match_of(a)->pattern, a[1])); }

Value match_string(const Value& v) { return v.as<Match>()->string; }
Value match_re(const Value& v) { return v.as<Match>()->pattern; }
Value match_pos(const Value& v) { return Value::integer(v.as<Match>()->pos); }
Value match_endpos(const Value& v) { return Value::integer(v.as<Match>()->endpos); }
Value match_lastindex(const Value& v) {
  int64_t last = v.as<Match>()->slots.back();
  return last < 0 ? Value::none() : Value::integer(last);
}
Value match_lastgroup(const Value& v) {
  for (auto& [name, number] : v.as<Match>()->pattern->program.names)
    if (number == v.as<Match>()->slots.back()) return Str::make(name);
  return Value::none();
}
Value match_regs(const Value& v) {
  Match& m = *v.as<Match>();
  Ref<Tuple> out = Tuple::uninitialized(m.pattern->program.groups + 1);
  for (size_t g = 0; g < out->size(); ++g) (*out)[g] = span_of(m, g);
  return out;
}
Value match_repr(const Value& v) {
  Match& m = *v.as<Match>();
  return Str::make(cat("<re.Match object; span=(", m.slots[0], ", ", m.slots[1], "), match=", repr(group_text(m, 0, Value::none()))->view(), ">"));
}
Value match_self(const Value* a) { return a[0]; }

}  // namespace

void make_match_type(ReTypes& types) {
  TypeBuilder b("re.Match", Kind::other, vm().types.object, Type::final_);
  b.slots().repr = match_repr;
  b.slots().getitem = match_getitem;
  b.raw_method("group", match_group)
      .method("groups", "self, /, default=None", match_groups)
      .method("groupdict", "self, /, default=None", match_groupdict)
      .method("start", "self, group=0, /", match_start)
      .method("end", "self, group=0, /", match_end)
      .method("span", "self, group=0, /", match_span)
      .method("expand", "self, /, template", match_expand)
      .method("__copy__", "self, /", match_self)
      .method("__deepcopy__", "self, memo, /", match_self)
      .getter("string", match_string)
      .getter("re", match_re)
      .getter("pos", match_pos)
      .getter("endpos", match_endpos)
      .getter("lastindex", match_lastindex)
      .getter("lastgroup", match_lastgroup)
      .getter("regs", match_regs);
  types.match = b.finish();
}

}  // namespace sim::py

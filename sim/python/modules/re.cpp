// The module _re: compiled patterns and matches as Python objects. What programs see is sim/python/library/re.py.
// Before: re.compile. After: regex.h parses, compiles and matches.
#include "sim/python/modules/modules.h"
#include "sim/python/modules/re_objects.h"
#include "sim/python/objects/descriptors.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str_repr.h"
#include "sim/python/protocol.h"

#include <algorithm>
#include <limits>

namespace sim::py {
namespace {

Pattern* pattern_of(const Value* a) { return a[0].as<Pattern>(); }

Value match_once(const Value* a, bool search, bool full) {
  Scan scan(Ref<Pattern>(pattern_of(a)), a[1], a[2], a[3]);
  regex::Request request;
  request.start = scan.pos;
  request.search = search;
  request.full = full;
  return scan.find(request);
}
Value pattern_match(const Value* a) { return match_once(a, false, false); }
Value pattern_fullmatch(const Value* a) { return match_once(a, false, true); }
Value pattern_search(const Value* a) { return match_once(a, true, false); }

// What findall gives for one match: the whole, the only group, or a tuple of all.
Value found(const Scan& scan, const Vec<int64_t>& slots) {
  size_t groups = scan.pattern->program.groups;
  if (groups == 0) return scan.slice(slots[0], slots[1]);
  auto text = [&](size_t g) { return slots[2 * g] < 0 ? scan.slice(0, 0) : scan.slice(slots[2 * g], slots[2 * g + 1]); };
  if (groups == 1) return text(1);
  Ref<Tuple> all = Tuple::uninitialized(groups);
  for (size_t g = 1; g <= groups; ++g) (*all)[g - 1] = text(g);
  return all;
}

Value pattern_findall(const Value* a) {
  Scan scan(Ref<Pattern>(pattern_of(a)), a[1], a[2], a[3]);
  Ref<List> out = List::make();
  Vec<int64_t> slots;
  while (scan.next(&slots)) out->items.push_back(found(scan, slots));
  return out;
}

Value pattern_finditer(const Value* a) {
  Ref<Scan> scan(new Scan(Ref<Pattern>(pattern_of(a)), a[1], a[2], a[3]));
  return scan;
}
Value scan_iter(const Value& self) { return self; }
bool scan_next(const Value& self, Value* out) {
  auto* scan = self.as<Scan>();
  Vec<int64_t> slots;
  if (!scan->next(&slots)) return false;
  *out = scan->make_match(std::move(slots));
  return true;
}

Value pattern_scanner(const Value* a) {
  Value end = a[3].is_null() ? Value::integer(std::numeric_limits<int64_t>::max()) : a[3];
  return call(get_attr(vm().import("re"), "_Scanner"), {a[0], a[1], a[2].is_null() ? Value::integer(0) : a[2], end});
}

Value pattern_split(const Value* a) {
  int64_t most = a[2].is_null() ? 0 : index_of(a[2]);
  Scan scan(Ref<Pattern>(pattern_of(a)), a[1], Value(), Value());
  Ref<List> out = List::make();
  Vec<int64_t> slots;
  int64_t from = 0;
  for (int64_t n = 0; (most == 0 || n < most) && most >= 0 && scan.next(&slots); ++n) {
    out->items.push_back(scan.slice(from, slots[0]));
    for (size_t g = 1; g <= scan.pattern->program.groups; ++g)
      out->items.push_back(slots[2 * g] < 0 ? Value::none() : scan.slice(slots[2 * g], slots[2 * g + 1]));
    from = slots[1];
  }
  out->items.push_back(scan.slice(from, scan.subject.end));
  return out;
}

// ---- sub: the replacement is a function, plain text, or text with references to groups
Value substitute(const Value* a, int64_t* count) {
  Value replacement = a[1];
  Scan scan(Ref<Pattern>(pattern_of(a)), a[2], Value(), Value());
  int64_t most = a[3].is_null() ? 0 : index_of(a[3]);
  bool function = is_callable(replacement);
  Template parts;
  if (!function) parts = parse_template(*scan.pattern, replacement);
  Ref<List> out = List::make();
  Vec<int64_t> slots;
  int64_t from = 0;
  *count = 0;
  while ((most <= 0 || *count < most) && scan.next(&slots)) {
    if (slots[0] > from) out->items.push_back(scan.slice(from, slots[0]));
    from = slots[1];
    Value text = function ? call(replacement, {scan.make_match(slots)}) : expand(scan, slots, parts);
    if (!text.is_none()) out->items.push_back(std::move(text));
    ++*count;
  }
  if (*count == 0) return is_str(a[2]) ? Value(plain_str(a[2].as<Str>())) : a[2];
  out->items.push_back(scan.slice(from, scan.subject.end));
  return join_parts(scan.is_text, *out);
}
Value pattern_sub(const Value* a) {
  int64_t count;
  return substitute(a, &count);
}
Value pattern_subn(const Value* a) {
  int64_t count;
  Value text = substitute(a, &count);
  return Tuple::make({std::move(text), Value::integer(count)});
}

// ---- the pattern itself
Value pattern_text(const Value& self) { return self.as<Pattern>()->source; }
Value pattern_flags(const Value& self) { return Value::integer(self.as<Pattern>()->program.flags); }
Value pattern_groups(const Value& self) { return Value::integer(self.as<Pattern>()->program.groups); }
Value pattern_groupindex(const Value& self) {
  Ref<Dict> d = Dict::make();
  for (auto& [name, number] : self.as<Pattern>()->program.names) d->set(intern(name).get(), Value::integer(number));
  return Ref<MappingProxy>(new MappingProxy(d));
}
Value pattern_repr(const Value& self) {
  auto* p = self.as<Pattern>();
  constexpr std::pair<uint32_t, const char*> kNames[] = {{regex::ignorecase, "re.IGNORECASE"}, {regex::locale, "re.LOCALE"}, {regex::multiline, "re.MULTILINE"},
                                                         {regex::dotall, "re.DOTALL"}, {regex::verbose, "re.VERBOSE"}, {regex::ascii, "re.ASCII"}};
  std::string out = cat("re.compile(", repr(p->source)->view());
  bool first = true;
  for (auto [flag, name] : kNames) {
    if (!(p->program.flags & flag)) continue;
    out += cat(first ? ", " : "|", name);
    first = false;
  }
  return Str::make(out + ")");
}
int64_t pattern_hash(const Value& self) { return hash_of(self.as<Pattern>()->source) ^ self.as<Pattern>()->program.flags; }
Value pattern_compare(const Value& a, const Value& b, CompareOp op) {
  if (type_of(a) != type_of(b) || (op != CompareOp::eq && op != CompareOp::ne)) return vm().not_implemented;
  auto *p = a.as<Pattern>(), *q = b.as<Pattern>();
  bool same = p->program.flags == q->program.flags && type_of(p->source) == type_of(q->source) && equals(p->source, q->source);
  return Value::boolean(same == (op == CompareOp::eq));
}

// compile(pattern, flags, error)
Value re_compile(const Value* a) { return compile_pattern(a[0], static_cast<uint32_t>(index_of(a[1])), a[2]); }

void make_pattern_type(ReTypes& types) {
  TypeBuilder b("re.Pattern", Kind::other, vm().types.object, Type::final_);
  b.slots().repr = pattern_repr;
  b.slots().hash = pattern_hash;
  b.slots().compare = pattern_compare;
  b.method("match", "self, /, string, pos=0, endpos=absent", pattern_match)
      .method("fullmatch", "self, /, string, pos=0, endpos=absent", pattern_fullmatch)
      .method("search", "self, /, string, pos=0, endpos=absent", pattern_search)
      .method("findall", "self, /, string, pos=0, endpos=absent", pattern_findall)
      .method("finditer", "self, /, string, pos=0, endpos=absent", pattern_finditer)
      .method("scanner", "self, /, string, pos=0, endpos=absent", pattern_scanner)
      .method("split", "self, /, string, maxsplit=0", pattern_split)
      .method("sub", "self, /, repl, string, count=0", pattern_sub)
      .method("subn", "self, /, repl, string, count=0", pattern_subn)
      .getter("pattern", pattern_text)
      .getter("flags", pattern_flags)
      .getter("groups", pattern_groups)
      .getter("groupindex", pattern_groupindex);
  types.pattern = b.finish();

  TypeBuilder s("callable_iterator", Kind::other, vm().types.object);
  s.slots().iter = scan_iter;
  s.slots().next = scan_next;
  types.scan = s.finish();
}

}  // namespace

ReTypes& re_types() {
  auto& state = vm().module_state["re"];
  if (!state) {
    auto types = std::make_shared<ReTypes>();
    make_pattern_type(*types);
    make_match_type(*types);
    state = types;
  }
  return *static_cast<ReTypes*>(state.get());
}

void fill_re(const Ref<Dict>& d) {
  d->set(intern("compile").get(), Value(make_builtin("compile", "pattern, flags, error, /", re_compile)));
  d->set(intern("Pattern").get(), Value(re_types().pattern));
  d->set(intern("Match").get(), Value(re_types().match));
}

}  // namespace sim::py

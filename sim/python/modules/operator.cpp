// The module operator: Python's operators as functions, and the three makers of getters. CPython: Modules/_operator.c.
#include "sim/python/modules/modules.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

using Operator = ast::Operator;

template <Operator op>
Value binary(const Value* a) { return binary_op(op, a[0], a[1]); }
template <Operator op>
Value inplace(const Value* a) { return inplace_op(op, a[0], a[1]); }
template <CompareOp op>
Value comparison(const Value* a) { return compare(a[0], a[1], op); }
template <Value (*operation)(const Value&)>
Value unary(const Value* a) { return operation(a[0]); }

Value not_(const Value* a) { return Value::boolean(!truthy(a[0])); }
Value truth(const Value* a) { return Value::boolean(truthy(a[0])); }
Value is_(const Value* a) { return Value::boolean(a[0].identical(a[1])); }
Value is_not(const Value* a) { return Value::boolean(!a[0].identical(a[1])); }
Value contains_function(const Value* a) { return Value::boolean(contains(a[0], a[1])); }
Value getitem(const Value* a) { return get_item(a[0], a[1]); }
Value setitem(const Value* a) {
  set_item(a[0], a[1], a[2]);
  return Value::none();
}
Value delitem(const Value* a) {
  del_item(a[0], a[1]);
  return Value::none();
}
Value index_function(const Value* a) {
  if (is_int(a[0])) return plain_int(a[0]);
  auto index = type_of(a[0])->slots.index;
  if (!index) raise_type_error("'", type_name(a[0]), "' object cannot be interpreted as an integer");
  return index(a[0]);
}
Value count_of(const Value* a) {
  int64_t n = 0;
  iterate(a[0], [&](const Value& item) { n += items_equal(item, a[1]); });
  return Value::integer(n);
}
Value index_of_function(const Value* a) {
  Value it = get_iter(a[0]), item;
  for (int64_t i = 0; next(it, &item); ++i)
    if (items_equal(item, a[1])) return Value::integer(i);
  raise_value_error("sequence.index(x): x not in sequence");
}
Value length_hint_function(const Value* a) { return Value::integer(length_hint(a[0], a[1].is_null() ? 0 : index_of(a[1]))); }

void require_sequence(const Value& v) {
  if (!type_of(v)->slots.getitem || v.is(Kind::dict)) raise_type_error("'", type_name(v), "' object can't be concatenated");
}
Value concat(const Value* a) {
  require_sequence(a[0]);
  return binary_op(Operator::Add, a[0], a[1]);
}
Value inplace_concat(const Value* a) {
  require_sequence(a[0]);
  return inplace_op(Operator::Add, a[0], a[1]);
}
Value call_function(const Args& args) {
  if (args.npos == 0) raise_type_error("call expected at least 1 argument, got 0");
  return call(args[0], Args{args.items + 1, args.npos - 1, args.names});
}

// ---- itemgetter, attrgetter, methodcaller
class Getter : public Object {
 public:
  explicit Getter(Type* type) : Object(Kind::other, type) {}
  Ref<Tuple> keys;                 // itemgetter: keys; attrgetter: dotted names; methodcaller: positional arguments
  Ref<Str> method;                 // methodcaller
  Ref<Tuple> keyword_names;        // methodcaller; may be null
  Vec<Value> keyword_values;
};

Value getter_subject(const char* name, const Args& args) {
  if (args.names && args.names->size()) raise_type_error(name, "() takes no keyword arguments");
  if (args.npos != 1) raise_type_error(name, " expected 1 argument, got ", args.npos);
  return args[0];
}

template <Value (*get)(const Value& from, const Value& key)>
Value get_all(const Getter& g, const Value& from) {
  if (g.keys->size() == 1) return get(from, (*g.keys)[0]);
  Ref<Tuple> out = Tuple::uninitialized(g.keys->size());
  for (size_t i = 0; i < g.keys->size(); ++i) (*out)[i] = get(from, (*g.keys)[i]);
  return out;
}

Value item_of(const Value& from, const Value& key) { return get_item(from, key); }
Value attribute_of(const Value& from, const Value& dotted) {
  Value v = from;
  std::string_view rest = dotted.as<Str>()->view();
  while (!rest.empty()) {
    size_t dot = std::min(rest.find('.'), rest.size());
    v = get_attr(v, intern(rest.substr(0, dot)).get());
    rest.remove_prefix(std::min(dot + 1, rest.size()));
  }
  return v;
}

Value itemgetter_create(Type* type, const Args& args) {
  if (args.names && args.names->size()) raise_type_error("itemgetter() takes no keyword arguments");
  if (args.npos == 0) raise_type_error("itemgetter expected at least 1 argument, got 0");
  Ref<Getter> g(new Getter(type));
  g->keys = Tuple::make(args.items, args.npos);
  return g;
}
Value itemgetter_call(const Value& self, const Args& args) { return get_all<item_of>(*self.as<Getter>(), getter_subject("itemgetter", args)); }

Value attrgetter_create(Type* type, const Args& args) {
  if (args.names && args.names->size()) raise_type_error("attrgetter() takes no keyword arguments");
  if (args.npos == 0) raise_type_error("attrgetter expected at least 1 argument, got 0");
  Ref<Getter> g(new Getter(type));
  for (size_t i = 0; i < args.npos; ++i)
    if (!args[i].is(Kind::str)) raise_type_error("attribute name must be a string");
  g->keys = Tuple::make(args.items, args.npos);
  return g;
}
Value attrgetter_call(const Value& self, const Args& args) { return get_all<attribute_of>(*self.as<Getter>(), getter_subject("attrgetter", args)); }

Value methodcaller_create(Type* type, const Args& args) {
  if (args.npos == 0) raise_type_error("methodcaller needs at least one argument, the method name");
  if (!args[0].is(Kind::str)) raise_type_error("method name must be a string");
  Ref<Getter> g(new Getter(type));
  g->method = intern(args[0].as<Str>()->view());
  g->keys = Tuple::make(args.items + 1, args.npos - 1);
  if (args.names && args.names->size()) g->keyword_names = Ref<Tuple>(const_cast<Tuple*>(args.names));
  for (size_t i = args.npos; i < args.size(); ++i) g->keyword_values.push_back(args[i]);
  return g;
}
Value methodcaller_call(const Value& self, const Args& args) {
  const Getter& g = *self.as<Getter>();
  Value subject = getter_subject("methodcaller", args);
  Vec<Value> all(g.keys->begin(), g.keys->end());
  all.insert(all.end(), g.keyword_values.begin(), g.keyword_values.end());
  return call(get_attr(subject, g.method.get()), Args{all.data(), g.keys->size(), g.keyword_names.get()});
}

Value getter_repr(const Value& self) {
  const Getter& g = *self.as<Getter>();
  Joiner text;
  text.add(cat(type_of(self)->full_name->view(), "("));
  if (g.method) text.add_item(Value(g.method));
  for (const Value& key : *g.keys) text.add_item(key);
  for (size_t i = 0; i < g.keyword_values.size(); ++i)
    text.add(cat(", ", (*g.keyword_names)[i].as<Str>()->view(), "=", repr(g.keyword_values[i])->view()));
  text.add(")");
  return text.done();
}

struct Row {
  const char* name;
  const char* signature;
  NativeFn fn;
  bool dunder = true;              // also as __name__
};

constexpr Row kRows[] = {
    {"lt", "a, b, /", comparison<CompareOp::lt>},
    {"le", "a, b, /", comparison<CompareOp::le>},
    {"eq", "a, b, /", comparison<CompareOp::eq>},
    {"ne", "a, b, /", comparison<CompareOp::ne>},
    {"ge", "a, b, /", comparison<CompareOp::ge>},
    {"gt", "a, b, /", comparison<CompareOp::gt>},
    {"not_", "a, /", not_},
    {"truth", "a, /", truth, false},
    {"is_", "a, b, /", is_, false},
    {"is_not", "a, b, /", is_not, false},
    {"abs", "a, /", unary<absolute>},
    {"neg", "a, /", unary<negative>},
    {"pos", "a, /", unary<positive>},
    {"inv", "a, /", unary<invert>},
    {"invert", "a, /", unary<invert>},
    {"index", "a, /", index_function},
    {"add", "a, b, /", binary<Operator::Add>},
    {"sub", "a, b, /", binary<Operator::Sub>},
    {"mul", "a, b, /", binary<Operator::Mult>},
    {"matmul", "a, b, /", binary<Operator::MatMult>},
    {"truediv", "a, b, /", binary<Operator::Div>},
    {"floordiv", "a, b, /", binary<Operator::FloorDiv>},
    {"mod", "a, b, /", binary<Operator::Mod>},
    {"pow", "a, b, /", binary<Operator::Pow>},
    {"lshift", "a, b, /", binary<Operator::LShift>},
    {"rshift", "a, b, /", binary<Operator::RShift>},
    {"and_", "a, b, /", binary<Operator::BitAnd>},
    {"or_", "a, b, /", binary<Operator::BitOr>},
    {"xor", "a, b, /", binary<Operator::BitXor>},
    {"iadd", "a, b, /", inplace<Operator::Add>},
    {"isub", "a, b, /", inplace<Operator::Sub>},
    {"imul", "a, b, /", inplace<Operator::Mult>},
    {"imatmul", "a, b, /", inplace<Operator::MatMult>},
    {"itruediv", "a, b, /", inplace<Operator::Div>},
    {"ifloordiv", "a, b, /", inplace<Operator::FloorDiv>},
    {"imod", "a, b, /", inplace<Operator::Mod>},
    {"ipow", "a, b, /", inplace<Operator::Pow>},
    {"ilshift", "a, b, /", inplace<Operator::LShift>},
    {"irshift", "a, b, /", inplace<Operator::RShift>},
    {"iand", "a, b, /", inplace<Operator::BitAnd>},
    {"ior", "a, b, /", inplace<Operator::BitOr>},
    {"ixor", "a, b, /", inplace<Operator::BitXor>},
    {"concat", "a, b, /", concat},
    {"iconcat", "a, b, /", inplace_concat},
    {"contains", "a, b, /", contains_function},
    {"countOf", "a, b, /", count_of, false},
    {"indexOf", "a, b, /", index_of_function, false},
    {"getitem", "a, b, /", getitem},
    {"setitem", "a, b, c, /", setitem},
    {"delitem", "a, b, /", delitem},
    {"length_hint", "obj, default=0, /", length_hint_function, false},
};

void add_getter(const Ref<Dict>& dict, const char* name, Value (*create)(Type*, const Args&), Value (*call_slot)(const Value&, const Args&)) {
  TypeBuilder b(name, Kind::other, vm().types.object);
  b.slots().create = create;
  b.slots().call = call_slot;
  b.slots().repr = getter_repr;
  Type* type = b.finish();
  dict->set(type->name.get(), Value(type));
}

}  // namespace

void fill_operator(const Ref<Dict>& dict) {
  for (const Row& row : kRows) {
    Value f(make_builtin(row.name, row.signature, row.fn));
    dict->set(intern(row.name).get(), f);
    std::string_view stem = row.name;
    if (stem.back() == '_') stem.remove_suffix(1);
    if (row.dunder) dict->set(intern(cat("__", stem, "__")).get(), f);
  }
  dict->set(intern("call").get(), Value(make_raw_builtin("call", call_function)));
  add_getter(dict, "operator.itemgetter", itemgetter_create, itemgetter_call);
  add_getter(dict, "operator.attrgetter", attrgetter_create, attrgetter_call);
  add_getter(dict, "operator.methodcaller", methodcaller_create, methodcaller_call);
}

}  // namespace sim::py

// The module itertools, first half: iterators that pass on what other iterators give. CPython: Modules/itertoolsmodule.c.
// After: itertools_combine.cpp has products, permutations and combinations.
#include "sim/python/modules/itertools.h"

#include "sim/python/modules/modules.h"
#include "sim/python/modules/native_iterator.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/sequence.h"


namespace sim::py {

namespace {

constexpr auto kAdd = ast::Operator::Add;

void no_keywords(const char* function, const Args& args) {
  if (args.names && args.names->size()) raise_type_error(function, "() takes no keyword arguments");
}
void expect_two(const char* function, const Args& args) {
  no_keywords(function, args);
  if (args.npos != 2) raise_type_error(function, " expected 2 arguments, got ", args.npos);
}

// ---- without end
class Count : public NativeIterator {
 public:
  Count(Type* type, Value start, Value by) : NativeIterator(type), value(std::move(start)), by(std::move(by)) {}
  bool step(Value* out) override {
    *out = value;
    int64_t sum;
    if (value.is_int() && by.is_int() && !__builtin_add_overflow(value.as_int(), by.as_int(), &sum)) value = Value::integer(sum);
    else value = binary_op(kAdd, value, by);
    return true;
  }
  Value value, by;
};

Value count_create(Type* type, const Args& args) {
  Value a[2];
  bind_arguments("count", args, {"start", "step"}, 0, 2, a);
  for (const Value& v : a)
    if (!v.is_null() && !is_number(v) && !type_of(v)->slots.index && !type_of(v)->slots.to_float && !type_of(v)->slots.to_int)
      raise_type_error("a number is required");
  return Ref<Count>(new Count(type, a[0].is_null() ? Value::integer(0) : a[0], a[1].is_null() ? Value::integer(1) : a[1]));
}

Value count_repr(const Value& self) {
  auto* c = self.as<Count>();
  if (c->by.identical(Value::integer(1))) return Str::make(cat("count(", repr(c->value)->view(), ")"));
  return Str::make(cat("count(", repr(c->value)->view(), ", ", repr(c->by)->view(), ")"));
}

class Cycle : public NativeIterator {
 public:
  Cycle(Type* type, Value it) : NativeIterator(type), it(std::move(it)) {}
  bool step(Value* out) override {
    if (!it.is_null()) {
      if (py::next(it, out)) {
        seen.push_back(*out);
        return true;
      }
      it = Value();
    }
    if (seen.empty()) return false;
    *out = seen[at];
    at = at + 1 == seen.size() ? 0 : at + 1;
    return true;
  }
  Value it;                        // null once it has given everything
  Vec<Value> seen;
  size_t at = 0;
};

Value cycle_create(Type* type, const Args& args) {
  no_keywords("cycle", args);
  if (args.npos != 1) raise_type_error("cycle expected 1 argument, got ", args.npos);
  return Ref<Cycle>(new Cycle(type, get_iter(args[0])));
}

class Repeat : public NativeIterator {
 public:
  Repeat(Type* type, Value value, int64_t left) : NativeIterator(type), value(std::move(value)), left(left) {}
  bool step(Value* out) override {
    if (left == 0) return false;
    if (left > 0) --left;
    *out = value;
    return true;
  }
  Value value;
  int64_t left;                    // negative: without end
};

Value repeat_create(Type* type, const Args& args) {
  Value a[2];
  bind_arguments("repeat", args, {"object", "times"}, 1, 2, a);
  return Ref<Repeat>(new Repeat(type, a[0], a[1].is_null() ? -1 : std::max<int64_t>(index_of(a[1]), 0)));
}
Value repeat_repr(const Value& self) {
  auto* r = self.as<Repeat>();
  if (r->left < 0) return Str::make(cat("repeat(", repr(r->value)->view(), ")"));
  return Str::make(cat("repeat(", repr(r->value)->view(), ", ", r->left, ")"));
}
Value repeat_hint(const Value* a) {
  int64_t left = a[0].as<Repeat>()->left;
  if (left < 0) raise_type_error("len() of unsized object");
  return Value::integer(left);
}

// ---- one iterable, each item or not
class Accumulate : public NativeIterator {
 public:
  using NativeIterator::NativeIterator;
  bool step(Value* out) override {
    if (!initial.is_null()) {
      total = std::exchange(initial, Value());
    } else {
      Value item;
      if (!py::next(it, &item)) return false;
      if (total.is_null()) total = item;
      else if (function.is_null()) total = binary_op(kAdd, total, item);
      else total = call(function, {total, item});
    }
    *out = total;
    return true;
  }
  Value it, function, total, initial;
};

Value accumulate_create(Type* type, const Args& args) {
  Value a[3];
  bind_arguments("accumulate", args, {"iterable", "func", "initial"}, 1, 2, a);
  Ref<Accumulate> acc(new Accumulate(type));
  acc->it = get_iter(a[0]);
  if (!a[1].is_null() && !a[1].is_none()) acc->function = a[1];
  if (!a[2].is_null() && !a[2].is_none()) acc->initial = a[2];
  return acc;
}

class Batched : public NativeIterator {
 public:
  Batched(Type* type, Value it, size_t n, bool strict) : NativeIterator(type), it(std::move(it)), n(n), strict(strict) {}
  bool step(Value* out) override {
    if (it.is_null()) return false;
    Vec<Value> items;
    Value item;
    while (items.size() < n && py::next(it, &item)) {
      charge_steps(1);
      items.push_back(item);
    }
    if (items.size() < n) it = Value();
    if (items.empty()) return false;
    if (items.size() < n && strict) raise_value_error("batched(): incomplete batch");
    *out = Tuple::make(items.data(), items.size());
    return true;
  }
  Value it;                        // null at the end
  size_t n;
  bool strict;
};

Value batched_create(Type* type, const Args& args) {
  Value a[3];
  bind_arguments("batched", args, {"iterable", "n", "strict"}, 2, 2, a);
  int64_t n = index_of(a[1]);
  if (n < 1) raise_value_error("n must be at least one");
  return Ref<Batched>(new Batched(type, get_iter(a[0]), static_cast<size_t>(n), !a[2].is_null() && truthy(a[2])));
}

class Chain : public NativeIterator {
 public:
  Chain(Type* type, Value sources) : NativeIterator(type), sources(std::move(sources)) {}
  bool step(Value* out) override {
    while (!sources.is_null()) {
      if (active.is_null()) {
        Value source;
        if (!py::next(sources, &source)) break;
        active = get_iter(source);
      }
      if (py::next(active, out)) return true;
      active = Value();
      charge_steps(1);
    }
    sources = Value();
    return false;
  }
  Value sources, active;
};

Value chain_create(Type* type, const Args& args) {
  no_keywords("chain", args);
  return Ref<Chain>(new Chain(type, get_iter(Tuple::make(args.items, args.npos))));
}
Value chain_from_iterable(const Value* a) { return Ref<Chain>(new Chain(a[0].as<Type>(), get_iter(a[1]))); }

class Compress : public NativeIterator {
 public:
  Compress(Type* type, Value data, Value selectors) : NativeIterator(type), data(std::move(data)), selectors(std::move(selectors)) {}
  bool step(Value* out) override {
    Value selector;
    while (py::next(data, out)) {
      charge_steps(1);
      if (!py::next(selectors, &selector)) return false;
      if (truthy(selector)) return true;
    }
    return false;
  }
  Value data, selectors;
};

Value compress_create(Type* type, const Args& args) {
  Value a[2];
  bind_arguments("compress", args, {"data", "selectors"}, 2, 2, a);
  Value data = get_iter(a[0]);
  return Ref<Compress>(new Compress(type, data, get_iter(a[1])));
}

// takewhile, dropwhile, filterfalse: a test decides.
class Tested : public NativeIterator {
 public:
  enum class How : uint8_t { take, drop, filter_false };
  Tested(Type* type, How how, Value test, Value it) : NativeIterator(type), test(std::move(test)), it(std::move(it)), how(how) {}
  bool step(Value* out) override {
    if (how == How::take && settled) return false;
    while (py::next(it, out)) {
      if (how == How::drop && settled) return true;
      charge_steps(1);
      bool holds = how == How::filter_false && test.is_none() ? truthy(*out) : truthy(call(test, {*out}));
      if (how == How::take) {
        settled = !holds;
        return holds;
      }
      if (!holds) {
        settled = true;
        return true;
      }
    }
    return false;
  }
  Value test, it;
  How how;
  bool settled = false;            // take: the end is reached; drop: the start is
};

template <Tested::How how>
Value tested_create(Type* type, const Args& args) {
  expect_two(how == Tested::How::take ? "takewhile" : how == Tested::How::drop ? "dropwhile" : "filterfalse", args);
  return Ref<Tested>(new Tested(type, how, args[0], get_iter(args[1])));
}

class Starmap : public NativeIterator {
 public:
  Starmap(Type* type, Value function, Value it) : NativeIterator(type), function(std::move(function)), it(std::move(it)) {}
  bool step(Value* out) override {
    Value arguments;
    if (!py::next(it, &arguments)) return false;
    Ref<Tuple> t = to_tuple(arguments);
    *out = call(function, Args{t->data(), t->size(), nullptr});
    return true;
  }
  Value function, it;
};

Value starmap_create(Type* type, const Args& args) {
  expect_two("starmap", args);
  return Ref<Starmap>(new Starmap(type, args[0], get_iter(args[1])));
}

class Islice : public NativeIterator {
 public:
  using NativeIterator::NativeIterator;
  bool step(Value* out) override {
    if (it.is_null()) return false;
    for (; given < next_index; ++given) {
      charge_steps(1);
      if (!py::next(it, out)) return end();
    }
    if ((stop >= 0 && given >= stop) || !py::next(it, out)) return end();
    ++given;
    if (__builtin_add_overflow(next_index, by, &next_index)) next_index = INT64_MAX;
    if (stop >= 0 && next_index > stop) next_index = stop;
    return true;
  }
  bool end() {
    it = Value();
    return false;
  }
  Value it;
  int64_t next_index = 0, stop = -1, by = 1, given = 0;   // stop -1: none
};

int64_t islice_bound(const Value& v, const char* message) {
  int64_t i = -1;
  if (has_index(v)) i = clamp_index(v);
  if (i < 0) raise_value_error(message);
  return i;
}

Value islice_create(Type* type, const Args& args) {
  no_keywords("islice", args);
  if (args.npos < 2) raise_type_error("islice expected at least 2 arguments, got ", args.npos);
  if (args.npos > 4) raise_type_error("islice expected at most 4 arguments, got ", args.npos);
  Ref<Islice> s(new Islice(type));
  const Value& stop = args.npos == 2 ? args[1] : args[2];
  if (!stop.is_none())
    s->stop = islice_bound(stop, args.npos == 2 ? "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
                                                : "Stop argument must be None or an integer: 0 <= x <= sys.maxsize.");
  if (args.npos > 2 && !args[1].is_none())
    s->next_index = islice_bound(args[1], "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  if (args.npos == 4 && !args[3].is_none()) {
    s->by = islice_bound(args[3], "Step for islice() must be a positive integer or None.");
    if (s->by == 0) raise_value_error("Step for islice() must be a positive integer or None.");
  }
  s->it = get_iter(args[0]);
  return s;
}

class Pairwise : public NativeIterator {
 public:
  Pairwise(Type* type, Value it) : NativeIterator(type), it(std::move(it)) {}
  bool step(Value* out) override {
    if (it.is_null()) return false;
    if (before.is_null() && !py::next(it, &before)) return end();
    Value item;
    if (it.is_null() || !py::next(it, &item)) return end();
    *out = Tuple::make({before, item});
    before = std::move(item);
    return true;
  }
  bool end() {
    it = before = Value();
    return false;
  }
  Value it, before;
};

Value pairwise_create(Type* type, const Args& args) {
  no_keywords("pairwise", args);
  if (args.npos != 1) raise_type_error("pairwise expected 1 argument, got ", args.npos);
  return Ref<Pairwise>(new Pairwise(type, get_iter(args[0])));
}

class ZipLongest : public NativeIterator {
 public:
  using NativeIterator::NativeIterator;
  bool step(Value* out) override {
    if (active == 0) return false;
    Ref<Tuple> row = Tuple::uninitialized(its.size());
    for (size_t i = 0; i < its.size(); ++i) {
      if (!its[i].is_null() && py::next(its[i], &(*row)[i])) continue;
      if (!its[i].is_null()) {
        its[i] = Value();
        if (--active == 0) return false;
      }
      (*row)[i] = fill;
    }
    *out = row;
    return true;
  }
  Vec<Value> its;                  // null: exhausted
  size_t active = 0;
  Value fill;
};

Value zip_longest_create(Type* type, const Args& args) {
  Ref<ZipLongest> z(new ZipLongest(type));
  z->fill = Value::none();
  for (size_t i = args.npos; i < args.size(); ++i) {
    if ((*args.names)[i - args.npos].as<Str>()->view() != "fillvalue") raise_type_error("zip_longest() got an unexpected keyword argument");
    z->fill = args[i];
  }
  for (size_t i = 0; i < args.npos; ++i) z->its.push_back(get_iter(args[i]));
  z->active = z->its.size();
  return z;
}

// ---- groupby: the groups read from the common iterator, so an older group is empty once the next one has begun
class Groupby : public NativeIterator {
 public:
  using NativeIterator::NativeIterator;
  bool step(Value* out) override;
  void advance(bool* ended) {
    Value item;
    if (!py::next(it, &item)) {
      *ended = true;
      return;
    }
    charge_steps(1);
    Value key = key_function.is_none() ? item : call(key_function, {item});
    current_value = item;
    current_key = key;
  }
  Value it, key_function, current_key, current_value, target_key;
  Object* current_group = nullptr; // borrowed: the one that may still read
  Type* group_type = nullptr;
};

class Group : public NativeIterator {
 public:
  Group(Type* type, Ref<Groupby> parent) : NativeIterator(type), parent(std::move(parent)), key(this->parent->target_key) {}
  ~Group() override {
    if (parent && parent->current_group == this) parent->current_group = nullptr;
  }
  bool step(Value* out) override {
    if (parent->current_group != this) return false;
    if (parent->current_value.is_null()) {
      bool ended = false;
      parent->advance(&ended);
      if (ended) return false;
    }
    if (!equals(key, parent->current_key)) return false;
    *out = std::exchange(parent->current_value, Value());
    return true;
  }
  Ref<Groupby> parent;
  Value key;
};

bool Groupby::step(Value* out) {
  current_group = nullptr;
  bool ended = false;
  while (current_key.is_null() || (!target_key.is_null() && equals(target_key, current_key))) {
    advance(&ended);
    if (ended) return false;
  }
  target_key = current_key;
  Ref<Group> group(new Group(group_type, Ref<Groupby>(this)));
  current_group = group.get();
  *out = Tuple::make({current_key, Value(group)});
  return true;
}

Value groupby_create(Type* type, const Args& args) {
  Value a[2];
  bind_arguments("groupby", args, {"iterable", "key"}, 1, 2, a);
  Ref<Groupby> g(new Groupby(type));
  g->it = get_iter(a[0]);
  g->key_function = a[1].is_null() ? Value::none() : a[1];
  g->group_type = type->lookup(intern("_grouper").get())->as<Type>();
  return g;
}

// ---- tee: a chain of cells that each copy walks at its own pace; what all have passed is freed
class TeeCell : public Object {
 public:
  explicit TeeCell(Type* type) : Object(Kind::other, type) {}
  Value item;
  Ref<TeeCell> next;               // null: not read yet
};
class TeeSource : public Object {
 public:
  TeeSource(Type* type, Value it) : Object(Kind::other, type), it(std::move(it)) {}
  Value it;                        // null at the end
  bool reading = false;
};
class Tee : public NativeIterator {
 public:
  Tee(Type* type, Ref<TeeSource> source, Ref<TeeCell> at) : NativeIterator(type), source(std::move(source)), at(std::move(at)) {}
  bool step(Value* out) override {
    if (!at->next) {
      if (source->it.is_null()) return false;
      if (source->reading) raise(Exc::RuntimeError, "cannot re-enter the tee iterator");
      source->reading = true;
      Value item;
      bool more;
      try {
        more = py::next(source->it, &item);
      } catch (...) {
        source->reading = false;
        throw;
      }
      source->reading = false;
      if (!more) {
        source->it = Value();
        return false;
      }
      Ref<TeeCell> cell(new TeeCell(type));
      cell->item = std::move(item);
      at->next = cell;
    }
    at = Ref<TeeCell>(at->next);
    *out = at->item;
    return true;
  }
  Ref<TeeSource> source;
  Ref<TeeCell> at;                 // the one given last
};

Value tee_create(Type* type, const Args& args) {
  no_keywords("_tee", args);
  if (args.npos != 1) raise_type_error("_tee expected 1 argument, got ", args.npos);
  Value it = get_iter(args[0]);
  if (type_of(it) == type) return Ref<Tee>(new Tee(type, it.as<Tee>()->source, it.as<Tee>()->at));
  Ref<TeeSource> source(new TeeSource(type, it));
  return Ref<Tee>(new Tee(type, source, Ref<TeeCell>(new TeeCell(type))));
}

Value tee_copy(const Value* a) {
  auto* t = a[0].as<Tee>();
  return Ref<Tee>(new Tee(t->type, t->source, t->at));
}

Value tee_function(const Value* a) {
  int64_t n = a[1].is_null() ? 2 : index_of(a[1]);
  if (n < 0) raise_value_error("n must be >= 0");
  Heap::current().require(static_cast<size_t>(n) * 64);
  Ref<Tuple> out = Tuple::uninitialized(static_cast<size_t>(n));
  if (n == 0) return out;
  auto* type = vm().calling_builtin()->data.as<Type>();
  Value it = get_iter(a[0]);
  Value first = tee_create(type, Args{&it, 1, nullptr});
  (*out)[0] = first;
  for (size_t i = 1; i < out->size(); ++i) (*out)[i] = tee_copy(&first);
  return out;
}

void add(const Ref<Dict>& dict, const char* name, Value (*create)(Type*, const Args&)) {
  TypeBuilder b = native_iterator_type(name, create);
  finish_native_type(b, dict);
}

void add_groupby(const Ref<Dict>& dict) {
  TypeBuilder group = native_iterator_type("itertools._grouper", nullptr);
  Type* group_type = group.finish();
  TypeBuilder b = native_iterator_type("itertools.groupby", groupby_create);
  b.attribute("_grouper", Value(group_type));
  finish_native_type(b, dict);
}

void add_tee(const Ref<Dict>& dict) {
  TypeBuilder b = native_iterator_type("itertools._tee", tee_create);
  b.method("__copy__", "self, /", tee_copy);
  Type* type = b.finish();
  Ref<Builtin> tee = make_builtin("tee", "iterable, n=2, /", tee_function);
  tee->data = Value(type);
  dict->set(intern("tee").get(), Value(tee));
}

}  // namespace

void fill_itertools(const Ref<Dict>& dict) {
  TypeBuilder count = native_iterator_type("itertools.count", count_create);
  count.slots().repr = count_repr;
  finish_native_type(count, dict);
  TypeBuilder repeat = native_iterator_type("itertools.repeat", repeat_create);
  repeat.slots().repr = repeat_repr;
  repeat.method("__length_hint__", "self, /", repeat_hint);
  finish_native_type(repeat, dict);
  TypeBuilder chain = native_iterator_type("itertools.chain", chain_create);
  chain.class_method("from_iterable", "cls, iterable, /", chain_from_iterable);
  finish_native_type(chain, dict);
  add(dict, "itertools.cycle", cycle_create);
  add(dict, "itertools.accumulate", accumulate_create);
  add(dict, "itertools.batched", batched_create);
  add(dict, "itertools.compress", compress_create);
  add(dict, "itertools.takewhile", tested_create<Tested::How::take>);
  add(dict, "itertools.dropwhile", tested_create<Tested::How::drop>);
  add(dict, "itertools.filterfalse", tested_create<Tested::How::filter_false>);
  add(dict, "itertools.starmap", starmap_create);
  add(dict, "itertools.islice", islice_create);
  add(dict, "itertools.pairwise", pairwise_create);
  add(dict, "itertools.zip_longest", zip_longest_create);
  add_groupby(dict);
  add_tee(dict);
  fill_itertools_combine(dict);
}

}  // namespace sim::py

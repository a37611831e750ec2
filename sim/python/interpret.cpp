// The loop over instructions. Calls of Python functions, and generators and coroutines resumed by FOR_ITER and YIELD_FROM, only change
// `frame` and go on in the same loop; C++ is left when an entry frame ends.
// Before: vm.cpp enters it and unwinds what native code throws. After: instructions_*.cpp and calls.cpp for what is not quick.
#include "sim/python/interpret.h"
#include "sim/python/objects/growing_str.h"
#include "sim/python/quick_paths.h"

// Labels as values: each instruction jumps to the next one's code by itself, which the processor predicts far better than one switch.
#pragma GCC diagnostic ignored "-Wpedantic"
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wgnu-label-as-value"
#endif

namespace sim::py {

namespace {

[[gnu::noinline]] Value binary(const Instr& in, const Value& a, const Value& b) {
  auto op = static_cast<ast::Operator>(in.arg);
  return in.a ? inplace_op(op, a, b) : binary_op(op, a, b);
}

[[gnu::noinline]] Value compare_values(const Instr& in, const Value& a, const Value& b) {
  auto op = static_cast<CompareOp>(in.arg);
  return in.a ? Value::boolean(truthy(compare(a, b, op))) : compare(a, b, op);
}

// The variable that the frame's next instruction puts the result into, or null.
const Value* variable_stored(Frame* f) {
  const Instr& next = *f->ip;
  switch (next.op) {
    case Op::STORE_FAST: return f->variables() + next.arg;
    case Op::STORE_FAST_LOAD_FAST: return f->variables() + next.a;
    case Op::STORE_GLOBAL: return f->globals->find(f->code->names[next.arg].get());
    case Op::STORE_NAME: return (f->locals.is(Kind::dict) ? f->locals.as<Dict>() : f->globals)->find(f->code->names[next.arg].get());
    default: return nullptr;
  }
}

// a + b for two str. When the variable that the result goes into at once holds `a`, and nobody else does, `a` grows.
Value concatenate(Str& a, const Str& b, Frame* f) {
  const Value* to = a.bytes() >= GrowingStr::kLeast && a.refs == 2 && !a.interned() ? variable_stored(f) : nullptr;
  if (to && to->is_object() && to->as_object() == &a) {
    auto* growing = dynamic_cast<GrowingStr*>(&a);
    return growing && growing->append(b) ? Value(&a) : Value(GrowingStr::make(a, b));
  }
  Ref<Str> s = Str::uninitialized(a.bytes() + b.bytes(), a.length() + b.length());
  std::memcpy(s->mutable_data(), a.data(), a.bytes());
  std::memcpy(s->mutable_data() + a.bytes(), b.data(), b.bytes());
  return s;
}

// The value at `to` gives way to its `n` items, the first on top.
Value* lay_out(Value* to, const Value* items, uint32_t n) {
  Value held;
  Value::relocate(&held, to);
  for (uint32_t i = n; i-- > 0;) new (to++) Value(items[i]);
  return to;
}

Step::Kind send_here(const Value& receiver, const Value& v, Value* result, Ref<Exception>* raised) {
  Step step = send_to(receiver, v);
  if (step.kind == Step::Kind::raised) *raised = as_exception(std::move(step.error));
  else *result = std::move(step.value);
  return step.kind;
}

// [exception] -> [what was handled before, exception]. A generator puts aside only what it handles itself, not what its resumer does
// (CPython: the stack of exc_info).
void begin_handling(Vm& vm, Frame* f, Value* sp) {
  Ref<Exception>& own = f->generator ? f->generator->handled : vm.handled;
  Value::relocate(sp, sp - 1);
  Ref<Exception> before = std::exchange(own, Ref<Exception>(sp->as<Exception>()));
  put(sp - 1, before ? Value(std::move(before)) : Value::none());
  if (f->generator) vm.handled = own;
}
void end_handling(Vm& vm, Frame* f, Value* top) {
  Value previous(std::move(*top));
  Ref<Exception> before = previous.is_none() ? nullptr : Ref<Exception>(previous.as<Exception>());
  if (f->generator) {
    vm.handled = before ? before : f->generator->outer_handled;
    std::swap(f->generator->handled, before);
  } else {
    std::swap(vm.handled, before);
  }
}

}  // namespace

#define SAVE() (f->ip = ip, f->sp = sp, steps_left = steps)
#define LOAD()                       \
  do {                               \
    f = frame;                       \
    ip = f->ip;                      \
    sp = f->sp;                      \
    vars = f->variables();           \
    consts = f->code->consts.data(); \
    steps = steps_left;              \
  } while (0)
#define NEXT()                                                    \
  do {                                                            \
    if (__builtin_expect(--steps < 0, 0)) goto out_of_steps;      \
    if (kLines) {                                                 \
      f->ip = ip;                                                 \
      record_line();                                              \
    }                                                             \
    goto* labels[static_cast<uint8_t>((ip++)->op)];               \
  } while (0)
// A call out of the loop that may throw, run Python code or count steps.
#define OUT(expression) (SAVE(), (void)(expression), steps = steps_left)
#define TARGET(name) L_##name
// The running instruction's operands: `ip` is one ahead.
#define ARG (ip[-1].arg)
#define AUX (ip[-1].a)
#define CACHE() (ip[-1].cache ? &f->code->caches[ip[-1].cache] : nullptr)
#define NAME() (f->code->names[ARG].get())
#define JUMP_TO(target) (ip = f->code->instrs.data() + (target))

template <bool kLines>
Vm::Exit Vm::interpret() {
  static const void* const labels[] = {
#define SIM_OP(name, effect, sentence) &&L_##name,
#define SIM_VARIES 0
      SIM_PY_OPCODES(SIM_OP, SIM_VARIES)
#undef SIM_OP
#undef SIM_VARIES
  };
  Frame* f;
  const Instr* ip;
  Value* sp;
  Value* vars;
  const Value* consts;
  int64_t steps;
  uint32_t count;        // of items that a value just built above them replaces
  Value* callee;         // of the call
  Frame* entered;        // that it has begun; null: it is over
  LOAD();
  NEXT();

  // ---- stack
  TARGET(NOP) : NEXT();
  TARGET(POP_TOP) : drop(--sp);
  NEXT();
  TARGET(COPY) : new (sp) Value(sp[-static_cast<int64_t>(ARG)]);
  ++sp;
  NEXT();
  TARGET(SWAP) : swap_places(sp - ARG, sp - 1);
  NEXT();
  TARGET(PUSH_NULL) : new (sp++) Value();
  NEXT();

  // ---- names
  TARGET(LOAD_CONST) : new (sp) Value(consts[ARG]);
  ++sp;
  NEXT();
  TARGET(LOAD_FAST) : {
    const Value& v = vars[ARG];
    if (__builtin_expect(v.is_null(), 0)) {
      SAVE();
      raise_unbound_local(f, ARG);
    }
    new (sp++) Value(v);
    NEXT();
  }
  TARGET(LOAD_FAST_LOAD_FAST) : {
    const Value &a = vars[AUX], &b = vars[ARG];
    if (__builtin_expect(a.is_null() || b.is_null(), 0)) {
      SAVE();
      raise_unbound_local(f, a.is_null() ? AUX : ARG);
    }
    new (sp) Value(a);
    new (sp + 1) Value(b);
    sp += 2;
    NEXT();
  }
  TARGET(LOAD_FAST_LOAD_CONST) : {
    const Value& a = vars[AUX];
    if (__builtin_expect(a.is_null(), 0)) {
      SAVE();
      raise_unbound_local(f, AUX);
    }
    new (sp) Value(a);
    new (sp + 1) Value(consts[ARG]);
    sp += 2;
    NEXT();
  }
  TARGET(LOAD_FAST_AND_CLEAR) : Value::relocate(sp++, &vars[ARG]);
  new (&vars[ARG]) Value();
  NEXT();
  TARGET(STORE_FAST) : if (vars[ARG].is_object()) SAVE();   // its end may run the program's code, or warn of this line
  store(&vars[ARG], --sp);
  NEXT();
  TARGET(STORE_FAST_LOAD_FAST) : {
    if (vars[AUX].is_object()) SAVE();
    store(&vars[AUX], --sp);
    const Value& v = vars[ARG];
    if (__builtin_expect(v.is_null(), 0)) {
      SAVE();
      raise_unbound_local(f, ARG);
    }
    new (sp++) Value(v);
    NEXT();
  }
  TARGET(DELETE_FAST) : {
    SAVE();
    if (vars[ARG].is_null()) raise_unbound_local(f, ARG);
    vars[ARG] = Value();
    NEXT();
  }
  TARGET(MAKE_CELL) : {
    SAVE();
    put(&vars[ARG], Value(Ref<Cell>(new Cell(std::move(vars[ARG])))));
    NEXT();
  }
  TARGET(LOAD_CLOSURE) : new (sp++) Value(vars[ARG]);
  NEXT();
  TARGET(LOAD_DEREF) : {
    const Value& v = vars[ARG].as<Cell>()->value;
    if (__builtin_expect(v.is_null(), 0)) {
      SAVE();
      raise_unbound_cell(f, ARG);
    }
    new (sp++) Value(v);
    NEXT();
  }
  TARGET(STORE_DEREF) : {
    store(&vars[ARG].as<Cell>()->value, --sp);
    NEXT();
  }
  TARGET(DELETE_DEREF) : {
    SAVE();
    Value& place = vars[ARG].as<Cell>()->value;
    if (place.is_null()) raise_unbound_cell(f, ARG);
    place = Value();
    NEXT();
  }
  TARGET(LOAD_CLASS_DEREF) : OUT(new (sp) Value(load_class_deref(f, ARG)));
  ++sp;
  NEXT();
  TARGET(LOAD_GLOBAL) : {
    // Neither dict has gained or lost a name since: the place found then still is the name's.
    const InlineCache& c = f->code->caches[ip[-1].cache];
    if (c.key == f->globals && c.version == f->globals->keys_version()) {
      if (c.value.is_null()) {
        new (sp++) Value(f->globals->entry(c.index).value);
        NEXT();
      }
      if (c.value.as_int() == builtins->keys_version()) {
        new (sp++) Value(builtins->entry(c.index).value);
        NEXT();
      }
    }
    OUT(new (sp) Value(load_global(f, NAME(), CACHE())));
    ++sp;
    NEXT();
  }
  TARGET(STORE_GLOBAL) : {
    SAVE();
    f->globals->set(NAME(), std::move(*--sp));
    NEXT();
  }
  TARGET(DELETE_GLOBAL) : OUT(delete_global(f, NAME()));
  NEXT();
  TARGET(LOAD_NAME) : OUT(new (sp) Value(load_name(f, NAME())));
  ++sp;
  NEXT();
  TARGET(STORE_NAME) : OUT(store_name(f, NAME(), sp[-1]));
  drop(--sp);
  NEXT();
  TARGET(DELETE_NAME) : OUT(delete_name(f, NAME()));
  NEXT();
  TARGET(LOAD_BUILD_CLASS) : {
    SAVE();
    Value* v = builtins->find(names.__build_class__);
    if (!v) raise(Exc::NameError, "__build_class__ not found");
    new (sp++) Value(*v);
    NEXT();
  }
  TARGET(LOAD_ASSERTION_ERROR) : new (sp++) Value(exception_type(Exc::AssertionError));
  NEXT();

  // ---- attributes and items
  TARGET(LOAD_ATTR) : {
    Value& o = sp[-1];
    if (ip[-1].cache) {
      const InlineCache& c = f->code->caches[ip[-1].cache];
      bool in_instance = c.index >> kAttrIndexBits == static_cast<uint32_t>(AttrCache::instance_dict);
      if (const Value* found = in_instance ? quick::attribute(o, c, NAME()) : nullptr) {
        copy_over(sp - 1, *found);
        NEXT();
      }
    }
    OUT(new (sp) Value(load_attr(o, NAME(), CACHE())));
    drop(sp - 1);
    Value::relocate(sp - 1, sp);
    NEXT();
  }
  TARGET(LOAD_METHOD) : {
    // The result is built above the object; null until then, so that a throw leaves nothing behind.
    new (sp) Value();
    bool unbound;
    OUT(unbound = load_method(sp[-1], NAME(), CACHE(), sp));
    if (unbound) {
      swap_places(sp - 1, sp);
    } else {
      drop(sp - 1);
      Value::relocate(sp - 1, sp);
      new (sp) Value();
    }
    ++sp;
    NEXT();
  }
  TARGET(LOAD_SUPER_METHOD) : OUT(load_super_method(sp, NAME()));
  --sp;
  NEXT();
  TARGET(STORE_ATTR) : {
    Value& o = sp[-1];
    if (Value* place = ip[-1].cache ? quick::attribute(o, f->code->caches[ip[-1].cache], NAME()) : nullptr) {
      sp -= 2;
      store(place, sp);
      drop(sp + 1);
      NEXT();
    }
    OUT(store_attr(o, NAME(), sp[-2], CACHE()));
    drop(--sp);
    drop(--sp);
    NEXT();
  }
  TARGET(DELETE_ATTR) : OUT(del_attr(sp[-1], NAME()));
  drop(--sp);
  NEXT();
  TARGET(BINARY_SUBSCR) : {
    Value &o = sp[-2], &key = sp[-1];
    if (o.is_object()) {
      const Value* found = quick::item(types, o, key);
      if (!found && o.as_object()->type == types.dict) {
        OUT(found = o.as<Dict>()->find(key));
        if (!found) {
          raised_ = make_exception(Exc::KeyError, key);
          set_context(raised_, handled);
          goto error;
        }
      }
      if (found) {
        new (sp) Value(*found);
        goto binary_done;
      }
    }
    OUT(new (sp) Value(get_item(o, key)));
    drop(sp - 1);
    drop(sp - 2);
    Value::relocate(sp - 2, sp);
    --sp;
    NEXT();
  }
  TARGET(STORE_SUBSCR) : {
    Value &v = sp[-3], &o = sp[-2], &key = sp[-1];
    if (o.is_object()) {
      if (o.as_object()->type == types.list) {
        auto& items = o.as<List>()->items;
        if (int64_t i = quick::place_of(key, items.size()); i >= 0) {
          sp -= 3;
          store(&items[static_cast<size_t>(i)], sp);
          drop(sp + 1);
          NEXT();
        }
      } else if (o.as_object()->type == types.dict) {
        OUT(o.as<Dict>()->set(key, v));
        goto store_subscr_done;
      }
    }
    OUT(set_item(o, key, v));
  store_subscr_done:
    drop(--sp);
    drop(--sp);
    drop(--sp);
    NEXT();
  }
  TARGET(DELETE_SUBSCR) : OUT(del_item(sp[-2], sp[-1]));
  drop(--sp);
  drop(--sp);
  NEXT();

  // ---- operators
  // The result has taken the place of the left one; or the general way.
#define QUICK(could)           \
  {                            \
    if (could) {               \
      --sp;                    \
      NEXT();                  \
    }                          \
  }
  TARGET(BINARY_ADD) : QUICK(quick::arithmetic<quick::Add>(sp[-2], sp[-1])) if (quick::exact(sp[-2], types.str) && quick::exact(sp[-1], types.str)) {
    OUT(new (sp) Value(concatenate(*sp[-2].as<Str>(), *sp[-1].as<Str>(), f)));
    goto binary_done;
  }
  goto binary_slow;
  TARGET(BINARY_SUBTRACT) : QUICK(quick::arithmetic<quick::Subtract>(sp[-2], sp[-1])) goto binary_slow;
  TARGET(BINARY_MULTIPLY) : QUICK(quick::arithmetic<quick::Multiply>(sp[-2], sp[-1])) goto binary_slow;
  TARGET(BINARY_DIVIDE) : QUICK(quick::divide(sp[-2], sp[-1])) goto binary_slow;
  TARGET(BINARY_FLOOR_DIVIDE) : QUICK(quick::floor_divide(sp[-2], sp[-1])) goto binary_slow;
  TARGET(BINARY_REMAINDER) : QUICK(quick::remainder(sp[-2], sp[-1])) goto binary_slow;
  TARGET(BINARY_BITS) : QUICK(quick::bits(static_cast<ast::Operator>(ARG), sp[-2], sp[-1])) goto binary_slow;
  TARGET(BINARY_OP) : binary_slow : OUT(new (sp) Value(binary(ip[-1], sp[-2], sp[-1])));
binary_done:
  drop(sp - 1);
  drop(sp - 2);
  Value::relocate(sp - 2, sp);
  --sp;
  NEXT();
  TARGET(COMPARE_OP) : {
    Value &a = sp[-2], &b = sp[-1];
    if (a.is_int() && b.is_int()) {
      new (&a) Value(Value::boolean(quick::holds(ARG, a.as_int(), b.as_int())));
      --sp;
      NEXT();
    }
    if (a.is_float() && b.is_float()) {
      new (&a) Value(Value::boolean(quick::holds_double(ARG, a.as_float(), b.as_float())));
      --sp;
      NEXT();
    }
    OUT(new (sp) Value(compare_values(ip[-1], a, b)));
    goto binary_done;
  }
  TARGET(COMPARE_JUMP) : {
    Value &a = sp[-2], &b = sp[-1];
    uint32_t op = AUX & 7;
    bool truth;
    if (a.is_int() && b.is_int()) {
      truth = quick::holds(op, a.as_int(), b.as_int());
      sp -= 2;
    } else if (a.is_float() && b.is_float()) {
      truth = quick::holds_double(op, a.as_float(), b.as_float());
      sp -= 2;
    } else {
      OUT(truth = truthy(compare(a, b, static_cast<CompareOp>(op))));
      drop(--sp);
      drop(--sp);
    }
    if (truth == ((AUX & 8) != 0)) JUMP_TO(ARG);
    NEXT();
  }
  TARGET(IS_OP) : {
    bool same = sp[-2].identical(sp[-1]);
    drop(--sp);
    drop(sp - 1);
    new (sp - 1) Value(Value::boolean(same != (ARG != 0)));
    NEXT();
  }
  TARGET(CONTAINS_OP) : {
    bool has;
    OUT(has = contains(sp[-1], sp[-2]));
    drop(--sp);
    drop(sp - 1);
    new (sp - 1) Value(Value::boolean(has != (ARG != 0)));
    NEXT();
  }
#define UNARY(expression)                   \
  {                                         \
    OUT(new (sp) Value(expression(sp[-1]))); \
    drop(sp - 1);                           \
    Value::relocate(sp - 1, sp);            \
    NEXT();                                 \
  }
  TARGET(UNARY_NEGATIVE) : UNARY(negative);
  TARGET(UNARY_POSITIVE) : UNARY(positive);
  TARGET(UNARY_INVERT) : UNARY(invert);
  TARGET(UNARY_NOT) : TARGET(TO_BOOL) : {
    bool truth;
    if (!quick::plain_truth(sp[-1], &truth)) OUT(truth = truthy(sp[-1]));
    drop(sp - 1);
    new (sp - 1) Value(Value::boolean(truth == (ip[-1].op == Op::TO_BOOL)));
    NEXT();
  }

  // ---- making things
  TARGET(BUILD_TUPLE) : {
    SAVE();
    count = ARG;
    new (sp) Value(Tuple::uninitialized(count));
    for (uint32_t i = 0; i < count; ++i) Value::relocate(&(*sp->as<Tuple>())[i], sp - count + i);
    Value::relocate(sp - count, sp);
    sp -= static_cast<int64_t>(count) - 1;
    NEXT();
  }
  TARGET(BUILD_LIST) : {
    count = ARG;
    OUT(new (sp) Value(build_list(sp - count, count)));
    Value::relocate(sp - count, sp);
    sp -= static_cast<int64_t>(count) - 1;
    NEXT();
  }
  TARGET(BUILD_SET) : count = ARG;
  OUT(new (sp) Value(build_set(sp - count, count)));
  goto built;
  TARGET(BUILD_MAP) : count = 2 * ARG;
  OUT(new (sp) Value(build_map(sp - count, count / 2)));
  goto built;
  TARGET(BUILD_STRING) : count = ARG;
  OUT(new (sp) Value(build_string(sp - count, count)));
built : {
  Value* made = sp;
  for (; count > 0; --count) drop(--sp);
  if (made != sp) Value::relocate(sp, made);
  ++sp;
  NEXT();
}
  TARGET(BUILD_SLICE) : {
    count = ARG;
    OUT(new (sp) Value(build_slice(sp - count, count)));
    goto built;
  }
  TARGET(LIST_APPEND) : {
    SAVE();
    auto& items = sp[-1 - static_cast<int64_t>(ARG)].as<List>()->items;
    items.push_back(std::move(sp[-1]));
    --sp;
    NEXT();
  }
  TARGET(SET_ADD) : OUT(sp[-1 - static_cast<int64_t>(ARG)].as<Set>()->add(sp[-1]));
  drop(--sp);
  NEXT();
  TARGET(MAP_ADD) : OUT(sp[-2 - static_cast<int64_t>(ARG)].as<Dict>()->set(sp[-2], sp[-1]));
  drop(--sp);
  drop(--sp);
  NEXT();
  TARGET(LIST_EXTEND) : OUT(list_extend(sp[-1 - static_cast<int64_t>(ARG)], sp[-1]));
  drop(--sp);
  NEXT();
  TARGET(SET_UPDATE) : OUT(set_update(sp[-1 - static_cast<int64_t>(ARG)], sp[-1]));
  drop(--sp);
  NEXT();
  TARGET(DICT_UPDATE) : OUT(dict_update(sp[-1 - static_cast<int64_t>(ARG)], sp[-1]));
  drop(--sp);
  NEXT();
  TARGET(DICT_MERGE) : {
    Value* dict = sp - 1 - ARG;
    OUT(dict_merge(*dict, sp[-1], dict[-2 - static_cast<int64_t>(ARG)]));
    drop(--sp);
    NEXT();
  }
  TARGET(LIST_TO_TUPLE) : UNARY(to_tuple);
  TARGET(FORMAT_VALUE) : {
    uint32_t n = ARG & 4 ? 2 : 1;
    if (n == 1 && (ARG & 3) < 2 && quick::exact(sp[-1], types.str)) NEXT();
    OUT(new (sp) Value(format_value(sp[-static_cast<int64_t>(n)], n == 2 ? sp - 1 : nullptr, ARG & 3)));
    count = n;
    goto built;
  }
  TARGET(UNPACK_SEQUENCE) : {
    count = ARG;
    const Value* items = nullptr;
    if (quick::exact(sp[-1], types.tuple) && sp[-1].as<Tuple>()->size() == count) items = sp[-1].as<Tuple>()->data();
    else if (quick::exact(sp[-1], types.list) && sp[-1].as<List>()->items.size() == count) items = sp[-1].as<List>()->items.data();
    if (items) {
      sp = lay_out(sp - 1, items, count);
      NEXT();
    }
    OUT(unpack_sequence(sp[-1], count, sp));
    goto unpacked;
  }
  TARGET(UNPACK_EX) : {
    uint32_t before = ARG & 0xff, after = ARG >> 8;
    OUT(unpack_ex(sp[-1], before, after, sp));
    count = before + after + 1;
  }
unpacked:
  drop(sp - 1);
  for (uint32_t i = 0; i < count; ++i) Value::relocate(sp - 1 + i, sp + i);
  sp += static_cast<int64_t>(count) - 1;
  NEXT();

  // ---- jumps
  TARGET(JUMP) : {
    const Instr* to = f->code->instrs.data() + ARG;
    if (to < ip) OUT(check_interrupted());
    ip = to;
    NEXT();
  }
  TARGET(POP_JUMP_IF_FALSE) : TARGET(POP_JUMP_IF_TRUE) : {
    bool truth;
    if (!quick::plain_truth(sp[-1], &truth)) {
      OUT(truth = truthy(sp[-1]));
      drop(sp - 1);
    }
    --sp;
    if (truth == (ip[-1].op == Op::POP_JUMP_IF_TRUE)) JUMP_TO(ARG);
    NEXT();
  }
  TARGET(POP_JUMP_IF_NONE) : TARGET(POP_JUMP_IF_NOT_NONE) : {
    bool none = sp[-1].is_none();
    drop(--sp);
    if (none == (ip[-1].op == Op::POP_JUMP_IF_NONE)) JUMP_TO(ARG);
    NEXT();
  }

  // ---- iteration
  TARGET(GET_ITER) : UNARY(get_iter);
  TARGET(FOR_ITER) : {
    Object* o = sp[-1].as_object();
    quick::Next next = quick::next(o, sp);
    if (next == quick::Next::item) {
      ++sp;
      NEXT();
    }
    if (next == quick::Next::unknown) {
      auto* g = o->kind == Kind::generator ? static_cast<Generator*>(o) : nullptr;
      if (g && g->state <= Generator::State::suspended && depth < limits.recursion) {
        SAVE();
        if (g->state == Generator::State::suspended) new (g->frame->sp++) Value(Value::none());
        enter_generator(g, false);
        LOAD();
        NEXT();
      }
      bool more;
      OUT(more = for_iter(sp[-1], sp));
      if (more) {
        ++sp;
        NEXT();
      }
    }
    drop(--sp);
    JUMP_TO(ARG);
    NEXT();
  }
  TARGET(GET_YIELD_FROM_ITER) : OUT(new (sp) Value(get_yield_from_iter(f, sp[-1])));
  goto replace_top;
  TARGET(GET_AWAITABLE) : OUT(new (sp) Value(get_awaitable(sp[-1], AUX)));
  goto replace_top;
  TARGET(GET_AITER) : OUT(new (sp) Value(get_aiter(sp[-1])));
replace_top:
  drop(sp - 1);
  Value::relocate(sp - 1, sp);
  NEXT();
  TARGET(GET_ANEXT) : OUT(new (sp) Value(get_anext(sp[-1])));
  ++sp;
  NEXT();
  TARGET(END_ASYNC_FOR) : {
    SAVE();
    if (matches(sp[-1].as_object(), Exc::StopAsyncIteration)) {
      drop(--sp);
      drop(--sp);
      NEXT();
    }
    goto reraise;
  }
  TARGET(YIELD_FROM) : {
    Value& receiver = sp[-2];
    Object* o = receiver.as_object();
    SAVE();
    if (o->kind == Kind::coroutine || o->kind == Kind::generator) {
      auto* g = static_cast<Generator*>(o);
      if ((g->state == Generator::State::suspended || (g->state == Generator::State::created && sp[-1].is_none())) &&
          depth < limits.recursion) {
        if (g->state == Generator::State::suspended) Value::relocate(g->frame->sp++, sp - 1);
        f->sp = --sp;
        enter_generator(g, false);
        LOAD();
        NEXT();
      }
    }
    Step::Kind kind = send_here(receiver, sp[-1], &result_, &raised_);
    steps = steps_left;
    drop(--sp);
    if (kind == Step::Kind::yielded) {
      --ip;
      goto suspend;
    }
    if (kind == Step::Kind::raised) goto error;
    replace(sp - 1, std::move(result_));
    NEXT();
  }
  TARGET(YIELD_VALUE) : result_ = std::move(*--sp);
  SAVE();
  // An async generator's item is no suspension of the task; a plain generator's yield may be one, inside an __await__.
  if (suspended_line == 0 && f->code->is_program && f->generator->kind == Kind::generator) suspended_line = f->line();
  f->generator->yielded_item = true;
  goto suspended;
suspend:
  // At a YIELD_FROM, which runs again when this frame is resumed.
  SAVE();
  if (suspended_line == 0 && f->code->is_program) suspended_line = f->code->line_at(static_cast<uint32_t>(ip - f->code->instrs.data()));
  f->generator->yielded_item = false;
suspended : {
  bool entry = f->entry;
  leave_generator(f->generator, Generator::State::suspended);
  if (entry) return Exit::yielded;
  // A Python frame resumed it: FOR_ITER takes the item, YIELD_FROM passes it on.
  LOAD();
  if (ip[-1].op == Op::FOR_ITER) {
    suspended_line = 0;
    put(sp++, std::move(result_));
    NEXT();
  }
  --ip;
  goto suspend;
}
  TARGET(RETURN_GENERATOR) : {
    SAVE();
    result_ = make_generator(f);
    frame = f->back;
    f->back = nullptr;
    --depth;
    if (f->entry) return Exit::returned;
    LOAD();
    put(sp++, std::move(result_));
    NEXT();
  }
  TARGET(RETURN_VALUE) : {
    --sp;
    if (__builtin_expect(f->generator != nullptr, 0)) {
      result_ = std::move(*sp);
      SAVE();
      bool entry = f->entry;
      leave_generator(f->generator, Generator::State::finished);
      if (entry) return Exit::returned;
      LOAD();
      if (ip[-1].op == Op::FOR_ITER) {
        result_ = Value();
        goto exhausted_generator;
      }
      replace(sp - 1, std::move(result_));
      NEXT();
    }
    if (__builtin_expect(f->entry, 0)) {
      result_ = std::move(*sp);
      SAVE();
      frame = f->back;
      --depth;
      f->entry = false;
      give_frame_back(frames, f);
      return Exit::returned;
    }
    Frame* back = f->back;
    f->sp = sp;
    Value* to = back->sp;
    if (__builtin_expect(f->result == Frame::Result::init, 0)) {
      if (!sp->is_none()) {
        SAVE();
        result_ = std::move(*sp);
        frame = back;
        --depth;
        Frame::release(f);
        raise_type_error("__init__() should return None, not '", type_name(result_), "'");
      }
      back->sp = to;
    } else {
      Value::relocate(to, sp);
      back->sp = to + 1;
    }
    frame = back;
    --depth;
    give_frame_back(frames, f);
    f = back;
    ip = f->ip;
    sp = f->sp;
    vars = f->variables();
    consts = f->code->consts.data();
    NEXT();
  }
exhausted_generator:
  drop(--sp);
  JUMP_TO(ARG);
  NEXT();

  // ---- with
  TARGET(BEFORE_WITH) : OUT(before_with(sp));
  ++sp;
  NEXT();
  TARGET(BEFORE_ASYNC_WITH) : OUT(before_async_with(sp));
  ++sp;
  NEXT();
  TARGET(WITH_EXCEPT_START) : OUT(new (sp) Value(with_except_start(sp)));
  ++sp;
  NEXT();

  // ---- exceptions
  TARGET(PUSH_EXC_INFO) : {
    begin_handling(*this, f, sp);
    ++sp;
    NEXT();
  }
  TARGET(POP_EXCEPT) : {
    end_handling(*this, f, --sp);
    NEXT();
  }
  TARGET(CHECK_EXC_MATCH) : {
    bool match;
    OUT(match = exception_matches(sp[-2], sp[-1]));
    drop(sp - 1);
    new (sp - 1) Value(Value::boolean(match));
    NEXT();
  }
  TARGET(CHECK_EG_MATCH) : OUT(check_eg_match(f, sp));
  NEXT();
  TARGET(PREP_RERAISE_STAR) : OUT(new (sp) Value(prep_reraise_star(sp[-2], sp[-1])));
  goto binary_done;
  TARGET(RERAISE) : SAVE();
reraise:
  raised_ = Ref<Exception>(sp[-1].as<Exception>());
  goto unwinding;
  TARGET(RAISE_VARARGS) : {
    SAVE();
    if (ARG == 0) {
      if (!handled) raise(Exc::RuntimeError, "No active exception to reraise");
      raised_ = handled;
      goto unwinding;
    }
    raised_ = exception_to_raise(sp[ARG == 2 ? -2 : -1], ARG == 2 ? sp[-1] : Value());
    steps = steps_left;
    set_context(raised_, handled);
    goto error;
  }

  // ---- calls
  TARGET(CALL) : {
    callee = sp - ARG - 2;
    if (callee->is_object()) {
      Object* o = callee->as_object();
      bool has_self = !callee[1].is_null();
      uint32_t n = ARG + has_self;
      if (o->kind == Kind::function) {
        auto* fn = static_cast<Function*>(o);
        Code* code = fn->code.get();
        if (code->plain_args == n && depth < limits.recursion) {
          f->ip = ip;
          f->sp = callee;
          steps_left = steps;
          Frame* g = take_frame(frames, fn, code, n);
          const Value* from = callee + 2 - has_self;
          Value* to = g->variables();
          for (uint32_t i = 0; i < n; ++i) Value::relocate(to + i, from + i);
          g->back = f;
          ++depth;
          frame = f = g;
          suspended_line = 0;
          ip = g->ip;
          sp = g->sp;
          vars = to;
          consts = code->consts.data();
          NEXT();
        }
      } else if (o->kind == Kind::builtin) {
        auto* b = static_cast<Builtin*>(o);
        if (b->nparams == n && b->nleast <= n && b->self.is_null() && (has_self || !b->owner)) {
          calling_builtin_ = b;
          OUT(new (sp) Value(b->fn(callee + 2 - has_self)));
          count = ARG + 2;
          goto built;
        }
      }
    }
    SAVE();
    entered = begin_call(callee, ARG, nullptr);
    goto called;
  }
  TARGET(CALL_KW) : {
    SAVE();
    // The names are kept by the stack until the call has begun.
    callee = sp - 1 - ARG - 2;
    entered = begin_call(callee, ARG, sp[-1].as<Tuple>());
    drop(sp - 1);
    goto called;
  }
  TARGET(CALL_FUNCTION_EX) : {
    SAVE();
    callee = sp - 3 - (ARG & 1);
    entered = begin_call_ex(callee, ARG & 1);
  }
called:
  // A Python function goes on in this loop; what was native has left its result in the callee's place.
  if (entered) {
    enter_frame(entered);
    LOAD();
  } else {
    steps = steps_left;
    sp = callee + 1;
  }
  NEXT();
  TARGET(MAKE_FUNCTION) : {
    uint32_t n = 1 + (ARG & 1) + (ARG >> 1 & 1) + (ARG >> 2 & 1) + (ARG >> 3 & 1);
    OUT(new (sp) Value(make_function(f, sp - n, ARG, sp[-1].as<Code>())));
    count = n;
    goto built;
  }
  TARGET(MAKE_TYPE_PARAM) : OUT(new (sp) Value(make_type_param(sp[-3], sp[-2], sp[-1], ARG)));
  count = 3;
  goto built;
  TARGET(MAKE_TYPE_ALIAS) : OUT(new (sp) Value(make_type_alias(sp[-3], sp[-2], sp[-1])));
  count = 3;
  goto built;
  TARGET(SETUP_ANNOTATIONS) : OUT(annotations_in(f));
  NEXT();
  TARGET(ANNOTATE) : OUT(set_item(annotations_in(f), consts[ARG], sp[-1]));
  drop(--sp);
  NEXT();
  TARGET(LOAD_ATTR_ANNOTATION) : OUT(new (sp) Value(annotation_attribute(sp[-1], NAME())));
  goto replace_top;

  // ---- import
  TARGET(IMPORT_NAME) : OUT(new (sp) Value(import_name(f, sp[-2], sp[-1], NAME())));
  goto binary_done;
  TARGET(IMPORT_FROM) : OUT(new (sp) Value(import_from(sp[-1], NAME())));
  ++sp;
  NEXT();
  TARGET(IMPORT_STAR) : OUT(import_star(f, sp[-1]));
  drop(--sp);
  NEXT();

  // ---- match
  TARGET(GET_LEN) : OUT(new (sp) Value(Value::integer(length(sp[-1]))));
  ++sp;
  NEXT();
  TARGET(MATCH_MAPPING) : new (sp) Value(Value::boolean(type_of(sp[-1])->type_flags & Type::match_mapping));
  ++sp;
  NEXT();
  TARGET(MATCH_SEQUENCE) : new (sp) Value(Value::boolean(type_of(sp[-1])->type_flags & Type::match_sequence));
  ++sp;
  NEXT();
  TARGET(MATCH_KEYS) : OUT(new (sp) Value(match_keys(sp[-2], sp[-1])));
  ++sp;
  NEXT();
  TARGET(MATCH_CLASS) : OUT(new (sp) Value(match_class(sp[-3], sp[-2], ARG, sp[-1])));
  count = 3;
  goto built;
  TARGET(COPY_DICT_WITHOUT_KEYS) : OUT(new (sp) Value(copy_dict_without_keys(sp[-2], sp[-1])));
  goto replace_top;

error:
  // raised_ is set and the frame saved: this frame is a place the exception passed through.
  raised_->traceback = Ref<Traceback>(new Traceback(raised_->traceback, Ref<Code>(f->code), f->instr(), Ref<Object>(f)));
unwinding:
  f->sp = sp;
  if (!unwind()) return Exit::raised;
  LOAD();
  NEXT();

out_of_steps:
  steps = 0;
  SAVE();
  if (std::exchange(parking_, false)) {
    steps_left = steps_before_parking_;
    return Exit::parked;
  }
  stopping = true;
  throw LimitReached{LimitReached::Which::steps};
}

template Vm::Exit Vm::interpret<false>();
template Vm::Exit Vm::interpret<true>();

}  // namespace sim::py

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
  Step step = is_resumable(receiver) ? send_to_coroutine(receiver, v) : send_to(receiver, v);
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

#include "sim/python/cases/stack_and_names.inc"
#include "sim/python/cases/attributes_and_items.inc"
#include "sim/python/cases/operators.inc"
#include "sim/python/cases/making.inc"
#include "sim/python/cases/iteration.inc"
#include "sim/python/cases/exceptions.inc"
#include "sim/python/cases/calls.inc"
#include "sim/python/cases/imports_and_match.inc"

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

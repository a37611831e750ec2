#include "sim/python/frame.h"

#include "sim/base/references.h"
#include "sim/python/interpret.h"

#include <cstring>

namespace sim::py {

namespace {
size_t class_of(uint32_t bytes) { return bytes / 16; }
}  // namespace

Frame::Frame(Code* code, Function* function, Dict* globals)
    : Object(Kind::frame), code(code), function(function), globals(globals) {
  ip = code->instrs.data();
  sp = stack();
}

void* Frame::memory_for(const Code& code) {
  size_t c = class_of(code.frame_bytes);
  FrameStore& store = vm().frames;
  if (c < FrameStore::kClasses && store.free[c]) return std::exchange(store.free[c], store.free[c]->back);
  return Heap::current().allocate(code.frame_bytes);
}

Frame* Frame::make_for_call(Function* function, Code* code, uint32_t nargs) {
  auto* f = ::new (memory_for(*code)) Frame(code, function, function->globals.get());
  f->refs = 1;
  auto n = static_cast<uint32_t>(code->localsplus.size());
  Value* v = f->variables();
  uint32_t end = n - code->nfree;
  for (uint32_t i = nargs; i < end; ++i) new (v + i) Value();
  for (uint32_t i = 0; i < code->nfree; ++i) new (v + end + i) Value((*function->closure)[i]);
  return f;
}

Frame* Frame::make(const Ref<Code>& code, Function* function, const Ref<Dict>& globals, Value locals) {
  if (!code->prepared) prepare(*code);
  Frame* f;
  if (function) {
    incref(function);
    f = make_for_call(function, code.get(), 0);
  } else {
    f = ::new (memory_for(*code)) Frame(code.get(), nullptr, globals.get());
    f->refs = 1;
    incref(code.get());
    incref(globals.get());
    for (size_t i = 0; i < code->localsplus.size(); ++i) new (f->variables() + i) Value();
  }
  f->locals = std::move(locals);
  return f;
}

Frame::~Frame() {
  if (Heap::current().tearing_down()) return;      // the code may be gone already; the heap frees everything
  clear();
  if (keeps_back) decref(back);
  decref(code);
  decref(globals);
}

void Frame::clear() {
  if (over) return;
  over = true;
  drop_down_to(sp, stack());
  sp = stack();
  Value* v = variables();
  for (size_t i = 0, n = code->localsplus.size(); i < n; ++i) {
    Value gone(std::move(v[i]));
  }
  locals = Value();
  if (function) {
    // A frame that somebody still looks at must find its code; the function may go now.
    incref(code);
    incref(globals);
    Function* f = std::exchange(function, nullptr);
    decref(f);
  }
}

void Frame::release(Frame* f) {
  if (--f->refs != 0) {            // a traceback or the program holds it: its variables stay, and so do its callers'
    f->keeps_back = f->back != nullptr && f->back != vm().below_thread && !f->keeps_back;
    if (f->keeps_back) incref(f->back);
    drop_down_to(f->sp, f->stack());
    f->sp = f->stack();
    f->left = true;
    return;
  }
  f->refs = 1;                     // whole while its values end, which may run the program's code
  size_t c = class_of(f->code->frame_bytes);
  bool own = f->function != nullptr;
  if (own && !f->over && !f->flags && c < FrameStore::kClasses) {
    drop_down_to(f->sp, f->stack());
    Value* v = f->variables();
    for (size_t i = 0, n = f->code->localsplus.size(); i < n; ++i) drop(v + i);
    f->locals = Value();
    decref(f->function);
    f->refs = 0;
    f->generator = nullptr;
    f->entry = false;
    f->result = Result::push;
    f->traced_line = f->traced_instr = 0;
    f->back = std::exchange(vm().frames.free[c], f);
    return;
  }
  decref(f);
}

// Of one that runs nothing is told: the top of its stack is in a register.
void Frame::references(References& each) {
  bool waits = generator && (generator->state == Generator::State::suspended || generator->state == Generator::State::created);
  if (!waits && !left && !over) return;
  if (keeps_back) each.held(back);
  each.held(function);
  if (!function) {
    each.held(globals);
  }
  if (over) return;
  each(locals);
  Value* v = variables();
  for (size_t i = 0, n = code->localsplus.size(); i < n; ++i) each(v[i]);
  for (Value* at = stack(); at < sp; ++at) each(*at);
}

Value locals_of(Frame* f) {
  if (!f->locals.is_null()) return f->locals;
  if (!(f->code->co_flags & Code::optimized)) return Value(f->globals);
  Ref<Dict> d = Dict::make();
  for (size_t i = 0; i < f->code->localsplus.size() && !f->over; ++i) {
    Value v = f->variables()[i];
    if (v.is(Kind::cell)) v = Value(v.as<Cell>()->value);
    if (!v.is_null() && f->code->localsplus[i]->view()[0] != '.') d->set(f->code->localsplus[i].get(), v);
  }
  return d;
}

}  // namespace sim::py

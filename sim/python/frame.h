// A function call in progress: variables, value stack and place. On the heap, so that a coroutine can keep its frame while it waits.
// Before: a call in vm.cpp makes it. After: vm.cpp runs it; Generator keeps it.
#pragma once
#include "sim/base/value.h"
#include "sim/python/code.h"
#include "sim/python/objects/dict.h"
#include "sim/python/objects/function.h"

namespace sim::py {

class Generator;

class Frame : public Object {
 public:
  // The variables are null, the stack empty. `function` may be null (module and class bodies); `locals` is for those: any mapping.
  // Memory comes from the Vm's store of used frames. The caller owns one count.
  static Frame* make(const Ref<Code>& code, Function* function, const Ref<Dict>& globals, Value locals);
  // As make for a function's frame, for the interpreter: takes over the count of `function`; the first `nargs` variables are not yet
  // initialised, the others are null or the closure's cells.
  static Frame* make_for_call(Function* function, Code* code, uint32_t nargs);
  // Gives up one count; the last one drops what the frame still holds and puts the memory back into the store.
  static void release(Frame* frame);
  ~Frame() override;
  void references(References& each) override;
  // Drops variables, stack and locals: the frame is over, whoever still looks at it.
  void clear();

  Code* code;                                      // counted where function is null, else kept by it
  Function* function;                              // counted; may be null
  Dict* globals;                                   // counted where function is null, else kept by it
  Frame* back = nullptr;                           // the caller while this one runs; borrowed
  Generator* generator = nullptr;                  // borrowed: who owns this frame, null for a plain call
  const Instr* ip = nullptr;                       // the instruction to run next; while suspended: the one behind its YIELD_VALUE, or its YIELD_FROM
  Value* sp = nullptr;                             // behind the top of the stack (kept in a register while running)
  Value locals;                                    // null in functions
  uint32_t traced_line = 0, traced_instr = 0;      // record_lines: where the last record came from
  bool entry = false;                              // control returns to C++ when this frame ends
  // What the caller does with the result: nothing special, or, for a class's __init__, drops it after seeing that it is None.
  enum class Result : uint8_t { push, init } result = Result::push;
  bool over = false;                               // clear() has run
  bool left = false;                               // whoever ran it is through with it: only tracebacks and the program hold it
  bool keeps_back = false;                         // ended while a traceback held it: `back` is then counted (CPython: take_ownership)

  Value* variables() { return reinterpret_cast<Value*>(this + 1); }                    // code->localsplus
  Value* stack() { return variables() + code->localsplus.size(); }
  uint32_t instr() const { return ip > code->instrs.data() ? static_cast<uint32_t>(ip - code->instrs.data()) - 1 : 0; }
  uint32_t line() const { return code->line_at(instr()); }

 private:
  Frame(Code* code, Function* function, Dict* globals);
  static void* memory_for(const Code& code);
};
static_assert(sizeof(Frame) % alignof(Value) == 0);

// What locals() and f_locals show: the dict of a module or class body itself, a new dict of a function's variables.
Value locals_of(Frame* f);

// Used frames' memory by size, so that a call need not ask the heap. To the heap a stored frame is a free cell: its count is zero.
struct FrameStore {
  static constexpr size_t kClasses = 64;           // of 16 bytes each; larger frames come from the heap every time
  std::array<Frame*, kClasses> free{};             // linked through Frame::back
};

}  // namespace sim::py

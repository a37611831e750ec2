// Exceptions and their tracebacks.
#pragma once
#include "sim/base/heap.h"
#include "sim/python/code.h"
#include "sim/python/objects/dict.h"
#include "sim/python/objects/tuple.h"

namespace sim::py {

// One place an exception passed through. The chain starts at the outermost frame, as tb_next.
class Traceback : public Object {
 public:
  Traceback(Ref<Traceback> next, Ref<Code> code, uint32_t instr, Ref<Object> frame)
      : Object(Kind::traceback), next(std::move(next)), code(std::move(code)), instr(instr), frame(std::move(frame)) {}
  Ref<Traceback> next;             // one call further in
  Ref<Code> code;
  uint32_t instr;                  // gives line and columns through Code::positions
  Ref<Object> frame;               // a Frame: its variables live as long as the exception does, as in CPython
  void references(References& each) override;
};

class Exception : public Object {
 public:
  explicit Exception(Type* type) : Object(Kind::exception, type) {}
  Ref<Tuple> args;                 // never null once made
  Ref<Dict>* dict_place() override { return &dict; }
  Ref<Dict> dict;                  // attributes, notes (__notes__); null until needed
  Ref<Exception> cause, context;
  bool suppress_context = false;
  void references(References& each) override;
  Ref<Traceback> traceback;
  // Of StopIteration: value; SystemExit: code; ExceptionGroup: the tuple of exceptions; OSError: errno; KeyError and the rest: null.
  Value value;
  Value value2;                    // ExceptionGroup: message; OSError: strerror; AttributeError, NameError, ImportError: name
  Value value3;                    // AttributeError: obj; OSError: filename
};

}  // namespace sim::py

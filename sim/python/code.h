// A compiled function body, class body or module: what CPython calls a code object.
// Before: sim/python/compiler.h makes it. After: sim/python/frame.h and vm.cpp run it.
#pragma once
#include "sim/python/ast.h"
#include "sim/python/objects/str.h"
#include "sim/python/objects/tuple.h"
#include "sim/python/opcodes.h"

#include <memory>
#include <string>
#include <vector>

namespace sim::py {

struct Source;

// Where control goes when an instruction in [start, end) raises: the stack is cut to `depth` items, the exception is pushed
// and the frame goes on at `target`. The innermost entry of an instruction comes first in the table. 
struct ExceptionEntry {
  uint32_t start, end, target, depth;
};

// What an instruction remembers from its last run; the interpreter gives the fields their meaning (see vm.cpp).
struct InlineCache {
  const void* key = nullptr;    // borrowed: compared, never followed
  uint32_t version = 0;
  uint32_t index = 0;
  Value value;                  // what was found; kept alive by the cache
};

class Code : public Object {
 public:
  enum CodeFlag : uint32_t {
    optimized = 1, newlocals = 2, varargs = 4, varkeywords = 8, nested = 16, generator = 32,
    coroutine = 0x80, async_generator = 0x200,           // CPython's numbers (co_flags)
    has_docstring = 0x4000000,
  };
  Code() : Object(Kind::code) {}

  Ref<Str> name, qualname;                 // "inner", "outer.<locals>.inner"
  std::shared_ptr<const Source> source;    // for tracebacks
  bool is_program = false;                 // the learner's own file, not a library of ours: its lines are shown
  uint32_t co_flags = 0;
  uint32_t argcount = 0;                   // positional parameters, positional-only included
  uint32_t posonlyargcount = 0;
  uint32_t kwonlyargcount = 0;
  uint32_t firstlineno = 1;

  // The frame's variables in order: parameters (positional, keyword-only, *args, **kwargs), other locals, cells that are not
  // parameters, free variables. A parameter that inner functions use becomes a cell by MAKE_CELL in its own place.
  std::vector<Ref<Str>> localsplus;
  uint32_t nlocals = 0;                    // those before the cells
  uint32_t nfree = 0;                      // the last ones; the frame's start copies the closure's cells into them
  uint32_t stacksize = 0;

  std::vector<Instr> instrs;
  std::vector<ast::Span> positions;        // one for each instruction; line 0: no place of its own
  std::vector<ExceptionEntry> exceptions;
  std::vector<Value> consts;
  std::vector<Ref<Str>> names;
  std::vector<InlineCache> caches;         // [0] is unused

  // Filled in by prepare() before the first run (prepare.cpp): what a call must know.
  bool prepared = false;
  uint32_t plain_args = ~0u;               // a call with exactly so many positional arguments needs no binding; ~0: every call does
  uint32_t frame_bytes = 0;

  uint32_t line_at(uint32_t instr) const { return instr < positions.size() ? positions[instr].line : 0; }
  bool is_generator_like() const { return co_flags & (generator | coroutine | async_generator); }
};

// How many items `instr` adds to the stack when it does not jump.
int stack_effect(const Instr& instr);
// One line an instruction: index, source line, name, argument and what it stands for.
std::string listing(const Code& code);

}  // namespace sim::py

// From a draft (instructions with labels and marked try regions) to a Code: jumps threaded, dead code gone, stack measured, exception
// table and inline caches made, common pairs joined.
// Before: compile_*.cpp write the draft. After: the VM runs the Code.
#pragma once
#include "sim/python/code.h"

#include <string>
#include <vector>

namespace sim::py {

using Label = int32_t;
using HandlerId = int32_t;
inline constexpr Label kNoLabel = -1;
inline constexpr HandlerId kNoHandler = -1;

struct DraftInstr {
  enum class Kind : uint8_t { plain, label, setup } kind = Kind::plain;
  Op op = Op::NOP;
  uint8_t a = 0;
  uint32_t arg = 0;                  // of a label: its number; of a setup: the handler's
  Label target = kNoLabel;           // of a jump
  HandlerId handler = kNoHandler;    // where control goes when it raises
  ast::Span span;
};

// One try region's handler. Where the region is set up, the stack is `drop` items higher than the handler wants it.
struct Handler {
  Label label;
  uint32_t drop;
  HandlerId outer;                   // of the instructions outside the region
};

// Variables are numbered by the part of Code::localsplus that they will be in: part + index.
inline constexpr uint32_t kVariablePart = 1u << 28;
inline constexpr uint32_t kHiddenPart = kVariablePart, kCellPart = 2 * kVariablePart, kFreePart = 3 * kVariablePart;

struct Draft {
  std::vector<DraftInstr> instrs;
  std::vector<Handler> handlers;
  std::vector<DraftInstr> cold;                        // handlers: they go behind the rest
  std::vector<std::vector<DraftInstr>> interrupted;    // what was being written when a handler was begun
  Label labels = 0;                  // how many there are
  std::vector<Ref<Str>> locals, hidden, cells, free;
  HandlerId handler = kNoHandler;    // of the instructions added now

  Label new_label() { return labels++; }
};

// Completes `code` (names, constants and the head are there already).
void assemble(Draft& draft, Code& code);

// What is wrong with a code object, or empty: indexes out of range, a stack that differs between two ways to one instruction.
std::string verify(const Code& code);

// How many items the instruction adds when it jumps; for those with a target.
int jump_effect(const Instr& instr);
bool is_jump(Op op);                 // has a target in arg
bool ends_block(Op op);              // control never goes on to the next instruction
bool names_variable(Op op);          // arg (and nothing else) is an index into localsplus

}  // namespace sim::py

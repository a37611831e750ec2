// What is done to a code once, before it first runs: the sizes a call must know, and instructions that can say more than the compiler's.
// Before: compiler.h made the code. After: calls.cpp and interpret.cpp.
#include "sim/python/interpret.h"

namespace sim::py {

namespace {

Op binary_form(ast::Operator op) {
  switch (op) {
    case ast::Operator::Add: return Op::BINARY_ADD;
    case ast::Operator::Sub: return Op::BINARY_SUBTRACT;
    case ast::Operator::Mult: return Op::BINARY_MULTIPLY;
    case ast::Operator::Div: return Op::BINARY_DIVIDE;
    case ast::Operator::FloorDiv: return Op::BINARY_FLOOR_DIVIDE;
    case ast::Operator::Mod: return Op::BINARY_REMAINDER;
    case ast::Operator::BitAnd:
    case ast::Operator::BitOr:
    case ast::Operator::BitXor:
    case ast::Operator::LShift:
    case ast::Operator::RShift: return Op::BINARY_BITS;
    default: return Op::BINARY_OP;
  }
}

}  // namespace

void prepare(Code& code) {
  constexpr size_t kSpare = 2;   // stack places beyond the code's own: a call's result is built above its arguments
  code.prepared = true;
  code.frame_bytes = static_cast<uint32_t>(sizeof(Frame) + sizeof(Value) * (code.localsplus.size() + code.stacksize + kSpare));
  if (!(code.co_flags & (Code::varargs | Code::varkeywords)) && code.kwonlyargcount == 0) code.plain_args = code.argcount;
  if (code.caches.empty()) code.caches.resize(1);
  for (Instr& in : code.instrs)
    if (in.op == Op::BINARY_OP) in.op = binary_form(static_cast<ast::Operator>(in.arg));
}

}  // namespace sim::py

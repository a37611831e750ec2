// What can be told of an instruction without running it; the listing.
// Before: opcodes.h. After: assemble.cpp measures the stack with it; tests and people read the listing.
#include "sim/python/code.h"

#include "sim/base/text.h"

#include <algorithm>
#include <array>

namespace sim::py {
namespace {

struct OpInfo {
  std::string_view name;
  int effect;
};

constexpr int kVaries = 99;
constexpr std::array kOps = {
#define SIM_OP(name, effect, sentence) OpInfo{#name, effect},
#define SIM_VARIES kVaries
    SIM_PY_OPCODES(SIM_OP, SIM_VARIES)
#undef SIM_OP
#undef SIM_VARIES
};

std::string constant_text(const Value& v, int depth = 0) {
  switch (v.tag()) {
    case Tag::null: return "null";
    case Tag::none: return "None";
    case Tag::boolean: return v.is_true() ? "True" : "False";
    case Tag::integer: return cat(v.as_int());
    case Tag::real: return std::to_string(v.as_float());
    case Tag::object: break;
  }
  if (v.is(Kind::str)) return cat("'", v.as<Str>()->view().substr(0, 60), "'");
  if (v.is(Kind::code)) return cat("<code ", v.as<Code>()->qualname->view(), ">");
  if (!v.is(Kind::tuple) || depth > 3) return "<object>";
  std::string out = "(";
  for (const Value& item : *v.as<Tuple>()) out += (out.size() > 1 ? ", " : "") + constant_text(item, depth + 1);
  return out + ")";
}

std::string variable(const Code& code, uint32_t i) { return i < code.localsplus.size() ? code.localsplus[i]->string() : "?"; }

// What the argument stands for, or empty.
std::string meaning(const Code& code, const Instr& i) {
  switch (i.op) {
    case Op::LOAD_CONST: return i.arg < code.consts.size() ? constant_text(code.consts[i.arg]) : "?";
    case Op::LOAD_FAST: case Op::LOAD_FAST_AND_CLEAR: case Op::STORE_FAST: case Op::DELETE_FAST: case Op::MAKE_CELL: case Op::LOAD_CLOSURE:
    case Op::LOAD_DEREF: case Op::STORE_DEREF: case Op::DELETE_DEREF: case Op::LOAD_CLASS_DEREF: return variable(code, i.arg);
    case Op::LOAD_GLOBAL: case Op::STORE_GLOBAL: case Op::DELETE_GLOBAL: case Op::LOAD_NAME: case Op::STORE_NAME: case Op::DELETE_NAME:
    case Op::LOAD_ATTR: case Op::LOAD_METHOD: case Op::LOAD_SUPER_METHOD: case Op::STORE_ATTR: case Op::DELETE_ATTR: case Op::IMPORT_NAME:
    case Op::IMPORT_FROM: return i.arg < code.names.size() ? code.names[i.arg]->string() : "?";
    case Op::LOAD_FAST_LOAD_FAST: case Op::STORE_FAST_LOAD_FAST: return cat(variable(code, i.a), ", ", variable(code, i.arg));
    case Op::LOAD_FAST_LOAD_CONST: return cat(variable(code, i.a), ", ", i.arg < code.consts.size() ? constant_text(code.consts[i.arg]) : "?");
    default: return {};
  }
}

void pad(std::string& out, size_t from, size_t width) {
  if (out.size() - from < width) out.append(width - (out.size() - from), ' ');
}

}  // namespace

int stack_effect(const Instr& i) {
  int arg = static_cast<int>(i.arg);
  switch (i.op) {
    case Op::BUILD_TUPLE: case Op::BUILD_LIST: case Op::BUILD_SET: case Op::BUILD_STRING: case Op::BUILD_SLICE: return 1 - arg;
    case Op::BUILD_MAP: return 1 - 2 * arg;
    case Op::FORMAT_VALUE: return arg & 4 ? -1 : 0;
    case Op::UNPACK_SEQUENCE: return arg - 1;
    case Op::UNPACK_EX: return (arg & 0xff) + (arg >> 8);
    case Op::RAISE_VARARGS: return -arg;
    case Op::CALL: return -1 - arg;
    case Op::CALL_KW: return -2 - arg;
    case Op::CALL_FUNCTION_EX: return -2 - (arg & 1);
    case Op::MAKE_FUNCTION: return -((arg & 1) + (arg >> 1 & 1) + (arg >> 2 & 1) + (arg >> 3 & 1));
    case Op::LOAD_SUPER_METHOD: return -1;
    default: return kOps[static_cast<size_t>(i.op)].effect;
  }
}

std::string listing(const Code& code) {
  std::string out = cat("code ", code.qualname ? code.qualname->view() : "?", ": stack ", code.stacksize, "\n");
  uint32_t last_line = 0;
  for (size_t i = 0; i < code.instrs.size(); ++i) {
    const Instr& instr = code.instrs[i];
    size_t start = out.size();
    uint32_t line = code.line_at(static_cast<uint32_t>(i));
    if (line != last_line && line) out += cat(line);
    last_line = line;
    pad(out, start, 6);
    out += cat(i);
    pad(out, start, 12);
    out += kOps[static_cast<size_t>(instr.op)].name;
    pad(out, start, 34);
    out += cat(instr.arg);
    if (instr.a) out += cat(" a=", static_cast<int>(instr.a));
    if (std::string m = meaning(code, instr); !m.empty()) out += cat(" (", m, ")");
    out += '\n';
  }
  for (const ExceptionEntry& e : code.exceptions) out += cat("  ", e.start, " to ", e.end, " -> ", e.target, " [", e.depth, "]\n");
  for (const Value& v : code.consts)
    if (v.is(Kind::code)) out += "\n" + listing(*v.as<Code>());
  return out;
}

}  // namespace sim::py

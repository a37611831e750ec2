// Checks a finished code object as the interpreter relies on it: every index in range, one stack height for each instruction.
// Before: assemble.cpp. Debug builds and tests run it over everything that is compiled.
#include "sim/base/text.h"
#include "sim/python/assemble.h"

namespace sim::py {
namespace {

class Verifier {
 public:
  explicit Verifier(const Code& code) : code_(code), depth_(code.instrs.size(), -1) {}

  std::string run() {
    size_t n = code_.instrs.size();
    if (n == 0 || code_.positions.size() != n) return "instructions and positions differ in number";
    if (code_.nlocals + code_.nfree > code_.localsplus.size()) return "more locals and free variables than variables";
    for (uint32_t i = 0; i < n && wrong_.empty(); ++i) check_indexes(i);
    uint32_t end = 0;
    for (const ExceptionEntry& e : code_.exceptions) {
      if (e.start < end || e.end <= e.start || e.end > n || e.target >= n) return "the exception table is out of order";
      end = e.end;
    }
    reach(0, 0, 0);
    while (!todo_.empty() && wrong_.empty()) {
      uint32_t i = todo_.back();
      todo_.pop_back();
      step(i);
    }
    return wrong_;
  }

 private:
  void fail(uint32_t i, std::string_view what) {
    if (wrong_.empty()) wrong_ = cat("instruction ", i, " of ", code_.qualname->view(), ": ", what);
  }

  void check_indexes(uint32_t i) {
    const Instr& instr = code_.instrs[i];
    auto limit = [&](uint32_t value, size_t bound, std::string_view what) {
      if (value >= bound) fail(i, what);
    };
    if (names_variable(instr.op)) limit(instr.arg, code_.localsplus.size(), "no such variable");
    if (is_jump(instr.op)) limit(instr.arg, code_.instrs.size(), "no such target");
    limit(instr.cache, code_.caches.size(), "no such cache");
    switch (instr.op) {
      case Op::LOAD_CONST: case Op::ANNOTATE: limit(instr.arg, code_.consts.size(), "no such constant"); break;
      case Op::LOAD_FAST_LOAD_CONST:
        limit(instr.a, code_.localsplus.size(), "no such variable");
        limit(instr.arg, code_.consts.size(), "no such constant");
        break;
      case Op::LOAD_FAST_LOAD_FAST: case Op::STORE_FAST_LOAD_FAST:
        limit(instr.a, code_.localsplus.size(), "no such variable");
        limit(instr.arg, code_.localsplus.size(), "no such variable");
        break;
      case Op::LOAD_GLOBAL: case Op::STORE_GLOBAL: case Op::DELETE_GLOBAL: case Op::LOAD_NAME: case Op::STORE_NAME: case Op::DELETE_NAME:
      case Op::LOAD_ATTR: case Op::LOAD_ATTR_ANNOTATION: case Op::LOAD_METHOD: case Op::LOAD_SUPER_METHOD: case Op::STORE_ATTR: case Op::DELETE_ATTR: case Op::IMPORT_NAME:
      case Op::IMPORT_FROM: limit(instr.arg, code_.names.size(), "no such name"); break;
      default: break;
    }
  }

  void reach(uint32_t from, uint32_t to, int depth) {
    if (to >= depth_.size()) return fail(from, "runs off the end");
    if (depth < 0 || depth > static_cast<int>(code_.stacksize)) return fail(from, "the stack is not high enough");
    if (depth_[to] == depth) return;
    if (depth_[to] != -1) return fail(to, cat("is reached with ", depth_[to], " and with ", depth, " items"));
    depth_[to] = depth;
    todo_.push_back(to);
  }

  void step(uint32_t i) {
    const Instr& instr = code_.instrs[i];
    for (const ExceptionEntry& e : code_.exceptions) {
      if (i < e.start || i >= e.end) continue;
      if (static_cast<int>(e.depth) > depth_[i]) fail(i, "its handler wants a higher stack");
      reach(i, e.target, static_cast<int>(e.depth) + 1);
      break;
    }
    if (is_jump(instr.op)) reach(i, instr.arg, depth_[i] + jump_effect(instr));
    if (!ends_block(instr.op)) reach(i, i + 1, depth_[i] + stack_effect(instr));
  }

  const Code& code_;
  std::vector<int> depth_;
  std::vector<uint32_t> todo_;
  std::string wrong_;
};

}  // namespace

std::string verify(const Code& code) { return Verifier(code).run(); }

}  // namespace sim::py

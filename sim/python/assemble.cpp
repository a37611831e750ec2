// The last pass of the compiler, mirroring what CPython's flowgraph.c does to a code object that it is about to make.
// Before: compile_*.cpp. After: the VM; verify.cpp checks what comes out.
#include "sim/python/assemble.h"

#include "sim/base/check.h"

#include <algorithm>
#include <limits>

namespace sim::py {
namespace {

constexpr uint32_t kUnreached = std::numeric_limits<uint32_t>::max();

class Assembler {
 public:
  Assembler(Draft& draft, Code& code) : draft_(draft), code_(code) {}

  void run() {
    place_variables();
    find_labels();
    measure();
    keep_needed();
    move();
    join_pairs();
    finish();
  }

 private:
  // Parts of localsplus become one numbering.
  void place_variables() {
    auto& all = code_.localsplus;
    all = draft_.locals;
    uint32_t base[4] = {0, static_cast<uint32_t>(all.size()), 0, 0};
    all.insert(all.end(), draft_.hidden.begin(), draft_.hidden.end());
    code_.nlocals = base[2] = static_cast<uint32_t>(all.size());
    all.insert(all.end(), draft_.cells.begin(), draft_.cells.end());
    base[3] = static_cast<uint32_t>(all.size());
    all.insert(all.end(), draft_.free.begin(), draft_.free.end());
    code_.nfree = static_cast<uint32_t>(draft_.free.size());
    for (DraftInstr& i : draft_.instrs)
      if (i.kind == DraftInstr::Kind::plain && names_variable(i.op)) i.arg = base[i.arg / kVariablePart] + i.arg % kVariablePart;
  }

  void find_labels() {
    label_at_.assign(static_cast<size_t>(draft_.labels), 0);
    for (uint32_t i = 0; i < draft_.instrs.size(); ++i)
      if (draft_.instrs[i].kind == DraftInstr::Kind::label) label_at_[draft_.instrs[i].arg] = i;
  }

  // Follows every way through the draft: what is reached, how high the stack is there, and how high each handler wants it.
  void measure() {
    depth_.assign(draft_.instrs.size(), kUnreached);
    handler_depth_.assign(draft_.handlers.size(), 0);
    reach(0, 0);
    while (!todo_.empty()) {
      uint32_t i = todo_.back();
      todo_.pop_back();
      while (i < draft_.instrs.size() && step(i)) ++i;
    }
  }

  void reach(uint32_t at, uint32_t depth) {
    if (at >= depth_.size() || depth_[at] != kUnreached) return;
    depth_[at] = depth;
    highest_ = std::max(highest_, depth);
    todo_.push_back(at);
  }

  // Whether to go on with the next instruction.
  bool step(uint32_t i) {
    const DraftInstr& d = draft_.instrs[i];
    uint32_t depth = depth_[i];
    if (d.kind == DraftInstr::Kind::setup) {
      const Handler& h = draft_.handlers[d.arg];
      handler_depth_[d.arg] = depth - h.drop;
      reach(label_at_[static_cast<size_t>(h.label)], depth - h.drop + 1);
    } else if (d.kind == DraftInstr::Kind::plain) {
      Instr instr{d.op, d.a, 0, d.arg};
      if (d.target != kNoLabel)
        reach(label_at_[static_cast<size_t>(d.target)], static_cast<uint32_t>(static_cast<int>(depth) + jump_effect(instr)));
      if (ends_block(d.op)) return false;
      int after = static_cast<int>(depth) + stack_effect(instr);
      SIM_CHECK(after >= 0, "the compiler never takes more from the stack than there is");
      depth = static_cast<uint32_t>(after);
    }
    if (i + 1 >= depth_.size() || depth_[i + 1] != kUnreached) return false;
    depth_[i + 1] = depth;
    highest_ = std::max(highest_, depth);
    return true;
  }

  bool plain(uint32_t i) const { return draft_.instrs[i].kind == DraftInstr::Kind::plain; }

  // Dead code goes, and with it every NOP that is not the only instruction of its line and every jump to the next instruction.
  void keep_needed() {
    size_t n = draft_.instrs.size();
    kept_.assign(n, false);
    for (uint32_t i = 0; i < n; ++i) kept_[i] = plain(i) && depth_[i] != kUnreached;
    const DraftInstr* next = nullptr;
    for (size_t i = n; i-- > 0;) {
      const DraftInstr& d = draft_.instrs[i];
      if (!kept_[i]) continue;
      if (d.op == Op::NOP && (!d.span.line || (next && next->span.line == d.span.line))) {
        kept_[i] = false;
      } else if (d.op == Op::JUMP && skips_nothing(static_cast<uint32_t>(i), d.target)) {
        kept_[i] = false;
      } else {
        next = &d;
      }
    }
    uint32_t line = 0;
    for (uint32_t i = 0; i < n; ++i) {
      if (!kept_[i]) continue;
      const DraftInstr& d = draft_.instrs[i];
      if (d.op == Op::NOP && d.span.line == line) kept_[i] = false;
      line = ends_block(d.op) ? 0 : d.span.line;
    }
  }

  bool skips_nothing(uint32_t jump, Label target) const {
    uint32_t to = label_at_[static_cast<size_t>(target)];
    if (to <= jump) return false;
    for (uint32_t i = jump + 1; i < to; ++i)
      if (kept_[i]) return false;
    return true;
  }

  // The kept instruction that a label leads to, jumps at its place followed.
  uint32_t destination(Label label) const {
    uint32_t at = next_kept(label_at_[static_cast<size_t>(label)]);
    for (int hops = 0; hops < 8 && draft_.instrs[at].op == Op::JUMP; ++hops) at = next_kept(label_at_[static_cast<size_t>(draft_.instrs[at].target)]);
    return at;
  }
  uint32_t next_kept(uint32_t i) const {
    while (!kept_[i]) ++i;   // a reached label always has an instruction behind it: every code ends with one that ends a block
    return i;
  }

  void move() {
    std::vector<uint32_t> to(draft_.instrs.size(), 0);
    for (uint32_t i = 0; i < to.size(); ++i) {
      to[i] = static_cast<uint32_t>(out_.size());
      if (kept_[i]) out_.push_back(draft_.instrs[i]);
    }
    for (DraftInstr& d : out_)
      if (d.target != kNoLabel) d.arg = to[destination(d.target)];
    handler_at_.resize(draft_.handlers.size(), kUnreached);
    for (const DraftInstr& d : out_)
      if (d.handler != kNoHandler) {
        Label label = draft_.handlers[static_cast<size_t>(d.handler)].label;
        handler_at_[static_cast<size_t>(d.handler)] = to[next_kept(label_at_[static_cast<size_t>(label)])];
      }
  }

  // ---- pairs
  // Which of the first 64 variables surely have a value before each instruction: a second load that cannot raise may be joined to a first.
  std::vector<uint64_t> surely_assigned() const {
    std::vector<uint64_t> in(out_.size(), ~uint64_t{0});
    std::vector<bool> seen(out_.size(), false);
    std::vector<std::pair<uint32_t, uint64_t>> todo;
    uint32_t parameters = code_.argcount + code_.kwonlyargcount + (code_.co_flags & Code::varargs ? 1 : 0) +
                          (code_.co_flags & Code::varkeywords ? 1 : 0);
    todo.emplace_back(0, parameters >= 64 ? ~uint64_t{0} : (uint64_t{1} << parameters) - 1);
    while (!todo.empty()) {
      auto [i, state] = todo.back();
      todo.pop_back();
      for (; i < out_.size(); ++i) {
        uint64_t merged = in[i] & state;
        if (seen[i] && merged == in[i]) break;
        seen[i] = true;
        in[i] = state = merged;
        const DraftInstr& d = out_[i];
        if (d.handler != kNoHandler) {
          uint32_t h = handler_at_[static_cast<size_t>(d.handler)];
          if (!seen[h] || (in[h] & state) != in[h]) todo.emplace_back(h, state);
        }
        if (names_variable(d.op) && d.arg < 64) {
          if (d.op == Op::STORE_FAST || d.op == Op::LOAD_FAST) state |= uint64_t{1} << d.arg;
          if (d.op == Op::DELETE_FAST || d.op == Op::LOAD_FAST_AND_CLEAR || d.op == Op::MAKE_CELL) state &= ~(uint64_t{1} << d.arg);
        }
        if (d.target != kNoLabel) todo.emplace_back(d.arg, state);
        if (ends_block(d.op)) break;
      }
    }
    return in;
  }

  // Joins `first` and `second` where that changes nothing that can be seen, not even the place of an error.
  bool join(DraftInstr& first, const DraftInstr& second, bool second_safe) const {
    if (first.handler != second.handler || first.span.line != second.span.line) return false;
    if (first.op == Op::COMPARE_OP && (second.op == Op::POP_JUMP_IF_FALSE || second.op == Op::POP_JUMP_IF_TRUE)) {
      first.a = static_cast<uint8_t>(first.arg | (second.op == Op::POP_JUMP_IF_TRUE ? 8 : 0));
      first.op = Op::COMPARE_JUMP;
      first.target = second.target;
    } else if (first.op == Op::LOAD_FAST && first.arg < 256 && second.op == Op::LOAD_CONST) {
      first.a = static_cast<uint8_t>(first.arg), first.op = Op::LOAD_FAST_LOAD_CONST;
    } else if (first.arg < 256 && second.op == Op::LOAD_FAST && first.op == Op::LOAD_FAST && second_safe) {
      first.a = static_cast<uint8_t>(first.arg), first.op = Op::LOAD_FAST_LOAD_FAST;
    } else if (first.arg < 256 && second.op == Op::LOAD_FAST && first.op == Op::STORE_FAST && (second_safe || first.arg == second.arg)) {
      first.a = static_cast<uint8_t>(first.arg), first.op = Op::STORE_FAST_LOAD_FAST;
    } else {
      return false;
    }
    first.arg = second.arg;
    return true;
  }

  void join_pairs() {
    std::vector<bool> entered(out_.size(), false);
    for (const DraftInstr& d : out_)
      if (d.target != kNoLabel) entered[d.arg] = true;
    for (uint32_t h : handler_at_)
      if (h != kUnreached) entered[h] = true;
    std::vector<uint64_t> assigned = surely_assigned();
    std::vector<DraftInstr> joined;
    std::vector<uint32_t> to(out_.size());
    for (uint32_t i = 0; i < out_.size(); ++i) {
      to[i] = static_cast<uint32_t>(joined.size());
      joined.push_back(out_[i]);
      if (i + 1 >= out_.size() || entered[i + 1]) continue;
      const DraftInstr& second = out_[i + 1];
      bool safe = second.op == Op::LOAD_FAST && second.arg < 64 && assigned[i + 1] >> second.arg & 1;
      if (join(joined.back(), second, safe)) to[++i] = static_cast<uint32_t>(joined.size()) - 1;
    }
    for (DraftInstr& d : joined)
      if (d.target != kNoLabel) d.arg = to[d.arg];
    for (uint32_t& h : handler_at_)
      if (h != kUnreached) h = to[h];
    out_ = std::move(joined);
  }

  // ---- the code object
  static bool cached(Op op) {
    return op == Op::LOAD_ATTR || op == Op::LOAD_METHOD || op == Op::STORE_ATTR || op == Op::LOAD_GLOBAL || op == Op::LOAD_NAME;
  }

  void finish() {
    size_t caches = 1;
    code_.instrs.reserve(out_.size());
    code_.positions.reserve(out_.size());
    for (uint32_t i = 0; i < out_.size(); ++i) {
      const DraftInstr& d = out_[i];
      Instr instr{d.op, d.a, 0, d.arg};
      if (cached(d.op) && caches <= std::numeric_limits<uint16_t>::max()) instr.cache = static_cast<uint16_t>(caches++);
      code_.instrs.push_back(instr);
      bool flows = i > 0 && !ends_block(out_[i - 1].op);
      code_.positions.push_back(d.span.line || !flows ? d.span : code_.positions.back());
      if (d.handler != kNoHandler) protect(i, static_cast<size_t>(d.handler));
    }
    code_.caches.resize(caches);
    code_.stacksize = highest_;
  }

  void protect(uint32_t i, size_t handler) {
    uint32_t target = handler_at_[handler], depth = handler_depth_[handler];
    auto& table = code_.exceptions;
    if (!table.empty() && table.back().end == i && table.back().target == target && table.back().depth == depth) {
      table.back().end = i + 1;
    } else {
      table.push_back({i, i + 1, target, depth});
    }
  }

  Draft& draft_;
  Code& code_;
  std::vector<uint32_t> label_at_, depth_, handler_depth_, handler_at_, todo_;
  std::vector<bool> kept_;
  std::vector<DraftInstr> out_;      // what is kept; a jump's arg is an index into this
  uint32_t highest_ = 0;
};

}  // namespace

void assemble(Draft& draft, Code& code) { Assembler(draft, code).run(); }

int jump_effect(const Instr& instr) {
  switch (instr.op) {
    case Op::JUMP: return 0;
    case Op::COMPARE_JUMP: return -2;
    default: return -1;
  }
}

bool is_jump(Op op) {
  switch (op) {
    case Op::JUMP: case Op::POP_JUMP_IF_FALSE: case Op::POP_JUMP_IF_TRUE: case Op::POP_JUMP_IF_NONE: case Op::POP_JUMP_IF_NOT_NONE:
    case Op::FOR_ITER: case Op::COMPARE_JUMP: return true;
    default: return false;
  }
}

bool ends_block(Op op) { return op == Op::JUMP || op == Op::RETURN_VALUE || op == Op::RAISE_VARARGS || op == Op::RERAISE; }

bool names_variable(Op op) {
  switch (op) {
    case Op::LOAD_FAST: case Op::LOAD_FAST_AND_CLEAR: case Op::STORE_FAST: case Op::DELETE_FAST: case Op::MAKE_CELL: case Op::LOAD_CLOSURE:
    case Op::LOAD_DEREF: case Op::STORE_DEREF: case Op::DELETE_DEREF: case Op::LOAD_CLASS_DEREF: return true;
    default: return false;
  }
}

}  // namespace sim::py

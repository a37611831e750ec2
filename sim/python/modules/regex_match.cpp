// Runs a program over a text. Choices still open lie on a stack of its own, so that no pattern or text is too deep;
// every step counts towards the run's limit, so that a pattern with endless backtracking ends.
#include "sim/python/modules/regex.h"
#include "sim/python/protocol.h"
#include "sim/python/unicode.h"

#include <algorithm>

namespace sim::py::regex {
namespace {

constexpr int kBudget = 512;         // steps between two looks at the limit

template <class C>
class Matcher {
 public:
  Matcher(const Program& p, const C* text, int64_t end, const Request& r, Vec<int64_t>* slots)
      : program_(p), code_(p.code.data()), s_(text), end_(end), request_(r), slots_(*slots), loops_(p.loops) {}
  bool run();

 private:
  struct Entry {
    enum class Kind : uint8_t { fork, slot, loop, greedy, lazy } kind;
    uint32_t pc;                     // or the slot, the loop
    int64_t a, b;
  };
  struct Loop {
    int64_t count = 0, last = -1;    // iterations begun, and where the last one began
  };

  bool from(uint32_t pc, int64_t pos, int64_t* end);
  bool back(size_t base, uint32_t* pc, int64_t* pos);
  bool one(const Instr& in, uint32_t c) const;
  bool is_word(int64_t i, const Instr& in) const { return i >= 0 && i < end_ && in_category(s_[i], Category::word, in.ascii_only); }
  bool boundary(const Instr& in, int64_t pos) const { return is_word(pos - 1, in) != is_word(pos, in); }
  bool holds(const Instr& in, int64_t pos) const;
  bool repeat_one(uint32_t* pc, int64_t* pos);
  bool loop(uint32_t* pc, int64_t pos);
  bool backref(const Instr& in, int64_t* pos) const;
  bool enclosed(const Instr& in, uint32_t* pc, int64_t* pos);
  bool may_begin(int64_t pos) const {
    if (!program_.has_first) return true;
    if (pos >= end_) return false;
    uint32_t c = s_[pos];
    return c >= 256 || (program_.first[c >> 6] >> (c & 63) & 1);
  }
  void set_slot(uint32_t i, int64_t v) {
    stack_.push_back({Entry::Kind::slot, i, slots_[i], 0});
    slots_[i] = v;
  }
  void set_loop(uint32_t i, Loop v) {
    stack_.push_back({Entry::Kind::loop, i, loops_[i].count, loops_[i].last});
    loops_[i] = v;
  }
  void spend(int64_t n) {
    if ((budget_ -= n) > 0) return;
    charge_steps(static_cast<uint64_t>(kBudget - budget_));
    budget_ = kBudget;
  }

  const Program& program_;
  const Instr* code_;
  const C* s_;
  int64_t end_;
  const Request& request_;
  int64_t begin_ = 0;                // of the attempt under way
  bool must_advance_ = false;
  Vec<int64_t>& slots_;
  std::vector<Loop> loops_;
  Vec<Entry> stack_;
  int64_t budget_ = kBudget;
};

template <class C>
bool Matcher<C>::one(const Instr& in, uint32_t c) const {
  switch (in.op) {
    case Op::character: return c == in.a;
    case Op::character_ignoring_case:
      if (in.ascii_only && c >= 128) return false;
      return unicode::simple_lower(c) == in.a || (c >= 128 && unicode::simple_lower(unicode::simple_upper(c)) == in.a);
    case Op::any: return true;
    case Op::any_but_newline: return c != '\n';
    default: return program_.sets[in.a].contains(c);
  }
}

template <class C>
bool Matcher<C>::holds(const Instr& in, int64_t pos) const {
  switch (in.op) {
    case Op::text_begin: return pos == 0;
    case Op::text_end: return pos == end_;
    case Op::line_begin: return pos == 0 || s_[pos - 1] == '\n';
    case Op::line_end: return pos == end_ || s_[pos] == '\n';
    case Op::end_or_last_newline: return pos == end_ || (pos + 1 == end_ && s_[pos] == '\n');
    case Op::word_boundary: return boundary(in, pos);
    default: return end_ > 0 && !boundary(in, pos);        // not even \B holds in an empty text (until 3.14)
  }
}

template <class C>
bool Matcher<C>::repeat_one(uint32_t* pc, int64_t* pos) {
  const Instr &in = code_[*pc], &what = code_[*pc + 1];
  int64_t most = in.max == kEndless ? end_ - *pos : std::min<int64_t>(in.max, end_ - *pos);
  int64_t wanted = in.mode == Repeat::lazy ? std::min<int64_t>(in.min, most) : most;
  int64_t n = 0;
  while (n < wanted && one(what, s_[*pos + n])) ++n;
  spend(n / 4);
  if (n < in.min) return false;
  if (in.mode == Repeat::greedy && n > in.min) stack_.push_back({Entry::Kind::greedy, *pc, *pos + n, *pos + in.min});
  if (in.mode == Repeat::lazy && n < most) stack_.push_back({Entry::Kind::lazy, *pc, *pos + n, *pos + most});
  *pos += n;
  *pc += 2;
  return true;
}

// At the head of a loop: begins another iteration or leaves. An iteration that consumed nothing is the last.
template <class C>
bool Matcher<C>::loop(uint32_t* pc, int64_t pos) {
  const Instr& in = code_[*pc];
  const Loop now = loops_[in.a];
  if (now.count < in.min) {
    set_loop(in.a, {now.count + 1, pos});
    ++*pc;
    return true;
  }
  bool may_go_on = (in.max == kEndless || now.count < in.max) && now.last != pos;
  if (!may_go_on) {
    *pc = in.b;
    return true;
  }
  if (in.mode == Repeat::greedy) {
    stack_.push_back({Entry::Kind::fork, in.b, pos, 0});
    set_loop(in.a, {now.count + 1, pos});
    ++*pc;
  } else {
    // Coming back means: one more iteration. The fork's target is the loop's body, by way of a mark that begins it.
    stack_.push_back({Entry::Kind::fork, *pc, pos, 1});
    *pc = in.b;
  }
  return true;
}

template <class C>
bool Matcher<C>::backref(const Instr& in, int64_t* pos) const {
  int64_t from = slots_[2 * in.a], to = slots_[2 * in.a + 1];
  if (from < 0 || to < 0) return false;
  if (end_ - *pos < to - from) return false;
  for (int64_t i = from; i < to; ++i, ++*pos) {
    uint32_t x = s_[i], y = s_[*pos];
    if (x == y) continue;
    if (!in.ignore_case || (in.ascii_only && (x >= 128 || y >= 128)) || unicode::simple_lower(x) != unicode::simple_lower(y)) return false;
  }
  return true;
}

// look and atomic: the part is matched by itself, then its open choices are forgotten; what it captured stays undoable.
template <class C>
bool Matcher<C>::enclosed(const Instr& in, uint32_t* pc, int64_t* pos) {
  size_t base = stack_.size();
  int64_t from_pos = *pos - (in.behind ? static_cast<int64_t>(in.min) : 0), stopped = 0;
  bool matched = from_pos >= 0 && from(*pc + 1, from_pos, &stopped);
  if (matched) {
    if (in.negative) {
      for (; stack_.size() > base; stack_.pop_back()) {
        const Entry& e = stack_.back();
        if (e.kind == Entry::Kind::slot) slots_[e.pc] = e.a;
        if (e.kind == Entry::Kind::loop) loops_[e.pc] = {e.a, e.b};
      }
    } else {
      auto keep = std::remove_if(stack_.begin() + static_cast<ptrdiff_t>(base), stack_.end(),
                                 [](const Entry& e) { return e.kind != Entry::Kind::slot && e.kind != Entry::Kind::loop; });
      stack_.erase(keep, stack_.end());
    }
  }
  if (matched == in.negative) return false;
  if (in.op == Op::atomic) *pos = stopped;
  *pc = in.a;
  return true;
}

// Undoes down to the last open choice above `base` and takes it.
template <class C>
bool Matcher<C>::back(size_t base, uint32_t* pc, int64_t* pos) {
  while (stack_.size() > base) {
    Entry& e = stack_.back();
    switch (e.kind) {
      case Entry::Kind::slot: slots_[e.pc] = e.a; break;
      case Entry::Kind::loop: loops_[e.pc] = {e.a, e.b}; break;
      case Entry::Kind::fork: {
        Entry taken = e;
        stack_.pop_back();
        *pos = taken.a;
        *pc = taken.pc;
        if (taken.b) {                                     // a lazy loop goes round once more
          const Instr& in = code_[taken.pc];
          set_loop(in.a, {loops_[in.a].count + 1, *pos});
          ++*pc;
        }
        return true;
      }
      case Entry::Kind::greedy: {                          // gives back one character, or more when the next one is known
        const Instr& next = code_[e.pc + 2];
        int64_t p = e.a - 1;
        if (next.op == Op::character)
          while (p > e.b && (p >= end_ || s_[p] != next.a)) --p;
        spend((e.a - p) / 4);
        *pos = p;
        *pc = e.pc + 2;
        if (p > e.b) e.a = p;
        else stack_.pop_back();
        return true;
      }
      case Entry::Kind::lazy:
        if (e.a < e.b && one(code_[e.pc + 1], s_[e.a])) {
          *pos = ++e.a;
          *pc = e.pc + 2;
          if (e.a >= e.b) stack_.pop_back();
          return true;
        }
        break;
    }
    stack_.pop_back();
  }
  return false;
}

template <class C>
bool Matcher<C>::from(uint32_t pc, int64_t pos, int64_t* end) {
  size_t base = stack_.size();
  while (true) {
    spend(1);
    const Instr& in = code_[pc];
    bool ok = false;
    switch (in.op) {
      case Op::character:
      case Op::character_ignoring_case:
      case Op::any:
      case Op::any_but_newline:
      case Op::set:
        ok = pos < end_ && one(in, s_[pos]);
        ++pos, ++pc;
        break;
      case Op::text_begin: case Op::text_end: case Op::line_begin: case Op::line_end: case Op::end_or_last_newline:
      case Op::word_boundary: case Op::not_word_boundary:
        ok = holds(in, pos);
        ++pc;
        break;
      case Op::save:
        set_slot(in.a, pos);
        if (in.a & 1) set_slot(static_cast<uint32_t>(slots_.size()) - 1, in.a / 2);
        ok = true;
        ++pc;
        break;
      case Op::jump:
        pc = in.a;
        ok = true;
        break;
      case Op::fork:
        stack_.push_back({Entry::Kind::fork, in.a, pos, 0});
        ok = true;
        ++pc;
        break;
      case Op::repeat_one: ok = repeat_one(&pc, &pos); break;
      case Op::loop_start:
        set_loop(in.a, {});
        ok = true;
        ++pc;
        break;
      case Op::loop: ok = loop(&pc, pos); break;
      case Op::backref:
        ok = backref(in, &pos);
        ++pc;
        break;
      case Op::look:
      case Op::atomic: ok = enclosed(in, &pc, &pos); break;
      case Op::conditional:
        pc = slots_[2 * in.a + 1] >= 0 ? pc + 1 : in.b;
        ok = true;
        break;
      case Op::sub_end: *end = pos; return true;
      case Op::match:
        if ((must_advance_ && pos == begin_) || (request_.full && pos != end_)) break;
        *end = pos;
        return true;
    }
    if (!ok && !back(base, &pc, &pos)) return false;
  }
}

template <class C>
bool Matcher<C>::run() {
  slots_.assign(2 * (program_.groups + 1) + 1, -1);
  must_advance_ = request_.must_advance;
  for (begin_ = request_.start; begin_ <= end_; ++begin_) {
    int64_t stopped;
    if (may_begin(begin_)) {
      if (from(0, begin_, &stopped)) {
        slots_[0] = begin_;
        slots_[1] = stopped;
        return true;
      }
    } else {
      spend(1);
    }
    if (!request_.search || (program_.anchored && begin_ > 0)) return false;
    must_advance_ = false;
  }
  return false;
}

}  // namespace

bool match(const Program& program, const Subject& s, const Request& request, Vec<int64_t>* slots) {
  if (request.start > s.end) return false;
  if (s.wide) return Matcher<uint32_t>(program, s.wide, s.end, request, slots).run();
  return Matcher<uint8_t>(program, s.narrow, s.end, request, slots).run();
}

}  // namespace sim::py::regex

#include "sim/run/snapshot.h"

#include "sim/base/text.h"
#include "sim/loop/environment.h"
#include "sim/loop/loop.h"
#include "sim/python/frame.h"
#include "sim/python/objects/big_int.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/deque.h"
#include "sim/python/objects/generator.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/module_object.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/range.h"
#include "sim/python/objects/set.h"
#include "sim/python/objects/tuple.h"
#include "sim/python/vm.h"

#include <algorithm>

namespace sim {

namespace {

constexpr size_t kLongestValue = 200, kMostItems = 24, kMostVariables = 200, kMostFrames = 50;
constexpr int kDeepest = 4;
constexpr std::string_view kEllipsis = "\u2026";

// Writes values as text without running a line of the program and without making an object of the run.
class Writer {
 public:
  static std::string text(const Value& v) {
    Writer w;
    w.value(v, 0);
    return std::move(w.out_);
  }

 private:
  bool full() const { return out_.size() >= kLongestValue; }

  void quoted(std::string_view s, bool bytes) {
    size_t room = kLongestValue - std::min(kLongestValue - 8, out_.size()), shown = std::min(s.size(), room);
    while (!bytes && shown < s.size() && shown > 0 && (static_cast<unsigned char>(s[shown]) & 0xc0) == 0x80) --shown;
    char quote = s.find('\'') != std::string_view::npos && s.find('"') == std::string_view::npos ? '"' : '\'';
    out_ += quote;
    for (char c : s.substr(0, shown)) {
      auto byte = static_cast<unsigned char>(c);
      if (c == quote || c == '\\') (out_ += '\\') += c;
      else if (c == '\n') out_ += "\\n";
      else if (c == '\t') out_ += "\\t";
      else if (c == '\r') out_ += "\\r";
      else if (byte < 32 || byte == 127 || (bytes && byte > 127)) {
        constexpr char kHex[] = "0123456789abcdef";
        (((out_ += "\\x") += kHex[byte >> 4])) += kHex[byte & 15];
      } else out_ += c;
    }
    if (shown < s.size()) out_ += kEllipsis;
    out_ += quote;
  }

  // Items between brackets; `item(i)` writes the i-th.
  template <class Item>
  void items(std::string_view open, std::string_view close, size_t n, int depth, Item item) {
    out_ += open;
    if (depth >= kDeepest && n) {
      (out_ += kEllipsis) += close;
      return;
    }
    for (size_t i = 0; i < n; ++i) {
      if (i) out_ += ", ";
      if (i == kMostItems || full()) {
        out_ += kEllipsis;
        break;
      }
      item(i);
    }
    out_ += close;
  }

  void dict(const py::Dict& d, int depth) {
    size_t at = 0;
    bool first = true;
    items("{", "}", d.size(), depth, [&](size_t) {
      at = d.next(first ? at : at + 1);
      first = false;
      if (at == py::Dict::npos) return;
      value(d.entry(at).key, depth + 1);
      out_ += ": ";
      value(d.entry(at).value, depth + 1);
    });
  }

  void set(const py::Set& s, int depth) {
    if (s.size() == 0) {
      out_ += s.kind == Kind::frozenset ? "frozenset()" : "set()";
      return;
    }
    size_t at = 0;
    bool first = true;
    items(s.kind == Kind::frozenset ? "frozenset({" : "{", s.kind == Kind::frozenset ? "})" : "}", s.size(), depth, [&](size_t) {
      at = s.next(first ? at : at + 1);
      first = false;
      if (at != py::Set::npos) value(s.key_at(at), depth + 1);
    });
  }

  // <Point x=1 y=2>: what an object of the program keeps.
  void instance(Object* o, int depth) {
    out_ += '<';
    out_ += o->type->name_view();
    size_t shown = 0;
    auto attribute = [&](std::string_view name, const Value& v) {
      if (v.is_null() || depth >= 2 || full() || ++shown > kMostItems) return;
      ((out_ += ' ') += name) += '=';
      value(v, depth + 1);
    };
    if (Ref<py::Dict>* place = o->dict_place(); place && *place)
      for (size_t i = 0; (i = (*place)->next(i)) != py::Dict::npos; ++i)
        if (const auto& e = (*place)->entry(i); e.key.is(Kind::str)) attribute(e.key.as<py::Str>()->view(), e.value);
    if (o->kind == Kind::instance) {
      const auto& slots = static_cast<py::Instance*>(o)->slot_values;
      for (size_t i = 0; i < slots.size() && i < o->type->slot_names.size(); ++i) attribute(o->type->slot_names[i]->view(), slots[i]);
    }
    out_ += '>';
  }

  void named(std::string_view what, std::string_view name) { (((out_ += '<') += what) += ' ') += cat(name, ">"); }

  void future(Future* f) {
    if (f->kind == Kind::task) named("Task", static_cast<Task*>(f)->name());
    else named(f->qualname(), f->cancelled() ? "cancelled" : f->done() ? "done" : "pending");
  }

  void object(Object* o, int depth) {
    switch (o->kind) {
      case Kind::str: return quoted(static_cast<py::Str*>(o)->view(), false);
      case Kind::bytes: out_ += 'b'; return quoted(static_cast<py::Bytes*>(o)->view(), true);
      case Kind::bytearray:
        out_ += "bytearray(b";
        quoted(static_cast<py::Bytes*>(o)->view(), true);
        out_ += ')';
        return;
      case Kind::list: {
        auto& list = static_cast<py::List*>(o)->items;
        return items("[", "]", list.size(), depth, [&](size_t i) { value(list[i], depth + 1); });
      }
      case Kind::tuple: {
        auto& tuple = *static_cast<py::Tuple*>(o);
        return items("(", tuple.size() == 1 ? ",)" : ")", tuple.size(), depth, [&](size_t i) { value(tuple[i], depth + 1); });
      }
      case Kind::deque: {
        auto& deque = *static_cast<py::Deque*>(o);
        return items("deque([", "])", deque.size(), depth, [&](size_t i) { value(deque[i], depth + 1); });
      }
      case Kind::dict: return dict(*static_cast<py::Dict*>(o), depth);
      case Kind::set:
      case Kind::frozenset: return set(*static_cast<py::Set*>(o), depth);
      case Kind::range: {
        auto& r = *static_cast<py::Range*>(o);
        out_ += r.big ? std::string("range(...)") : r.step == 1 ? cat("range(", r.start, ", ", r.stop, ")") : cat("range(", r.start, ", ", r.stop, ", ", r.step, ")");
        return;
      }
      case Kind::function: return named("function", static_cast<py::Function*>(o)->name->view());
      case Kind::builtin: return named("function", static_cast<py::Builtin*>(o)->name->view());
      case Kind::type: return named("class", static_cast<py::Type*>(o)->name_view());
      case Kind::generator:
      case Kind::coroutine:
      case Kind::async_generator:
      case Kind::native_coroutine: return named(o->kind == Kind::generator ? "generator" : o->kind == Kind::async_generator ? "async generator" : "coroutine",
                                                static_cast<Coroutine*>(o)->qualname());
      case Kind::future:
      case Kind::task: return future(static_cast<Future*>(o));
      case Kind::exception: {
        out_ += o->type->name_view();
        auto& args = static_cast<py::Exception*>(o)->args;
        return items("(", ")", args ? args->size() : 0, depth, [&](size_t i) { value((*args)[i], depth + 1); });
      }
      case Kind::ellipsis: out_ += "Ellipsis"; return;
      default: return instance(o, depth);
    }
  }

  void big(const Value& v) {
    std::string digits = py::big::to_digits(v, 10);
    if (digits.size() > 60) digits = cat(digits.substr(0, 28), kEllipsis, digits.substr(digits.size() - 28), " (", digits.size(), " digits)");
    out_ += digits;
  }

  void value(const Value& v, int depth) {
    if (full()) return;
    switch (v.tag()) {
      case Tag::null: out_ += "(not set)"; return;
      case Tag::none: out_ += "None"; return;
      case Tag::boolean: out_ += v.as_bool() ? "True" : "False"; return;
      case Tag::integer: append_to(out_, v.as_int()); return;
      case Tag::real: out_ += py::float_repr(v.as_float()); return;
      case Tag::object:
        if (v.as_object()->refs == 0) {   // its __del__ runs just now
          out_ += "(going away)";
          return;
        }
        if (v.is(Kind::big_int)) return big(v);
        return object(v.as_object(), depth);
    }
  }

  std::string out_;
};

std::string type_name(const Value& v) {
  switch (v.tag()) {
    case Tag::null: return {};
    case Tag::none: return "NoneType";
    case Tag::boolean: return "bool";
    case Tag::integer: return "int";
    case Tag::real: return "float";
    case Tag::object: return v.as_object()->type ? std::string(v.as_object()->type->name_view()) : std::string();
  }
  return {};
}

void add(std::vector<Variable>& to, std::string_view name, const Value& v) {
  if (to.size() < kMostVariables && !v.is_null()) to.push_back({std::string(name), Writer::text(v), type_name(v)});
}

// Modules, functions and classes are the program's text, not its state.
bool is_state(std::string_view name, const Value& v) {
  return !name.starts_with("__") && !v.is(Kind::module) && !v.is(Kind::function) && !v.is(Kind::builtin) && !v.is(Kind::type);
}

std::vector<Variable> state_of(const py::Dict& names) {
  std::vector<Variable> out;
  for (size_t i = 0; (i = names.next(i)) != py::Dict::npos; ++i) {
    const auto& e = names.entry(i);
    if (e.key.is(Kind::str) && is_state(e.key.as<py::Str>()->view(), e.value)) add(out, e.key.as<py::Str>()->view(), e.value);
  }
  return out;
}

FrameNow frame_now(py::Frame* f) {
  FrameNow out;
  out.function = f->code->qualname->string();
  for (size_t at; (at = out.function.find("<locals>.")) != std::string::npos;) out.function.erase(at, 9);
  out.line = f->traced_line ? f->traced_line : f->line();
  if (f->locals.is(Kind::dict)) {
    out.variables = state_of(*f->locals.as<py::Dict>());
    return out;
  }
  for (size_t i = 0; i < f->code->localsplus.size(); ++i) {
    std::string_view name = f->code->localsplus[i]->view();
    const Value& v = f->variables()[i];
    if (name.starts_with('.')) continue;   // a comprehension's own
    add(out.variables, name, v.is(Kind::cell) ? v.as<py::Cell>()->value : v);
  }
  return out;
}

Task* find_task(const Environment& loops, TaskId id) {
  for (Task* t = loops.first_task; t; t = t->next)
    if (t->id() == id) return t;
  return nullptr;
}

// The frames that wait for each other, from a task's own coroutine to where it stands.
void add_chain(std::vector<FrameNow>& frames, Coroutine* c) {
  for (size_t n = 0; c && n < kMostFrames; ++n) {
    Value next = c->awaiting();
    if (c->kind == Kind::generator || c->kind == Kind::coroutine || c->kind == Kind::async_generator) {
      auto* g = static_cast<py::Generator*>(c);
      if (g->frame && g->frame->code->is_program && !g->frame->over) frames.insert(frames.begin(), frame_now(g->frame));
      next = g->receiver();
    }
    bool goes_on = next.is(Kind::generator) || next.is(Kind::coroutine) || next.is(Kind::async_generator) || next.is(Kind::native_coroutine) ||
                   next.is(Kind::awaitable);
    c = goes_on ? next.as<Coroutine>() : nullptr;
  }
}

// The calls in progress down to the task's own coroutine, or to the module.
void add_running(std::vector<FrameNow>& frames, py::Frame* f, const Object* bottom) {
  for (; f && frames.size() < kMostFrames; f = f->back) {
    if (f->code->is_program && !f->over) frames.push_back(frame_now(f));
    if (bottom && f->generator == bottom) break;
  }
}

Snapshot look(py::Vm& vm, size_t record, TaskId wanted) {
  Snapshot s;
  s.record = record;
  TaskId running = vm.loops ? vm.loops->current_task_id() : 0;
  s.task = wanted ? wanted : running;
  Task* task = vm.loops && s.task ? find_task(*vm.loops, s.task) : nullptr;
  if (s.task == running) add_running(s.frames, vm.frame, task ? task->coroutine().get() : nullptr);
  else if (task) add_chain(s.frames, task->coroutine().get());
  if (Value* module = vm.modules->find(vm.names.__main__); module && module->is(Kind::module))
    s.globals = state_of(*module->as<py::ModuleObject>()->dict);
  return s;
}

}  // namespace

std::vector<Snapshot> snapshots(const Program& program, const RunOptions& given, const std::vector<size_t>& records, TaskId task) {
  std::vector<Snapshot> out;
  if (records.empty()) return out;
  RunOptions options = given;
  options.on_output = {};
  size_t next = 0;
  options.on_start = [&](Trace& trace) {
    trace.watch(records[0], [&](size_t record) {
      py::Vm& vm = py::vm();
      try {   // records are written in destructors, too: nothing may be thrown from here
        out.push_back(look(vm, record, task));
        if (++next < records.size()) return records[next];
      } catch (const Interrupted&) {
      } catch (const LimitReached&) {
      } catch (const Raised&) {
      }
      vm.interrupted = true;   // what comes after is known already
      return SIZE_MAX;
    });
  };
  run(program, options);
  return out;
}

}  // namespace sim

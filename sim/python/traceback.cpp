// The report of an exception: its chain of causes and contexts, its groups as a tree. CPython: Lib/traceback.py,
// TracebackException. Before: sim/run, write_unraisable. After: traceback_frames.cpp, suggestions.cpp.
#include "sim/python/traceback.h"

#include "sim/base/check.h"
#include "sim/python/objects/file.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <algorithm>
#include <memory>

namespace sim::py {

namespace {

constexpr size_t kGroupWidth = 15, kGroupDepth = 10;

std::string safe_text(const Value& v, const char* what, bool as_repr = false) {
  try {
    return as_repr ? repr(v)->string() : str(v)->string();
  } catch (const Raised&) { return cat("<", what, as_repr ? " repr() failed>" : " str() failed>"); }
}

Value attribute(const Ref<Exception>& e, const char* name) {
  try {
    return get_attr_or_null(Value(e), intern(name).get());
  } catch (const Raised&) { return Value(); }
}

// ---- SyntaxError shows the place it is about
std::string syntax_error_lines(const Ref<Exception>& e) {
  std::string out, suffix;
  Value file = attribute(e, "filename"), line = attribute(e, "lineno"), text = attribute(e, "text");
  std::string name = file.is(Kind::str) ? file.as<Str>()->string() : "";
  if (line.is_int())
    out += cat("  File \"", name.empty() ? "<string>" : name, "\", line ", line.as_int(), "\n");
  else if (!name.empty())
    suffix = cat(" (", name, ")");
  if (text.is(Kind::str)) {
    std::string_view whole = text.as<Str>()->view();
    while (!whole.empty() && whole.back() == '\n') whole.remove_suffix(1);
    std::string_view shown = whole;
    while (!shown.empty() && (shown.front() == ' ' || shown.front() == '\n' || shown.front() == '\f')) shown.remove_prefix(1);
    out += cat("    ", shown, "\n");
    Value from = attribute(e, "offset"), to = attribute(e, "end_offset"), end_line = attribute(e, "end_lineno");
    if (from.is_int()) {
      auto length = static_cast<int64_t>(count_code_points(whole)), spaces = static_cast<int64_t>(whole.size() - shown.size());
      int64_t start = from.as_int();
      int64_t end = line.identical(end_line) ? (to.is_int() && to.as_int() != 0 ? to.as_int() : start) : length + 1;
      if (start > length + 1) start = length + 1;
      if (end > length + 1) end = length + 1;
      if (start >= end || end < 0) end = start + 1;
      if (int64_t col = start - 1 - spaces; col >= 0) {
        std::string marks;
        for (int64_t i = 0; i < col; ++i)
          marks += i < static_cast<int64_t>(shown.size()) && shown[static_cast<size_t>(i)] == '\t' ? '\t' : ' ';
        out += cat("    ", marks, std::string(static_cast<size_t>(end - start), '^'), "\n");
      }
    }
  }
  Value message = attribute(e, "msg");
  return cat(out, exception_type_text(*e), ": ",
             message.is_null() || message.is_none() ? "<no detail available>" : safe_text(message, "msg"), suffix, "\n");
}

std::string notes_of(const Ref<Exception>& e) {
  Value notes = attribute(e, "__notes__");
  if (notes.is_null() || notes.is_none()) return "";
  std::string out;
  if (notes.is(Kind::list) || notes.is(Kind::tuple)) {
    iterate(notes, [&](const Value& note) { out += safe_text(note, "note") + "\n"; });
    return out;
  }
  return safe_text(notes, "__notes__", true) + "\n";
}

// ---- the tree of an exception with all it brings along; an exception met before is not shown again
struct Node {
  Ref<Exception> exception;
  Node *cause = nullptr, *context = nullptr;
  std::vector<Node*> members;
};

class Report {
 public:
  Report(const Ref<Exception>& e, bool chain, FrameLimit limit) : chain_(chain), limit_(limit) {
    top_ = make(e);
    std::vector<Node*> waiting{top_};
    while (!waiting.empty()) {
      Node* n = waiting.back();
      waiting.pop_back();
      grow(n);
      for (Node* next : {n->cause, n->context})
        if (next) waiting.push_back(next);
      waiting.insert(waiting.end(), n->members.begin(), n->members.end());
    }
  }

  std::string text() {
    show(top_);
    return std::move(out_);
  }

 private:
  Node* make(const Ref<Exception>& e) {
    nodes_.push_back(std::make_unique<Node>());
    nodes_.back()->exception = e;
    return nodes_.back().get();
  }
  bool seen(const Ref<Exception>& e) const {
    return std::any_of(nodes_.begin(), nodes_.end(), [&](const auto& n) { return n->exception == e; });
  }
  void grow(Node* n) {
    const Exception& e = *n->exception;
    if (e.cause && !seen(e.cause)) n->cause = make(e.cause);
    if (e.context && !seen(e.context)) n->context = make(e.context);
    if (!matches(&e, Exc::BaseExceptionGroup) || !e.value.is(Kind::tuple) || nodes_.size() > 2000) return;
    for (const Value& m : *e.value.as<Tuple>()) n->members.push_back(make(Ref<Exception>(m.as<Exception>())));
  }

  std::string indent() const { return std::string(2 * depth_, ' '); }
  void emit(std::string_view text, char margin = '|') {
    std::string before = indent();
    if (depth_) before += cat(margin, " ");
    while (!text.empty()) {
      size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
      out_ += before;
      out_ += text.substr(0, end);
      text.remove_prefix(end);
    }
  }

  void show(Node* last) {
    struct Link {
      const char* words;
      Node* node;
    };
    std::vector<Link> links;
    for (Node* n = last; n;) {
      const char* words = nullptr;
      Node* before = nullptr;
      if (chain_ && n->cause) {
        words = "\nThe above exception was the direct cause of the following exception:\n\n";
        before = n->cause;
      } else if (chain_ && n->context && !n->exception->suppress_context) {
        words = "\nDuring handling of the above exception, another exception occurred:\n\n";
        before = n->context;
      }
      links.push_back({words, n});
      n = before;
    }
    for (size_t i = links.size(); i-- > 0;) {
      if (links[i].words) emit(links[i].words);
      if (links[i].node->members.empty())
        show_one(links[i].node);
      else
        show_group(links[i].node);
    }
  }

  void show_one(Node* n) {
    if (n->exception->traceback && limit_ != 0) {
      emit("Traceback (most recent call last):\n");
      emit(format_frames(n->exception->traceback.get(), limit_));
    }
    emit(format_exception_only(n->exception));
  }

  void show_group(Node* n) {
    if (depth_ > kGroupDepth) return emit(cat("... (max_group_depth is ", kGroupDepth, ")\n"));
    bool top = depth_ == 0;
    if (top) ++depth_;
    if (n->exception->traceback && limit_ != 0) {
      emit("Exception Group Traceback (most recent call last):\n", top ? '+' : '|');
      emit(format_frames(n->exception->traceback.get(), limit_));
    }
    emit(format_exception_only(n->exception));
    size_t all = n->members.size(), shown = std::min(all, kGroupWidth + 1);
    need_close_ = false;
    for (size_t i = 0; i < shown; ++i) {
      bool last = i + 1 == shown, truncated = i >= kGroupWidth;
      if (last) need_close_ = true;  // a group inside may close the frame first
      out_ += cat(indent(), i == 0 ? "+-" : "  ", "+---------------- ", truncated ? std::string("...") : cat(i + 1),
                  " ----------------\n");
      ++depth_;
      if (!truncated)
        show(n->members[i]);
      else
        emit(cat("and ", all - kGroupWidth, " more exception", all - kGroupWidth > 1 ? "s\n" : "\n"));
      if (last && need_close_) {
        out_ += cat(indent(), "+------------------------------------\n");
        need_close_ = false;
      }
      --depth_;
    }
    if (top) depth_ = 0;
  }

  bool chain_;
  FrameLimit limit_;
  std::vector<std::unique_ptr<Node>> nodes_;
  Node* top_;
  std::string out_;
  size_t depth_ = 0;
  bool need_close_ = false;
};

std::string last_line(const Ref<Exception>& e) {
  std::string message = safe_text(Value(e), "exception");
  message += suggestion_for(e);
  return message.empty() ? exception_type_text(*e) : cat(exception_type_text(*e), ": ", message);
}

}  // namespace

std::string exception_type_text(const Exception& e) {
  Value module = get_attr_or_null(Value(e.type), vm().names.__module__);
  std::string_view name = e.type->qualname->view();
  if (!module.is(Kind::str)) return cat("<unknown>.", name);
  std::string_view m = module.as<Str>()->view();
  return m == "__main__" || m == "builtins" ? std::string(name) : cat(m, ".", name);
}

std::string exception_line(const Ref<Exception>& e) { return last_line(e); }

std::string format_exception_only(const Ref<Exception>& e) {
  std::string out = matches(e.get(), Exc::SyntaxError) ? syntax_error_lines(e) : last_line(e) + "\n";
  return out + notes_of(e);
}

std::string format_exception(const Ref<Exception>& e, bool chain, FrameLimit limit) { return Report(e, chain, limit).text(); }
std::string format_traceback(const Ref<Exception>& e) { return format_exception(e, true); }

void write_unraisable(const Ref<Exception>& e, const Value& object) {
  Value* sys = vm().modules->find(intern("sys").get());
  Value hook = sys ? get_attr_or_null(*sys, intern("unraisablehook").get()) : Value();
  if (hook.is_null() || hook.identical(get_attr_or_null(*sys, intern("__unraisablehook__").get())))
    return write_ignored(e, cat("Exception ignored in: ", repr(object)->view()));
  try {
    Value traceback = e->traceback ? Value(e->traceback) : Value::none();
    call(hook, {call(get_attr(vm().import("_hooks"), "UnraisableHookArgs"), {Value(e->type), Value(e), traceback, Value::none(), object})});
  } catch (const Raised& raised) {
    write_ignored(Ref<Exception>(exception_of(raised)), cat("Exception ignored in sys.unraisablehook: ", repr(hook)->view()));
  }
}

void write_ignored(const Ref<Exception>& e, std::string_view heading) {
  std::string out = cat(heading, "\n");
  if (e->traceback) out += "Traceback (most recent call last):\n";
  for (FrameLine f : visible_frames(e->traceback.get())) {
    f.span.end_line = 0;
    out += format_frame(f);
  }
  out += cat(exception_type_text(*e), ": ", safe_text(Value(e), "exception"), "\n");
  write_to_stderr(out);
}

void write_to_stderr(std::string_view text) {
  Value* sys = vm().modules->find(intern("sys").get());
  Value stream = sys ? get_attr_or_null(*sys, intern("stderr").get()) : Value();
  int fd = 2;
  if (stream.is_null() || is_output_stream(stream, &fd)) vm().write(fd, text);
  else if (!stream.is_none()) call_method(stream, "write", {Value(Str::make(text))});
}

}  // namespace sim::py

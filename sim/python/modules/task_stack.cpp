// Where a task stands, or where its exception came from: Task.get_stack and Task.print_stack. CPython: base_tasks.py. Only the outermost
// frame of a suspended coroutine can be seen, and only the learner's frames.
#include "sim/python/modules/task_stack.h"

#include "sim/loop/task.h"
#include "sim/python/frame.h"
#include "sim/python/learners.h"
#include "sim/python/objects/exception.h"
#include "sim/python/objects/generator.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"
#include "sim/python/traceback.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

struct Place {
  Value frame;
  const Code& code;
  uint32_t line;
};

std::vector<Place> stack_of(const Task& task, const Value& limit) {
  std::vector<Place> places;
  size_t most = limit.is_null() || limit.is_none() ? SIZE_MAX : static_cast<size_t>(std::max<int64_t>(0, index_of(limit)));
  Coroutine* c = task.coroutine().get();
  if (c && c->kind == Kind::coroutine && static_cast<Generator&>(*c).frame) {
    const Ref<Frame>& frame = static_cast<Generator&>(*c).frame;
    const Code& code = *frame->code;
    uint32_t line = c->started() ? code.line_at(static_cast<uint32_t>(frame->ip - code.instrs.data())) : code.firstlineno;
    if (most) places.push_back({Value(frame), code, line});
  } else if (task.failed()) {
    for (const Traceback* tb = task.stored().as<Exception>()->traceback.get(); tb && places.size() < most; tb = tb->next.get())
      if (is_learners(*tb->code)) places.push_back({tb->frame ? Value(tb->frame) : Value::none(), *tb->code, tb->code->line_at(tb->instr)});
  }
  return places;
}

std::string line_of(const Place& place) {
  std::string text = cat("  File \"", place.code.source ? place.code.source->filename : "", "\", line ", place.line, ", in ",
                         place.code.name->view(), "\n");
  std::string_view source = place.code.source ? place.code.source->line(place.line) : std::string_view();
  size_t from = source.find_first_not_of(" \t");
  return from == source.npos ? text : cat(text, "    ", source.substr(from), "\n");
}

}  // namespace

Value task_get_stack(const Value* args) {
  Ref<List> frames = List::make();
  for (const Place& place : stack_of(*args[0].as<Task>(), args[1])) frames->items.push_back(place.frame);
  return frames;
}

// CPython prints what is around the frames, and where no file is given print's own goes to stdout, the frames' to stderr.
Value task_print_stack(const Value* args) {
  const Task& task = *args[0].as<Task>();
  std::vector<Place> places = stack_of(task, args[1]);
  const char* title = places.empty() ? "No stack for " : task.failed() ? "Traceback for " : "Stack for ";
  bool given = !args[2].is_null() && !args[2].is_none();
  Value file = given ? args[2] : get_attr(vm().import("sys"), "stdout");
  auto print = [&](const std::string& text) { call_method(file, "write", {Value(Str::make(text))}); };
  print(cat(title, repr(args[0])->view(), places.empty() ? "\n" : " (most recent call last):\n"));
  std::string frames;
  for (const Place& place : places) frames += line_of(place);
  if (given) print(frames);
  else if (!frames.empty()) write_to_stderr(frames);
  if (task.failed()) print(format_exception_only(Ref<Exception>(task.stored().as<Exception>())));
  return Value::none();
}

}  // namespace sim::py

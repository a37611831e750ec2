// Opening, running, saving: what happens between a file on disk and the run on screen.
// Before: model.cpp. After: load.h runs programs, commands/program_file.h reads them.
#include "app/commands/program_file.h"
#include "app/export/run_file.h"
#include "app/model_parts.h"
#include "app/texts.h"
#include "app/write_file.h"
#include "sim/analysis/words.h"
#include "sim/base/text.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace app {

namespace fs = std::filesystem;

namespace {

constexpr size_t kMostRecent = 12;
constexpr const char* kWelcome =
    "import asyncio\n\n\n"
    "async def boil(what: str, minutes: float) -> str:\n"
    "    print(f\"{what}: on the stove\")\n"
    "    await asyncio.sleep(minutes)  # others go on\n"
    "    print(f\"{what}: ready\")\n"
    "    return what\n\n\n"
    "async def main() -> None:\n"
    "    dishes = await asyncio.gather(\n"
    "        boil(\"rice\", 3),\n        boil(\"eggs\", 2),\n        boil(\"tea\", 1),\n    )\n"
    "    print(\"served:\", \", \".join(dishes))\n\n\n"
    "asyncio.run(main())\n";
constexpr const char* kNewProgram =
    "import asyncio\n\n\nasync def main() -> None:\n    await asyncio.sleep(1)\n    print(\"one second "
    "later\")\n\n\nasyncio.run(main())\n";

void remember(Model& m, const std::string& path) {
  std::error_code error;
  std::string whole = fs::absolute(path, error).lexically_normal().string();
  if (error) return;
  m.recent.erase(std::remove(m.recent.begin(), m.recent.end(), whole), m.recent.end());
  m.recent.insert(m.recent.begin(), whole);
  if (m.recent.size() > kMostRecent) m.recent.resize(kMostRecent);
}

// Nothing of what was open before stays on screen.
void close_document(Model& m) {
  m.document.reset();
  m.compared.clear();
  m.moment = {};
  m.cursor = 0;
  m.clock = m.order_clock = 0;
  m.selection = {};
  m.lanes.clear();
  m.values = {};
  m.playback.playing = false;
  m.problem.clear();
}

void take_text(Model& m, const std::string& path, const std::string& bytes) {
  leave_source(m);
  ++m.opened;
  m.source = Source(path, bytes);
  m.source.disk_time = path.empty() ? 0 : time_on_disk(path);
  m.code_search = {};
  m.typing = false;
  m.edit_wait = 0;
  close_document(m);
}

void open_text(Model& m, const std::string& path, const std::string& bytes) {
  take_text(m, path, bytes);
  request_run(m, RunWhy::open, path.empty() ? "untitled.py" : path, bytes);
}

// The file anew, for the reason that it changed on disk or F5 was pressed. What was typed and not saved stays.
void reload(Model& m) {
  Source& s = m.source;
  if (s.path.empty() || s.dirty()) return run_source(m, RunWhy::edit);
  auto program = read_program(s.path);
  if (!program) return say(m, program.problem() + tr(" What was read before is still shown."), true);
  s.disk_time = time_on_disk(s.path);
  s.warning.clear();
  if (program->text != s.on_disk()) {
    s.buffer.replace_all(program->text);
    s.follow();
    s.written(program->text);
  }
  run_source(m, RunWhy::reload);
}

void save(Model& m, const std::string& path) {
  Source& s = m.source;
  std::string bytes = s.buffer.bytes();
  auto written = write_whole(path, bytes);
  if (!written) return say(m, tr("{1} The text is still here.", written.problem()), true);
  bool renamed = path != s.path;
  if (!s.lesson.empty()) {  // from now on a program of the person's own; the lesson keeps what it has
    lesson_takes_text(m, false);
    s.lesson.clear();
  }
  s.path = path;
  s.written(std::move(bytes));
  s.disk_time = time_on_disk(path);
  s.warning.clear();
  remember(m, path);
  say(m, tr("saved {1}", last_part(path)));
  if (renamed) run_source(m, RunWhy::edit);
}

void save_or_ask(Model& m, const std::string& name) {
  const std::string& path = name.empty() ? m.source.path : name;
  if (path.empty())
    m.path_for = PathFor::save;
  else
    save(m, path);
}

void compare(Model& m, const std::string& name) {
  if (name.empty()) {
    if (!m.compared.empty()) {
      m.compared.clear();
      return say(m, tr("One run again."));
    }
    if (!m.document) return;
    m.compared = {m.document};  // the run as it is now, beside what edits make of it
    return say(m, tr("This run stays below for comparison: edit the program, or `compare FILE` for another one."));
  }
  if (name == "off") return m.compared.clear();
  auto path = find_program(name);
  if (!path) return say(m, path.problem(), true);
  auto program = read_program(*path);
  if (!program) return say(m, program.problem(), true);
  request_run(m, RunWhy::compare, *path, program->text);
}

void export_run(Model& m, const std::string& path) {
  if (!m.document) return say(m, tr("Nothing has run yet."), true);
  if (path.empty()) {
    m.path_for = PathFor::export_run;
    return;
  }
  if (!format_of(path)) return say(m, tr("the ending of '{1}' says which format: .html, .svg, .csv, or .json for Perfetto", path), true);
  if (m.exporting.under_way()) return say(m, tr("{1} is still being written", m.exporting.path), true);
  ExportRequest request{m.document, path};
  m.exporting = {path, 0, m.document->trace.size()};
  m.requests.stop_export = false;
  if (m.background) {
    m.requests.export_run = std::move(request);
    return;
  }
  std::atomic<bool> stop = false;
  accept(m, export_document(request, stop));
}

void mark_error(Source& s, const sim::Run& run) {
  s.error = SyntaxMark{std::max(run.line, 1u), std::max(run.col, 1u), run.end_line, run.end_col, run.message};
}

// The run of an edited text, or of a file that changed, in place of the one before.
void replace_document(Model& m, std::shared_ptr<const Document> now) {
  std::shared_ptr<const Document> before = std::move(m.document);
  bool whole_view = m.view.to >= static_cast<double>(m.view.axis == Axis::time ? before->end_time() : before->order.end());
  size_t cursor = same_place(*before, m.cursor, *now);
  m.document = std::move(now);
  m.moment = {};
  m.moment.cursor = SIZE_MAX;
  if (m.selection.task >= m.document->spans.rows().size()) m.selection = {};
  m.selection.span = m.selection.shared_span = kNothing;
  if (m.selection.shared >= before->shared().size() || m.selection.shared >= m.document->shared().size() ||
      before->shared()[m.selection.shared].name != m.document->shared()[m.selection.shared].name)
    m.selection.shared = kNothing;
  m.marks.erase(std::remove_if(m.marks.begin(), m.marks.end(), [&](const Marker& x) { return x.record > m.document->last_record(); }), m.marks.end());
  find_lanes(m);
  double clock = m.clock, order_clock = m.order_clock;
  place_cursor(m, cursor);
  // The playhead stands between two records, most of the time: where the new run has none there, either, it stays.
  if (clock > m.clock && m.document->record_at(static_cast<sim::Time>(clock)) == m.cursor) m.clock = std::min(clock, static_cast<double>(m.document->end_time()));
  if (order_clock > m.order_clock && m.document->order.record_at(static_cast<int64_t>(order_clock)) == m.cursor) m.order_clock = order_clock;
  if (whole_view) fit(m);
  m.playback.playing = false;
}

// The open program as it ran with real HTTP; what the simulator made of it stays below, to be compared.
void show_live_run(Model& m, std::shared_ptr<const Document> document) {
  if (changed_meanwhile(m, document->text)) return;
  bool was_live = m.document && m.document->options && m.document->options->world;
  if (m.document && !was_live && m.document->text == document->text) m.compared = {m.document};
  sim::Time took = document->end_time();
  if (m.document) replace_document(m, std::move(document));
  else show_document(m, std::move(document));
  fit(m);
  m.panels.set(Panel::timeline, true);
  say(m, m.compared.empty() ? tr("With real HTTP: {1}. F5 simulates it again.", sim::time_text(took))
                           : tr("With real HTTP: {1}; simulated, below: {2}. F5 simulates it again.", sim::time_text(took), sim::time_text(m.compared.front()->end_time())));
}

}  // namespace

int64_t time_on_disk(const std::string& path) {
  std::error_code error;
  auto time = fs::last_write_time(path, error);
  return error ? 0 : static_cast<int64_t>(time.time_since_epoch().count());
}

size_t same_place(const Document& before, size_t cursor, const Document& now) {
  if (before.trace.size() == 0 || now.trace.size() == 0) return 0;
  if (cursor >= before.last_record()) return now.last_record();
  size_t same = 0, most = std::min({cursor + 1, now.trace.size()});
  while (same < most) {
    const sim::Record &x = before.trace[same], &y = now.trace[same];
    if (x.event != y.event || x.t != y.t || x.task != y.task || x.object != y.object || x.by != y.by) break;
    ++same;
  }
  if (same == cursor + 1) return cursor;
  return std::max(now.record_at(before.time(cursor)), same ? same - 1 : 0);
}

void leave_source(Model& m) {
  if (!m.source.lesson.empty()) lesson_takes_text(m);
  else if (m.source.dirty()) m.left.push_back(std::move(m.source));
}

void drop_runs(Model& m) {
  if (m.running.id) m.requests.stop_run = true;
  ++m.runs;
  m.running = {};
  m.edit_wait = 0;
}

void run_source(Model& m, RunWhy why) { request_run(m, why, m.source.name(), m.source.buffer.text()); }

void request_run(Model& m, RunWhy why, const std::string& path, const std::string& text, const sim::RunOptions* options) {
  auto progress = std::make_shared<RunProgress>();
  bool of_source = why != RunWhy::open && why != RunWhy::compare;
  RunRequest request{++m.runs, why, path, text, options ? *options : of_source ? options_of_source(m) : m.options, progress};
  if (of_source) {
    sim::Program program = program_of_source(m);
    request.arguments = std::move(program.argv);
    request.folder = std::move(program.folder);
  }
  bool again = m.document && why != RunWhy::open && why != RunWhy::compare;
  m.running = {request.id, why, last_part(path), 0, progress, again ? m.document->trace.size() : 0};
  m.requests.stop_run = false;  // it was meant for the run before
  m.edit_wait = 0;
  if (m.background) {
    m.requests.run = std::move(request);
    return;
  }
  std::atomic<bool> stop = false;
  accept(m, run_program(request, stop));
}

bool changed_meanwhile(Model& m, const std::string& text) {
  if (m.source.buffer.text() == text) return false;
  say(m, tr("The program was changed while it ran with real HTTP: that run is not shown."), true);
  return true;
}

void open_recorded(Model& m, const std::string& name, const std::string& text, const sim::RunOptions& options) {
  take_text(m, {}, text);
  request_run(m, RunWhy::open, name, text, &options);
}

void accept(Model& m, RunAnswer answer) {
  if (answer.id != m.runs) return;  // something newer is on its way
  m.running = {};
  const sim::Run& run = *answer.document->run;
  switch (answer.why) {
    case RunWhy::compare:
      m.compared = {answer.document};
      clamp_view(m);
      break;
    case RunWhy::open:
      show_document(m, answer.document);
      if (double seconds = std::exchange(m.start_at, 0); seconds > 0) {
        Action seek{ActionId::seek};
        seek.a = seconds;
        apply(m, seek);
      }
      break;
    case RunWhy::live: show_live_run(m, answer.document); break;
    case RunWhy::edit:
    case RunWhy::reload: {
      bool latest = answer.document->text == m.source.buffer.text();
      m.source.error.reset();
      if (run.ending == sim::Ending::syntax_error) mark_error(m.source, run);
      if (!m.document)
        show_document(m, answer.document);
      else if (run.ending != sim::Ending::syntax_error || m.document->run->ending == sim::Ending::syntax_error)
        replace_document(m, answer.document);
      lesson_sees_document(m);
      if (latest && run.ending != sim::Ending::syntax_error) m.source.ran();
      break;
    }
  }
  if (answer.why == RunWhy::open && run.ending == sim::Ending::syntax_error) mark_error(m.source, run);
  clamp_view(m);
}

void accept(Model& m, ExportAnswer answer) {
  m.exporting = {};
  say(m, std::move(answer.sentence), answer.failed);
}

void open_program(Model& m, const std::string& name) {
  if (open_as_lesson(m, name)) return;
  auto path = find_program(name);
  auto program = path ? read_program(*path) : sim::Result<sim::Program>(sim::Problem{path.problem()});
  if (!program) {
    if (!m.document) m.problem = program.problem();
    return say(m, program.problem(), true);
  }
  remember(m, *path);
  open_text(m, *path, program->text);
}

void open_dropped(Model& m, const std::vector<std::string>& paths) {
  if (paths.empty()) return;
  uint64_t opened = m.opened;
  Action open{ActionId::open};
  open.text = paths.front();
  apply(m, open);
  if (paths.size() > 1 && m.opened != opened)
    say(m, tr("{1} is open; one program at a time. `compare FILE` sets another one beside it.", last_part(paths.front())));
}

void check_disk(Model& m) {
  Source& s = m.source;
  if (s.path.empty() || (s.disk_time == 0 && s.warning.empty())) return;
  int64_t time = time_on_disk(s.path);
  if (time == s.disk_time) return;
  s.disk_time = time;
  s.warning.clear();
  if (time == 0)
    s.warning = tr("{1} is gone from the disk. Its text is still here; Ctrl+S writes it again.", last_part(s.path));
  else if (s.dirty())
    s.warning = tr("{1} changed on disk. What you typed stays; Ctrl+S writes it over the other text.", last_part(s.path));
  if (!s.warning.empty()) return say(m, s.warning, true);
  say(m, {});  // what was told before is over
  reload(m);
  if (m.notice_is_error)
    s.warning = m.notice;
  else
    say(m, tr("{1} changed on disk and was read again", last_part(s.path)));
}

void restore_text(Model& m, const std::string& bytes) {
  if (bytes == m.source.buffer.bytes()) return;
  m.source.buffer.replace_all(bytes);
  m.source.follow();
  run_source(m, RunWhy::edit);
  say(m, tr("Text that was not saved is back. Undo gives the file's own."));
}

void open_welcome(Model& m) { open_text(m, {}, kWelcome); }

bool apply_file(Model& m, const Action& action) {
  switch (action.id) {
    case ActionId::open: open_program(m, action.text); return true;
    case ActionId::open_file: m.path_for = PathFor::open; return true;
    case ActionId::new_file:
      if (m.source.path.empty() && m.source.dirty()) {
        say(m, tr("The program here has no file yet: save it first (Ctrl+S)."));
        return true;
      }
      open_text(m, {}, kNewProgram);
      m.typing = true;
      return true;
    case ActionId::save: save_or_ask(m, {}); return true;
    case ActionId::save_as:
      if (action.text.empty())
        m.path_for = PathFor::save;
      else
        save(m, action.text);
      return true;
    case ActionId::reload: reload(m); return true;
    case ActionId::cancel:
      if (m.exporting.under_way()) m.requests.stop_export = true;
      if (m.running.id == 0) return true;
      m.requests.stop_run = m.running.stopping = true;
      return true;
    case ActionId::compare: compare(m, action.text); return true;
    case ActionId::export_run: export_run(m, action.text); return true;
    default: return false;
  }
}

}  // namespace app

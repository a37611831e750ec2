#include "app/lessons/cut_run.h"
#include "app/lessons/play_parts.h"
#include "app/lessons/world.h"
#include "app/texts.h"
#include "sim/base/text.h"
#include "sim/lesson/moments.h"
#include "sim/lesson/parse.h"

#include <algorithm>
#include <filesystem>

namespace app {

namespace fs = std::filesystem;
using namespace sim::lesson;
using sim::cat;
using namespace playing;

namespace {

// ---- what a step shows

const Facts* facts_of(LessonPlay& play, const std::string& variant) { return play.runs->of(variant); }

// `name`: what the code panel and a comparison call it.
std::shared_ptr<const Document> make_document(const LessonPlay& play, const Facts& facts, std::string name) {
  sim::Program program = program_of(*play.lesson);
  auto document = std::make_shared<Document>(program.path, facts.text(), facts.shared_run(), play.runs->options());
  document->name = std::move(name);
  document->arguments = std::move(program.argv);
  document->folder = std::move(program.folder);
  return document;
}

std::string name_of(const LessonPlay& play, const std::string& variant) {
  const Version* v = variant.empty() ? nullptr : play.lesson->variant(variant);
  return !v ? tr("The program") : v->title.empty() ? v->name : v->title;
}

std::shared_ptr<const Document> variant_document(LessonPlay& play, const std::string& variant) {
  auto& document = play.documents[variant];
  if (!document) document = make_document(play, *facts_of(play, variant), name_of(play, variant));
  return document;
}

void set_panels(Model& m, const std::vector<std::string>& names) {
  LessonPlay& play = *m.lessons.play;
  if (names == play.panels) return;
  if (play.panels.empty()) {  // the person's own layout was in use, and may have been changed
    m.lessons.before = m.panels;
    m.lessons.before.set(Panel::lesson, false);
  }
  play.panels = names;
  if (names.empty()) {
    m.panels = m.lessons.before;
    m.panels.set(Panel::lesson, true);
    return;
  }
  m.panels.close_all();
  m.panels.set(Panel::lesson, true);
  for (const std::string& name : names)
    if (auto panel = find_panel(name)) m.panels.set(*panel, true);
}

void do_action(Model& m, ActionId id, double a = 0, double b = 0, std::string text = {}) {
  Action action{id, std::move(text), a, b};
  apply(m, action);
}

void point_at(Model& m, const Scene& scene, const Facts& facts) {
  LessonPlay& play = *m.lessons.play;
  play.lines.clear();
  play.tasks.clear();
  for (const std::string& code : scene.code)
    for (uint32_t line : lines_with(facts.text(), code)) play.lines.push_back(line);
  for (const std::string& name : scene.tasks)
    if (sim::TaskId task = facts.task(name)) play.tasks.push_back(task);
  if (!play.tasks.empty() && m.document->spans.row(play.tasks.front()).task) m.selection = {false, play.tasks.front(), kNothing};
}

void place(Model& m, const Scene& scene, Point at) {
  LessonPlay& play = *m.lessons.play;
  m.playback.playing = false;
  m.resources = scene.resources;
  if ((m.view.axis == Axis::order) != scene.by_order) do_action(m, ActionId::axis, 0, 0, scene.by_order ? "order" : "time");
  if (scene.zoom && !scene.by_order) do_action(m, ActionId::view, sim::seconds(scene.zoom->first), sim::seconds(scene.zoom->second));
  else do_action(m, ActionId::zoom_fit);
  if (scene.moment.kind == sim::lesson::Moment::Kind::time && !play.covered()) do_action(m, ActionId::seek, sim::seconds(at.time));
  else do_action(m, ActionId::seek_record, static_cast<double>(at.record));
}

void prepare_question(LessonPlay& play, const Context& context) {
  const Question& q = play.lesson->questions[*play.at().question];
  QuestionPlay& state = *play.question();
  auto offered = offer(q, context);
  state.problem = offered ? std::string() : offered.problem();
  if (offered) state.offer = std::move(*offered);
  state.text = read_markdown(fill(text_of(q), context));
  state.after = read_markdown(fill(q.after, context));
}

// The text of a version into the code panel, with what its own history remembers. What was typed there in a step without an exercise is
// undone, and Ctrl+Z brings it back.
void show_source(Model& m, const std::string& version, std::string title, const std::string& text) {
  LessonPlay& play = *m.lessons.play;
  std::string key = cat(play.lesson->id, "/", version);
  if (m.source.lesson != key) {
    leave_source(m);
    play.own.reset();
    auto left = play.sources.extract(key);
    m.source = left ? std::move(left.mapped()) : Source({}, text);
    m.source.lesson = key;
    m.source.called = program_of(*play.lesson).path;
    m.typing = false;
    m.code_search = {};
  }
  m.source.title = std::move(title);
  m.source.error.reset();
  if (m.source.buffer.text() == text) return;
  m.source.buffer.replace_all(text);
  m.source.follow();
  say(m, tr("The step shows its own program again. Ctrl+Z in the code brings back what you typed."));
}

void show_version(Model& m, const std::string& variant, std::shared_ptr<const Document> document) {
  show_source(m, variant, document->name, document->text);
  if (m.document != document) show_document(m, std::move(document));
  else m.source.ran();
}

// An exercise: a solution, or where it begins. The learner's own version is run beside the window, as every edit is.
std::shared_ptr<const Document> exercise_document(Model& m, const Facts& facts) {
  const ExercisePlay& state = *m.lessons.play->exercise();
  return make_document(*m.lessons.play, facts, state.solution ? tr("The solution") : tr("The exercise"));
}

void show_exercise(Model& m, std::shared_ptr<const Document> document) {
  LessonPlay& play = *m.lessons.play;
  const ExercisePlay& state = *play.exercise();
  const std::string& name = play.lesson->exercises[*play.at().exercise].name;
  bool own = !state.solution && !state.text.empty();
  std::string version = cat(name, state.solution ? cat(" solution ", *state.solution + 1) : std::string());
  show_source(m, version, own ? tr("Your version") : document->name, own ? state.text : document->text);
  play.own = state.solution ? std::nullopt : play.at().exercise;
  show_document(m, std::move(document));
  if (own) run_source(m, RunWhy::edit);
}

// What the question or the text of a step needs the run for.
void prepare_texts(Model& m, const Facts& facts, Point at) {
  LessonPlay& play = *m.lessons.play;
  const Step& step = play.at();
  Context context = play.runs->context(facts, at);
  play.text = read_markdown(fill(step.text, context));
  play.plot = step.scene.plot.empty() ? Plot() : read_plot(step.scene.plot, facts, at);
  const Course& course = m.lessons.course->course;
  play.terms.clear();
  terms_in(step.text, course, play.terms);
  if (!step.question) return;
  prepare_question(play, context);
  terms_in(play.lesson->questions[*step.question].text, course, play.terms);
}

// The versions that the panel offers to compare; each is run, so only once they are to be seen.
void find_versions(LessonPlay& play) {
  play.versions.clear();
  const Scene& scene = play.at().scene;
  bool last = play.step + 1 == play.lesson->steps.size();
  if (play.covered() || play.lesson->variants.empty() || !(last || !scene.variant.empty() || !scene.compare.empty())) return;
  for (auto& [name, title] : versions_of(play)) play.versions.push_back({name, title, facts_of(play, name)->run().end});
}

}  // namespace

void playing::show_step(Model& m) {
  LessonPlay& play = *m.lessons.play;
  const Step& step = play.at();
  drop_runs(m);
  lesson_takes_text(m, false);
  play.problem.clear();
  play.lines.clear();
  play.tasks.clear();
  std::shared_ptr<const Facts> own;
  const Facts* facts = nullptr;
  std::shared_ptr<const Document> document;
  if (step.exercise) {
    own = play.runs->run(given_text(play));
    facts = own.get();
    document = exercise_document(m, *facts);
    if (play.exercise()->solution || play.exercise()->text.empty()) grade_exercise(m, *facts);
  } else {
    facts = facts_of(play, step.scene.variant);
    document = variant_document(play, step.scene.variant);
    play.grade = grade(*play.lesson, play.lesson->checks, play.runs->context(*facts));
  }
  auto found = find_moment(step.scene.moment, *facts);
  if (!found && !step.exercise) play.problem = found.problem();
  Point at = found ? *found : facts->at_record(SIZE_MAX);
  prepare_texts(m, *facts, at);
  find_versions(play);
  if (play.covered()) {
    auto covered = std::make_shared<Document>(document->path, facts->text(), cut_run(facts->run(), at.record));
    covered->name = document->name;
    document = covered;
  }
  play.document = document;
  bool same = m.document == document;
  if (step.exercise) show_exercise(m, document);
  else show_version(m, step.scene.variant, document);
  set_panels(m, step.scene.panels);
  m.compared.clear();
  if (!play.covered())
    for (const std::string& name : step.scene.compare) m.compared.push_back(variant_document(play, name));
  m.selection = {};
  place(m, step.scene, at);
  if (m.compared.size() > 1 && m.lanes.size() > 4) m.view.lane_height = 14;  // there is little room for each of several runs
  else if (same) m.view.lane_height = View().lane_height;
  point_at(m, step.scene, *facts);
  play.cursor = m.cursor;
  play.clock = m.clock;
}

namespace {

// ---- walking

void go_to_step(Model& m, size_t step) {
  LessonPlay& play = *m.lessons.play;
  play.step = std::min(step, play.lesson->steps.size() - 1);
  play.farthest = std::max(play.farthest, play.step);
  show_step(m);
  keep(m);
}

std::unique_ptr<LessonPlay> make_play(const std::shared_ptr<const Lesson>& lesson, sim::RunOptions options) {
  auto play = std::make_unique<LessonPlay>();
  play->lesson = lesson;
  play->runs = std::make_shared<Runs>(*lesson, options);
  play->options = std::move(options);
  play->options.seed = lesson->seed;
  play->questions.resize(lesson->questions.size());
  play->exercises.resize(lesson->exercises.size());
  play->changed = time_on_disk(lesson->file);
  return play;
}

}  // namespace

void playing::open_lesson(Model& m, std::shared_ptr<const Lesson> lesson) {
  if (lesson->steps.empty()) return say(m, tr("the lesson '{1}' has no steps; `loopscope lessons check {2}` says why", lesson->id, lesson->file), true);
  auto options = lesson_options(*lesson, *m.lessons.course);
  if (!options) return say(m, cat(lesson->file, ": ", options.problem()), true);
  if (!m.lessons.play) {
    m.lessons.before = m.panels;
    m.lessons.split_before = m.splits[0];
    m.splits[0] = std::max(m.splits[0], kLessonSplit);
  } else if (!m.lessons.play->panels.empty()) {
    m.panels = m.lessons.before;  // what a step of the other lesson shows is not for this one
  }
  leave_source(m);  // the play before it keeps its own text
  m.source = {};
  m.lessons.play = make_play(lesson, std::move(*options));
  restore(*m.lessons.play, m.lessons.progress.lessons[progress_key(*m.lessons.course, *lesson)]);
  const auto& all = m.lessons.course->course.lessons;
  m.lessons.chosen = static_cast<size_t>(std::find(all.begin(), all.end(), lesson) - all.begin());
  m.panels.set(Panel::lesson, true);
  show_step(m);
  keep(m);
}

namespace {

bool load_course_into(Model& m, const std::string& path) {
  auto files = load_course(path);
  if (!files) {
    say(m, files.problem(), true);
    return false;
  }
  m.lessons.course = std::make_shared<const CourseFiles>(std::move(*files));
  m.lessons.chosen = 0;
  return true;
}

// The built-in course, unless another is open.
bool any_course(Model& m) {
  if (m.lessons.course) return true;
  std::string path = built_in_lessons();
  return !path.empty() && load_course_into(m, path);
}

std::shared_ptr<const Lesson> shared(const CourseFiles& files, const Lesson* wanted) {
  for (const auto& l : files.course.lessons)
    if (l.get() == wanted) return l;
  return nullptr;
}

void open_file_of_course(Model& m, const std::string& path) {
  if (!load_course_into(m, path)) return;
  for (const auto& l : m.lessons.course->course.lessons)
    if (l->file == path) return open_lesson(m, l);
  const auto& mistakes = m.lessons.course->mistakes;
  auto first = std::find_if(mistakes.begin(), mistakes.end(), [&](const Mistake& x) { return x.file == path; });
  say(m, first == mistakes.end() ? tr("'{1}' is no lesson", path) : cat(path, ":", first->line, ": ", first->message), true);
}

void browse(Model& m) {
  if (!any_course(m)) return say(m, tr("The lessons that belong to Loopscope are not beside it. Open a folder of lessons, or a zip file."), true);
  bool front = m.panels.shows(Panel::course);
  m.panels.set(Panel::course, !front);
  if (front && m.lessons.play) m.panels.set(Panel::lesson, true);
}

void neighbour(Model& m, bool forward) {
  LessonPlay* play = m.lessons.play.get();
  if (!play) return browse(m);
  const Course& course = m.lessons.course->course;
  const Lesson* to = forward ? course.next(*play->lesson) : course.previous(*play->lesson);
  if (!to) return say(m, forward ? tr("This is the last lesson.") : tr("This is the first lesson."));
  if (auto lesson = shared(*m.lessons.course, to)) open_lesson(m, lesson);
}

void next_step(Model& m) {
  LessonPlay& play = *m.lessons.play;
  if (play.step + 1 < play.lesson->steps.size()) return go_to_step(m, play.step + 1);
  if (!play.finished) {
    play.finished = true;
    keep(m);
    return say(m, tr("The lesson is done. The next key goes on to the next lesson."));
  }
  neighbour(m, true);
}

// Another version than the one that is shown: beside it on the same axis (or no longer), or in its place to look around in.
void compare(Model& m, const std::string& name, bool instead) {
  LessonPlay& play = *m.lessons.play;
  std::string variant = name == "main" ? "" : name;
  if (!variant.empty() && !play.lesson->variant(variant)) return say(m, tr("there is no variant '{1}'", name), true);
  if (play.covered()) return say(m, tr("Other versions can be seen once the question is answered."));
  auto document = variant_document(play, variant);
  auto beside = std::find(m.compared.begin(), m.compared.end(), document);
  if (instead) {
    if (beside != m.compared.end()) *beside = m.document;  // they change places
    auto others = m.compared;
    show_version(m, variant, document);
    m.compared = std::move(others);
  } else if (beside != m.compared.end()) {
    m.compared.erase(beside);
  } else if (document == m.document) {
    return say(m, tr("This version is shown already."));
  } else {
    m.compared.push_back(document);
  }
  do_action(m, ActionId::zoom_fit);
}

// The file was written again: the same lesson at the same step, with what the file says now.
void reread(Model& m) {
  LessonPlay& play = *m.lessons.play;
  std::string file = play.lesson->file, id = play.lesson->id;
  play.changed = time_on_disk(file);
  size_t step = play.step;
  auto files = load_course(m.lessons.course->path);
  if (!files) return say(m, files.problem(), true);
  for (const Mistake& mistake : files->mistakes)
    if (mistake.file == file) return say(m, cat(file, ":", mistake.line, ": ", mistake.message), true);
  m.lessons.course = std::make_shared<const CourseFiles>(std::move(*files));
  for (const auto& l : m.lessons.course->course.lessons)
    if (l->file == file) {
      open_lesson(m, l);
      if (m.lessons.play->lesson == l && !m.notice_is_error) go_to_step(m, step);
      return say(m, tr("Read again: {1}", file));
    }
}

}  // namespace

bool LessonPlay::covered() const {
  for (size_t i = step; i < lesson->steps.size(); ++i)
    if (auto q = lesson->steps[i].question; q && !questions[*q].settled()) return true;
  return false;
}

std::string progress_key(const CourseFiles& course, const Lesson& lesson) {
  return course.path == built_in_lessons() ? lesson.id : cat(course.course.title, "/", lesson.id);
}

bool open_as_lesson(Model& m, const std::string& name) {
  std::error_code error;
  bool folder = fs::is_directory(name, error), zip = name.ends_with(".zip");
  if (folder || zip) {
    if (load_course_into(m, name)) m.panels.set(Panel::course, true);
    return true;
  }
  if (is_lesson_file(name)) {
    open_file_of_course(m, name);
    return true;
  }
  if (fs::exists(name, error) || name.find_first_of("/.") != std::string::npos) return false;
  if (!any_course(m)) return false;
  const Lesson* found = m.lessons.course->course.find(name);
  if (!found) return false;
  open_lesson(m, shared(*m.lessons.course, found));
  return true;
}

bool apply_lesson(Model& m, const Action& action) {
  switch (action.id) {
    case ActionId::lesson:
      if (!open_as_lesson(m, action.text)) say(m, tr("there is no lesson '{1}'", action.text), true);
      return true;
    case ActionId::course: browse(m); return true;
    case ActionId::open_chosen:
      if (m.lessons.course && m.lessons.chosen < m.lessons.course->course.lessons.size()) open_lesson(m, m.lessons.course->course.lessons[m.lessons.chosen]);
      return true;
    case ActionId::next_lesson: neighbour(m, true); return true;
    case ActionId::previous_lesson: neighbour(m, false); return true;
    case ActionId::export_progress: export_progress(m, action.text); return true;
    case ActionId::import_progress: import_progress(m, action.text); return true;
    case ActionId::reset_progress: reset_progress(m); return true;
    case ActionId::choose_lesson:
      if (m.lessons.course) {
        auto last = static_cast<double>(m.lessons.course->course.lessons.size()) - 1;
        m.lessons.chosen = static_cast<size_t>(std::clamp(action.a, 0.0, std::max(last, 0.0)));
      }
      return true;
    case ActionId::next_step:
    case ActionId::previous_step:
    case ActionId::go_to_step:
    case ActionId::back_to_step:
    case ActionId::answer:
    case ActionId::uncover:
    case ActionId::solution:
    case ActionId::check:
    case ActionId::variant:
    case ActionId::show_variant:
    case ActionId::reset_lesson:
    case ActionId::export_lesson: break;
    default: return false;
  }
  if (!m.lessons.play) {
    say(m, tr("Open a lesson first: the key G shows the course."), true);
    return true;
  }
  switch (action.id) {
    case ActionId::next_step: next_step(m); break;
    case ActionId::previous_step:
      if (m.lessons.play->step > 0) go_to_step(m, m.lessons.play->step - 1);
      break;
    case ActionId::go_to_step: go_to_step(m, static_cast<size_t>(std::clamp(action.a - 1, 0.0, 1e6))); break;
    case ActionId::back_to_step: show_step(m); break;
    case ActionId::answer: answer(m, action.text); break;
    case ActionId::uncover: reveal(m); break;
    case ActionId::solution: show_solution(m); break;
    case ActionId::check: jump_to_check(m, static_cast<size_t>(std::max(action.a, 0.0))); break;
    case ActionId::variant: compare(m, action.text, false); break;
    case ActionId::show_variant: compare(m, action.text, true); break;
    case ActionId::reset_lesson: reset_lesson(m); break;
    default: export_lesson(m, action.text);
  }
  return true;
}

void lesson_tick(Model& m) {
  if (!m.lessons.play) return;
  auto time = std::chrono::steady_clock::now();
  if (time - m.lessons.looked < std::chrono::milliseconds(400)) return;
  m.lessons.looked = time;
  lesson_takes_text(m, false);
  if (m.lessons.course->zipped) return;
  int64_t now = time_on_disk(m.lessons.play->lesson->file);
  if (now && now != m.lessons.play->changed) reread(m);
}

std::optional<Action> lesson_key(const Model& m, const KeyPress& key) {
  if (key.alt && !key.ctrl && !key.shift && m.lessons.play && m.panels.shows(Panel::lesson)) {
    auto versions = versions_of(*m.lessons.play);
    auto n = static_cast<size_t>(key.key - '1');
    if (key.key >= '1' && n < versions.size()) return Action{ActionId::variant, versions[n].first};
    return std::nullopt;
  }
  if (!key.plain()) return std::nullopt;
  if (auto by = list_key(key); by && m.panels.shows(Panel::course) && m.lessons.course)
    return *by == 0 ? Action{ActionId::open_chosen} : Action{ActionId::choose_lesson, "", static_cast<double>(m.lessons.chosen) + *by};
  const LessonPlay* play = m.lessons.play.get();
  if (!play || !m.panels.shows(Panel::lesson) || key.key < '1' || key.key > '9') return std::nullopt;
  const QuestionPlay* q = play->question();
  if (q && !q->settled() && play->lesson->questions[*play->at().question].kind != Question::Kind::number) return Action{ActionId::answer, std::string(1, static_cast<char>(key.key))};
  if (play->exercise() || !play->lesson->checks.empty()) return Action{ActionId::check, "", static_cast<double>(key.key - '0')};
  return std::nullopt;
}

bool points_at(const Model& m, size_t line) {
  const LessonPlay* play = m.lessons.play.get();
  return play && m.document == play->document && std::find(play->lines.begin(), play->lines.end(), line) != play->lines.end();
}

bool is_away(const Model& m) {
  const LessonPlay* play = m.lessons.play.get();
  return play && (m.document != play->document || m.cursor != play->cursor);
}

namespace {
std::shared_ptr<const Document> document_of(const LessonPlay& play, const std::string& version) {
  auto found = play.documents.find(version == "main" ? std::string() : version);
  return found == play.documents.end() ? nullptr : found->second;
}
}  // namespace

bool is_covered(const Model& m) {
  const LessonPlay* play = m.lessons.play.get();
  return play && m.document && m.document == play->document && play->covered();
}

const sim::RunOptions& options_of_source(const Model& m) { return m.source.lesson.empty() || !m.lessons.play ? m.options : m.lessons.play->options; }

sim::Program program_of_source(const Model& m) {
  if (m.source.lesson.empty() || !m.lessons.play) return {m.source.name(), m.source.buffer.text(), {}};
  sim::Program program = program_of(*m.lessons.play->lesson);
  program.text = m.source.buffer.text();
  return program;
}

OpenPanels own_panels(const Model& m) {
  if (!m.lessons.play || !m.lessons.play->panels.empty()) return m.lessons.play ? m.lessons.before : m.panels;
  OpenPanels panels = m.panels;
  panels.set(Panel::lesson, false);
  return panels;
}

std::vector<std::pair<std::string, std::string>> versions_of(const LessonPlay& play) {
  std::vector<std::pair<std::string, std::string>> out{{"main", name_of(play, "")}};
  for (const Version& v : play.lesson->variants) out.emplace_back(v.name, name_of(play, v.name));
  return out;
}

bool shows_version(const Model& m, const std::string& version) {
  auto document = document_of(*m.lessons.play, version);
  return document && m.document == document;
}

bool compares(const Model& m, const std::string& version) {
  auto document = document_of(*m.lessons.play, version);
  return document && std::find(m.compared.begin(), m.compared.end(), document) != m.compared.end();
}

}  // namespace app

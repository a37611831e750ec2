#include "app/lessons/play.h"

#include "app/export/html.h"
#include "app/lessons/cut_run.h"
#include "app/lessons/world.h"
#include "app/model.h"
#include "app/texts.h"
#include "sim/base/text.h"
#include "sim/lesson/inserts.h"
#include "sim/lesson/moments.h"
#include "sim/lesson/parse.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>

namespace app {

namespace fs = std::filesystem;
using namespace sim::lesson;
using sim::cat;

namespace {

void say(Model& m, std::string text, bool error = false) {
  m.notice = std::move(text);
  m.notice_is_error = error;
}

int64_t written_at(const std::string& file) {
  std::error_code error;
  auto when = fs::last_write_time(file, error);
  return error ? 0 : when.time_since_epoch().count();
}

std::string answer_key(const Lesson& lesson, size_t question) { return cat(question + 1, ": ", lesson.questions[question].what.text); }

LessonProgress& kept(Model& m) { return m.lessons.progress.lessons[progress_key(*m.lessons.course, *m.lessons.play->lesson)]; }

// The play's answers and versions into the progress, and that to disk.
void keep(Model& m) {
  LessonPlay& play = *m.lessons.play;
  LessonProgress& p = kept(m);
  p.step = play.step;
  p.farthest = play.farthest;
  p.finished = play.finished;
  for (size_t i = 0; i < play.questions.size(); ++i)
    if (const QuestionPlay& q = play.questions[i]; q.tries || q.revealed) p.answers[answer_key(*play.lesson, i)] = {q.given, q.right, q.revealed, q.tries};
  for (size_t i = 0; i < play.exercises.size(); ++i)
    if (const ExercisePlay& e = play.exercises[i]; !e.text.empty() || e.done || e.solution_seen) p.exercises[play.lesson->exercises[i].name] = {e.done, e.solution_seen, e.text};
  auto saved = save_progress(m.lessons.progress, m.lessons.progress_path);
  if (!saved) say(m, saved.problem(), true);
}

// ---- what a step shows

const Facts* facts_of(LessonPlay& play, const std::string& variant) { return play.runs->of(variant); }

// `name`: what the code panel and a comparison call it.
std::shared_ptr<const Document> make_document(const LessonPlay& play, const Facts& facts, std::string name) {
  auto document = std::make_shared<Document>(play.lesson->file, facts.text(), facts.shared_run(), play.runs->options());
  document->name = std::move(name);
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

// The text that an exercise shows: a solution on request, the learner's own, or where it begins.
std::string exercise_text(const LessonPlay& play) {
  const Exercise& e = play.lesson->exercises[*play.at().exercise];
  const ExercisePlay& state = *play.exercise();
  if (state.solution) return program_text(*play.lesson, &e.solutions[*state.solution]).text;
  if (!state.text.empty()) return state.text;
  return program_text(*play.lesson, e.start ? &*e.start : nullptr).text;
}

// What a learner's version does like a wrong answer of the lesson: the same output in the same time.
std::string known_mistake(const LessonPlay& play, const Facts& facts) {
  for (const Version& wrong : play.lesson->exercises[*play.at().exercise].wrongs) {
    auto other = play.runs->run(program_text(*play.lesson, &wrong).text);
    if (other->run().end == facts.run().end && other->trace().output() == facts.trace().output() && other->run().exit_status == facts.run().exit_status) return wrong.title;
  }
  return {};
}

void grade_exercise(Model& m, const Facts& facts) {
  LessonPlay& play = *m.lessons.play;
  ExercisePlay& state = *play.exercise();
  state.grade = grade(*play.lesson, play.lesson->exercises[*play.at().exercise].checks, play.runs->context(facts));
  state.remark.clear();
  if (state.solution) return;
  if (state.grade->done()) state.done = true;
  else if (!state.text.empty()) state.remark = known_mistake(play, facts);
}

void set_panels(Model& m, const std::vector<std::string>& names) {
  LessonPlay& play = *m.lessons.play;
  if (names == play.panels) return;
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
  if ((m.view.axis == Axis::order) != scene.by_order) do_action(m, ActionId::axis, 0, 0, scene.by_order ? "order" : "time");
  if (scene.zoom && !scene.by_order) do_action(m, ActionId::view, static_cast<double>(scene.zoom->first), static_cast<double>(scene.zoom->second));
  else do_action(m, ActionId::zoom_fit);
  if (scene.moment.kind == sim::lesson::Moment::Kind::time && !play.covered()) do_action(m, ActionId::seek, sim::seconds(at.time));
  else do_action(m, ActionId::seek_record, static_cast<double>(at.record));
}

void find_terms(LessonPlay& play, const Course& course, std::string_view markdown) {
  for (const Insert& insert : find_inserts(markdown)) {
    const Term* term = insert.is_term ? course.term(insert.inner) : nullptr;
    bool there = term && std::any_of(play.terms.begin(), play.terms.end(), [&](const Term& t) { return t.term == term->term; });
    if (term && !there) play.terms.push_back(*term);
  }
}

void prepare_question(LessonPlay& play, const Context& context) {
  const Question& q = play.lesson->questions[*play.at().question];
  QuestionPlay& state = *play.question();
  auto offered = offer(q, context);
  state.problem = offered ? std::string() : offered.problem();
  if (offered) state.offer = std::move(*offered);
  state.text = read_markdown(fill(q.text.empty() ? default_text(q) : q.text, context));
  state.after = read_markdown(fill(q.after, context));
}

void show_step(Model& m) {
  LessonPlay& play = *m.lessons.play;
  const Step& step = play.at();
  play.problem.clear();
  play.terms.clear();
  play.lines.clear();
  play.tasks.clear();
  std::shared_ptr<const Facts> own;
  const Facts* facts = nullptr;
  std::shared_ptr<const Document> document;
  if (step.exercise) {
    own = play.runs->run(exercise_text(play));
    facts = own.get();
    const ExercisePlay& state = *play.exercise();
    document = make_document(play, *facts, state.solution ? tr("The solution") : state.text.empty() ? tr("The exercise") : tr("Your version"));
    grade_exercise(m, *facts);
  } else {
    facts = facts_of(play, step.scene.variant);
    document = variant_document(play, step.scene.variant);
    play.grade = grade(*play.lesson, play.lesson->checks, play.runs->context(*facts));
  }
  auto found = find_moment(step.scene.moment, *facts);
  if (!found && !step.exercise) play.problem = found.problem();
  Point at = found ? *found : facts->at_record(SIZE_MAX);
  Context context = play.runs->context(*facts, at);
  play.text = read_markdown(fill(step.text, context));
  find_terms(play, m.lessons.course->course, step.text);
  if (step.question) {
    prepare_question(play, context);
    find_terms(play, m.lessons.course->course, play.lesson->questions[*step.question].text);
  }
  if (play.covered()) {
    auto covered = std::make_shared<Document>(play.lesson->file, facts->text(), cut_run(facts->run(), at.record));
    covered->name = document->name;
    document = covered;
  }
  play.document = document;
  bool same = m.document == document;
  if (!same) show_document(m, document);
  m.source.path.clear();  // saving never writes over the lesson
  m.source.disk_time = 0;
  m.options = play.options;  // what is edited runs in the lesson's world
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
  play->changed = written_at(lesson->file);
  return play;
}

void restore(LessonPlay& play, const LessonProgress& p) {
  play.step = std::min(p.step, play.lesson->steps.size() - 1);
  play.farthest = std::min(p.farthest, play.lesson->steps.size() - 1);
  play.finished = p.finished;
  for (size_t i = 0; i < play.questions.size(); ++i)
    if (auto found = p.answers.find(answer_key(*play.lesson, i)); found != p.answers.end()) {
      QuestionPlay& q = play.questions[i];
      q.given = found->second.given;
      q.right = found->second.right;
      q.revealed = found->second.revealed;
      q.tries = found->second.tries;
    }
  for (size_t i = 0; i < play.exercises.size(); ++i)
    if (auto found = p.exercises.find(play.lesson->exercises[i].name); found != p.exercises.end()) {
      play.exercises[i].text = found->second.text;
      play.exercises[i].done = found->second.done;
      play.exercises[i].solution_seen = found->second.solution_seen;
    }
}

void open_lesson(Model& m, std::shared_ptr<const Lesson> lesson) {
  if (lesson->steps.empty()) return say(m, tr("the lesson '{1}' has no steps; `loopscope lessons check {2}` says why", lesson->id, lesson->file), true);
  auto options = lesson_options(*lesson, *m.lessons.course);
  if (!options) return say(m, cat(lesson->file, ": ", options.problem()), true);
  if (!m.lessons.play) {
    m.lessons.before = m.panels;
    m.splits[0] = std::max(m.splits[0], 0.44f);  // the lesson's own column takes from the code's width
  }
  m.lessons.play = make_play(lesson, std::move(*options));
  restore(*m.lessons.play, m.lessons.progress.lessons[progress_key(*m.lessons.course, *lesson)]);
  const auto& all = m.lessons.course->course.lessons;
  m.lessons.chosen = static_cast<size_t>(std::find(all.begin(), all.end(), lesson) - all.begin());
  m.panels.set(Panel::lesson, true);
  show_step(m);
  keep(m);
}

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
    show_document(m, document);
    m.compared = std::move(others);
    m.source.path.clear();
  } else if (beside != m.compared.end()) {
    m.compared.erase(beside);
  } else if (document == m.document) {
    return say(m, tr("This version is shown already."));
  } else {
    m.compared.push_back(document);
  }
  do_action(m, ActionId::zoom_fit);
}

// ---- answers

std::string shown(const LessonPlay& play, size_t i) {
  const QuestionPlay& q = *play.question();
  size_t choice = q.offer.choice[i];
  const std::string* label = choice == sim::lesson::kNowhere ? nullptr : &play.lesson->questions[*play.at().question].choices[choice].label;
  return label && !label->empty() ? *label : show(q.offer.values[i], true);
}

void settle(Model& m, bool right) {
  QuestionPlay& q = *m.lessons.play->question();
  ++q.tries;
  q.right = right;
  if (right) {
    q.remark.clear();
    show_step(m);
  }
  keep(m);
}

void choose(Model& m, size_t i) {
  LessonPlay& play = *m.lessons.play;
  QuestionPlay& q = *play.question();
  if (i >= q.offer.values.size()) return;
  const Question& question = play.lesson->questions[*play.at().question];
  q.given = shown(play, i);
  bool right = q.offer.right[0] == i;
  if (!right) {
    q.refused.push_back(i);
    size_t choice = q.offer.choice[i];
    std::string why = choice == sim::lesson::kNowhere ? std::string() : question.choices[choice].misconception;
    q.remark = read_markdown(why.empty() ? tr("Not {1}.", q.given) : why);
  }
  settle(m, right);
}

void pick(Model& m, size_t i) {
  QuestionPlay& q = *m.lessons.play->question();
  if (i >= q.offer.values.size()) return;
  q.remark.clear();
  if (auto there = std::find(q.picked.begin(), q.picked.end(), i); there != q.picked.end()) {
    q.picked.erase(there, q.picked.end());  // taken back, with all behind it
    return;
  }
  q.picked.push_back(i);
  if (q.picked.size() < q.offer.values.size()) return;
  bool right = q.picked == q.offer.right;
  q.given.clear();
  for (size_t n : q.picked) q.given += cat(q.given.empty() ? "" : ", ", show(q.offer.values[n], true));
  if (!right) {
    auto differs = std::mismatch(q.picked.begin(), q.picked.end(), q.offer.right.begin()).first - q.picked.begin();
    q.remark = read_markdown(differs == 0 ? std::string(tr("Another one comes first.")) : differs == 1 ? std::string(tr("The first is right; then another one comes.")) : tr("The first {1} are right; then another one comes.", differs));
    q.picked.resize(static_cast<size_t>(differs));
  }
  settle(m, right);
}

void give_number(Model& m, std::string_view text) {
  LessonPlay& play = *m.lessons.play;
  QuestionPlay& q = *play.question();
  Value given;
  if (!take_literal(text, given) || !text.empty() || given.type != Type::number) return say(m, tr("The answer is a number, such as 0.3."), true);
  q.given = show_number(given.number);
  bool right = given == q.offer.answer;
  if (!right) {
    const auto& known = play.lesson->questions[*play.at().question].choices;
    auto found = std::find_if(known.begin(), known.end(), [&](const Choice& c) { return c.value == given; });
    q.remark = read_markdown(found == known.end() ? given.number < q.offer.answer.number ? tr("More than {1}.", q.given) : tr("Less than {1}.", q.given) : found->misconception);
  }
  settle(m, right);
}

// "2", "2 1 3" in an order, "0.3" for a number.
void answer(Model& m, std::string_view text) {
  QuestionPlay* q = m.lessons.play->question();
  if (!q) return say(m, tr("This step asks nothing."), true);
  if (q->settled()) return say(m, tr("This question is answered."));
  auto kind = m.lessons.play->lesson->questions[*m.lessons.play->at().question].kind;
  if (kind == Question::Kind::number) return give_number(m, text);
  while (!text.empty()) {
    size_t number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number < 1 || number > q->offer.values.size()) return say(m, tr("The answers are numbered from 1 to {1}.", q->offer.values.size()), true);
    text.remove_prefix(static_cast<size_t>(end - text.data()));
    while (text.starts_with(' ') || text.starts_with(',')) text.remove_prefix(1);
    if (kind == Question::Kind::order) pick(m, number - 1);
    else return choose(m, number - 1);
    if (q->settled()) return;
  }
}

// Every question from here on: what was covered is shown.
void reveal(Model& m) {
  LessonPlay& play = *m.lessons.play;
  QuestionPlay* here = play.question();
  if (here && !here->settled()) here->revealed = true;
  else
    for (size_t i = play.step; i < play.lesson->steps.size(); ++i)
      if (auto q = play.lesson->steps[i].question) play.questions[*q].revealed |= !play.questions[*q].settled();
  show_step(m);
  keep(m);
}

// ---- exercises

void show_solution(Model& m) {
  LessonPlay& play = *m.lessons.play;
  ExercisePlay* e = play.exercise();
  if (!e) return say(m, tr("This step has no exercise."), true);
  size_t count = play.lesson->exercises[*play.at().exercise].solutions.size();
  // Each further time the next one, and behind the last the learner's own version again.
  if (!e->solution) e->solution = 0;
  else if (*e->solution + 1 < count) ++*e->solution;
  else e->solution.reset();
  e->solution_seen = true;
  show_step(m);
  keep(m);
}

void jump_to_check(Model& m, size_t n) {
  LessonPlay& play = *m.lessons.play;
  const auto& g = play.exercise() ? play.exercise()->grade : play.grade;
  if (!g || n < 1 || n > g->checks.size()) return say(m, tr("there is no such check"), true);
  const Verdict& v = g->checks[n - 1];
  if (v.holds) return say(m, tr("This rule is kept."));
  if (v.where == sim::lesson::kNowhere) return say(m, v.found);
  do_action(m, ActionId::seek_record, static_cast<double>(v.where));
  const sim::Record& r = m.document->trace[std::min(v.where, m.document->last_record())];
  if (r.task) m.selection = {false, r.task, m.document->spans.at(m.document->spans.row(r.task), m.cursor)};
  if (!m.selection.empty() && m.selection.span == m.document->spans.row(r.task).last) m.selection.span = kNothing;
  say(m, v.found);
}

// ---- keeping and forgetting

void reset_lesson(Model& m) {
  auto lesson = m.lessons.play->lesson;
  m.lessons.progress.lessons.erase(progress_key(*m.lessons.course, *lesson));
  open_lesson(m, lesson);
  say(m, tr("The lesson begins anew."));
}

void reset_progress(Model& m) {
  std::error_code error;
  if (!m.lessons.progress_path.empty()) fs::copy_file(m.lessons.progress_path, m.lessons.progress_path + ".old", fs::copy_options::overwrite_existing, error);
  m.lessons.progress = {};
  if (m.lessons.play) reset_lesson(m);
  auto saved = save_progress(m.lessons.progress, m.lessons.progress_path);
  if (!saved) return say(m, saved.problem(), true);
  say(m, m.lessons.progress_path.empty() ? std::string(tr("All progress is forgotten.")) : tr("All progress is forgotten; what there was is kept in {1}", m.lessons.progress_path + ".old"));
}

void export_progress(Model& m, const std::string& path) {
  auto saved = save_progress(m.lessons.progress, path);
  if (!saved) return say(m, saved.problem(), true);
  say(m, tr("The progress is in {1}", path));
}

void import_progress(Model& m, const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return say(m, tr("there is no file '{1}'", path), true);
  auto progress = load_progress(path);
  if (!progress) return say(m, progress.problem(), true);
  m.lessons.progress = std::move(*progress);
  if (m.lessons.play) open_lesson(m, m.lessons.play->lesson);
  auto saved = save_progress(m.lessons.progress, m.lessons.progress_path);
  if (!saved) return say(m, saved.problem(), true);
  say(m, tr("The progress of {1} is yours now.", path));
}

void export_lesson(Model& m, const std::string& path) {
  LessonPlay& play = *m.lessons.play;
  auto options = lesson_options(*play.lesson, *m.lessons.course);
  if (!options) return say(m, options.problem(), true);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << lesson_as_html(*play.lesson, m.lessons.course->course, *options);
  file.close();
  if (!file) return say(m, tr("can't write '{1}'", path), true);
  say(m, tr("The lesson is in {1}", path));
}

// The file was written again: the same lesson at the same step, with what the file says now.
void reread(Model& m) {
  LessonPlay& play = *m.lessons.play;
  std::string file = play.lesson->file, id = play.lesson->id;
  play.changed = written_at(file);
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

void lesson_sees_document(Model& m) {
  LessonPlay* play = m.lessons.play.get();
  if (!play || !m.document || m.document == play->document) return;
  bool edited = m.source.path.empty() && m.document->path == "untitled.py";
  if (m.document->path != play->lesson->file && !edited) return;
  for (const auto& [name, document] : play->documents)
    if (document == m.document) return;
  auto facts = std::make_shared<const Facts>(m.document->run, m.document->text);
  ExercisePlay* e = play->exercise();
  if (!e) {
    play->grade = grade(*play->lesson, play->lesson->checks, play->runs->context(*facts));
    return;
  }
  e->text = m.document->text;
  e->solution.reset();
  bool before = e->done;
  grade_exercise(m, *facts);
  play->document = m.document;
  play->cursor = m.cursor;
  play->clock = m.clock;
  if (e->done && !before) say(m, tr("The exercise is done."));
  keep(m);
}

void lesson_tick(Model& m) {
  if (!m.lessons.play || m.lessons.course->zipped) return;
  auto time = std::chrono::steady_clock::now();
  if (time - m.lessons.looked < std::chrono::milliseconds(400)) return;
  m.lessons.looked = time;
  int64_t now = written_at(m.lessons.play->lesson->file);
  if (now && now != m.lessons.play->changed) reread(m);
}

std::optional<Action> lesson_key(const Model& m, const KeyPress& key) {
  if (key.alt && !key.ctrl && !key.shift && m.lessons.play && m.panels.shows(Panel::lesson)) {
    auto versions = versions_of(*m.lessons.play);
    auto n = static_cast<size_t>(key.key - '1');
    if (key.key >= '1' && n < versions.size()) return Action{ActionId::variant, versions[n].first};
    return std::nullopt;
  }
  if (key.ctrl || key.alt || key.shift) return std::nullopt;
  if (m.panels.shows(Panel::course) && m.lessons.course) {
    auto chosen = static_cast<double>(m.lessons.chosen);
    if (key.key == 264) return Action{ActionId::choose_lesson, "", chosen + 1};
    if (key.key == 265) return Action{ActionId::choose_lesson, "", chosen - 1};
    if (key.key == 257) return Action{ActionId::open_chosen};
  }
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

bool is_covered(const Model& m) {
  const LessonPlay* play = m.lessons.play.get();
  return play && m.document && m.document == play->document && play->covered();
}

std::vector<std::pair<std::string, std::string>> versions_of(const LessonPlay& play) {
  std::vector<std::pair<std::string, std::string>> out{{"main", name_of(play, "")}};
  for (const Version& v : play.lesson->variants) out.emplace_back(v.name, name_of(play, v.name));
  return out;
}

bool compares(const Model& m, const std::string& version) {
  const auto& documents = m.lessons.play->documents;
  auto found = documents.find(version == "main" ? std::string() : version);
  return found != documents.end() && std::find(m.compared.begin(), m.compared.end(), found->second) != m.compared.end();
}

}  // namespace app

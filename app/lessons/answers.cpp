#include "app/lessons/play_parts.h"
#include "app/texts.h"
#include "sim/base/text.h"

#include <algorithm>
#include <charconv>

namespace app {

using namespace sim::lesson;
using sim::cat;

namespace playing {

namespace {

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
  q.given = label_of(question, q.offer, i);
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

// What a learner's version does like a wrong answer of the lesson: the same output in the same time.
std::string known_mistake(const LessonPlay& play, const Facts& facts) {
  for (const Version& wrong : play.lesson->exercises[*play.at().exercise].wrongs) {
    auto other = play.runs->run(program_text(*play.lesson, &wrong).text);
    if (other->run().end == facts.run().end && other->trace().output() == facts.trace().output() && other->run().exit_status == facts.run().exit_status) return wrong.title;
  }
  return {};
}

}  // namespace

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
  apply(m, {ActionId::seek_record, "", static_cast<double>(v.where)});
  const sim::Record& r = m.document->trace[std::min(v.where, m.document->last_record())];
  if (r.task) m.selection = {false, r.task, m.document->spans.at(m.document->spans.row(r.task), m.cursor)};
  if (!m.selection.empty() && m.selection.span == m.document->spans.row(r.task).last) m.selection.span = kNothing;
  say(m, v.found);
}

std::string start_text(const Lesson& lesson, size_t exercise) {
  const auto& start = lesson.exercises[exercise].start;
  return program_text(lesson, start ? &*start : nullptr).text;
}

std::string given_text(const LessonPlay& play) {
  const auto& solution = play.exercise()->solution;
  if (!solution) return start_text(*play.lesson, *play.at().exercise);
  return program_text(*play.lesson, &play.lesson->exercises[*play.at().exercise].solutions[*solution]).text;
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

}  // namespace playing

void lesson_takes_text(Model& m, bool leave) {
  LessonPlay* play = m.lessons.play.get();
  if (!play || m.source.lesson.empty()) return;
  if (play->own) {
    ExercisePlay& e = play->exercises[*play->own];
    std::string text = m.source.buffer.text();
    if (text == playing::start_text(*play->lesson, *play->own)) text.clear();  // untouched, or as it began again
    if (text != e.text) {
      e.text = std::move(text);
      m.source.title = e.text.empty() ? tr("The exercise") : tr("Your version");
      playing::keep(m);
    }
  }
  if (leave) play->sources[m.source.lesson] = std::move(m.source);
}

void lesson_sees_document(Model& m) {
  LessonPlay* play = m.lessons.play.get();
  if (!play || !m.document || m.document == play->document || m.source.lesson.empty()) return;
  for (const auto& [name, document] : play->documents)
    if (document == m.document) return;
  lesson_takes_text(m, false);
  Facts facts(m.document->run, m.document->text);
  ExercisePlay* e = play->exercise();
  if (!e) {
    play->grade = grade(*play->lesson, play->lesson->checks, play->runs->context(facts));
    return;
  }
  bool before = e->done;
  playing::grade_exercise(m, facts);
  play->document = m.document;
  play->cursor = m.cursor;
  play->clock = m.clock;
  if (e->done && !before) say(m, tr("The exercise is done."));
  playing::keep(m);
}

}  // namespace app

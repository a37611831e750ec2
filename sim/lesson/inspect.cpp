#include "sim/lesson/inspect.h"

#include "sim/base/text.h"
#include "sim/lesson/inserts.h"
#include "sim/lesson/moments.h"
#include "sim/lesson/numbers.h"
#include "sim/lesson/plot.h"

#include <algorithm>

namespace sim::lesson {

namespace {

std::string one_line(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  if (size_t end = text.rfind('\n'); end != std::string::npos) text = text.substr(end + 1);
  return text;
}

class Inspector {
 public:
  Inspector(const Lesson& lesson, const Inspection& with, RunOptions options)
      : lesson_(lesson), with_(with), runs_(lesson, std::move(options)),
        numbers_(lesson, with.scenario_file && !lesson.scenario.file.empty() ? with.scenario_file(lesson) : std::string()) {}

  std::vector<Mistake> inspect() {
    if (!runs(nullptr, lesson_.code.empty() ? 1 : lesson_.code.front().file_line)) return std::move(mistakes_);
    for (const Version& v : lesson_.variants) runs(&v, v.line);
    for (const Step& s : lesson_.steps) step(s);
    const Facts& main = *runs_.of("");
    for (const Check& c : lesson_.checks)
      if (Verdict v = judge(c.rule, runs_.context(main)); !v.holds) mistake(c.rule.line, cat("the program does not keep '", c.rule.text, "': ", v.found));
    for (const Exercise& e : lesson_.exercises) exercise(e);
    return std::move(mistakes_);
  }

 private:
  void mistake(uint32_t line, std::string message) { mistakes_.push_back({lesson_.file, line, std::move(message)}); }

  // Runs to its end, as it should. False: what follows would only repeat the trouble.
  bool runs(const Version* version, uint32_t line) {
    const Facts& facts = *runs_.of(version ? version->name : "");
    return ends_well(facts, program_text(lesson_, version), line, version ? cat("the variant '", version->name, "'") : std::string("the program"), version != nullptr);
  }

  bool ends_well(const Facts& facts, const ProgramText& text, uint32_t line, const std::string& who, bool or_zero) {
    std::string trouble = trouble_of(facts.run(), lesson_.exit_status);
    if (!trouble.empty() && or_zero) trouble = trouble_of(facts.run(), 0);
    if (facts.run().ending == Ending::syntax_error) trouble = facts.run().message;
    if (trouble.empty()) return true;
    uint32_t at = text.file_line(facts.run().line);
    mistake(at ? at : line, cat(who, " does not end as it should: ", one_line(std::move(trouble))));
    return false;
  }

  // ---- steps and questions

  void step(const Step& s) {
    const Scene& scene = s.scene;
    for (const std::string& panel : scene.panels)
      if (!with_.panels.empty() && std::find(with_.panels.begin(), with_.panels.end(), panel) == with_.panels.end())
        mistake(scene.panels_line, cat("there is no panel '", panel, "'"));
    const Facts* facts = s.exercise ? start_of(lesson_.exercises[*s.exercise]) : runs_.of(scene.variant);
    if (!facts) return;
    auto point = find_moment(scene.moment, *facts);
    if (!point) return mistake(scene.moment.line ? scene.moment.line : s.line, point.problem());
    Context context = runs_.context(*facts, *point);
    for (const Rule& rule : scene.holds)
      if (Verdict v = judge(rule, context); !v.holds) mistake(rule.line, cat("'", rule.text, "' does not hold ", in_words(scene.moment), ": ", v.found));
    for (const std::string& task : scene.tasks)
      if (facts->task(task) == 0) mistake(scene.line, cat("'@ highlight': this run has no task '", task, "'"));
    for (const std::string& code : scene.code)
      if (lines_with(facts->text(), code).empty()) mistake(scene.line, cat("'@ highlight': the program has no line '", code, "'"));
    if (scene.zoom && scene.zoom->first >= facts->run().end && facts->run().end > 0) mistake(scene.line, "'@ zoom' lies behind the end of the run");
    if (!scene.plot.empty() && read_plot(scene.plot, *facts, *point).points.size() < 2) mistake(scene.line, cat("'@ plot': ", in_words(scene.moment), " fewer than two printed lines look like '", scene.plot, "'"));
    values(s.text, s.line, context);
    if (s.question) question(lesson_.questions[*s.question], context);
  }

  void numbers(const std::string& markdown, uint32_t line) {
    for (const std::string& number : numbers_.unheld(markdown))
      mistake(line, cat("the text says ", number, ", and nothing in the lesson holds it: write {{...}} instead, or a rule ('@ holds') that has this number"));
  }

  void values(const std::string& markdown, uint32_t line, const Context& context) {
    numbers(markdown, line);
    for (const Insert& insert : find_inserts(markdown)) {
      auto expr = parse_expression(insert.inner);
      if (insert.is_term || !expr) continue;
      if (auto value = evaluate(*expr, context); !value) mistake(line, cat("{{", insert.inner, "}}: ", value.problem()));
    }
  }

  void question(const Question& q, const Context& context) {
    values(q.text, q.what.line, context);
    values(q.after, q.what.line, context);
    for (const Choice& c : q.choices) numbers(c.misconception, c.line);
    auto offered = offer(q, context);
    if (!offered) return mistake(q.what.line, offered.problem());
    if (q.terse || q.kind == Question::Kind::order) return;
    for (const Choice& c : q.choices) {
      bool right = c.value == offered->answer;
      if (right && q.kind == Question::Kind::number) mistake(c.line, cat(show(c.value), " is the right answer, and stands among the wrong ones"));
      else if (right && !c.misconception.empty()) mistake(c.line, cat("'", show(c.value, true), "' is the right answer, and a misconception stands behind it"));
      else if (!right && c.misconception.empty()) mistake(c.line, cat("'", show(c.value, true), "' is wrong: say behind a colon what is misunderstood (the run says ", show(offered->answer), ")"));
    }
  }

  // ---- exercises

  const Facts* start_of(const Exercise& e) {
    if (!e.start) return runs_.of("");
    kept_.push_back(runs_.run(program_text(lesson_, &*e.start).text));
    return kept_.back().get();
  }

  void exercise(const Exercise& e) {
    for (const Check& c : e.checks) numbers(c.message + "\n\n" + c.hint, c.rule.line);
    for (const Version& v : e.wrongs) numbers(v.title, v.line);
    std::vector<bool> broken(e.checks.size());
    auto note = [&](const Grade& g) {
      for (size_t i = 0; i < g.checks.size(); ++i)
        if (!g.checks[i].holds) broken[i] = true;
    };
    const Facts* start = start_of(e);
    Grade first = grade(lesson_, e.checks, runs_.context(*start));
    note(first);
    if (first.done()) mistake(e.start ? e.start->line : e.line, cat("the exercise '", e.name, "' is solved before it begins: its start keeps every check"));
    for (const Version& v : e.solutions) solution(e, v);
    for (const Version& v : e.wrongs) note(wrong(e, v));
    for (size_t i = 0; i < broken.size(); ++i)
      if (!broken[i]) mistake(e.checks[i].rule.line, cat("neither the start nor a wrong answer breaks '", e.checks[i].rule.text, "': it cannot fail, as far as this lesson shows"));
  }

  void solution(const Exercise& e, const Version& v) {
    ProgramText text = program_text(lesson_, &v);
    auto facts = runs_.run(text.text);
    if (!ends_well(*facts, text, v.line, "the solution", false)) return;
    Grade g = grade(lesson_, e.checks, runs_.context(*facts));
    for (size_t i = 0; i < g.checks.size(); ++i)
      if (!g.checks[i].holds) mistake(v.line, cat("the solution breaks '", e.checks[i].rule.text, "': ", g.checks[i].found));
  }

  Grade wrong(const Exercise& e, const Version& v) {
    ProgramText text = program_text(lesson_, &v);
    auto facts = runs_.run(text.text);
    Ending ending = facts->run().ending;
    if (ending == Ending::syntax_error || ending == Ending::unsupported) mistake(text.file_line(facts->run().line), cat("the wrong answer does not run: ", one_line(facts->run().message)));
    Grade g = grade(lesson_, e.checks, runs_.context(*facts));
    if (g.done()) mistake(v.line, cat("the wrong answer '", v.title, "' keeps every check"));
    return g;
  }

  const Lesson& lesson_;
  const Inspection& with_;
  Runs runs_;
  Numbers numbers_;
  std::vector<std::shared_ptr<const Facts>> kept_;  // starts
  std::vector<Mistake> mistakes_;
};

}  // namespace

std::vector<Mistake> inspect(const Lesson& lesson, const Inspection& with) {
  auto options = with.options(lesson);
  if (!options) return {{lesson.file, lesson.scenario.line, options.problem()}};
  auto mistakes = Inspector(lesson, with, std::move(*options)).inspect();
  std::stable_sort(mistakes.begin(), mistakes.end(), [](const Mistake& a, const Mistake& b) { return a.line < b.line; });
  return mistakes;
}

}  // namespace sim::lesson

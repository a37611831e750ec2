#include "app/lessons/lesson_text.h"

#include "app/lessons/markdown.h"
#include "sim/base/text.h"
#include "sim/lesson/inserts.h"
#include "sim/lesson/moments.h"
#include "sim/lesson/plot.h"
#include "sim/lesson/runs.h"

#include <algorithm>

namespace app {

namespace {

using namespace sim::lesson;
using sim::cat;

class Text {
 public:
  Text(const Lesson& lesson, const Course& course, const sim::RunOptions& options) : lesson_(lesson), course_(course), runs_(lesson, options) {}

  std::string write() {
    head();
    program("The program", runs_.of("")->text());
    for (const Version& v : lesson_.variants) program(cat("The variant ", v.name, v.title.empty() ? "" : cat(" (", v.title, ")")), runs_.of(v.name)->text());
    size_t number = 0;
    for (const Step& s : lesson_.steps) step(s, ++number);
    if (!answers_.empty()) out_ += cat("\nAnswers\n-------\n", answers_);
    glossary();
    links();
    return std::move(out_);
  }

 private:
  std::string words(std::string_view markdown, const Context& context) { return plain_text(read_markdown(fill(markdown, context))); }
  std::string words(std::string_view markdown) { return plain_text(read_markdown(markdown)); }

  void heading(const std::string& text, char under) { out_ += cat(text, "\n", std::string(std::min<size_t>(text.size(), 78), under), "\n"); }

  void head() {
    heading(lesson_.title, '=');
    if (!lesson_.part.empty()) out_ += cat("Part: ", lesson_.part, ". ");
    out_ += cat("About ", lesson_.minutes, " minutes.\n");
    for (const std::string& goal : lesson_.goals) out_ += cat("- ", words(goal), "\n");
  }

  void program(const std::string& title, const std::string& text) {
    out_ += "\n";
    heading(title, '-');
    size_t from = 0;
    for (size_t n = 1; from < text.size(); ++n) {
      size_t end = std::min(text.find('\n', from), text.size());
      std::string number = cat(n);
      out_ += cat(std::string(number.size() < 3 ? 3 - number.size() : 0, ' '), number, end > from ? "  " : "", text.substr(from, end - from), "\n");
      from = end + 1;
    }
  }

  void step(const Step& s, size_t number) {
    out_ += "\n";
    heading(cat("Step ", number, " of ", lesson_.steps.size(), s.question ? ": a question" : s.exercise ? cat(": exercise, ", lesson_.exercises[*s.exercise].title) : ""), '-');
    const Facts* facts = runs_.of(s.scene.variant);
    auto point = facts ? find_moment(s.scene.moment, *facts) : sim::Result<Point>(sim::Problem{});
    if (!point) {
      out_ += words(s.text) + "\n";
      return;
    }
    Context context = runs_.context(*facts, *point);
    if (!s.text.empty()) out_ += words(s.text, context) + "\n";
    if (!s.scene.plot.empty()) plot(read_plot(s.scene.plot, *facts, *point));
    for (const std::string& name : s.scene.compare) compared(name);
    if (s.question) question(lesson_.questions[*s.question], context, number);
    else if (s.exercise) exercise(lesson_.exercises[*s.exercise]);
    else moment(s, *facts, *point);
  }

  void plot(const Plot& p) {
    for (const auto& point : p.points) {
      out_ += "  ";
      for (size_t n = 0; n < point.size(); ++n) out_ += cat(n ? ", " : "", p.names[n], " ", show_number(point[n]));
      out_ += "\n";
    }
  }

  void compared(const std::string& name) {
    const Version* v = name.empty() ? nullptr : lesson_.variant(name);
    out_ += cat("For comparison, ", !v ? "the program" : v->title.empty() ? cat("the variant ", v->name) : cat("'", v->title, "'"), ": ", show_number(sim::seconds(runs_.of(name)->run().end)), " s.\n");
  }

  void moment(const Step& s, const Facts& facts, Point at) {
    out_ += cat("\n(", s.scene.variant.empty() ? "" : cat("Variant ", s.scene.variant, ", "), in_words(s.scene.moment), "; the clock shows ", show_number(sim::seconds(at.time)), " s.");
    size_t told = 0;
    for (sim::TaskId id : facts.alive(at)) {
      if (++told > 12) {
        out_ += " And more.";
        break;
      }
      std::string state = facts.state(id, at), what = facts.waits_for(id, at);
      out_ += cat(" ", facts.name(id), state == "waiting" ? cat(" waits for ", what) : state == "running" ? " runs" : state == "blocked" ? " holds the loop" : " is ready", ".");
    }
    std::vector<std::string> printed;
    for (const PrintedLine& line : facts.output())
      if (line.record <= at.record) printed.push_back(line.text);
    if (!printed.empty()) out_ += cat(" Printed so far: ", printed.size(), printed.size() == 1 ? " line, \"" : " lines, the last \"", printed.back(), "\".");
    out_ += ")\n";
  }

  void question(const Question& q, const Context& context, size_t number) {
    out_ += words(text_of(q), context) + "\n";
    auto offered = offer(q, context);
    if (!offered) return;
    char letter = 'a';
    auto label = [&](size_t i) { return label_of(q, *offered, i); };
    for (size_t i = 0; i < offered->values.size(); ++i) out_ += cat("  ", letter++, ") ", label(i), "\n");
    answers_ += cat("Step ", number, ": ");
    if (q.kind == Question::Kind::number) answers_ += show(offered->answer);
    for (size_t i : offered->right) answers_ += cat(i == offered->right[0] ? "" : ", ", static_cast<char>('a' + i));
    if (q.kind == Question::Kind::choice) answers_ += cat(", ", label(offered->right[0]));
    answers_ += ".\n";
    for (const Choice& c : q.choices)
      if (!c.misconception.empty()) answers_ += cat("  ", c.label.empty() ? show(c.value, true) : c.label, ": ", words(c.misconception), "\n");
    if (!q.after.empty()) answers_ += cat("  ", words(q.after, context), "\n");
  }

  void exercise(const Exercise& e) {
    out_ += "It is done when\n";
    for (const Check& c : e.checks) out_ += cat("- ", c.message.empty() ? c.rule.text : words(c.message), "\n");
    if (e.start) program("The exercise begins with", program_text(lesson_, &*e.start).text);
    for (const Version& v : e.solutions) answers_ += cat("A solution of '", e.title, "':\n\n", program_text(lesson_, &v).text, "\n");
  }

  void glossary() {
    if (lesson_.glossary.empty()) return;
    out_ += "\n";
    heading("Words", '-');
    for (const Term& t : lesson_.glossary) out_ += cat(t.term, ": ", words(t.meaning), "\n");
  }

  void links() {
    const Lesson *before = course_.previous(lesson_), *after = course_.next(lesson_);
    if (before || after) out_ += "\n";
    if (before) out_ += cat("Before: ", before->title, " (", before->id, ")\n");
    if (after) out_ += cat("After: ", after->title, " (", after->id, ")\n");
  }

  const Lesson& lesson_;
  const Course& course_;
  Runs runs_;
  std::string out_, answers_;
};

}  // namespace

std::string lesson_as_text(const Lesson& lesson, const Course& course, const sim::RunOptions& options) { return Text(lesson, course, options).write(); }

}  // namespace app

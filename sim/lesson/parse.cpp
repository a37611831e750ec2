#include "sim/lesson/parse.h"

#include "sim/base/text.h"
#include "sim/lesson/directives.h"
#include "sim/lesson/head.h"
#include "sim/lesson/inserts.h"
#include "sim/lesson/scene.h"
#include "sim/python/source.h"

#include <algorithm>
#include <optional>

namespace sim::lesson {

namespace {

constexpr size_t kMostChoices = 9;  // each has a digit key

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

// A word and what stands behind it.
std::string_view take_word(std::string_view& s) {
  size_t end = std::min(s.find_first_of(" \t"), s.size());
  std::string_view word = s.substr(0, end);
  s = trimmed(s.substr(end));
  return word;
}

void append_line(std::string& text, std::string_view line) {
  if (!text.empty()) text += '\n';
  text += line;
}

// Empty lines at both ends go.
std::string stripped(std::string text) {
  size_t first = text.find_first_not_of(" \t\n");
  if (first == std::string::npos) return {};
  text.erase(text.find_last_not_of(" \t\n") + 1);
  size_t line = text.rfind('\n', first);
  return text.substr(line == std::string::npos ? 0 : line + 1);
}

// `@ holds ...` belongs to the step it stands in, wherever in it.
bool is_claim(std::string_view line) {
  line = trimmed(line.substr(1));
  return line.starts_with("holds ");
}

class LessonReader {
 public:
  LessonReader(std::string_view text, const std::string& file) { out_.lesson.file = file, cut_ = cut(text, file, out_.mistakes); }

  Reading read() {
    read_head(cut_, lesson(), out_.mistakes);
    lesson().code = std::move(cut_.code);
    lesson().places = std::move(cut_.places);
    const auto& all = cut_.directives;
    for (size_t i = 0; i < all.size();) {
      size_t end = i + 1;
      while (end < all.size() && all[end].mark == all[i].mark && all[end].line == all[end - 1].line + 1) ++end;
      block(i, end);
      i = end;
    }
    end_exercise();
    whole();
    std::stable_sort(out_.mistakes.begin(), out_.mistakes.end(), [](const Mistake& a, const Mistake& b) { return a.line < b.line; });
    return std::move(out_);
  }

 private:
  Lesson& lesson() { return out_.lesson; }
  void mistake(uint32_t line, std::string message) { out_.mistakes.push_back({lesson().file, line, std::move(message)}); }

  void block(size_t i, size_t end) {
    Mark mark = cut_.directives[i].mark;
    if (mark != Mark::section && mark != Mark::code) section_ = nullptr;
    switch (mark) {
      case Mark::narration: return narration(i, end);
      case Mark::question: return question(i, end);
      case Mark::check: return checks(i, end);
      case Mark::section:
        for (; i < end; ++i) section(cut_.directives[i]);
        return;
      case Mark::code:
        for (; i < end; ++i) code(cut_.directives[i]);
        return;
    }
  }

  // ---- narration

  void narration(size_t i, size_t end) {
    bool fence = false;
    Step step;
    auto flush = [&] {
      step.scene = scenes_.finish();
      step.text = stripped(std::move(step.text));
      if (exercise_) append_to_prompt(std::move(step));
      else lesson().steps.push_back(std::move(step));
      step = {};
    };
    auto start = [&](uint32_t line) {
      step.line = line;
      scenes_.begin(line, false);
    };
    start(cut_.directives[i].line);
    for (; i < end; ++i) {
      const Directive& d = cut_.directives[i];
      std::string_view text = trimmed(d.text);
      if (text.starts_with("```")) fence = !fence;
      if (fence || !text.starts_with('@')) {
        append_line(step.text, d.text);
        continue;
      }
      if (!stripped(step.text).empty() && !is_claim(text)) flush(), start(d.line);
      scenes_.read(text, d.line, d.code_line);
    }
    flush();
  }

  void append_to_prompt(Step step) {
    if (prompt_.text.empty() && prompt_.line == 0) {
      prompt_ = std::move(step);
      return;
    }
    if (!prompt_.text.empty()) prompt_.text += "\n\n";
    prompt_.text += step.text;
    auto holds = std::move(prompt_.scene.holds);
    prompt_.scene = std::move(step.scene);
    prompt_.scene.holds.insert(prompt_.scene.holds.begin(), holds.begin(), holds.end());
  }

  // ---- questions

  void question(size_t i, size_t end) {
    uint32_t line = cut_.directives[i].line;
    if (exercise_) return mistake(line, "a question stands before the exercises");
    Question q;
    q.what.line = 0;
    scenes_.begin(line, true);
    std::string* long_text = nullptr;  // what an indented line goes on with
    for (; i < end; ++i) {
      const Directive& d = cut_.directives[i];
      std::string_view text = trimmed(d.text);
      bool asked = q.what.line != 0;
      std::string_view rest = text;
      if (!asked && text.starts_with('@')) {
        scenes_.read(text, d.line, d.code_line);
      } else if (take_word(rest) == "predict") {
        if (asked) mistake(d.line, "a block asks one question; leave a line free before the next");
        else predict(rest, d.line, q);
      } else if (asked && text.starts_with("- ") && !d.text.starts_with("  ")) {
        long_text = choice(trimmed(text.substr(2)), d.line, q);
      } else if (long_text && d.text.starts_with("  ") && !text.empty()) {
        (*long_text += ' ') += text;
      } else {
        append_line(asked ? q.after : q.text, d.text);
        long_text = nullptr;
      }
    }
    if (q.what.line == 0) return mistake(line, "a question needs a line 'predict EXPRESSION'");
    q.text = stripped(std::move(q.text));
    q.after = stripped(std::move(q.after));
    settle(q);
    Step step;
    step.scene = scenes_.finish();
    step.line = line;
    step.question = lesson().questions.size();
    lesson().questions.push_back(std::move(q));
    lesson().steps.push_back(std::move(step));
  }

  void predict(std::string_view text, uint32_t line, Question& q) {
    q.what.line = line;
    refused_ = 0;
    std::string_view rest = text;
    std::string_view kind = take_word(rest);
    if (kind == "number" || kind == "order") {
      q.kind = kind == "order" ? Question::Kind::order : Question::Kind::number;
      text = rest;
    }
    std::string_view before = text;
    auto what = take_expression(text);
    understood_ = static_cast<bool>(what);
    if (!what) return mistake(line, what.problem());
    q.what.text = trimmed(before.substr(0, before.size() - text.size()));
    q.what.expr = std::move(*what);
    if (q.kind == Question::Kind::number && q.what.expr.type != Type::number) mistake(line, cat("'", q.what.text, "' is no number"));
    if (q.kind == Question::Kind::order && q.what.expr.type != Type::list) mistake(line, cat("'", q.what.text, "' is no list, so it has no order"));
    if (text.empty()) return;
    if (text[0] != '=') return mistake(line, cat("nothing was expected at '", text.substr(0, 24), "'"));
    q.terse = true;
    text = trimmed(text.substr(1));
    while (!text.empty()) {
      Choice c;
      c.line = line;
      size_t bar = 0;
      char quote = 0;
      for (; bar < text.size() && (quote || text[bar] != '|'); ++bar)
        if (quote ? text[bar] == quote : text[bar] == '"' || text[bar] == '\'' || text[bar] == '`') quote = quote ? '\0' : text[bar];
      value(trimmed(text.substr(0, bar)), line, q, c);
      text = trimmed(text.substr(std::min(bar + 1, text.size())));
    }
  }

  // "VALUE": adds the choice when it fits the question.
  bool value(std::string_view text, uint32_t line, Question& q, Choice& c) {
    Value v;
    std::string_view rest = text;
    Type wanted = q.kind == Question::Kind::order ? Type::text : q.what.expr.type;
    bool literal = take_literal(rest, v) && rest.empty() && v.type == wanted;
    if (!literal && wanted != Type::text)
      return ++refused_, mistake(line, cat("the answer '", text, "' is not of the kind of '", q.what.text, "': ", wanted == Type::number ? "a number" : wanted == Type::truth ? "yes or no" : "a list")), false;
    c.value = literal ? std::move(v) : Value::of_text(text);
    if (c.value.type == Type::text && c.value.text.empty()) return mistake(line, "an answer is empty"), false;
    for (const Choice& other : q.choices)
      if (other.value == c.value) return mistake(line, cat("the answer '", text, "' is there twice")), false;
    q.choices.push_back(std::move(c));
    return true;
  }

  // "VALUE "label": misconception". Where its text goes on; null: nowhere.
  std::string* choice(std::string_view text, uint32_t line, Question& q) {
    Choice c;
    c.line = line;
    std::string_view rest = text;
    Value literal;
    size_t end = text.size();
    if (q.kind != Question::Kind::order) {
      bool whole = take_literal(rest, literal) && (rest.empty() || rest[0] == ':' || rest[0] == '"');
      if (whole) {
        end = text.size() - rest.size();
      } else {
        end = std::min({text.find(": "), text.find(" \""), text.size() - text.ends_with(':')});
        rest = trimmed(text.substr(end));
      }
      if (rest.starts_with('"')) {
        size_t close = rest.find('"', 1);
        if (close == std::string_view::npos) return mistake(line, "the words for this answer have no end: \" is missing"), nullptr;
        c.label = rest.substr(1, close - 1);
        rest = trimmed(rest.substr(close + 1));
      }
      if (rest.starts_with(':')) c.misconception = trimmed(rest.substr(1));
      else if (!rest.empty()) return mistake(line, cat("nothing was expected at '", rest.substr(0, 24), "'; what the answer misunderstands stands behind a colon")), nullptr;
    }
    if (!understood_) return nullptr;
    return value(trimmed(text.substr(0, end)), line, q, c) ? &q.choices.back().misconception : nullptr;
  }

  void settle(Question& q) {
    if (!understood_) return;
    bool tasks_offer_themselves = q.what.expr.kind == Expr::Kind::fact && q.what.expr.name == "next";
    if (q.kind == Question::Kind::choice && q.choices.size() + refused_ < 2 && !(tasks_offer_themselves && q.choices.empty()))
      mistake(q.what.line, "a choice needs two answers or more: lines '- VALUE', or '= A | B' behind it");
    if (q.choices.size() > kMostChoices) mistake(q.choices[kMostChoices].line, cat("more than ", kMostChoices, " answers are too many to choose from"));
    if (q.kind == Question::Kind::order && q.choices.size() == 1) mistake(q.what.line, "one line has no order");
  }

  // ---- checks

  void checks(size_t i, size_t end) {
    std::vector<Check>& to = exercise_ ? exercise_->checks : lesson().checks;
    std::string* long_text = nullptr;
    size_t before = to.size();
    for (; i < end; ++i) {
      const Directive& d = cut_.directives[i];
      std::string_view rest = trimmed(d.text);
      if (d.text.starts_with("  ") && long_text && !rest.empty()) {
        (*long_text += ' ') += rest;
        continue;
      }
      std::string_view word = take_word(rest);
      long_text = nullptr;
      if (word == "check") long_text = check(rest, d.line, to);
      else if (word == "hint" && to.size() > before) *(long_text = &to.back().hint) = rest;
      else if (word == "hint") mistake(d.line, "a hint stands below its check");
      else mistake(d.line, cat("'#! ", word, "' is unknown: #! check RULE, #! hint TEXT"));
    }
  }

  std::string* check(std::string_view text, uint32_t line, std::vector<Check>& to) {
    std::string_view before = text;
    auto rule = take_expression(text);
    if (!rule) return mistake(line, rule.problem()), nullptr;
    Check c;
    c.rule = {std::move(*rule), std::string(trimmed(before.substr(0, before.size() - text.size()))), line};
    if (text.starts_with(':')) c.message = trimmed(text.substr(1));
    else if (!text.empty()) return mistake(line, cat("nothing was expected at '", text.substr(0, 24), "'; what the rule says in words stands behind a colon")), nullptr;
    if (c.rule.expr.type != Type::truth) return mistake(line, cat("a check is true or false; '", c.rule.text, "' is neither")), nullptr;
    if (mentions_moment(c.rule.expr)) return mistake(line, "a check is about the whole run; of a moment speaks '@ holds' in a step"), nullptr;
    if (always_true(c.rule.expr)) mistake(line, cat("the check '", c.rule.text, "' cannot fail"));
    to.push_back(std::move(c));
    return &to.back().message;
  }

  // ---- sections

  void section(const Directive& d) {
    std::string_view rest = trimmed(d.text);
    size_t colon = rest.find(':');
    std::string title(colon == std::string_view::npos ? std::string_view() : trimmed(rest.substr(colon + 1)));
    rest = trimmed(rest.substr(0, colon));
    std::string_view word = take_word(rest);
    if (word == "in") return in_place(rest, d.line);
    section_ = nullptr;
    if (word == "variant") return variant(std::string(rest), std::move(title), d.line);
    if (word == "exercise") return begin_exercise(std::string(rest), std::move(title), d.line);
    lost_ = {};
    section_ = &lost_;  // the code below a mistake is no mistake of its own
    if (word != "start" && word != "solution" && word != "wrong")
      return mistake(d.line, cat("'#= ", word, "' is unknown: variant, exercise, start, solution, wrong, in"));
    if (!exercise_) return mistake(d.line, cat("'#= ", word, "' belongs to an exercise, and none has begun"));
    if (!rest.empty()) return mistake(d.line, cat("nothing was expected at '", rest.substr(0, 24), "'; words stand behind a colon"));
    Version version{std::string(word), std::move(title), {}, d.line};
    if (word == "start") {
      if (exercise_->start) return mistake(d.line, "an exercise has one start");
      section_ = &exercise_->start.emplace(std::move(version));
    } else {
      if (word == "wrong" && version.title.empty()) mistake(d.line, "say what the wrong answer stands for: '#= wrong: what was misunderstood'");
      auto& list = word == "wrong" ? exercise_->wrongs : exercise_->solutions;
      list.push_back(std::move(version));
      section_ = &list.back();
    }
  }

  void variant(std::string name, std::string title, uint32_t line) {
    bool good = !name.empty() && name != "main" && std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
    if (!good) mistake(line, "a variant has a name of lower-case letters, digits and _ (not 'main', which is the program itself)");
    if (lesson().variant(name)) mistake(line, cat("there is a variant '", name, "' already, on line ", lesson().variant(name)->line));
    lesson().variants.push_back({std::move(name), std::move(title), {}, line});
    section_ = &lesson().variants.back();
  }

  void begin_exercise(std::string name, std::string title, uint32_t line) {
    end_exercise();
    if (!is_slug(name)) mistake(line, "an exercise has a name of lower-case letters, digits and hyphens: '#= exercise two-at-once: Two at once'");
    if (title.empty()) mistake(line, "an exercise has a title behind a colon: '#= exercise two-at-once: Two at once'");
    for (const Exercise& e : lesson().exercises)
      if (e.name == name) mistake(line, cat("there is an exercise '", name, "' already, on line ", e.line));
    exercise_.emplace();
    exercise_->name = std::move(name);
    exercise_->title = std::move(title);
    exercise_->line = line;
    prompt_ = {};
  }

  void end_exercise() {
    section_ = nullptr;
    if (!exercise_) return;
    if (prompt_.text.empty()) mistake(exercise_->line, "an exercise says what is to be done: '#:' lines below it");
    if (exercise_->checks.empty()) mistake(exercise_->line, "an exercise needs a check");
    if (exercise_->solutions.empty()) mistake(exercise_->line, "an exercise needs a solution");
    if (prompt_.line == 0) {
      scenes_.begin(exercise_->line, false);
      prompt_.scene = scenes_.finish();
    }
    prompt_.line = exercise_->line;
    prompt_.exercise = lesson().exercises.size();
    lesson().exercises.push_back(std::move(*exercise_));
    lesson().steps.push_back(std::move(prompt_));
    exercise_.reset();
    prompt_ = {};
  }

  void in_place(std::string_view name, uint32_t line) {
    if (!section_) return mistake(line, "'#= in' belongs to a variant, start, solution or wrong answer above it");
    for (const Patch& p : section_->patches)
      if (p.place == name) return mistake(line, cat("the place '", name, "' is replaced twice"));
    section_->patches.push_back({std::string(name), {}, line});
  }

  void code(const Directive& d) {
    if (!section_) return mistake(d.line, "a line of code belongs to a variant, start, solution or wrong answer above it");
    if (section_->patches.empty()) section_->patches.push_back({"", {}, d.line});
    section_->patches.back().code.push_back({d.text, d.line});
  }

  // ---- what only the whole can tell

  void whole() {
    if (lesson().steps.empty() && cut_.head_line) mistake(cut_.head_line - 1, "a lesson needs narration: '#:' lines");
    for (const Version& v : lesson().variants) version(v);
    for (const Exercise& e : lesson().exercises) {
      if (e.start) version(*e.start);
      for (const Version& v : e.solutions) version(v);
      for (const Version& v : e.wrongs) version(v);
    }
    for (const Step& s : lesson().steps) step(s);
    for (const Question& q : lesson().questions) {
      runs(q.what);
      markdown(q.text, q.what.line, true);
      markdown(q.after, q.what.line, true);
      for (const Choice& c : q.choices) markdown(c.misconception, c.line, false);
    }
    for (const Check& c : lesson().checks) checked(c);
    for (const Exercise& e : lesson().exercises)
      for (const Check& c : e.checks) checked(c);
    for (const Term& t : lesson().glossary) markdown(t.meaning, t.line, false);
    for (const std::string& goal : lesson().goals) markdown(goal, cut_.head_line, false);
  }

  void version(const Version& v) {
    const auto& places = lesson().places;
    if (v.patches.empty() && v.name != "start") mistake(v.line, "no code follows: lines that begin with '#|'");
    for (const Patch& p : v.patches) {
      if (p.place.empty() && places.size() > 1) mistake(p.line, "the program has several places: say '#= in PLACE' first");
      bool found = std::any_of(places.begin(), places.end(), [&](const Place& place) { return place.name == p.place; });
      if (!p.place.empty() && !found) mistake(p.line, cat("the program has no place '", p.place, "': mark it with #{", p.place, "}"));
    }
  }

  void runs(const Rule& rule) {
    std::vector<std::string> names;
    collect_runs(rule.expr, names);
    for (const std::string& name : names)
      if (name != "main" && !lesson().variant(name)) mistake(rule.line, cat("there is no variant '", name, "'"));
  }

  void step(const Step& s) {
    const Scene& scene = s.scene;
    for (const std::string& name : scene.compare)
      if (name == scene.variant) mistake(scene.line, "'@ compare' names the version that the step shows already");
      else if (!name.empty() && !lesson().variant(name)) mistake(scene.line, cat("there is no variant '", name, "'"));
    if (!scene.variant.empty() && !lesson().variant(scene.variant)) mistake(scene.line, cat("there is no variant '", scene.variant, "'"));
    for (const Rule& rule : scene.holds) {
      runs(rule);
      if (always_true(rule.expr)) mistake(rule.line, cat("the claim '", rule.text, "' cannot fail"));
    }
    if (s.text.empty() && !s.question && !s.exercise) mistake(s.line, "a step has no text");
    markdown(s.text, s.line, true);
  }

  void checked(const Check& c) {
    runs(c.rule);
    markdown(c.message, c.rule.line, false);
    markdown(c.hint, c.rule.line, false);
  }

  void markdown(std::string_view text, uint32_t line, bool values) {
    std::string problem;
    for (const Insert& insert : find_inserts(text, &problem)) {
      if (insert.is_term) continue;
      auto expr = parse_expression(insert.inner);
      if (!values) mistake(line, cat("{{", insert.inner, "}} has no run here to take its value from"));
      else if (!expr) mistake(line, cat("{{", insert.inner, "}}: ", expr.problem()));
      else runs({std::move(*expr), insert.inner, line});
    }
    if (!problem.empty()) mistake(line, std::move(problem));
  }

  Reading out_;
  Cut cut_;
  SceneReader scenes_{out_.lesson, out_.mistakes};
  std::optional<Exercise> exercise_;  // the one under way
  Step prompt_;                       // its text
  Version* section_ = nullptr;        // where lines of code go
  Version lost_;
  bool understood_ = false;           // the question under way has an expression
  size_t refused_ = 0;                // of its answers
};

}  // namespace

Reading read_lesson(std::string_view bytes, const std::string& file) {
  auto text = py::normalise(std::string(bytes));
  if (auto* problem = std::get_if<py::SyntaxProblem>(&text)) {
    Reading reading;
    reading.lesson.file = file;
    reading.mistakes.push_back({file, problem->line, problem->message});
    return reading;
  }
  return LessonReader(std::get<std::string>(text), file).read();
}

}  // namespace sim::lesson

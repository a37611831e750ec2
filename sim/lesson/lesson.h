// A lesson as data: what lessons/README.md describes. Never changes once read.
// Before: parse.h makes it of a file. After: play.h binds it to a run; inspect.h checks it; the app shows it.
#pragma once
#include "sim/base/time.h"
#include "sim/lesson/expression.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sim::lesson {

// What is wrong with a lesson, where. Lines count from 1; 0: the file as a whole.
struct Mistake {
  std::string file;
  uint32_t line = 0;
  std::string message;
};

// ---- the program and its versions

// A line of the program, and the line of the lesson's file it comes from.
struct CodeLine {
  std::string text;
  uint32_t file_line = 0;
};

// Lines [first, last) of the program that a version may replace.
struct Place {
  std::string name;
  size_t first = 0, last = 0;
  std::string indent;
  uint32_t line = 0;
};

struct Patch {
  std::string place;  // "": the only place, or in a file without places the whole program
  std::vector<CodeLine> code;
  uint32_t line = 0;
};

// A variant, a start, a solution, a wrong answer.
struct Version {
  std::string name, title;  // title: a variant's words, a wrong answer's misconception
  std::vector<Patch> patches;
  uint32_t line = 0;
};

// Text to run, and for each of its lines the file's.
struct ProgramText {
  std::string text;
  std::vector<uint32_t> file_lines;
  // 0 for a line that is not there.
  uint32_t file_line(size_t line) const { return line >= 1 && line <= file_lines.size() ? file_lines[line - 1] : 0; }
};

// ---- what is shown

struct Moment {
  enum class Kind : uint8_t { start, end, time, line, task, loop, printed } kind = Kind::start;
  enum class Event : uint8_t { made, starts, runs, waits, yields, ready, done, returns, raises, cancel, cancelled, turns, blocks, closes };
  Time time = 0;
  std::string text;         // line: what it contains; task waits: for what; printed
  bool whole_line = false;  // line: `text` is all of it, without indentation, and `nth` counts such lines' first runs apart
  size_t twin = 0;          // whole_line: of several equal lines which one, from 0
  std::string task;         // a name, or "any"
  Event event = Event::runs;
  size_t nth = 1;
  uint32_t line = 0;        // of the file
};

struct Rule {
  Expr expr;
  std::string text;  // as it was written
  uint32_t line = 0;
};

// What a step or question puts on the screen; complete, inheritance done.
struct Scene {
  Moment moment;
  std::optional<std::pair<Time, Time>> zoom;  // none: all
  bool by_order = false;
  bool resources = false;           // lanes of locks, queues, threads and connections are shown
  std::vector<std::string> panels;  // empty: all
  std::string variant;              // "": the program itself
  std::vector<std::string> tasks;   // highlighted
  std::vector<std::string> code;    // highlighted: texts of lines
  std::vector<std::string> compare; // variants shown beside it on the same axis; "" is the program itself
  std::string plot;                 // lines that are printed, with names for their numbers; "": nothing is plotted
  std::vector<Rule> holds;
  uint32_t line = 0, panels_line = 0;
};

struct Choice {
  Value value;
  std::string label;          // what is shown for it; "": the value
  std::string misconception;  // Markdown
  uint32_t line = 0;
};

struct Question {
  enum class Kind : uint8_t { choice, number, order } kind = Kind::choice;
  Rule what;
  std::string text, after;  // Markdown
  std::vector<Choice> choices;
  bool terse = false;  // written in one line: no misconceptions
};

struct Check {
  Rule rule;
  std::string message, hint;  // Markdown
};

struct Exercise {
  std::string name, title;
  std::vector<Check> checks;
  std::optional<Version> start;
  std::vector<Version> solutions, wrongs;
  uint32_t line = 0;
};

// One stop of the walk: narration alone, or with a question or an exercise.
struct Step {
  Scene scene;
  std::string text;  // Markdown
  std::optional<size_t> question, exercise;
  uint32_t line = 0;
};

// ---- the whole

struct Term {
  std::string term, meaning;
  uint32_t line = 0;
};

struct ScenarioChoice {
  std::string file, toml;  // one of them, or none; toml: the whole head, whose [scenario] it is
  uint32_t line = 0, toml_line = 0;  // toml_line: where the head's text begins
  bool empty() const { return file.empty() && toml.empty(); }
};

struct Lesson {
  std::string file;  // path as it was given
  std::string id, title, part;
  int64_t order = 0, minutes = 5;
  std::vector<std::string> goals;
  std::string previous, next;
  std::vector<Term> glossary;
  ScenarioChoice scenario;
  uint64_t seed = 0;
  std::vector<std::string> arguments;
  int exit_status = 0;
  uint32_t id_line = 0, order_line = 0, part_line = 0, previous_line = 0, next_line = 0;

  std::vector<CodeLine> code;  // the program
  std::vector<Place> places;
  std::vector<Version> variants;
  std::vector<Step> steps;
  std::vector<Question> questions;
  std::vector<Check> checks;  // of the program
  std::vector<Exercise> exercises;

  const Version* variant(std::string_view name) const;
};

// The program itself (null), or a version of it.
ProgramText program_text(const Lesson& lesson, const Version* version = nullptr);

}  // namespace sim::lesson

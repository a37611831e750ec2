// The grammar of lessons/README.md: what becomes of a file, what its words measure in a run.
#include "sim/lesson/evaluate.h"
#include "sim/lesson/inserts.h"
#include "sim/lesson/moments.h"
#include "sim/lesson/numbers.h"
#include "sim/lesson/parse.h"
#include "sim/lesson/plot.h"
#include "sim/lesson/regions.h"
#include "sim/lesson/runs.h"

#include <catch2/catch.hpp>

using namespace sim::lesson;

namespace {

const std::string kHead =
    "# /// lesson\n# id = \"small\"\n# title = \"Small\"\n# order = 1\n# goals = [\"a goal\"]\n# ///\n#: Text.\n";

Lesson lesson(const std::string& body) {
  Reading r = read_lesson(kHead + body, "small.py");
  for (const Mistake& m : r.mistakes) UNSCOPED_INFO(m.line << ": " << m.message);
  CHECK(r.mistakes.empty());
  return std::move(r.lesson);
}

std::string first_mistake(const std::string& body) {
  Reading r = read_lesson(kHead + body, "small.py");
  return r.mistakes.empty() ? "none" : r.mistakes[0].message;
}

// A program's run with the value of an expression in it.
class Ran {
 public:
  explicit Ran(const std::string& program) : lesson_(), runs_(lesson_, {}), facts_(runs_.run(program)) {}

  Value value(const std::string& expression, const std::string& moment = {}) {
    auto e = parse_expression(expression);
    INFO(expression << (e ? "" : e.problem()));
    REQUIRE(e);
    Context context = runs_.context(*facts_, moment.empty() ? std::optional<Point>() : std::optional<Point>(at(moment)));
    auto v = evaluate(*e, context);
    INFO((v ? "" : v.problem()));
    REQUIRE(v);
    return *v;
  }
  std::string shown(const std::string& expression, const std::string& moment = {}) { return show(value(expression, moment)); }
  double number(const std::string& expression) { return value(expression).number; }
  std::string problem(const std::string& expression) {
    auto e = parse_expression(expression);
    if (!e) return e.problem();
    auto v = evaluate(*e, runs_.context(*facts_));
    return v ? "a value" : v.problem();
  }
  Plot plot(const std::string& pattern, const std::string& moment) { return read_plot(pattern, *facts_, at(moment)); }
  Point at(const std::string& moment) {
    Reading r = read_lesson(kHead + "\n#: @ " + moment + "\n#: Here.\n", "m.py");
    for (const Mistake& m : r.mistakes) UNSCOPED_INFO(m.message);
    REQUIRE(r.mistakes.empty());
    auto point = find_moment(r.lesson.steps.back().scene.moment, *facts_);
    INFO(moment << ": " << (point ? "" : point.problem()));
    REQUIRE(point);
    return *point;
  }
  const Facts& facts() const { return *facts_; }

 private:
  Lesson lesson_;
  Runs runs_;
  std::shared_ptr<const Facts> facts_;
};

const std::string kGate = R"(import asyncio


async def call(gate: asyncio.Semaphore, number: int) -> int:
    async with gate:
        await asyncio.sleep(0.1)
        return number


async def main() -> None:
    gate = asyncio.Semaphore(2)
    print(await asyncio.gather(*(call(gate, n) for n in range(5))))
    print("done")


asyncio.run(main())
)";

}  // namespace

TEST_CASE("the program is the file without head and directives", "[lesson]") {
  Lesson l = lesson("import asyncio\n\n\n#: A step.\n\n\nprint(1)  # plain\n#! check total == 0\nprint('''\n#: no directive\n''')\n\n");
  CHECK(program_text(l).text == "import asyncio\n\n\nprint(1)  # plain\nprint('''\n#: no directive\n''')\n");
  CHECK(program_text(l).file_line(4) == 14);
  CHECK(l.steps.size() == 2);
}

TEST_CASE("versions replace places and keep the rest", "[lesson]") {
  Lesson l = lesson("def f():\n    #{body\n    a = 1\n    #}\n    return a\n\n\nprint(f())  #{last}\n\n#= variant two: Two\n#= in body\n#| a = 2\n#| if a:\n#|     a = 3\n#= variant quiet\n#= in last\n#| f()\n");
  CHECK(program_text(l).text == "def f():\n    a = 1\n    return a\n\n\nprint(f())\n");
  CHECK(program_text(l, l.variant("two")).text == "def f():\n    a = 2\n    if a:\n        a = 3\n    return a\n\n\nprint(f())\n");
  CHECK(program_text(l, l.variant("quiet")).text == "def f():\n    a = 1\n    return a\n\n\nf()\n");
  CHECK(program_text(l, l.variant("two")).file_line(3) == 20);
}

TEST_CASE("steps inherit what they do not set", "[lesson]") {
  Lesson l = lesson("print(1)\n\n#: @ end\n#: @ zoom 0 .. 0.5\n#: @ highlight Task-2, \"print\"\n#: One.\n#: @ axis order\n#: Two.\n\n#? @ start\n#? predict lines = 1 | 2\n\n#: Three.\n");
  REQUIRE(l.steps.size() == 5);
  CHECK(l.steps[1].scene.tasks.size() == 1);
  CHECK(l.steps[1].scene.code == std::vector<std::string>{"print"});
  CHECK(l.steps[2].scene.moment.kind == Moment::Kind::end);
  CHECK(l.steps[2].scene.zoom.has_value());
  CHECK(l.steps[2].scene.by_order);
  CHECK(l.steps[2].scene.tasks.empty());
  CHECK(l.steps[3].scene.moment.kind == Moment::Kind::start);
  CHECK(l.steps[4].scene.moment.kind == Moment::Kind::start);
  CHECK(l.steps[4].scene.by_order);
}

TEST_CASE("questions keep words, labels and misconceptions apart", "[lesson]") {
  Lesson l = lesson(
      "print(1)\n\n#? How many?\n#? predict lines\n#? - 1 \"just one\"\n#? - 2: You count\n#?   twice.\n#? After it.\n\n#? predict line(1) = 1 | \"a | b\" | two words\n");
  REQUIRE(l.questions.size() == 2);
  const Question& q = l.questions[0];
  CHECK(q.text == "How many?");
  CHECK(q.after == "After it.");
  REQUIRE(q.choices.size() == 2);
  CHECK(q.choices[0].label == "just one");
  CHECK(q.choices[1].misconception == "You count twice.");
  REQUIRE(l.questions[1].choices.size() == 3);
  CHECK(l.questions[1].choices[0].value == Value::of_text("1"));
  CHECK(l.questions[1].choices[1].value == Value::of_text("a | b"));
  CHECK(l.questions[1].choices[2].value == Value::of_text("two words"));
}

TEST_CASE("code in narration is neither a setting nor a value", "[lesson]") {
  Lesson l = lesson("#: Look:\n#: ```python\n#: @app.get(\"/\")\n#: f\"{{x}}\"\n#: ```\n#: and `{{y}}`.\nprint(1)\n");
  REQUIRE(l.steps.size() == 1);
  CHECK(find_inserts(l.steps[0].text).empty());
  CHECK(find_inserts("a {{total}} b [[task|tasks]] c").size() == 2);
}

TEST_CASE("a claim stays in its step wherever it stands", "[lesson]") {
  Lesson l = lesson("print(1)\n\n#: @ end\n#: One line.\n#: @ holds lines == 1\n");
  REQUIRE(l.steps.size() == 2);
  CHECK(l.steps[1].scene.holds.size() == 1);
}

TEST_CASE("expressions say what is wrong with them", "[lesson]") {
  CHECK(parse_expression("total <= 0.3 and not uses(\"gather\")"));
  CHECK(parse_expression("1 < peak('call') <= 3"));
  CHECK(parse_expression("finished[-1] == `Task-2`"));
  CHECK(parse_expression("totl").problem().find("Did you mean 'total'") != std::string::npos);
  CHECK(parse_expression("total <= ").problem().find("too early") != std::string::npos);
  CHECK(parse_expression("total == \"x\"").problem().find("one side is a number") != std::string::npos);
  CHECK(parse_expression("peak").problem().find("takes 1 text") != std::string::npos);
  CHECK(parse_expression("output < 3").problem().find("one side is a list") != std::string::npos);
  CHECK(parse_expression("(total").problem().find(") is missing") != std::string::npos);
  CHECK(parse_expression("\"open").problem().find("has no end") != std::string::npos);
  CHECK(parse_expression(std::string(5000, '(')).problem().find("too deeply") != std::string::npos);
  CHECK(parse_expression(std::string(5000, '-') + "1").problem().find("too deeply") != std::string::npos);
}

TEST_CASE("what cannot fail is seen without a run", "[lesson]") {
  for (const char* rule : {"total >= 0", "1 < 2", "tasks == tasks", "peak(\"a\") >= 0 or total < 1", "not (total < 0)", "total + 1 > 0", "yes", "\"\" in error", "-1 < lines"})
    CHECK(always_true(*parse_expression(rule)));
  for (const char* rule : {"total > 0", "total <= 0.3", "tasks >= 1", "\"a\" in output", "total >= 0 and lines == 1", "total - 1 < 0", "no", "total == round(total, 3)"})
    CHECK_FALSE(always_true(*parse_expression(rule)));
}

TEST_CASE("peak counts who is inside a function, a block, a line", "[lesson]") {
  Ran ran(kGate);
  CHECK(ran.number("total") == 0.3);
  CHECK(ran.number("peak(\"call\")") == 5);
  CHECK(ran.number("peak(\"async with gate:\")") == 2);
  CHECK(ran.number("peak(\"await asyncio.sleep\")") == 2);
  CHECK(ran.number("peak(\"main\")") == 1);
  CHECK(ran.number("held(\"Semaphore\")") == 2);
  CHECK(ran.number("waited(\"Semaphore\")") == 3);
  CHECK(ran.problem("peak(\"fetch\")").find("no function and no line") != std::string::npos);
  // A call that returned is not inside any more, though its caller has run no other line since.
  Ran one("import asyncio\n\n\nasync def call():\n    await asyncio.sleep(0.1)\n\n\nasync def both():\n    await call(), await asyncio.sleep(0.3)\n\n\nasync def main():\n    task = asyncio.create_task(both())\n    await asyncio.sleep(0.2)\n    await call()\n    await task\n\n\nasyncio.run(main())\n");
  CHECK(one.number("peak(\"call\")") == 1);
}

TEST_CASE("regions leave out the functions inside", "[lesson]") {
  auto lines = region_of("def f():\n    a = 1\n    def g():\n        b = 2\n    return (a,\n            g)\n\n\nc = 3\n", "f");
  CHECK(lines == std::vector<bool>{false, false, true, true, false, true, true});
  CHECK(region_of("x = 1\n", "f").empty());
  CHECK(code_contains("x = asyncio . TaskGroup()\n", "asyncio.TaskGroup"));
  CHECK_FALSE(code_contains("x = 'asyncio.TaskGroup'  # asyncio.TaskGroup\n", "asyncio.TaskGroup"));
}

TEST_CASE("words about tasks, output and time", "[lesson]") {
  Ran ran(kGate);
  CHECK(ran.number("tasks") == 6);
  CHECK(ran.number("alive") == 6);
  CHECK(ran.number("left") == 0);
  CHECK(ran.shown("output") == "[\"[0, 1, 2, 3, 4]\", \"done\"]");
  CHECK(ran.shown("line(-1)") == "\"done\"");
  CHECK(ran.shown("finished[0]") == "\"Task-2\"");
  CHECK(ran.number("len(started)") == 5);
  CHECK(ran.number("time(\"done\")") == 0.3);
  CHECK(ran.number("ends(\"Task-4\")") == 0.2);
  CHECK(ran.number("begins(\"Task-4\")") == 0);
  CHECK(ran.shown("in_order(\"[0\", \"done\")") == "yes");
  CHECK(ran.shown("in_order(\"done\", \"[0\")") == "no");
  CHECK(ran.shown("uses(\"asyncio.Semaphore\")") == "yes");
  CHECK(ran.shown("how(\"Task-2\")") == "\"returned\"");
  CHECK(ran.problem("time(\"never\")") == "nothing printed contains 'never'");
  CHECK(ran.problem("ends(\"Task-77\")") == "this run has no task 'Task-77'");
  CHECK(ran.problem("line(9)").find("none at") != std::string::npos);
  CHECK(ran.problem("1 / left") == "it divides by zero");
  Ran lost("import asyncio\n\n\nasync def work():\n    await asyncio.sleep(9)\n\n\nasync def main():\n    asyncio.create_task(work())\n    await asyncio.sleep(0.1)\n\n\nasyncio.run(main())\n");
  CHECK(lost.number("left") == 1);
  CHECK(lost.number("cancelled") == 1);
  Ran bad("import asyncio\nimport time\n\n\nasync def work():\n    time.sleep(0.2)\n    raise ValueError('x')\n\n\nasync def main():\n    asyncio.create_task(work())\n    asyncio.sleep(1)\n    await asyncio.sleep(0.5)\n    time.sleep(0.1)\n\n\nasyncio.run(main())\n");
  CHECK(bad.number("unretrieved") == 1);
  CHECK(bad.number("never_awaited") == 1);
  CHECK(bad.number("blocked") == 0.3);
  CHECK(bad.number("longest_block") == 0.2);
  CHECK(bad.number("raised") == 1);
  Ran error("raise KeyError('k')\n");
  CHECK(error.shown("error") == "\"KeyError\"");
  CHECK(error.number("exit") == 1);
}

TEST_CASE("moments are found, and what is true there", "[lesson]") {
  Ran ran(kGate);
  CHECK(ran.at("start").record == 0);
  CHECK(ran.at("0.2").time == 200'000'000);
  CHECK(ran.shown("next", "when Task-2 waits") == "\"Task-3\"");
  CHECK(ran.shown("ready", "when Task-2 waits") == "[\"Task-3\", \"Task-4\", \"Task-5\", \"Task-6\"]");
  CHECK(ran.shown("running", "line \"return number\"") == "\"Task-2\"");
  CHECK(ran.shown("state(\"Task-4\")", "when Task-4 waits for \"Semaphore\"") == "\"waiting\"");
  CHECK(ran.shown("waits_for(\"Task-4\")", "when Task-4 waits") == "\"Semaphore(2)\"");
  CHECK(ran.shown("now", "when any returns #3") == "0.2");
  CHECK(ran.shown("printed", "when \"done\" is printed") == "[\"[0, 1, 2, 3, 4]\", \"done\"]");
  CHECK(ran.shown("now", "when loop waits #2") == "0.1");
  CHECK(ran.shown("state(\"Task-2\")", "when Task-2 is done") == "\"returned\"");
  CHECK(ran.shown("state(\"Task-2\")", "start") == "\"not yet\"");
  CHECK(ran.number("round(total / 7, 2)") == 0.04);
}

TEST_CASE("an order is shuffled the same way every time, and never right from the start", "[lesson]") {
  Lesson l = lesson("for word in ('a', 'b', 'c', 'd'):\n    print(word)\n\n#? predict order output\n\n#? predict order output\n#? - c\n#? - a\n");
  Runs runs(l, {});
  const Facts& facts = *runs.of("");
  auto first = offer(l.questions[0], runs.context(facts)), again = offer(l.questions[0], runs.context(facts));
  REQUIRE(first);
  CHECK(first->values == again->values);
  REQUIRE(first->right.size() == 4);
  CHECK(first->right != std::vector<size_t>{0, 1, 2, 3});
  CHECK(first->values[first->right[0]].text == "a");
  auto some = offer(l.questions[1], runs.context(facts));
  REQUIRE(some);
  CHECK(some->values[some->right[0]].text == "a");
  CHECK(some->values[some->right[1]].text == "c");
}

TEST_CASE("a rule that is broken says by what and where", "[lesson]") {
  Ran ran(kGate);
  Lesson l;
  Runs runs(l, {});
  Rule rule{*parse_expression("peak(\"async with gate:\") <= 1"), "peak", 1};
  Verdict v = judge(rule, runs.context(ran.facts()));
  CHECK_FALSE(v.holds);
  CHECK(v.found == "peak(\"async with gate:\") is 2");
  REQUIRE(v.where != sim::lesson::kNowhere);
  CHECK(ran.facts().trace()[v.where].event == sim::Event::line);
}

TEST_CASE("a plot's points are the printed lines that fit, up to the moment", "[lesson]") {
  Ran r("print('limit  1: 8.0 s, 0 errors')\nprint('limit 16: 1 s, 2 errors')\nprint('limit 32: soon')\nprint('limit 64: 0.5 s, 3 errors!')\n");
  Plot plot = r.plot("limit {limit}: {seconds} s, {errors} errors", "end");
  CHECK(plot.names == std::vector<std::string>{"limit", "seconds", "errors"});
  CHECK(plot.points == std::vector<std::vector<double>>{{1, 8, 0}, {16, 1, 2}});
  CHECK(r.plot("limit {limit}: {seconds} s, {errors} errors", "when \"limit  1\" is printed").points.size() == 1);
  CHECK(placeholders("{a}{b}").empty());
  CHECK(placeholders("{a} {").empty());
  CHECK(placeholders("{} {b}").empty());
  CHECK(first_mistake("#: @ plot \"n {n}\"\n#: Text.\nprint(1)\n").find("at least two") != std::string::npos);
  CHECK(first_mistake("#: @ plot n\n#: Text.\nprint(1)\n").find("to plot") != std::string::npos);
  CHECK(first_mistake("#: @ lanes some\n#: Text.\nprint(1)\n").find("'tasks', or 'all'") != std::string::npos);
  CHECK(first_mistake("#: @ panels code,\n#: Text.\nprint(1)\n").find("panels are named") != std::string::npos);
}

TEST_CASE("a number of the text is held by the code and by what the scenario is read from, and by nothing else", "[lesson]") {
  using Unheld = std::vector<std::string>;
  Numbers code(lesson("wait(0.2)\ncount(1_500)\n"), "");
  CHECK(code.unheld("200 ms, 0.2 s, 1,500 ms and 1,500 s") == Unheld{});
  CHECK(code.unheld("500 ms, 1,200 s, 250 ms") == Unheld{"500", "1,200", "250"});
  CHECK(code.unheld("after 0.2, then 1.5.") == Unheld{"1.5"});
}

TEST_CASE("a lesson's scenario holds its numbers: head, preset and file", "[lesson]") {
  using Unheld = std::vector<std::string>;
  Reading r = read_lesson("# /// lesson\n# id = \"small\"\n# title = \"Small\"\n# order = 1\n# goals = [\"a goal\"]\n# [scenario]\n"
                          "# preset = \"httpbin\"\n# [scenario.hosts.\"a.example\"]\n# latency = \"30 ms\"\n# [run]\n# seed = 77\n# ///\n#: Text.\npass\n", "small.py");
  Numbers head(r.lesson, "");
  CHECK(head.unheld("30 ms, 0.05 s, 77 s") == Unheld{"77"});
  CHECK(Numbers(r.lesson, "latency = 0.77").unheld("0.77 s, 0.78 s") == Unheld{"0.78"});
}

TEST_CASE("mistakes do not cascade", "[lesson]") {
  CHECK(first_mistake("print(1)\n#= varinat x\n#| print(2)\n").find("'#= varinat' is unknown") == 0);
  CHECK(read_lesson(kHead + "print(1)\n#= varinat x\n#| print(2)\n", "x").mistakes.size() == 1);
  CHECK(read_lesson(kHead + "print(1)\n#? predict totl\n#? - 1\n#? - 2: no\n", "x").mistakes.size() == 1);
}

TEST_CASE("any bytes at all are read", "[lesson]") {
  for (std::string text : {std::string(), std::string("# /// lesson"), std::string("# /// lesson\n# ///"), std::string("\xff\xfe\0x", 4), kHead + "'''\n#: inside", kHead + "#= in x\n#| y\n#}\n#{\n#{a}\n"})
    CHECK_NOTHROW(read_lesson(text, "x"));
}

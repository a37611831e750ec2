// A lesson walked in the app without a window: keys, answers, exercises, progress, reloading.
#include "app/lessons/play.h"
#include "app/settings.h"
#include "sim/base/text.h"
#include "tests/app/headless.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

namespace fs = std::filesystem;
using headless::kBackspace;
using headless::kEnter;
using headless::Screen;

namespace {

const char* kLesson = R"(# /// lesson
# id = "pair"
# title = "Two at once"
# part = "Tests"
# order = 10
# goals = ["two calls wait together"]
# [glossary]
# task = "a coroutine that the loop runs"
# ///
#: # Two calls
#: Each is a [[task]] of its own.
import asyncio


async def call(name: str, seconds: float) -> None:
    await asyncio.sleep(seconds)
    print(name)


async def together() -> None:
    await asyncio.gather(call("slow", 0.2), call("quick", 0.1))


asyncio.run(together())  #{run}

#? How long do both take?
#? predict total
#? - 0.1: The slow one is not done then.
#? - 0.2
#? - 0.3: They wait side by side.

#? @ when Task-2 waits
#? predict next

#? predict order output

#: @ when Task-2 waits
#: @ panels code, timeline
#: @ highlight Task-3, "await asyncio.sleep"
#: It takes {{total}} s, one by one {{serial.total}} s.

#= variant serial: One after another
#| async def serial() -> None:
#|     await call("slow", 0.2)
#|     await call("quick", 0.1)
#|
#|
#| asyncio.run(serial())

#= exercise three: Three at once
#: Call a third one, "new", that takes 0.2 s. It must not take longer.
#! check total <= 0.2: It takes 0.2 s
#! check count("new") == 1: The third is called
#! hint Give `gather` a third call.
#= start
#| asyncio.run(together())
#= solution
#| async def three() -> None:
#|     await asyncio.gather(call("slow", 0.2), call("quick", 0.1), call("new", 0.2))
#|
#|
#| asyncio.run(three())
#= wrong: Waited for one after another.
#| async def three() -> None:
#|     await together()
#|     await call("new", 0.2)
#|
#|
#| asyncio.run(three())
)";

struct Course {
  Course() : folder(fs::temp_directory_path() / sim::cat("loopscope-play-", getpid())) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    write(kLesson);
  }
  ~Course() { fs::remove_all(folder); }
  void write(const std::string& text) const { std::ofstream(file(), std::ios::binary) << text; }
  std::string file() const { return (folder / "pair.py").string(); }
  std::string progress() const { return (folder / "data/progress.json").string(); }
  fs::path folder;
};

void open(Screen& s, const Course& c) {
  s.model.lessons.progress_path = c.progress();
  s.model.lessons.progress = *app::load_progress(c.progress());
  s.act("open " + c.file());
  INFO(s.model.notice);
  REQUIRE(s.model.lessons.play);
  s.frame();
}

// What the learner makes of the text in the code panel, run.
void type_all(Screen& s, const std::string& text) {
  s.model.source.buffer.replace_all(text);
  s.model.source.follow();
  s.act("reload");
  s.frame();
}

std::string playing_start(const app::LessonPlay& play) { return program_text(*play.lesson, &*play.lesson->exercises[0].start).text; }

constexpr int kJ = 'J', kK = 'K', kV = 'V';

}  // namespace

TEST_CASE("a lesson is walked with the keyboard alone, wrong and then right", "[lessons]") {
  Course course;
  Screen s;
  open(s, course);
  const app::LessonPlay& play = *s.model.lessons.play;
  CHECK(play.terms.size() == 1);
  CHECK(play.covered());
  // Nothing of the answer is on the screen: the run ends where the step stands.
  CHECK(s.model.document->end_time() == 0);
  s.press(kJ);
  REQUIRE(play.question());
  s.press('3');
  CHECK(play.question()->tries == 1);
  CHECK_FALSE(play.question()->settled());
  CHECK(!play.question()->remark.empty());
  s.press('2');
  CHECK(play.question()->right);
  s.press(kJ);  // which task runs next
  s.frame();
  REQUIRE(play.question()->offer.values.size() == 3);
  CHECK(s.model.document->end_time() == 0);
  s.press('3');
  CHECK(play.question()->right);
  s.press(kJ);  // the order of the output
  CHECK(play.question()->offer.values.size() == 2);
  for (size_t i : play.question()->offer.right) s.press(static_cast<int>('1' + i));
  CHECK(play.question()->right);
  s.press(kJ);
  CHECK_FALSE(play.covered());
  CHECK(s.model.document->end_time() == 200'000'000);
  CHECK(s.model.panels.open(app::Panel::timeline));
  CHECK_FALSE(s.model.panels.open(app::Panel::tasks));
  CHECK(s.model.document->task_name(s.model.selection.task) == "Task-3");
  CHECK(play.lines.size() == 1);
  s.press(kJ);
  REQUIRE(play.exercise());
  CHECK(s.model.panels.open(app::Panel::timeline));
  s.frame();
}

TEST_CASE("looking around and back to the step", "[lessons]") {
  Course course;
  Screen s;
  open(s, course);
  s.act("uncover");
  CHECK_FALSE(s.model.lessons.play->covered());
  s.act("seek 0.15");
  CHECK(app::is_away(s.model));
  s.frame();
  s.press(kBackspace);
  CHECK_FALSE(app::is_away(s.model));
  s.act("show-variant serial");
  CHECK(s.model.document->end_time() == 300'000'000);
  CHECK(app::is_away(s.model));
  s.frame();
  s.press(kK);
  CHECK(s.model.lessons.play->step == 0);
}

TEST_CASE("variants stand beside the program on one axis with one playhead", "[lessons]") {
  Course course;
  std::string text = kLesson;
  text.replace(text.find("#: @ highlight Task-3"), 0, "#: @ compare serial\n");
  course.write(text);
  Screen s;
  open(s, course);
  s.act("variant serial");
  CHECK(s.model.compared.empty());  // the question is open
  s.act("uncover");
  s.act("go-to-step 5");
  REQUIRE(s.model.compared.size() == 1);
  CHECK(s.model.compared[0]->name == "One after another");
  CHECK(s.model.axis_end() == 3e8);
  s.act("seek 0.3");
  s.frame();
  REQUIRE(s.app.compare.others.size() == 1);
  CHECK(s.app.compare.others[0].model->clock == 3e8);
  s.frame(0, {{'2', false, false, true}});  // Alt+2: no longer
  CHECK(s.model.compared.empty());
  s.frame(0, {{'2', false, false, true}});
  CHECK(s.model.compared.size() == 1);
  s.act("show-variant serial");  // they change places
  CHECK(s.model.document->name == "One after another");
  CHECK(s.model.compared[0]->name == "The program");
  s.act("variant nothing");
  CHECK(s.model.notice_is_error);
  s.press(kJ);
  CHECK(s.model.compared.empty());
  s.frame();
}

TEST_CASE("lines that a step points at are framed, and what is covered tells nothing of the run", "[lessons]") {
  Course course;
  Screen s;
  open(s, course);
  CHECK(app::is_covered(s.model));
  s.act("play");  // there is nothing to play yet, and that is said
  CHECK_FALSE(s.model.playback.playing);
  CHECK(s.model.notice.find("V shows it") != std::string::npos);
  s.act("uncover");
  CHECK_FALSE(app::is_covered(s.model));
  s.act("go-to-step 5");
  size_t pointed = 0;
  for (size_t line = 1; line <= s.model.document->lines(); ++line) pointed += app::points_at(s.model, line);
  CHECK(pointed == 1);
  CHECK(app::points_at(s.model, 5));
  s.frame();
  s.act("show-variant serial");
  CHECK_FALSE(app::points_at(s.model, 5));
}

TEST_CASE("an exercise is checked on each run, and a known mistake is named", "[lessons]") {
  Course course;
  Screen s;
  open(s, course);
  s.act("uncover");
  s.act("go-to-step 6");
  app::LessonPlay& play = *s.model.lessons.play;
  REQUIRE(play.exercise());
  REQUIRE(play.exercise()->grade);
  CHECK_FALSE(play.exercise()->grade->done());
  CHECK(play.exercise()->grade->checks[0].holds);
  CHECK_FALSE(play.exercise()->grade->checks[1].holds);
  s.frame();
  const auto& e = play.lesson->exercises[0];
  auto try_out = [&](const sim::lesson::Version& v) {
    type_all(s, program_text(*play.lesson, &v).text);
  };
  try_out(e.wrongs[0]);
  CHECK_FALSE(play.exercise()->done);
  CHECK(play.exercise()->remark == "Waited for one after another.");
  s.press('1');  // where it was broken
  CHECK(!s.model.notice.empty());
  try_out(e.solutions[0]);
  CHECK(play.exercise()->done);
  CHECK(play.exercise()->grade->done());
  s.act("solution");
  CHECK(play.exercise()->solution == std::optional<size_t>(0));
  s.frame();
  s.act("solution");
  CHECK(!play.exercise()->solution);
  CHECK(s.model.document->text == play.exercise()->text);
  CHECK(s.model.source.title == "Your version");
}

TEST_CASE("what a learner typed is kept: also what does not compile, beside a shown solution, and across steps", "[lessons]") {
  Course course;
  const std::string broken = "import asyncio\nasync def call(:\n";
  {
    Screen s;
    open(s, course);
    s.act("uncover");
    s.act("go-to-step 6");
    type_all(s, broken);
    CHECK(s.model.source.error);
    s.act("solution");
    CHECK(s.model.source.title == "The solution");
    type_all(s, "print('tried in the solution')\n");
    CHECK(s.model.lessons.play->exercise()->text == broken);
    s.act("solution");
    CHECK(s.model.source.buffer.text() == broken);
    s.press(kK);
    s.press(kJ);
    CHECK(s.model.source.buffer.text() == broken);
    s.press(kK);
    type_all(s, "print('looking around')\n");  // in a step without an exercise: undone by the next step, back with Ctrl+Z
    s.act("back-to-step");
    CHECK(s.model.source.buffer.text() != "print('looking around')\n");
    CHECK_FALSE(app::is_away(s.model));
    s.act("undo");
    CHECK(s.model.source.buffer.text() == "print('looking around')\n");
  }
  Screen s;
  open(s, course);
  s.act("go-to-step 6");
  CHECK(s.model.source.buffer.text() == broken);
  type_all(s, playing_start(*s.model.lessons.play));
  CHECK(s.model.lessons.play->exercise()->text.empty());  // as it began: nothing of the learner's own
}

TEST_CASE("a lesson and programs of one's own do not get into each other's way", "[lessons]") {
  Course course;
  Screen s;
  s.model.options.seed = 7;
  s.act("new");
  const std::string mine = "print('not saved')\n";
  type_all(s, mine);
  open(s, course);
  REQUIRE(s.model.left.size() == 1);  // is kept aside
  CHECK(s.model.left[0].buffer.text() == mine);
  CHECK(app::options_of_source(s.model).seed == 0);
  s.act("uncover");
  s.act("go-to-step 6");
  s.act("new");
  s.frame();
  CHECK(s.model.source.lesson.empty());
  CHECK(app::options_of_source(s.model).seed == 7);
  CHECK(s.model.lessons.play->exercise()->text.empty());
  type_all(s, mine);
  CHECK(s.model.lessons.play->exercise()->text.empty());
  s.act("back-to-step");
  CHECK(s.model.source.lesson == "pair/three");
  CHECK(s.model.left.size() == 2);
}

TEST_CASE("the layout that is remembered is the person's own, not a step's", "[lessons]") {
  Course course;
  Screen s;
  float split = s.model.splits[0];
  open(s, course);
  s.act("uncover");
  s.act("go-to-step 5");
  CHECK_FALSE(s.model.panels.open(app::Panel::tasks));
  app::Settings settings = app::settings_of(s.model, {});
  CHECK(settings.splits[0] == Approx(split));
  auto open_later = [&](const char* name) { return std::count(settings.open_panels.begin(), settings.open_panels.end(), name); };
  CHECK(open_later("tasks") == 1);
  CHECK(open_later("lesson") == 0);
  s.act("reset-lesson");  // as any lesson that is opened then: its first step has the person's layout
  CHECK(s.model.panels.open(app::Panel::tasks));
  CHECK(s.model.panels.shows(app::Panel::lesson));
}

TEST_CASE("progress, answers and own versions are there after a restart, and go on request", "[lessons]") {
  Course course;
  {
    Screen s;
    open(s, course);
    s.press(kJ);
    s.press('1');
    s.press('2');
    s.act("go-to-step 3");
  }
  {
    Screen s;
    open(s, course);
    const app::LessonPlay& play = *s.model.lessons.play;
    CHECK(play.step == 2);
    CHECK(play.farthest == 2);
    CHECK(play.questions[0].right);
    CHECK(play.questions[0].tries == 2);
    CHECK(play.questions[0].given == "0.2");
    s.act("export-progress " + (course.folder / "mine.json").string());
    s.act("reset-progress");
    CHECK(s.model.lessons.play->step == 0);
    CHECK_FALSE(s.model.lessons.play->questions[0].right);
    s.act("import-progress " + (course.folder / "mine.json").string());
    CHECK(s.model.lessons.play->questions[0].right);
  }
}

TEST_CASE("damaged progress is left alone", "[lessons]") {
  Course course;
  fs::create_directories(course.folder / "data");
  std::ofstream(course.progress()) << "{ not json";
  CHECK(app::load_progress(course.progress()).problem().find("damaged") != std::string::npos);
  CHECK(app::load_progress((course.folder / "none.json").string()));
  CHECK(app::Progress::parse("[]").problem() != "");
  CHECK(app::Progress::parse("{\"lessons\": {\"a\": {\"step\": \"x\"}}}").problem() != "");
}

TEST_CASE("a lesson is read again when its file is written", "[lessons]") {
  Course course;
  Screen s;
  open(s, course);
  s.press(kJ);
  std::string text = kLesson;
  text.replace(text.find("How long do both take?"), 22, "How long in all?");
  course.write(text);
  fs::last_write_time(course.file(), fs::last_write_time(course.file()) + std::chrono::seconds(5));
  s.model.lessons.looked = {};
  s.frame();
  const app::LessonPlay& play = *s.model.lessons.play;
  CHECK(play.step == 1);
  REQUIRE(play.question());
  CHECK(app::plain_text(play.question()->text) == "How long in all?");
  // A mistake in it leaves the lesson as it was, and says where.
  course.write(text + "#! chek total\n");
  fs::last_write_time(course.file(), fs::last_write_time(course.file()) + std::chrono::seconds(10));
  s.model.lessons.looked = {};
  s.frame();
  CHECK(s.model.notice_is_error);
  CHECK(s.model.notice.find("'#! chek' is unknown") != std::string::npos);
  CHECK(s.model.lessons.play->step == 1);
}

TEST_CASE("the course is browsed with the keyboard", "[lessons]") {
  Course course;
  Screen s;
  s.act("open " + course.folder.string());
  CHECK(s.model.panels.shows(app::Panel::course));
  s.frame();
  s.press(headless::kDown);
  s.press(kEnter);
  REQUIRE(s.model.lessons.play);
  CHECK(s.model.panels.shows(app::Panel::lesson));
  s.press('G');
  CHECK(s.model.panels.shows(app::Panel::course));
  s.frame();
}

TEST_CASE("what is not open says so", "[lessons]") {
  Screen s;
  s.act("next-step");
  CHECK(s.model.notice.find("Open a lesson first") == 0);
  s.act("lesson no-such-lesson-anywhere");
  CHECK(s.model.notice_is_error);
  Course course;
  open(s, course);
  s.act("answer 3");
  CHECK(s.model.notice_is_error);
  s.press(kJ);
  s.act("answer 77");
  CHECK(s.model.notice_is_error);
  s.act("check 9");
  CHECK(s.model.notice_is_error);
  s.act("variant nothing");
  CHECK(s.model.notice_is_error);
  s.press(kV);
  s.frame();
}

// Printed, not judged: loopscope_app_tests "[lesson-times]".
TEST_CASE("how long the slowest lesson takes to open", "[.][lesson-times]") {
  Screen s;
  s.act("open " LOOPSCOPE_SOURCE_DIR "/lessons");
  REQUIRE(s.model.lessons.course);
  double slowest = 0;
  std::string which;
  for (const auto& lesson : s.model.lessons.course->course.lessons) {
    auto began = std::chrono::steady_clock::now();
    s.act("lesson " + lesson->id);
    std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    if (took.count() > slowest) slowest = took.count(), which = lesson->id;
  }
  WARN("slowest: " << which << ", " << slowest << " ms");
}

TEST_CASE("every lesson of the course opens, and every step is drawn", "[lessons]") {
  Screen s;
  s.model.background = true;  // the variables at each step are asked for, and their replays are not what this is about
  s.act("open " LOOPSCOPE_SOURCE_DIR "/lessons");
  REQUIRE(s.model.lessons.course);
  for (const auto& lesson : s.model.lessons.course->course.lessons) {
    INFO(lesson->file);
    s.act("lesson " + lesson->id);
    REQUIRE(s.model.lessons.play);
    REQUIRE(s.model.lessons.play->lesson->id == lesson->id);
    for (size_t n = 0; n < lesson->steps.size(); ++n) {
      s.frame();
      CHECK(s.vertices() > 500);
      CHECK(s.model.lessons.play->problem.empty());
      if (s.model.lessons.play->covered() && s.model.lessons.play->question()) s.act("uncover"), s.frame();
      s.press(kJ);
    }
  }
}

// Guards app/model.cpp and app/actions.cpp: what each action does to the model.
#include "app/model.h"
#include "tests/app/headless.h"

#include <catch2/catch.hpp>

#include <set>

using namespace app;

namespace {

Model opened(sim::Trace trace) {
  Model m;
  show_document(m, headless::document(std::move(trace)));
  return m;
}

void act(Model& m, const std::string& line) {
  auto action = parse_action(line);
  REQUIRE(action);
  apply(m, *action);
}

}  // namespace

TEST_CASE("every action has a name of its own, and no key means two things") {
  std::set<std::string> names, keys;
  for (const ActionInfo& info : all_actions()) {
    CHECK(names.insert(info.name).second);
    std::string_view rest = info.key;
    while (!rest.empty()) {
      std::string key(rest.substr(0, rest.find(' ')));
      for (When when : {When::reading, When::typing})
        if (info.when == when || info.when == When::always) CHECK(keys.insert(key + (when == When::typing ? " while typing" : "")).second);
      rest.remove_prefix(std::min(key.size() + 1, rest.size()));
    }
  }
}

TEST_CASE("the names that scripts rely on exist") {
  for (const char* line : {"open gather", "play", "pause", "step", "back", "seek 0.25", "zoom-fit", "select Task-3",
                           "panel timers on", "theme light", "resize 1280x800", "wait 0.5", "shot FILE.png", "quit"})
    CHECK(parse_action(line));
}

TEST_CASE("a script tells the line of what it does not know") {
  auto script = parse_script("# a comment\nplay\n\nfly away\n");
  REQUIRE(!script);
  CHECK(script.problem() == "line 4: there is no action 'fly'");
  CHECK(!parse_script("seek soon"));
  CHECK(!parse_script("resize 1280"));
  CHECK(!parse_script("step 3"));
  auto good = parse_script("seek 0.25\r\nresize 640x480\n");
  REQUIRE(good);
  CHECK((*good)[1].action.b == 480);
}

TEST_CASE("stepping to and fro by line and by event comes back to the same place") {
  Model m = opened(toy::gather_three());
  for (auto [forward, back] : {std::pair{"step", "back"}, {"step-event", "back-event"}, {"next-turn", "previous-turn"}}) {
    act(m, "first");
    act(m, forward);
    act(m, forward);
    size_t two = m.cursor;
    act(m, forward);
    CHECK(m.cursor > two);
    act(m, back);
    CHECK(m.cursor == two);
  }
}

TEST_CASE("a line step shows the line that is about to run") {
  Model m = opened(toy::gather_three());
  act(m, "step");
  CHECK(m.moment.current_line == 11);
  CHECK(m.moment.running == 1);
  act(m, "step");
  CHECK(m.moment.current_line == 12);
}

TEST_CASE("steps stop at both ends") {
  Model m = opened(toy::gather_three());
  act(m, "back");
  CHECK(m.cursor == 0);
  act(m, "last");
  act(m, "step");
  CHECK(m.cursor == m.document->last_record());
}

TEST_CASE("seek shows the tasks parked on their lines") {
  Model m = opened(toy::gather_three());
  act(m, "seek 0.1");
  REQUIRE(m.moment.parked.size() == 4);
  CHECK(m.moment.parked[0].line == 6);
  CHECK(m.moment.parked[3].line == 12);
  CHECK(waits_for(*m.document, m.moment.parked[0]) == "sleep 0.3");
  CHECK(m.moment.loop.timers.size() == 3);
  act(m, "seek 99");
  CHECK(m.cursor == m.document->last_record());
  CHECK(m.moment.counts[static_cast<int>(TaskState::done)] == 4);
}

TEST_CASE("playing moves through virtual time at its speed and stops at the end") {
  Model m = opened(toy::gather_three());
  act(m, "speed 0.1");
  act(m, "play");
  advance(m, 1);
  CHECK(m.clock == Approx(0.1e9));
  CHECK(m.playback.playing);
  advance(m, 10);
  CHECK(!m.playback.playing);
  CHECK(m.cursor == m.document->last_record());
}

TEST_CASE("on the order axis playing goes by steps of the loop") {
  Model m = opened(toy::gather_three());
  act(m, "axis order");
  act(m, "speed 2");
  act(m, "play");
  advance(m, 2);
  CHECK(m.document->order.step_of(m.cursor) == 4);
}

TEST_CASE("an event of the selected task: stepping over its await") {
  Model m = opened(toy::gather_three());
  act(m, "select Task-3");
  act(m, "seek 0.1");
  act(m, "step-task");
  CHECK(m.document->trace[m.cursor].event == sim::Event::task_resumed);
  CHECK(m.document->trace[m.cursor].task == 3);
}

TEST_CASE("folding a task hides the lanes of its children") {
  Model m = opened(toy::gather_three());
  CHECK(m.lanes.size() == 4);
  act(m, "fold Task-1");
  CHECK(m.lanes == std::vector<sim::TaskId>{1});
  act(m, "fold Task-1");
  CHECK(m.lanes.size() == 4);
}

TEST_CASE("what does not exist is said and changes nothing") {
  Model m = opened(toy::gather_three());
  for (const char* line : {"select Task-99", "theme plaid", "panel cellar on", "axis sideways", "open no-such-file.py"}) {
    act(m, line);
    CHECK(m.notice_is_error);
    CHECK(!m.notice.empty());
  }
  CHECK(m.document);
}

TEST_CASE("the view can be neither lost nor turned inside out") {
  Model m = opened(toy::gather_three());
  for (const char* line :
       {"view -1e30 -1e29", "view 1e29 1e30", "view 5 4", "lane-height 1e9", "lane-height -5", "scroll 1e12", "scroll -7"}) {
    act(m, line);
    CHECK(m.view.to > m.view.from);
    CHECK(m.view.from < m.axis_end());
    CHECK(m.view.to > 0);
    CHECK(m.view.lane_height > 0);
    CHECK(m.view.scroll >= 0);
  }
  for (int n = 0; n < 200; ++n) act(m, "zoom-in");
  CHECK(m.view.to > m.view.from);
  for (int n = 0; n < 200; ++n) act(m, "zoom-out");
  CHECK(m.view.from <= 0);
}

TEST_CASE("the cause of a wake-up is where the cursor goes") {
  Model m = opened(toy::with_semaphore());
  act(m, "select Task-5");
  for (int n = 0; n < 5; ++n) act(m, "next-span");
  act(m, "cause");
  CHECK(m.document->trace[m.cursor].event == sim::Event::resource_released);
  CHECK(m.selection.task == 2);
}

TEST_CASE("every action can be applied with nothing open") {
  for (const ActionInfo& info : all_actions()) {
    if (info.id == ActionId::open) continue;
    Model m;
    apply(m, {info.id});
    advance(m, 0.1);
  }
}

TEST_CASE("every action can be applied to an empty trace") {
  for (const ActionInfo& info : all_actions()) {
    if (info.id == ActionId::open || info.id == ActionId::reload || info.id == ActionId::save) continue;  // of files; edit_test.cpp has them
    Model m = opened(sim::Trace{});
    apply(m, {info.id});
    advance(m, 0.1);
  }
}

TEST_CASE("a range is measured on its axis, shown by Z, and gone with Escape or another axis") {
  Model m = opened(toy::gather_three());
  act(m, "range 0.2 0.1");
  REQUIRE(m.range);
  CHECK(m.range->from == Approx(1e8));
  act(m, "zoom-range");
  CHECK(m.view.from == Approx(1e8));
  CHECK(m.view.to == Approx(2e8));
  act(m, "close");
  CHECK(!m.range);
  act(m, "select Task-2");
  act(m, "range-span");
  REQUIRE(m.range);
  CHECK(m.range->to == Approx(0.3e9));
  act(m, "axis order");
  CHECK(!m.range);
  act(m, "range 1 3");  // steps there, seconds on the other axis, as everywhere in scripts
  REQUIRE(m.range);
  CHECK(m.range->from == Approx(1.0 * sim::kStepWidth));
  CHECK(m.range->to == Approx(3.0 * sim::kStepWidth));
}

TEST_CASE("a mark is set at the playhead and taken away by the same key") {
  Model m = opened(toy::gather_three());
  act(m, "seek 0.1");
  act(m, "mark");
  act(m, "last");
  act(m, "mark the end");
  REQUIRE(m.marks.size() == 2);
  CHECK(m.marks[1].note == "the end");
  act(m, "mark");
  CHECK(m.marks.size() == 1);
}

TEST_CASE("a pinned lane stands above all others") {
  Model m = opened(toy::gather_three());
  act(m, "pin Task-4");
  CHECK(m.lanes.front() == 4);
  act(m, "pin Task-4");
  CHECK(m.lanes.front() == 1);
}

TEST_CASE("following an arrow leads to what the span began") {
  Model m = opened(toy::gather_three());
  act(m, "select Task-1");
  act(m, "next-span");
  act(m, "next-span");  // Task-1 runs and makes three tasks
  act(m, "next-arrow");
  act(m, "effect");
  CHECK(m.selection.task == 3);
  CHECK(m.document->trace[m.cursor].event == sim::Event::task_resumed);
  act(m, "cause");
  CHECK(m.selection.task == 1);
}

TEST_CASE("arrows are shown for the selection, for all, or not at all") {
  Model m = opened(toy::gather_three());
  act(m, "arrows");
  CHECK(m.arrows == ArrowMode::all);
  act(m, "arrows none");
  CHECK(m.arrows == ArrowMode::none);
  act(m, "arrows sideways");
  CHECK(m.notice_is_error);
}

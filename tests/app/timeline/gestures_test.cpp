// Guards app/timeline/input.cpp and the keys of actions.cpp: each gesture of the timeline, with the mouse and with the keyboard alone.
#include "tests/app/headless.h"

#include <catch2/catch.hpp>

using namespace headless;

namespace {

constexpr int kPageUp = 266, kPageDown = 267, kHome = 268, kEnd = 269;
// In a window of 1280x800 as delivered: a moment of the lanes, the ruler, the lanes' names and the strip below; where the lanes begin and end.
constexpr float kX = 900, kRuler = 95, kNames = 560, kStrip = 395, kFrom = 675, kTo = 1264;

struct Timeline : Screen {
  explicit Timeline(sim::Trace trace) {
    app::show_document(model, document(std::move(trace)));
    act("animate off");
    frame(0);
  }
  double length() const { return model.view.length(); }
  // The moment under a place of the screen.
  Approx at(float x) const {
    double pixel = length() / static_cast<double>(kTo - kFrom);
    return Approx(model.view.from + (x - kFrom) * pixel).margin(1.5 * pixel);
  }
  float lane_y(size_t lane) const { return 158 + static_cast<float>(lane * model.view.lane_height - model.view.scroll); }
  size_t cursor() const { return model.cursor; }
};

}  // namespace

TEST_CASE("the wheel zooms around the mouse, finely with Ctrl; Shift and a swipe to the side pan") {
  Timeline t(toy::with_semaphore());
  Approx before = t.at(kX);
  double length = t.length(), per_pixel = length / static_cast<double>(kTo - kFrom);
  t.move(kX, 300);
  t.frame(0);
  t.wheel(1);
  double coarse = length / t.length();
  CHECK(coarse > 1.2);
  CHECK(t.model.view.from + (kX - kFrom) * per_pixel / coarse == before);
  length = t.length();
  t.modifiers(true, false);
  t.wheel(1);
  t.modifiers(false, false);
  CHECK(length / t.length() > 1);
  CHECK(length / t.length() < coarse);
  double from = t.model.view.from;
  length = t.length();
  t.modifiers(false, true);
  t.wheel(-1);
  t.modifiers(false, false);
  CHECK(t.model.view.from > from);
  CHECK(t.length() == Approx(length));
  for (int n = 0; n < 30; ++n) t.frame(0);  // the fingers rest
  from = t.model.view.from;
  t.wheel(0.3f, 1);  // not quite straight: it pans and does not zoom
  CHECK(t.model.view.from < from);
  CHECK(t.length() == Approx(length));
  t.wheel(1, 0.2f);  // the swipe still goes on: the axis it began on holds
  CHECK(t.length() == Approx(length));
}

TEST_CASE("the wheel over the names scrolls lanes, and everywhere if one likes") {
  Timeline t(toy::many(40, 900));
  t.move(kNames, 300);
  t.frame(0);
  double length = t.length();
  t.wheel(-1);
  CHECK(t.model.view.scroll > 0);
  CHECK(t.length() == length);
  double scroll = t.model.view.scroll;
  t.act("wheel-scrolls-lanes");
  t.move(kX, 300);
  t.frame(0);
  t.wheel(-1);
  CHECK(t.model.view.scroll > scroll);
  CHECK(t.length() == length);
  t.modifiers(true, false);
  t.wheel(1);
  CHECK(t.length() < length);
}

TEST_CASE("a drag pans both ways, with each button") {
  for (int button : {0, 1, 2}) {
    Timeline t(toy::many(40, 900));
    t.act("zoom-in");
    t.frame(0);
    double from = t.model.view.from;
    t.drag(kX, 330, kX - 80, 250, button);
    INFO("button " << button);
    CHECK(t.model.view.from > from);
    CHECK(t.model.view.scroll > 0);
    CHECK(t.model.selection.empty());
  }
}

TEST_CASE("a drag on the ruler measures a range, Shift and a drag do anywhere, and its ends can be dragged") {
  Timeline t(toy::with_semaphore());
  t.act("last");
  t.frame(0);
  Approx a = t.at(760), b = t.at(860), c = t.at(960);
  t.drag(760, kRuler, 860, kRuler);
  REQUIRE(t.model.range);
  CHECK(t.model.range->from == a);
  CHECK(t.model.range->to == b);
  t.drag(860, 300, 960, 300);  // by its right end
  REQUIRE(t.model.range);
  CHECK(t.model.range->from == a);
  CHECK(t.model.range->to == c);
  t.press(kEscape);
  CHECK(!t.model.range);
  t.modifiers(false, true);
  t.drag(760, 200, 860, 200);
  t.modifiers(false, false);
  REQUIRE(t.model.range);
  CHECK(t.model.range->from == a);
  t.press('Z');
  CHECK(t.model.view.from == a);
  CHECK(t.model.view.to == b);
}

TEST_CASE("a click on the ruler moves the playhead, a drag of its flag scrubs") {
  Timeline t(toy::with_semaphore());
  t.click(860, kRuler);
  CHECK(t.model.clock == t.at(860));
  CHECK(!t.model.range);
  t.drag(860, kRuler, 1000, kRuler);
  CHECK(t.model.clock == t.at(1000));
  CHECK(!t.model.range);
}

TEST_CASE("a click selects a span, two zoom to it, two beside all bars show the whole run") {
  Timeline t(toy::with_semaphore());
  double whole = t.length();
  t.click(700, t.lane_y(1));
  REQUIRE(t.model.selection.task != 0);
  REQUIRE(t.model.selection.span != app::kNothing);
  t.click(700, t.lane_y(1));
  CHECK(t.length() < whole);
  for (int n = 0; n < 60; ++n) t.frame(0);  // the next click is no third of these
  t.act("view -0.1 3");
  t.frame(0);
  t.click(1200, t.lane_y(1));
  t.click(1200, t.lane_y(1));
  CHECK(t.length() == Approx(whole));
}

TEST_CASE("a drag on the strip below moves the window") {
  Timeline t(toy::many(40, 900));
  for (int n = 0; n < 5; ++n) t.press('W');
  double length = t.length();
  t.drag(800, kStrip, 1100, kStrip);
  CHECK(t.length() == Approx(length));
  CHECK(t.model.view.from > 0.5 * t.model.axis_end());
}

TEST_CASE("the mouse over the lanes draws a line across all of them") {
  Timeline t(toy::with_semaphore());
  t.move(-1, -1);
  t.frame(0);
  size_t without = t.vertices();
  t.move(1200, 300);
  t.frame(0);
  t.frame(0);
  CHECK(t.vertices() > without);
}

TEST_CASE("playback by keys: events, those of a task, turns, tenths, both ends, speed") {
  Timeline t(toy::with_semaphore());
  struct Pair {
    int key;
    bool ctrl, shift;
    int back;
  };
  t.act("select Task-3");
  for (Pair p : {Pair{kRight, false, false, kLeft}, Pair{kRight, false, true, kLeft}, Pair{kRight, true, false, kLeft}, Pair{kPageDown, false, false, kPageUp}}) {
    t.act("seek 0.1");
    auto at = [&] { return std::pair(t.model.clock, t.cursor()); };
    auto before = at();
    t.press(p.key, p.ctrl, p.shift);
    INFO("key " << p.key << (p.ctrl ? " Ctrl" : "") << (p.shift ? " Shift" : ""));
    auto after = at();
    CHECK(after > before);
    t.press(p.back, p.ctrl, p.shift);
    CHECK(at() < after);
  }
  t.press(kEnd);
  CHECK(t.cursor() == t.model.document->last_record());
  t.press(kHome);
  CHECK(t.cursor() == 0);
  double speed = t.model.playback.speed;
  t.press('.', false, true);
  CHECK(t.model.playback.speed > speed);
  t.press(',', false, true);
  CHECK(t.model.playback.speed == Approx(speed));
  t.press(kSpace);
  CHECK(t.model.playback.playing);
}

TEST_CASE("the view by keys: zoom, pan, the whole run, the selection") {
  Timeline t(toy::many(40, 900));
  double whole = t.length();
  for (auto [in, out] : {std::pair<int, int>{'W', 'S'}, {'=', '-'}}) {
    t.press(in);
    CHECK(t.length() < whole);
    t.press(out);
    CHECK(t.length() == Approx(whole));
  }
  t.press('W');
  double from = t.model.view.from;
  t.press('D');
  CHECK(t.model.view.from > from);
  t.press('A');
  CHECK(t.model.view.from == Approx(from));
  t.press('0');
  CHECK(t.length() == Approx(whole));
  t.press(kDown, false, true);
  CHECK(t.model.view.scroll > 0);
  t.press(kUp, false, true);
  CHECK(t.model.view.scroll == 0);
  t.press(kDown);
  t.press(kDown);
  t.press('.');
  t.press('F');
  CHECK(t.length() < whole);
}

TEST_CASE("lanes and spans by keys: neighbours, folding, pinning, measuring, causes and effects") {
  Timeline t(toy::with_semaphore());
  t.press(kDown);
  sim::TaskId first = t.model.selection.task;
  REQUIRE(first != 0);
  size_t lanes = t.model.lanes.size();
  t.press(kEnter);
  CHECK(t.model.lanes.size() < lanes);
  t.press(kEnter);
  CHECK(t.model.lanes.size() == lanes);
  t.press(kDown);
  CHECK(t.model.selection.task != first);
  t.press('P');
  CHECK(t.model.lanes.front() == t.model.selection.task);
  t.press('.');
  size_t span = t.model.selection.span;
  REQUIRE(span != app::kNothing);
  t.press('.');
  CHECK(t.model.selection.span == span + 1);
  t.press(',');
  CHECK(t.model.selection.span == span);
  for (int n = 0; n < 4 && !t.model.range; ++n) {  // what takes no time has nothing to measure
    t.press('.');
    t.press('R');
  }
  CHECK(t.model.range);
  t.press(kEnd);
  size_t end = t.cursor();
  t.press('[');
  CHECK(t.cursor() < end);
  t.press(kUp);
  CHECK(t.model.selection.task != 0);
  t.press(kEscape);
  t.press(kEscape);
  CHECK(t.model.selection.empty());
}

TEST_CASE("marks, notes, inspector, search, palette and the sheet of keys by keys") {
  Timeline t(toy::with_semaphore());
  t.act("seek 0.1");
  t.press('M');
  CHECK(t.model.marks.size() == 1);
  t.press('M', false, true);
  CHECK(t.model.noting);
  t.press(kEscape);
  CHECK_FALSE(t.model.noting);
  bool shown = t.model.panels.shows(app::Panel::inspector);
  t.press('Q');
  CHECK(t.model.panels.shows(app::Panel::inspector) != shown);
  t.press('F', true);
  CHECK(t.model.search);
  t.press(kEscape);
  t.press('P', true, true);
  CHECK(t.model.palette);
  t.press(kEscape);
  t.press('/', false, true);
  CHECK(t.model.help);
}

TEST_CASE("no letter moves anything while text is typed") {
  Timeline t(toy::with_semaphore());
  t.act("seek 0.1");
  t.act("edit");
  size_t cursor = t.cursor();
  double length = t.length();
  for (int key : {int('W'), int('S'), int('A'), int('D'), int('F'), int('N'), int('B'), int('M'), int('P'), int('Q'), int('0'), kRight, kLeft, kSpace, kHome})
    t.press(key);
  CHECK(t.cursor() == cursor);
  CHECK(t.length() == length);
  CHECK(t.model.marks.empty());
  CHECK(t.model.pinned.empty());
  CHECK(!t.model.playback.playing);
}

// Guards what a person sees: every panel drawn over every program of tests/python at several moments, in small and large windows. No text
// lies over another, none is drawn without anything to be seen of it.
#include "tests/app/headless.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

using namespace headless;

namespace {

struct Notes {
  std::vector<app::Paint::Drawn> drawn;
  Notes() { app::Paint::notes = &drawn; }
  ~Notes() { app::Paint::notes = nullptr; }
};

app::Rect visible(const app::Paint::Drawn& d) {
  return {{std::max(d.place.min.x, d.clip.min.x), std::max(d.place.min.y, d.clip.min.y)},
          {std::min(d.place.max.x, d.clip.max.x), std::min(d.place.max.y, d.clip.max.y)}};
}

// The first two texts that lie over each other, as one sentence; "" when none do.
std::string overlap(std::vector<app::Paint::Drawn> drawn) {
  std::sort(drawn.begin(), drawn.end(), [](auto& x, auto& y) { return x.place.min.y < y.place.min.y; });
  for (size_t i = 0; i < drawn.size(); ++i) {
    app::Rect a = visible(drawn[i]);
    if (a.width() <= 0 || a.height() <= 0) continue;
    for (size_t j = i + 1; j < drawn.size() && drawn[j].place.min.y < a.max.y - 3; ++j) {
      app::Rect b = visible(drawn[j]);
      // Letters stand off the edges of their line: a little is no harm.
      float across = std::min(a.max.x, b.max.x) - std::max(a.min.x, b.min.x), down = std::min(a.max.y, b.max.y) - std::max(a.min.y, b.min.y);
      if (across > 2 && down > 4) return "'" + drawn[i].text + "' lies over '" + drawn[j].text + "'";
    }
  }
  return {};
}

// Every panel comes to the front of its dock once.
template <class Body>
void each_front(Screen& screen, Body body) {
  size_t most = 0;
  for (int dock = 0; dock < app::kDocks; ++dock) most = std::max(most, screen.model.panels.tabs(static_cast<app::Dock>(dock)).size());
  for (size_t n = 0; n < most; ++n) {
    for (int dock = 0; dock < app::kDocks; ++dock)
      if (auto tabs = screen.model.panels.tabs(static_cast<app::Dock>(dock)); n < tabs.size()) screen.model.panels.set(tabs[n], true);
    body();
  }
}

std::vector<std::string> programs() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(LOOPSCOPE_SOURCE_DIR) + "/tests/python"))
    if (entry.path().extension() == ".py") out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

void look_at(Screen& screen, const std::string& name) {
  screen.frame(0);
  Notes notes;
  screen.frame(0);
  INFO(name);
  CHECK(notes.drawn.size() > 3);
  CHECK(overlap(notes.drawn) == "");
}

}  // namespace

TEST_CASE("the measure itself finds what lies over another, and lets pass what is cut off or stands beside") {
  auto text = [](float x, float y, float clip_right, const char* what) { return app::Paint::Drawn{{{x, y}, {x + 60, y + 16}}, {{0, 0}, {clip_right, 900}}, what}; };
  CHECK(overlap({text(0, 0, 900, "under"), text(40, 6, 900, "over")}) == "'under' lies over 'over'");
  CHECK(overlap({text(0, 0, 900, "left"), text(61, 0, 900, "right")}) == "");
  CHECK(overlap({text(0, 0, 900, "above"), text(0, 14, 900, "below")}) == "");
  CHECK(overlap({text(0, 0, 30, "cut off"), text(40, 0, 900, "beside")}) == "");
}

TEST_CASE("every panel over every program at several moments: nothing stops, no text lies over another") {
  Screen screen;
  for (const std::string& name : programs()) {
    auto document = run_file(name);
    REQUIRE(document);
    app::show_document(screen.model, document);
    for (double at : {0.0, 0.4, 1.0}) {
      app::Action seek{app::ActionId::seek_record};
      seek.a = at * static_cast<double>(document->last_record());
      app::apply(screen.model, seek);
      screen.act(at == 0.4 ? "next-lane" : "select-none");
      each_front(screen, [&] { look_at(screen, name + " at record " + std::to_string(screen.model.cursor)); });
    }
  }
}

TEST_CASE("from a stamp to a wall at twice the size: no text lies over another") {
  for (auto [width, height, scale] : {std::tuple{320.f, 200.f, 1.f}, {640.f, 480.f, 1.f}, {1280.f, 800.f, 1.f}, {2560.f, 1440.f, 2.f}, {1920.f, 1080.f, 0.75f}}) {
    Screen screen(width, height, scale);
    for (const sim::Trace& trace : {toy::with_semaphore(), toy::blocking(), toy::failing(), toy::cancelling(), toy::many(40, 900)}) {
      app::show_document(screen.model, document(trace));
      screen.act("seek 0.2");
      screen.act("next-lane");
      for (const char* axis : {"axis time", "axis order"}) {
        screen.act(axis);
        each_front(screen, [&, width = width] { look_at(screen, std::to_string(width) + " wide"); });
      }
    }
  }
}

TEST_CASE("marks, a measured range, arrows and resources draw on both axes") {
  Screen screen;
  app::show_document(screen.model, document(toy::with_semaphore()));
  screen.act("seek 0.3");
  screen.act("mark here it waits");
  screen.act("next-lane");
  screen.act("next-span");
  screen.act("arrows all");
  screen.act("resources on");
  for (const char* axis : {"axis time", "axis order"}) {
    screen.act(axis);
    screen.act("select Task-5");
    screen.act("range-span");
    REQUIRE(screen.model.range);
    screen.frame(0);
    size_t with = screen.vertices();
    screen.act("range 0 0");
    screen.frame(0);
    CHECK(screen.vertices() < with);
  }
}

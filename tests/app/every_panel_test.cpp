// Guards what a person sees: every panel drawn over every program of tests/python at several moments, in small and large windows. No text
// lies over another, none is drawn without anything to be seen of it.
#include "tests/app/headless.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

using namespace headless;

namespace {

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

// Guards the panels: every one drawn headless over every kind of run, at several moments, sizes, themes; mouse and keys do what
// they say.
#include "app/panels/markdown_view.h"
#include "tests/app/headless.h"
#include "tests/support/folder.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace headless;

namespace {

std::vector<std::shared_ptr<const app::Document>> documents() {
  using sim::Ending;
  return {document(toy::gather_three()),
          document(toy::with_semaphore()),
          document(toy::blocking()),
          document(toy::failing(), Ending::exception, "ValueError: too many requests", 7),
          document(toy::cancelling()),
          document(toy::deadlocked(), Ending::deadlock,
                   "DEADLOCK: nothing can run.\nTask-1 waits for gather.\nTask-3 waits for Event.\nAnd more.", 6),
          document(sim::Trace{}, Ending::syntax_error, "SyntaxError: invalid syntax", 400),
          document(toy::many(300, 9000)),
          document(toy::gather_three(), Ending::unsupported, std::string(20000, 'x'), 3),
          document(toy::gather_three(), Ending::limit, "", 0)};
}

}  // namespace

TEST_CASE("small panels that have too little room stand in one place, as its tabs", "[panels]") {
  Screen screen(1280, 800);
  app::show_document(screen.model, document(toy::gather_three()));
  screen.frame();
  auto shown = [&](app::Dock dock) { return screen.model.panels.front(dock); };
  CHECK(shown(app::Dock::third) == app::Panel::inspector);
  screen.resize(800, 800);
  screen.frame();
  CHECK(shown(app::Dock::first) == app::Panel::loop);
  CHECK(shown(app::Dock::second) == app::Panel::inspector);
  CHECK_FALSE(shown(app::Dock::third));
  screen.resize(500, 800);
  screen.frame();
  CHECK(shown(app::Dock::first) == app::Panel::inspector);
  CHECK_FALSE(shown(app::Dock::second));
  screen.act("panel tasks on");
  screen.frame();
  CHECK(screen.model.panels.shows(app::Panel::tasks));
  CHECK_FALSE(screen.model.panels.shows(app::Panel::inspector));
  screen.resize(1280, 800);
  screen.frame();
  CHECK(screen.model.panels.shows(app::Panel::inspector));
}

TEST_CASE("the panels' plain grounds are the window's to fill: whole pixels, one for each panel, none over another", "[panels]") {
  for (float scale : {1.0f, 1.5f}) {
    Screen screen(1280, 800, scale);
    app::show_document(screen.model, document(toy::gather_three()));
    screen.frame();
    size_t drawn = screen.vertices();
    std::vector<app::Rect> grounds;
    screen.app.look.grounds = &grounds;
    screen.frame();
    CHECK(grounds.size() >= 6);
    CHECK(screen.vertices() > drawn * 9 / 10);  // all else is still drawn
    for (size_t i = 0; i < grounds.size(); ++i) {
      const app::Rect& a = grounds[i];
      CHECK(a.width() > 0);
      CHECK(a.height() > 0);
      for (float edge : {a.min.x, a.min.y, a.max.x, a.max.y}) CHECK(edge == std::floor(edge));
      CHECK((a.min.x >= 0 && a.min.y >= 0 && a.max.x <= 1280 && a.max.y <= 800));
      for (size_t j = 0; j < i; ++j) {
        const app::Rect& b = grounds[j];
        CHECK((a.max.x <= b.min.x || b.max.x <= a.min.x || a.max.y <= b.min.y || b.max.y <= a.min.y));
      }
    }
  }
}

TEST_CASE("Markdown keeps a number with its unit, and what follows a styled word at it", "[panels]") {
  Screen screen;
  screen.frame();
  Notes notes;
  ImGui::NewFrame();
  ImGui::Begin("page");
  for (float width = 60; width < 260; width += 7) app::draw_markdown(screen.app.look, app::read_markdown("It takes **0.4** s, or 250 ms (`await`), then *others*."), width);
  ImGui::End();
  ImGui::EndFrame();
  // The first letter of a line stands at its left edge: no unit, bracket or full stop is one.
  float left = notes.drawn.front().place.min.x;
  for (const auto& d : notes.drawn)
    if (d.place.min.x == left) CHECK(std::string("s,.)m").find(d.text[0]) == std::string::npos);
  CHECK(notes.drawn.size() > 100);
}

TEST_CASE("every run draws at every moment, on both axes, with every selection") {
  Screen screen;
  for (const auto& d : documents()) {
    app::show_document(screen.model, d);
    for (const char* axis : {"axis time", "axis order"})
      for (double at : {0.0, 0.3, 0.7, 1.0}) {
        screen.act(axis);
        app::Action seek{app::ActionId::seek_record};
        seek.a = at * static_cast<double>(d->last_record());
        app::apply(screen.model, seek);
        for (const char* select : {"select-none", "select loop", "next-lane", "next-span"}) {
          screen.act(select);
          screen.frame(0);
          CHECK(screen.vertices() > 500);
        }
      }
  }
}

TEST_CASE("sizes from a postage stamp to a wall, scales and themes draw without complaint") {
  for (float scale : {0.75f, 1.0f, 2.0f}) {
    Screen screen(1280, 800, scale);
    app::show_document(screen.model, document(toy::with_semaphore()));
    screen.act("seek 0.2");
    for (auto [width, height] : {std::pair{320.f, 200.f}, {640.f, 400.f}, {1280.f, 800.f}, {2560.f, 1440.f}, {1.f, 1.f}})
      for (const char* theme : {"theme dark", "theme light", "theme contrast"}) {
        screen.resize(width, height);
        screen.act(theme);
        screen.frame(0);
        screen.frame(0);
      }
  }
}

TEST_CASE("panels can be hidden one by one, all of them too") {
  Screen screen;
  app::show_document(screen.model, document(toy::gather_three()));
  size_t before = 0;
  for (const char* panel : {"code", "output", "timeline", "loop", "tasks", "inspector"}) {
    screen.frame(0);
    screen.act(std::string("panel ") + panel + " off");
  }
  screen.frame(0);
  before = screen.vertices();
  screen.act("panel timeline on");
  screen.frame(0);
  CHECK(screen.vertices() > before);
}

TEST_CASE("nothing open draws an empty app") {
  Screen screen;
  screen.frame(0);
  screen.act("open no-such-file.py");
  screen.frame(0);
  CHECK(screen.model.notice_is_error);
}

TEST_CASE("keys move the cursor") {
  Screen screen;
  app::show_document(screen.model, document(toy::gather_three()));
  screen.press(kRight);
  size_t one = screen.model.cursor;
  CHECK(one > 0);
  screen.press(kRight);
  CHECK(screen.model.cursor > one);
  screen.press(kLeft);
  CHECK(screen.model.cursor == one);
  screen.press('N');
  CHECK(screen.model.moment.current_line == 11);
  screen.press(kSpace);
  CHECK(screen.model.playback.playing);
  screen.press(kSpace);
  CHECK(!screen.model.playback.playing);
  screen.press('/', false, true);
  CHECK(screen.model.help);
  screen.press(kEscape);
  CHECK(!screen.model.help);
}

TEST_CASE("while the palette is open letters are text and not actions") {
  Screen screen;
  app::show_document(screen.model, document(toy::gather_three()));
  screen.press('P', true, true);
  REQUIRE(screen.model.palette);
  size_t cursor = screen.model.cursor;
  screen.frame(0);
  screen.press('N');
  CHECK(screen.model.cursor == cursor);
  screen.press(kDown);
  CHECK(screen.app.palette.chosen == 1);
  screen.press(kEscape);
  CHECK(!screen.model.palette);
}

TEST_CASE("Enter goes through the tour to its end") {
  Screen screen;
  app::show_document(screen.model, document(toy::gather_three()));
  screen.act("tour");
  for (int stop = 0; stop < 5; ++stop) {
    screen.frame(0);
    CHECK(screen.model.tour == stop);
    Notes notes;
    screen.frame(0);
    auto card = std::find_if(notes.drawn.begin(), notes.drawn.end(), [](const auto& d) { return d.text.find(" of 5") != std::string::npos; });
    REQUIRE(card != notes.drawn.end());
    auto below = std::max(notes.drawn.begin(), card - 6);  // its title and its sentence, which stand before it
    CHECK(overlap({std::find_if(below, card, [&](const auto& d) { return d.place.min.x == card->place.min.x; }), notes.drawn.end()}) == "");
    screen.press(kEnter);
  }
  screen.frame(0);
  CHECK(screen.model.tour < 0);
}

TEST_CASE("the spotlight darkens every place once, but for a round hole at the mouse") {
  Screen screen;
  app::show_document(screen.model, document(toy::gather_three()));
  screen.act("present");
  screen.act("spotlight");
  screen.move(640, 400);
  screen.frame(0);
  const ImDrawList& list = *ImGui::GetForegroundDrawList();
  float radius = screen.app.look.px(150);
  auto darkened = [&](ImVec2 p) {
    int count = 0;
    for (int n = 0; n + 2 < list.IdxBuffer.Size; n += 3) {
      auto corner = [&](int k) { return list.VtxBuffer[list.IdxBuffer[n + k]].pos; };
      auto side = [&](ImVec2 a, ImVec2 b) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); };
      float x = side(corner(0), corner(1)), y = side(corner(1), corner(2)), z = side(corner(2), corner(0));
      count += (x > 0 && y > 0 && z > 0) || (x < 0 && y < 0 && z < 0);
    }
    return count;
  };
  for (float x = 5.3f; x < 1280; x += 61)
    for (float y = 7.7f; y < 800; y += 53) {
      float away = std::sqrt((x - 640) * (x - 640) + (y - 400) * (y - 400));
      if (std::abs(away - radius) < 12) continue;  // its edge
      CAPTURE(x, y);
      CHECK(darkened({x, y}) == (away > radius ? 1 : 0));
    }
}

TEST_CASE("with the future masked nothing of it is drawn in the lanes of resources") {
  Screen screen;
  app::show_document(screen.model, run_file(std::string(LOOPSCOPE_SOURCE_DIR) + "/tests/python/semaphore_limits_and_is_fair.py"));
  REQUIRE(screen.model.document);
  screen.act("resources on");
  auto words = [&] {
    Notes notes;
    screen.frame(0);
    size_t count = 0;
    for (const auto& d : notes.drawn)
      count += std::min(d.place.max.x, d.clip.max.x) > std::max(d.place.min.x, d.clip.min.x);
    return count;
  };
  size_t open = words();
  screen.act("mask-future");
  CHECK(words() < open);
}

TEST_CASE("with the future masked no panel and no name tells of it, and at the end everything does") {
  const std::string text =
      "import asyncio\n\n\nasync def work(n):\n    await asyncio.sleep(n)\n    return int('two')\n\n\n"
      "async def main():\n    one = asyncio.create_task(work(2))\n    await asyncio.sleep(1)\n    two = asyncio.create_task(work(5))\n"
      "    await one\n\n\nasyncio.run(main())\n";
  std::atomic<bool> stop = false;
  Screen screen(1600, 1000);
  app::show_document(screen.model, app::run_program({1, app::RunWhy::open, "surprise.py", text, {}}, stop).document);
  screen.act("seek 0.5");
  screen.act("select Task-2");
  auto told = [&](std::string_view words) {
    Notes notes;
    each_front(screen, [&] { screen.frame(0); });
    auto has = [&](const auto& d) { return d.text.find(words) != std::string::npos; };
    return static_cast<size_t>(std::count_if(notes.drawn.begin(), notes.drawn.end(), has));
  };
  const char* kFuture[] = {"of 2 s", "invalid literal", "ValueError", "raises", "will end"};
  for (const char* words : kFuture) {
    INFO(words);
    CHECK(told(words));
  }
  size_t names = told("Task-3");   // those on the loop's lane are drawn, and covered
  screen.act("mask-future");
  CHECK(told("Task-3") < names);
  CHECK(screen.model.lanes == std::vector<sim::TaskId>{1, 2});
  for (const char* words : kFuture) {
    INFO(words);
    CHECK_FALSE(told(words));
  }
  screen.act("last");
  CHECK(told("ValueError"));
  CHECK(screen.model.lanes.size() == 3);
}

TEST_CASE("with the future masked a task's sums are those until now") {
  Screen screen;
  app::show_document(screen.model, document(toy::gather_three()));
  const app::Document& d = *screen.model.document;
  screen.act("seek " + std::to_string(static_cast<double>(d.end_time()) / 2e9));
  const sim::Row& row = d.spans.row(2);
  app::TaskSums whole = app::sums_of(screen.model, row);
  CHECK(app::told_until(screen.model) == d.end_time());
  CHECK(whole.runs == row.resumes);
  screen.act("mask-future");
  app::TaskSums now = app::sums_of(screen.model, row);
  CHECK(app::told_until(screen.model) == d.end_time() / 2);
  sim::Time all = 0, lived = 0;
  for (sim::Time t : whole.in) all += t;
  for (sim::Time t : now.in) lived += t;
  CHECK(lived == std::min(all, d.end_time() / 2 - d.spans.begin(row.first)));
  CHECK(now.runs >= 1);
  screen.act("last");
  CHECK(app::sums_of(screen.model, row).runs == row.resumes);
}

TEST_CASE("what is typed in the frame that opens a field goes into the field, not into the app") {
  Screen screen;
  app::show_document(screen.model, document(toy::gather_three()));
  screen.act("last");
  screen.frame(0);
  size_t cursor = screen.model.cursor;
  auto letter = [](char c) { return app::KeyPress{0, false, false, false, static_cast<uint32_t>(c)}; };
  screen.frame(0, {{'P', true, true, false}, {'L', false, false, false}, letter('l'), {'B', false, false, false}, letter('b')});
  REQUIRE(screen.model.palette);
  screen.frame(0, {letter('i'), letter('g')});
  for (int n = 0; n < 10; ++n) screen.frame(0);
  CHECK(std::string(screen.app.palette.text) == "lbig");
  CHECK(screen.model.cursor == cursor);
  screen.press(kEscape);
  CHECK_FALSE(screen.model.palette);
  // An action by its first letters and Enter, all at once.
  screen.frame(0, {{'P', true, true, false}, letter('f'), letter('i'), letter('r'), letter('s'), letter('t'), {kEnter, false, false, false}});
  for (int n = 0; n < 10; ++n) screen.frame(0);
  CHECK_FALSE(screen.model.palette);
  CHECK(screen.model.cursor == 0);
  // The same for the code; the letter of the key that begins the editing is not written.
  screen.frame(0, {{'I', false, false, false}, letter('i'), {'3', false, true, false}, letter('#'), {'X', false, false, false}, letter('x')});
  CHECK(screen.model.source.buffer.text().find("#x") != std::string::npos);
  CHECK(screen.model.source.buffer.text().find("i#x") == std::string::npos);
}

TEST_CASE("the wheel zooms at the mouse, a drag pans, a click selects, the ruler seeks") {
  Screen screen;
  app::show_document(screen.model, document(toy::gather_three()));
  screen.frame(0);
  // The timeline's lanes lie right of the middle, above it.
  float x = 900, y = 190;
  double length = screen.model.view.length();
  screen.move(x, y);
  screen.frame(0);
  screen.wheel(3);
  CHECK(screen.model.view.length() < length * 0.7);
  double from = screen.model.view.from;
  screen.drag(x, 300, x + 60, 300);
  CHECK(screen.model.view.from < from);
  screen.act("zoom-fit");
  screen.frame(0);
  screen.click(x, y);
  CHECK(screen.model.selection.task != 0);
  CHECK(screen.model.selection.span != app::kNothing);
  screen.click(x, 95);
  CHECK(screen.model.clock > 0.05e9);
}

TEST_CASE("equal state draws equally") {
  Screen screen;
  app::show_document(screen.model, document(toy::blocking()));
  screen.act("seek 0.2");
  for (int n = 0; n < 3; ++n) screen.frame(0);
  size_t vertices = screen.vertices();
  screen.frame(0);
  CHECK(screen.vertices() == vertices);
}

TEST_CASE("with the future masked tasks are sorted by what they have done until now, and the ruler ends at the playhead") {
  Screen screen(2600, 1000);  // the table has room for its times
  app::show_document(screen.model, run_text("import asyncio\n\n\nasync def work(n):\n    await asyncio.sleep(n)\n    return n\n\n\n"
                                            "async def late():\n    await asyncio.sleep(1)\n    return await asyncio.create_task(work(5), name='last')\n\n\n"
                                            "async def main():\n    await asyncio.gather(late(), work(2))\n\n\nasyncio.run(main())\n"));
  screen.act("seek 0.5");
  screen.act("mask-future");
  auto words = [&] {
    Notes notes;
    screen.frame(0);
    std::vector<std::string> out;
    for (const auto& d : notes.drawn) out.push_back(d.text);
    return out;
  };
  auto has = [](const std::vector<std::string>& all, std::string_view one) { return std::find(all.begin(), all.end(), one) != all.end(); };
  CHECK(has(words(), "0.5 s"));
  for (const char* later : {"1.0 s", "2.0 s", "5.0 s", "6.0 s", "6 s"}) {
    INFO(later);
    CHECK_FALSE(has(words(), later));
  }
  screen.act("sort-tasks waited");
  app::TasksUi ui;
  auto waited = [&] {
    app::Actions actions;
    ImGui::NewFrame();
    app::draw_tasks(screen.model, screen.app.look, {{0, 0}, {900, 600}}, ui, actions);
    ImGui::EndFrame();
    return ui.sums;
  };
  CHECK(ui.order.empty());
  CHECK(waited().at(2).of(sim::SpanState::suspended) == 500'000'000);
  CHECK(ui.order.size() == 3);  // the fourth is not made yet
  screen.act("last");
  CHECK(waited().at(2).of(sim::SpanState::suspended) == 6'000'000'000);
  CHECK(ui.order.size() == 4);
  CHECK(ui.order.front() != 3);  // 2 s are the least
}

TEST_CASE("a document in the memory of one that is gone is not taken for it") {
  Screen screen(1600, 1000);
  screen.act("resources on");
  auto told = [&](std::string_view words) {
    Notes notes;
    each_front(screen, [&] { screen.frame(0); });
    return notes.has(words);
  };
  auto program = [](const char* name) {
    return sim::cat("import asyncio\n\n\nasync def main():\n    q = asyncio.Queue(", std::string_view(name), ")\n    await asyncio.create_task(q.put(1), name='it is ",
                    std::string_view(name), "')\n\n\nasyncio.run(main())\n");
  };
  const void* place = nullptr;
  uint64_t id = 0;
  for (int n = 2; n < 12; ++n) {
    std::string name = std::to_string(n), before = std::to_string(n - 1);
    screen.model.document.reset();
    app::show_document(screen.model, run_text(program(name.c_str())));
    INFO(name << (place == screen.model.document.get() ? ", in the same place" : ""));
    CHECK(screen.model.document->id != id);
    place = screen.model.document.get();
    id = screen.model.document->id;
    screen.act("last");
    CHECK(told("it is " + name));
    CHECK(told("Queue(" + name + ")"));
    CHECK_FALSE(told("it is " + before));
    CHECK_FALSE(told("Queue(" + before + ")"));
  }
}

TEST_CASE("a run stopped at a limit is looked at where it was, not where the program waits for the loop") {
  Screen screen;
  app::show_document(screen.model, run_text("import asyncio\n\n\nasync def spin():\n    while True:\n        await asyncio.sleep(0)\n\n\nasyncio.run(spin())\n"));
  CHECK(screen.model.document->trouble_line == 6);
  Notes notes;
  screen.frame(0);
  CHECK(notes.has("go to line 6"));
  CHECK_FALSE(notes.has("(line 9)"));
  screen.act("trouble");
  CHECK(screen.model.moment.current_line == 6);
  CHECK(screen.model.cursor > 1000);
}

TEST_CASE("the sheet of keys tells every action in full") {
  struct Size {
    float width, height, scale;
  };
  for (Size size : {Size{1280, 800, 1}, {1920, 1080, 1}, {1920, 1080, 1.5f}, {2560, 1440, 2}}) {
    INFO(size.width << " x " << size.height << " at " << size.scale);
    Screen screen(size.width, size.height, size.scale);
    app::show_document(screen.model, document(toy::gather_three()));
    screen.act("help");
    screen.frame(0);
    Notes notes;
    screen.frame(0);
    auto title = std::find_if(notes.drawn.rbegin(), notes.drawn.rend(), [&](const auto& d) { return d.text == "Keys" && d.place.height() == screen.app.look.fonts.title.size; });
    REQUIRE(title != notes.drawn.rend());
    const std::vector<app::Paint::Drawn> sheet{title.base(), notes.drawn.end()};
    std::string all = " ";
    for (const auto& d : sheet) {
      INFO(d.text);
      CHECK(d.text.find("\u2026") == std::string::npos);  // nothing is cut
      CHECK((d.clip.min.x <= d.place.min.x && d.place.max.x <= d.clip.max.x + 1));
      if (size.scale == 1) CHECK((d.clip.min.y <= d.place.min.y && d.place.max.y <= d.clip.max.y + 1));  // else the table scrolls
      all += d.text + " ";
    }
    for (const app::ActionInfo& info : app::all_actions()) {
      if (!*info.key || !info.title) continue;
      INFO(info.title);
      CHECK(all.find(std::string(" ") + info.title + " ") != std::string::npos);
    }
    CHECK(overlap(sheet) == "");
  }
}

TEST_CASE("where the sheet of keys has no room its keys scroll it, and nothing else") {
  Screen screen(800, 500);
  app::show_document(screen.model, document(toy::gather_three()));
  screen.act("help");
  screen.frame(0);
  screen.frame(0);
  size_t before = screen.model.cursor;
  auto top = [&] {
    Notes notes;
    screen.frame(0);
    auto first = std::find_if(notes.drawn.begin(), notes.drawn.end(), [](const auto& d) { return d.text == "Open a program"; });
    return first == notes.drawn.end() ? 1e9f : first->place.min.y;
  };
  float at = top();
  for (int key : {kDown, int{app::kKeyPageDown}}) {
    screen.press(key);
    screen.frame(0);
    float now = top();
    CHECK(now < at);
    at = now;
  }
  screen.press(app::kKeyPageUp);
  screen.frame(0);
  CHECK(top() > at);
  CHECK(screen.model.cursor == before);
}

TEST_CASE("an export's formats are there to choose, each with what it is for") {
  Screen screen;
  app::show_document(screen.model, document(toy::gather_three()));
  screen.act("export");
  screen.frame(0);
  Notes notes;
  screen.frame(0);
  for (const char* ending : {".html", ".svg", ".csv", ".json", "Perfetto"}) CHECK(notes.has(ending));
  screen.press(kEscape);
  // What another sheet left in the field is no part of what is chosen in this one: the first letter replaces all of it.
  screen.act("open-file");
  for (int n = 0; n < 3; ++n) screen.frame();
  screen.press(kEscape);
  screen.act("export");
  screen.frame(0, {{'X', false, false, false}, {0, false, false, false, 'x'}});
  for (int n = 0; n < 10; ++n) screen.frame(0);
  CHECK(std::string(screen.app.path.text) == "x");
}

TEST_CASE("a part of a name finds programs below the folder of the open one, and those opened before") {
  tests::Folder folder("names"), elsewhere("names-elsewhere");
  const std::string program = "print('here')\n", far = folder.write("deep/er/zz_Far.py", program), other = elsewhere.write("zz_other.py", program);
  folder.write(".hidden/zz_far.py", program);
  Screen screen;
  screen.act("open " + folder.write("main.py", program));
  screen.model.recent.push_back(other);
  auto opened = [&](const char* typed) {
    screen.act("open-file");
    screen.type(typed);
    screen.press(kEnter);
    screen.frame();
    return screen.model.source.path;
  };
  screen.act("open-file");
  screen.type("z_far");
  {
    Notes notes;
    screen.frame();
    CHECK(notes.has("zz_Far.py"));
    CHECK_FALSE(notes.has(".hidden"));
    CHECK_FALSE(notes.has("zz_other.py"));
  }
  screen.press(kEnter);
  screen.frame();
  CHECK(screen.model.source.path == far);
  CHECK(opened("OTHER") == other);
  CHECK(opened("main") == folder / "main.py");  // it was opened before
  screen.act("open-file");
  screen.type("no_such_name");
  Notes notes;
  screen.frame();
  CHECK_FALSE(notes.has("zz_"));
}

TEST_CASE("the table of tasks is sorted by key and by name") {
  Screen screen;
  app::show_document(screen.model, run_text("import asyncio\n\n\nasync def main():\n    await asyncio.gather(*(asyncio.sleep(n) for n in (1, 2, 3)))\n\n\n"
                                            "asyncio.run(main())\n"));
  auto order = [&] {
    screen.frame();
    return screen.app.tasks.order;
  };
  using Tasks = std::vector<sim::TaskId>;
  screen.act("panel tasks off");
  screen.act("sort-tasks waited");
  CHECK(screen.model.panels.shows(app::Panel::tasks));
  CHECK(order() == Tasks{1, 4, 3, 2});
  screen.act("sort-tasks waited");
  CHECK(order() == Tasks{2, 3, 1, 4});
  screen.press('U');
  CHECK(order() == Tasks{1, 2, 3, 4});  // children below their parents
  screen.press('U', true);
  CHECK(screen.model.notice.find("not sorted") != std::string::npos);
  screen.press('U');
  screen.press('U', true);
  CHECK(order() == Tasks{4, 3, 2, 1});  // by their names, the other way round
  screen.act("sort-tasks nonsense");
  CHECK(screen.model.notice_is_error);
  CHECK(order() == Tasks{4, 3, 2, 1});
}

TEST_CASE("ranges, the width of lanes and the way to a line need no mouse") {
  Screen screen;
  app::show_document(screen.model, run_text("import asyncio\n\n\nasync def main():\n    await asyncio.sleep(1)\n    print('late')\n\n\nasyncio.run(main())\n"));
  screen.act("seek 0.25");
  screen.press('T');
  REQUIRE(screen.model.range);
  screen.frame(0);  // of no length: it is drawn, and counts nothing
  screen.act("seek 0.75");
  screen.press('T');
  REQUIRE(screen.model.range);
  CHECK(screen.model.range->from == Approx(0.25e9));
  CHECK(screen.model.range->to == Approx(0.75e9));
  screen.act("seek 0.3");
  screen.press('T');
  CHECK(screen.model.range->from == Approx(0.3e9));
  screen.press(kEscape);
  CHECK_FALSE(screen.model.range);
  screen.press('T');
  screen.press('T');  // twice in one place: nothing is measured
  CHECK_FALSE(screen.model.range);

  double height = screen.model.view.lane_height;
  screen.frame(0, {{'=', false, false, true}});
  CHECK(screen.model.view.lane_height > height);
  screen.frame(0, {{'-', false, false, true}});
  CHECK(screen.model.view.lane_height == Approx(height));

  screen.act("first");
  screen.act("caret-to 6 1");
  constexpr int kF10 = 299;
  screen.press(kF10, true);
  CHECK(screen.model.moment.current_line == 6);
}

TEST_CASE("lanes of what is shared that have no room are scrolled to by keys") {
  Screen screen(1280, 500);
  std::string text = "import asyncio\n\n\nasync def main():\n";
  for (int n = 1; n <= 9; ++n) text += sim::cat("    q", n, " = asyncio.Queue(", n, ")\n    await q", n, ".put(0)\n");
  app::show_document(screen.model, run_text(text + "    await asyncio.sleep(1)\n\n\nasyncio.run(main())\n"));
  screen.act("resources on");
  auto seen = [&](const char* name) {
    screen.frame(0);
    Notes notes;
    screen.frame(0);
    return std::any_of(notes.drawn.begin(), notes.drawn.end(), [&](const auto& d) { return d.text == name && d.place.min.y < d.clip.max.y && d.place.max.y > d.clip.min.y; });
  };
  CHECK(seen("Queue(1)"));
  CHECK_FALSE(seen("Queue(9)"));
  for (int n = 0; n < 20; ++n) screen.press(kDown, true), screen.frame(0);
  CHECK(seen("Queue(9)"));
  CHECK_FALSE(seen("Queue(1)"));
  for (int n = 0; n < 9; ++n) screen.press(kUp, true), screen.frame(0);  // they stopped at the end: as many lead back
  CHECK(seen("Queue(1)"));
}

TEST_CASE("what tasks share is selected by mouse, by keys and by name, and the inspector tells who has it and who waits") {
  Screen screen(2600, 1000);
  app::show_document(screen.model, run_text("import asyncio\n\nplaces = asyncio.Semaphore(1)\n\n\nasync def guest(n):\n    async with places:\n        await asyncio.sleep(n)\n\n\n"
                                            "async def main():\n    await asyncio.gather(guest(1), guest(2), guest(3))\n    await asyncio.to_thread(print, 'late')\n\n\n"
                                            "asyncio.run(main())\n"));
  const app::Selection& chosen = screen.model.selection;
  auto told = [&](const char* text) {
    Notes notes;
    screen.frame(0);
    return notes.has(text);
  };
  screen.act("seek 0.5");
  screen.act("resources on");
  screen.act("select Task-4");
  screen.press(kDown);  // below the last task
  CHECK(chosen.shared == 0);
  CHECK(chosen.empty());
  for (const char* text : {"1 of 1 places are taken. 2 tasks wait.", "made by the program at line 3", "Task-2", "Task-4", "longest line"}) {
    INFO(text);
    CHECK(told(text));
  }
  screen.press('.');
  CHECK(screen.model.document->shared()[0].spans[chosen.shared_span].end == 1'000'000'000);
  while (screen.model.clock < 1e9) screen.press('.');
  while (screen.model.document->shared()[0].spans[chosen.shared_span].end == 1'000'000'000) screen.press('.');
  screen.press('R');
  REQUIRE(screen.model.range);
  CHECK(screen.model.range->from == 1e9);
  CHECK(screen.model.range->to == 3e9);
  screen.press(kEscape);
  screen.press(kDown);
  CHECK(chosen.shared == 1);
  CHECK(told("print  for Task-1"));
  screen.press(kDown);  // there is no other one
  CHECK(chosen.shared == 1);
  screen.press(kUp);
  screen.press(kUp);
  CHECK(chosen.shared == app::kNothing);
  CHECK(chosen.task == 4);
  screen.act("select thread 1");
  CHECK(chosen.shared == 1);
  screen.act("mask-future");
  CHECK_FALSE(told("print  for Task-1"));
  screen.act("select-none");
  CHECK(chosen.shared == app::kNothing);

  app::Rect place{};
  {
    Notes notes;
    screen.frame(0);
    for (const auto& d : notes.drawn)
      if (d.text == "Semaphore(1)" && d.place.min.x > 980 && d.place.min.x < 1040) place = d.place;
  }
  screen.click(place.min.x + 4, place.min.y + 4);
  CHECK(chosen.shared == 0);
  CHECK(chosen.shared_span == app::kNothing);
}

TEST_CASE("while the future is hidden the axis ends at a round number behind the playhead, whatever the run's length") {
  auto show = [](Screen& screen, const char* later) {
    screen.act("animate off");
    app::show_document(screen.model, run_text(sim::cat("import asyncio\n\n\nasync def main():\n    await asyncio.sleep(0.03)\n    await asyncio.sleep(", later,
                                                       ")\n\n\nasyncio.run(main())\n")));
    screen.act("mask-future");
  };
  // Where the timeline ends, and where the right end of the line below leads to.
  auto ends = [&](const char* later, const char* at) {
    Screen screen;
    show(screen, later);
    screen.act(std::string("seek ") + at);
    screen.frame(0);
    double shown = screen.model.view.to;
    screen.click(987, 749);
    return std::pair(shown, screen.model.clock);
  };
  CHECK(ends("5", "0.02") == ends("100", "0.02"));
  CHECK(ends("5", "0.7") == ends("100", "0.7"));
  CHECK(ends("100", "0.7").first < 2e9);
  CHECK(ends("100", "0.7").second == Approx(1e9).epsilon(0.05));
  CHECK(ends("100", "70").first > 70e9);
  Screen screen;
  show(screen, "5");
  CHECK(screen.model.view.to < 1e9);
  screen.act("last");
  CHECK(screen.model.view.to > 5e9);
  screen.act("first");
  CHECK(screen.model.view.to < 1e9);
  screen.act("mask-future");
  CHECK(screen.model.view.to > 5e9);
}

TEST_CASE("in the search line Tab goes to the other field and back, and Enter there replaces") {
  Screen screen;
  app::show_document(screen.model, run_text("one = 1\ntwo = one + one\n"));
  screen.model.source = app::Source({}, "one = 1\ntwo = one + one\n");
  auto type = [&](const char* text) { screen.type(text); };
  screen.act("edit");
  screen.press('H', true);
  type("one");
  screen.press(kTab);
  type("three");
  CHECK(screen.model.code_search.what == "one");
  CHECK(screen.model.code_search.with == "three");
  screen.press(kTab);
  type("tw");  // the whole is chosen: it is typed over
  CHECK(screen.model.code_search.what == "tw");
  CHECK(screen.model.code_search.with == "three");
  type("o");
  screen.press(kTab);
  for (int n = 0; n < 4; ++n) screen.frame();
  screen.press(kEnter);
  for (int n = 0; n < 4; ++n) screen.frame();
  CHECK(screen.model.source.buffer.text() == "one = 1\nthree = one + one\n");
  screen.act("find-text one");
  for (int n = 0; n < 4; ++n) screen.frame();
  screen.press(kEnter, true);
  CHECK(screen.model.source.buffer.text() == "three = 1\nthree = three + three\n");
}

TEST_CASE("in the smallest window and at the largest size code and timeline still show something") {
  auto text = "import asyncio\n\n\nasync def main():\n    await asyncio.sleep(1)\n\n\nasyncio.run(main())\n";
  for (auto [width, height, scale] : {std::tuple(320.0f, 200.0f, 1.0f), std::tuple(1280.0f, 800.0f, 2.5f)}) {
    Screen screen(width, height, scale);
    app::show_document(screen.model, run_text(text));
    screen.model.source = app::Source({}, text);
    screen.frame();
    Notes notes;
    screen.frame(0);
    auto seen = [&](std::string_view word) {
      return std::any_of(notes.drawn.begin(), notes.drawn.end(), [&](const auto& d) {
        return d.text.find(word) != std::string::npos && d.place.min.y >= d.clip.min.y && d.place.max.y <= d.clip.max.y + 1;
      });
    };
    CHECK(seen("import"));
    CHECK(seen("even"));  // the loop's name, as much as fits
  }
}

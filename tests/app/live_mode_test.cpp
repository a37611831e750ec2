// Guards the live mode in the app: what is set, started, stopped and asked before, and that what was recorded can be stepped through.
// Real HTTP, on loopback alone: the demo server of the comparison itself.
#include "app/live/program_run.h"
#include "app/live/session.h"
#include "tests/app/headless.h"
#include "tests/support/folder.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <thread>

using namespace headless;
using app::live::Session;

namespace {

// Frames until nothing runs any more; at most a minute, which only something broken takes.
void until_over(Screen& screen) {
  auto begin = std::chrono::steady_clock::now();
  while (app::live_busy(screen.model)) {
    if (std::chrono::steady_clock::now() - begin > std::chrono::minutes(1)) FAIL("it never ends");
    screen.frame();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  screen.frame();
}

// The path of a new file with this text, gone at the end of all tests.
std::string written(const std::string& text, const char* ending) {
  static const tests::Folder folder("live-mode");
  static int n = 0;
  return folder.write(std::to_string(n++) + ending, text);
}
std::string scenario_file(const std::string& text) { return written(text, ".toml"); }

}  // namespace

TEST_CASE("strategies run with real HTTP while frames are drawn, and each can be stepped through afterwards", "[live]") {
  Screen screen;
  screen.act("live-set scenario " + scenario_file("latency = 0.02\n"));
  screen.act("live-set count 12");
  screen.act("live-set at-once 4");
  screen.act("live-go");
  REQUIRE(app::live_busy(screen.model));
  CHECK(screen.model.panels.shows(app::Panel::live));
  until_over(screen);
  Session::View view = screen.model.live.session->view();
  REQUIRE(view.bars.size() == 4);
  for (const Session::Bar& bar : view.bars) {
    REQUIRE(bar.result);
    CHECK(bar.result->ok == 12);
    CHECK(bar.predicted > 0);
    CHECK(bar.exchanges.size() == 12);
    CHECK(bar.latencies->size() == 12);
  }
  for (const char* what : {"live-view lanes", "live-view numbers"}) {
    screen.act(what);
    Notes notes;
    screen.frame();
    for (const char* name : {"serial", "gather", "semaphore", "as_completed"}) CHECK(notes.has(name));
  }
  screen.press(264);                               // Down: the second strategy
  CHECK(screen.model.live.chosen == 1);
  screen.press(kEnter);
  REQUIRE(screen.model.document);
  CHECK(screen.model.document->name == "gather.py");
  CHECK(screen.model.document->run->ending == sim::Ending::finished);
  CHECK(sim::seconds(screen.model.document->end_time()) >= view.bars[1].result->wall);
  CHECK(screen.model.document->trace.output().find("call 11 ") != std::string::npos);
  screen.act("seek-step 40");                      // variables of the moment come from playing the recording again
  screen.frame();
  app::want_values(screen.model);
  CHECK(app::values_now(screen.model) != nullptr);
}

TEST_CASE("the open program runs with real HTTP, beside what the simulator made of it", "[live]") {
  Screen screen;
  screen.model.options.scenario = std::make_shared<const sim::Scenario>(sim::read_scenario("latency = 0.03\n").scenario);
  std::string path = written(
      "import asyncio, httpx\n\n\nasync def main():\n    async with httpx.AsyncClient() as client:\n"
      "        answers = await asyncio.gather(*(client.get(f\"https://api.example.com/{i}\") for i in range(3)))\n"
      "        print([a.status_code for a in answers])\n\n\nasyncio.run(main())\n", ".py");
  screen.act("open " + path);
  auto simulated = screen.model.document;
  REQUIRE(simulated);
  screen.act("live-program");
  until_over(screen);
  CHECK(screen.model.compared == std::vector{simulated});
  REQUIRE(screen.model.document != simulated);
  CHECK(screen.model.document->trace.output() == simulated->trace.output());
  CHECK(screen.model.document->end_time() > 0);
  CHECK(screen.model.document->has_lines);
  screen.frame();
  screen.act("reload");
  CHECK(screen.model.document->end_time() == simulated->end_time());
}

TEST_CASE("a recorded run is played back with what it ran with, whatever other runs have", "[live]") {
  Screen screen;
  std::string path = written(
      "import asyncio, httpx\n\n\nasync def main():\n    async with httpx.AsyncClient() as client:\n"
      "        answers = await asyncio.gather(*(client.get(f\"https://api.example.com/{i}\") for i in range(3)))\n"
      "        print([a.status_code for a in answers])\n\n\nasyncio.run(main())\n", ".py");
  if (GENERATE(true, false)) screen.model.options.step_cost = sim::kSecond / 1000;
  else screen.model.options.limits.steps = 1000;   // as a lesson's, which is meant for its own program
  screen.act("open " + path);
  screen.act("live-program");
  until_over(screen);
  REQUIRE(screen.model.document);
  CHECK(screen.model.document->run->ending == sim::Ending::finished);
  CHECK(screen.model.document->trace.output() == "[200, 200, 200]\n");
  screen.act("live-set scenario " + scenario_file("latency = 0.01\n"));
  screen.act("live-set count 3");
  screen.act("live-set strategies gather");
  screen.act("live-go");
  until_over(screen);
  screen.act("live-open gather");
  CHECK(screen.model.document->name == "gather.py");
  CHECK(screen.model.document->run->ending == sim::Ending::finished);
}

TEST_CASE("what is typed while the program runs with real HTTP is run afterwards", "[live]") {
  Screen screen;
  std::string path = written("print('one')\n", ".py");
  screen.act("open " + path);
  screen.act("live-program");
  screen.act("type print('two')");
  screen.act("new-line");
  REQUIRE(screen.model.edit_wait > 0);
  while (!screen.model.live.program->over()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  screen.frame(0);                                 // the live run is over before the edit's time has come
  REQUIRE_FALSE(app::live_busy(screen.model));
  CHECK(screen.model.notice.find("was changed") != std::string::npos);
  screen.frame(1);
  CHECK(screen.model.document->trace.output() == "two\none\n");
  CHECK(screen.model.source.ran_as_it_is());
}

TEST_CASE("a host elsewhere is contacted only after a yes", "[live]") {
  Screen screen;
  screen.act("live-set target https://nowhere.invalid/get");
  screen.act("live-set count 1");
  screen.act("live-set strategies serial");
  screen.act("live-set timeout 2");
  screen.act("live-set retries 1");
  screen.act("live-set backoff 0");
  for (bool yes : {false, true}) {
    screen.act("live-go");
    CHECK_FALSE(app::live_busy(screen.model));
    REQUIRE(screen.model.live.asked == std::vector<std::string>{"nowhere.invalid"});
    {
      Notes notes;
      screen.frame();
      screen.frame();
      CHECK(notes.has("Contact nowhere.invalid?"));
      CHECK(notes.has("Up to 2 requests"));
    }
    if (yes) break;
    screen.press(kEscape);
    CHECK(screen.model.live.asked.empty());
    CHECK_FALSE(screen.model.live.session);
  }
  screen.press(kEnter);
  REQUIRE(screen.model.live.session);
  until_over(screen);
  Session::View view = screen.model.live.session->view();
  REQUIRE(view.bars[0].result);
  CHECK(view.bars[0].result->errors == 1);
  CHECK(view.bars[0].result->problems.count("ConnectError") == 1);
  screen.act("live-go");                           // asked once
  CHECK(screen.model.live.asked.empty());
}

TEST_CASE("a stop ends the comparison, and every call is accounted for", "[live]") {
  Screen screen;
  screen.act("live-set scenario " + scenario_file("[[fault]]\nkind = \"hang\"\n"));
  screen.act("live-set count 5");
  screen.act("live-set strategies gather,serial");
  screen.act("live-set timeout 600");
  screen.act("live-go");
  while (app::live_busy(screen.model) && !screen.model.live.session->view().bars[0].begun) {
    screen.frame();
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  REQUIRE(app::live_busy(screen.model));
  screen.press(kEscape);
  until_over(screen);
  Session::View view = screen.model.live.session->view();
  CHECK(view.interrupted);
  REQUIRE(view.bars[0].result);
  CHECK(view.bars[0].result->ok + view.bars[0].result->errors == 5);
  CHECK(view.bars[0].result->problems.count("Stopped") == 1);
  screen.act("live-view numbers");
  screen.frame();
}

TEST_CASE("what cannot be set or started is a sentence", "[live]") {
  Screen screen;
  auto problem = [&](const std::string& line) {
    screen.act(line);
    CHECK(screen.model.notice_is_error);
    return screen.model.notice;
  };
  CHECK(problem("live-set count many").find("no number") != std::string::npos);
  CHECK(problem("live-set count 1.5").find("whole") != std::string::npos);
  CHECK(problem("live-set strategies serial,fast").find("no strategy 'fast'") != std::string::npos);
  CHECK(problem("live-set colour red").find("target, count") != std::string::npos);
  CHECK(problem("live-open").find("No strategy has ended") != std::string::npos);
  CHECK(problem("live-view upside-down").find("lanes or numbers") != std::string::npos);
  auto refused = [&](const std::string& line, const char* part) {
    screen.act(line);
    INFO(line);
    CHECK(problem("live-go").find(part) != std::string::npos);
    CHECK_FALSE(app::live_busy(screen.model));
    screen.frame();
    screen.act("live-set count 5");
    screen.act("live-set target demo");
    screen.act("live-set scenario own");
    screen.act("live-set strategies serial");
  };
  refused("live-set count 1000000000", "too many calls");
  refused("live-set count 0", "nothing to call");
  refused("live-set target ftp://x/", "not a URL");
  refused("live-set scenario no-such-preset", "no-such-preset");
  refused("live-set strategies ,", "names none");
}

TEST_CASE("what was named stands in the sentence about it as it was named", "[live]") {
  Screen screen;
  screen.act("live-set target ftp://a--b.example/");
  screen.act("live-go");
  CHECK(screen.model.notice.find("a--b") != std::string::npos);
  screen.act("live-set target demo");
  screen.act("live-set count 0");
  screen.act("live-go");
  CHECK(screen.model.notice.starts_with("count 0:"));
  screen.act("live-set strategies serial, gather,serial");
  CHECK(screen.model.live.strategies == std::vector{app::live::Strategy::serial, app::live::Strategy::gather});
}

TEST_CASE("looking at a comparison copies none of its calls", "[live]") {
  Screen screen;
  screen.act("live-set scenario " + scenario_file("latency = 0.001\n"));
  screen.act("live-set count 5");
  screen.act("live-set strategies serial");
  screen.act("live-go");
  until_over(screen);
  Session::View one = screen.model.live.session->view(), two = screen.model.live.session->view();
  REQUIRE(one.bars[0].result);
  CHECK(one.bars[0].result == two.bars[0].result);
  CHECK(one.bars[0].latencies == two.bars[0].latencies);
  CHECK(one.bars[0].latencies->size() == 5);
  CHECK(one.bars[0].result->calls.empty());
  CHECK(one.bars[0].result->speedup == Approx(1));
  screen.press(app::kKeyPadEnter);                 // as Enter
  CHECK(screen.model.document->name == "serial.py");
}

TEST_CASE("lanes that show only the first requests say so", "[live]") {
  Screen screen;
  screen.resize(1920, 1080);
  screen.act("live-set scenario " + scenario_file("latency = 0\n"));
  screen.act("live-set count 1001");
  screen.act("live-set at-once 50");
  screen.act("live-set strategies semaphore");
  screen.act("live-go");
  until_over(screen);
  screen.act("live-view lanes");
  Notes notes;
  screen.frame();
  CHECK(notes.has("the first 1,000 requests"));
}

TEST_CASE("the fields take what is typed; Tab goes from one to the next, Shift+Tab back, Escape leaves", "[live]") {
  Screen screen;
  const app::live::Calls& calls = screen.model.live.calls;
  screen.act("live-target");
  screen.type("http://127.0.0.1:9/x");
  CHECK(ImGui::GetIO().WantTextInput);
  screen.press(kTab);
  screen.type("7");
  CHECK(calls.urls == std::vector<std::string>{"http://127.0.0.1:9/x"});
  screen.press(kTab);
  screen.type("3");
  CHECK(calls.count == 7);
  screen.press(kTab);                              // round to the first one
  screen.type("http://127.0.0.1:9/y");
  CHECK(calls.concurrency == 3);
  screen.press(kTab, false, true);
  screen.type("44");
  CHECK(calls.urls == std::vector<std::string>{"http://127.0.0.1:9/y"});
  screen.model.range = app::Range{0, 1};
  screen.press(kEscape);
  for (int n = 0; n < 4; ++n) screen.frame();
  CHECK(calls.concurrency == 3);
  CHECK_FALSE(ImGui::GetIO().WantTextInput);
  CHECK(screen.model.range);                       // Escape left the field and nothing else
  screen.press(kEscape);
  CHECK_FALSE(screen.model.range);
}

TEST_CASE("a field takes what is typed when something else is clicked, and when the calls are started", "[live]") {
  Screen screen;
  screen.act("live-target");
  screen.type("http://127.0.0.1:9/x");
  screen.click(640, 700);                          // elsewhere
  screen.frame();
  CHECK(screen.model.live.calls.urls == std::vector<std::string>{"http://127.0.0.1:9/x"});
  screen.act("live-set strategies serial");
  screen.act("live-target");
  screen.type("http://127.0.0.1:9/z");
  screen.press(kTab);
  screen.type("2");
  screen.press('L', true);
  until_over(screen);
  CHECK(screen.model.live.calls.count == 2);
  REQUIRE(screen.model.live.session);
  CHECK(screen.model.live.session->view().count == 2);
}

TEST_CASE("from a stamp to a wall the live panel draws, empty, running and over", "[live]") {
  Screen screen;
  screen.act("live on");
  for (auto [width, height] : {std::pair{320.f, 200.f}, {1280.f, 800.f}, {1920.f, 1080.f}}) {
    screen.resize(width, height);
    screen.frame();
  }
  screen.act("live-set scenario " + scenario_file("latency = 0.01\n[[fault]]\nkind = \"status\"\nstatus = 503\nevery = 3\n"));
  screen.act("live-set count 9");
  screen.act("live-go");
  until_over(screen);
  for (auto [width, height] : {std::pair{320.f, 200.f}, {1280.f, 800.f}, {1920.f, 1080.f}})
    for (const char* what : {"live-view lanes", "live-view numbers"}) {
      screen.resize(width, height);
      screen.act(what);
      screen.frame();
      screen.frame();
      CHECK(screen.vertices() > 0);
    }
  Notes notes;
  screen.resize(1280, 800);
  screen.act("live-view numbers");
  screen.frame();
  screen.frame();
  CHECK(notes.has("HTTP 503"));
}

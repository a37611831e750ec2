// Guards app/load.h: how far a run is can be seen, it can be ended and shows what it has; a run is written for other tools.
#include "app/export/run_file.h"
#include "app/load.h"
#include "app/write_file.h"
#include "tests/app/headless.h"
#include "tests/support/files.h"
#include "tests/support/folder.h"

#include <catch2/catch.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>

#include <sys/resource.h>

using app::RunRequest;

namespace {

const std::string kEndless = "import asyncio\n\n\nasync def main():\n    while True:\n        await asyncio.sleep(1)\n\n\nasyncio.run(main())\n";

app::RunAnswer run(size_t most_records, std::atomic<bool>& stop, std::shared_ptr<app::RunProgress> progress = nullptr) {
  return app::run_program({1, app::RunWhy::open, "endless.py", kEndless, {}, std::move(progress), most_records}, stop);
}

}  // namespace

TEST_CASE("a program that never ends is ended, and says where and why") {
  std::atomic<bool> stop = false;
  auto document = run(50'000, stop).document;
  CHECK(document->run->ending == sim::Ending::limit);
  CHECK(document->trace.size() < 51'000);
  CHECK(document->trace.size() > 40'000);
  CHECK(document->run->message.find("never ends?") != std::string::npos);
  CHECK(document->run->line == 6);
  CHECK(!document->options->interrupted);
  CHECK(!document->options->on_start);
}

TEST_CASE("a run that a person stops is shown as far as it came") {
  std::atomic<bool> stop = true;
  auto document = run(50'000, stop).document;
  CHECK(document->run->ending == sim::Ending::interrupted);
  CHECK(document->run->message.starts_with("You stopped the run at "));
  headless::Screen screen;
  app::show_document(screen.model, document);
  screen.frame();
  CHECK(screen.vertices() > 100);
}

TEST_CASE("how far a run is can be read while it goes on, and a card shows it") {
  std::atomic<bool> stop = false;
  auto progress = std::make_shared<app::RunProgress>();
  run(20'000, stop, progress);
  CHECK(progress->records > 10'000);
  CHECK(progress->time > 0);
  CHECK(progress->analysing);
  headless::Screen screen;
  app::show_document(screen.model, headless::document(toy::with_semaphore()));
  for (int n = 0; n < 60; ++n) screen.frame();  // until the view has arrived where it glides to
  size_t without = screen.vertices();
  screen.model.running = {7, app::RunWhy::open, "endless.py", 0.1, progress};
  screen.frame(0);
  CHECK(screen.vertices() <= without);  // what is soon over needs no card
  screen.model.running.seconds = 1;
  screen.frame(0);
  CHECK(screen.vertices() > without);
  screen.press(headless::kEscape);
  CHECK(screen.model.requests.stop_run);
  CHECK(screen.model.running.stopping);
}

TEST_CASE("Escape ends the run of an edit as soon as a card tells of it, and no sooner") {
  headless::Screen screen;
  screen.model.background = true;  // nobody takes what is requested
  screen.act("type import asyncio");
  screen.frame(1);
  REQUIRE(screen.model.running.why == app::RunWhy::edit);
  screen.model.typing = false;
  screen.press(headless::kEscape);
  CHECK_FALSE(screen.model.requests.stop_run);
  screen.frame(1);
  screen.press(headless::kEscape);
  CHECK(screen.model.requests.stop_run);
  CHECK(screen.model.running.stopping);
}

TEST_CASE("a run that is asked for after a stop is not meant by it") {
  headless::Screen screen;
  screen.model.background = true;
  screen.act("reload");
  screen.act("cancel");
  REQUIRE(screen.model.requests.stop_run);
  screen.act("reload");
  CHECK_FALSE(screen.model.requests.stop_run);
  CHECK_FALSE(screen.model.running.stopping);
}

TEST_CASE("a run is exported in the format that the path's ending names") {
  tests::Folder folder("export");
  headless::Screen screen;
  app::show_document(screen.model, headless::document(toy::with_semaphore()));
  for (auto [ending, begins] : {std::pair{".html", "<!"}, {".svg", "<svg"}, {".csv", "task,"}, {".json", "{"}}) {
    std::string path = folder / (std::string("run") + ending);
    screen.act("export " + path);
    INFO(screen.model.notice);
    CHECK(!screen.model.notice_is_error);
    CHECK(tests::read_file(path).find(begins) < 60);
  }
  screen.act("export run.gif");
  CHECK(screen.model.notice_is_error);
  screen.act("export /no/such/folder/run.csv");
  CHECK(screen.model.notice_is_error);
}

// Files may grow to so many bytes: what is larger is refused as on a full disk.
struct FullDisk {
  rlimit before{};
  explicit FullDisk(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    rlimit small = before;
    small.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FullDisk() { setrlimit(RLIMIT_FSIZE, &before); }
};

TEST_CASE("a file that cannot be written whole stays as it was, and the reason is told") {
  tests::Folder folder("full-disk");
  std::string path = folder / "run.html", link = folder / "link.html";
  std::ofstream(path) << "as it was";
  std::filesystem::create_symlink(path, link);
  headless::Screen screen;
  app::show_document(screen.model, headless::document(toy::with_semaphore()));
  {
    FullDisk disk(100);
    screen.act("export " + path);
  }
  CHECK(screen.model.notice_is_error);
  CHECK(screen.model.notice.find("File too large") != std::string::npos);
  CHECK(tests::read_file(path) == "as it was");
  screen.act("export " + link);
  CHECK(tests::read_file(path).starts_with("<!"));
  CHECK(std::filesystem::is_symlink(link));
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 2);   // nothing is left beside them
  CHECK(app::write_whole("/dev/null", "into a device as it is"));
  CHECK(std::filesystem::is_character_file("/dev/null"));
}

TEST_CASE("an export ends when it is told to, and its card tells of the run that is written") {
  auto document = headless::document(toy::with_semaphore());
  std::atomic<bool> stop = true;
  for (const char* format : {"perfetto", "csv"}) {
    std::string begun = app::exported(format, *document->run, document->spans, "made.py", document->text, stop);
    stop = false;
    std::string whole = app::exported(format, *document->run, document->spans, "made.py", document->text, stop);
    stop = true;
    CHECK(begun.size() < whole.size() / 2);
  }
  headless::Screen screen;
  app::show_document(screen.model, document);
  screen.model.background = true;
  screen.act("export made.csv");
  app::show_document(screen.model, headless::document(toy::gather_three()));   // opened meanwhile
  CHECK(screen.model.exporting.records == document->trace.size());
  CHECK(screen.model.exporting.records != screen.model.document->trace.size());
}

TEST_CASE("a note is asked for, and marks the moment") {
  headless::Screen screen;
  app::show_document(screen.model, headless::document(toy::with_semaphore()));
  screen.act("seek 0.3");
  screen.act("note");
  REQUIRE(screen.model.noting);
  screen.frame();
  screen.frame();
  for (char c : std::string("here")) {
    ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(c));
    screen.frame();
  }
  screen.press(headless::kEnter);
  CHECK_FALSE(screen.model.noting);
  REQUIRE(screen.model.marks.size() == 1);
  CHECK(screen.model.marks[0].note == "here");
}

TEST_CASE("of a group of exceptions the banner tells the first one, too") {
  std::atomic<bool> stop = false;
  std::string text =
      "import asyncio\n\n\nasync def fail():\n    raise ValueError('three is too many')\n\n\n"
      "async def main():\n    async with asyncio.TaskGroup() as tg:\n        tg.create_task(fail())\n\n\nasyncio.run(main())\n";
  headless::Screen screen;
  app::show_document(screen.model, app::run_program({1, app::RunWhy::open, "group.py", text, {}}, stop).document);
  screen.frame();
  headless::Notes notes;
  screen.frame();
  CHECK(notes.has("Task-2 raised ValueError: three is too many"));
}

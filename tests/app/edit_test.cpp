// Guards app/edit.cpp, app/files.cpp, app/source.cpp, app/values.cpp: the text, the file on disk and the run that follows both.
#include "app/model_parts.h"
#include "tests/app/headless.h"
#include "tests/support/files.h"
#include "tests/support/folder.h"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace app;
namespace fs = std::filesystem;

namespace {

const std::string kProgram =
    "import asyncio\n\nasync def work(n):\n    total = n * 10\n    await asyncio.sleep(0.1 * n)\n    return total\n\n"
    "async def main():\n    got = await asyncio.gather(work(1), work(2))\n    print(got)\n\nasyncio.run(main())\n";

// A folder with one program in it, which a test may make unreadable.
struct Folder : tests::Folder {
  Folder() : tests::Folder("edit") {}
  ~Folder() {
    std::error_code error;
    fs::permissions(path / "p.py", fs::perms::owner_all, error);
  }
  std::string write(const std::string& text) const { return tests::Folder::write("p.py", text); }
  std::string read() const { return tests::read_file(path / "p.py"); }
};

void act(Model& m, const std::string& line) {
  auto action = parse_action(line);
  REQUIRE(action);
  apply(m, *action);
}
void type(Model& m, const std::string& text) { apply(m, {ActionId::type, text}); }
void wait_for_run(Model& m) { advance(m, 0.2); }

}  // namespace

TEST_CASE("the run follows the text, and the playhead keeps its place") {
  Folder folder;
  Model m;
  act(m, "open " + folder.write(kProgram));
  REQUIRE(m.document);
  act(m, "seek 0.15");
  size_t cursor = m.cursor;
  act(m, "caret-to 10 14");
  type(m, ", 7");
  CHECK(m.source.dirty());
  CHECK(m.document->trace.output() == "[10, 20]\n");
  wait_for_run(m);
  CHECK(m.document->trace.output() == "[10, 20] 7\n");
  CHECK(m.cursor == cursor);
  CHECK(m.clock == Approx(0.15e9));
  CHECK(m.source.ran_as_it_is());
  act(m, "undo");
  wait_for_run(m);
  CHECK(m.document->trace.output() == "[10, 20]\n");
  CHECK(!m.source.dirty());
}

TEST_CASE("while the text is not Python the last run stays, and the place is known") {
  Folder folder;
  Model m;
  act(m, "open " + folder.write(kProgram));
  act(m, "caret-to 4 1");
  act(m, "caret line-end");
  type(m, " +");
  wait_for_run(m);
  REQUIRE(m.source.error);
  CHECK(m.source.error->line == 4);
  CHECK(m.source.error->col > 1);
  CHECK(m.document->trace.output() == "[10, 20]\n");
  act(m, "erase left");
  act(m, "erase left");
  wait_for_run(m);
  CHECK(!m.source.error);
}

TEST_CASE("lines of the run are found again after lines came before them") {
  Folder folder;
  Model m;
  act(m, "open " + folder.write(kProgram));
  act(m, "breakpoint 5");
  act(m, "caret-to 1 1");
  type(m, "# one\n");
  CHECK(m.source.line_in_run(6) == 5);
  CHECK(m.source.line_of_run(5) == 6);
  CHECK(m.source.breakpoints == std::set<size_t>{6});
  CHECK(m.source.line_in_run(1) == 0);
  act(m, "undo");
  CHECK(m.source.line_in_run(5) == 5);
  CHECK(m.source.breakpoints == std::set<size_t>{5});
}

TEST_CASE("playing stops at a breakpoint, and one can be gone to either way") {
  Folder folder;
  Model m;
  act(m, "open " + folder.write(kProgram));
  act(m, "breakpoint 6");
  act(m, "next-breakpoint");
  size_t first = m.cursor;
  CHECK(m.moment.current_line == 6);
  act(m, "next-breakpoint");
  CHECK(m.cursor > first);
  act(m, "previous-breakpoint");
  CHECK(m.cursor == first);
  act(m, "first");
  act(m, "play");
  for (int n = 0; n < 2000 && m.playback.playing; ++n) advance(m, 0.05);
  CHECK(m.cursor == first);
}

TEST_CASE("saving writes what the file would have, line ends and all") {
  Folder folder;
  Model m;
  std::string path = folder.write("a = 1\r\nb = 2\r\n");
  act(m, "open " + path);
  act(m, "caret-to 2 1");
  type(m, "# ");
  act(m, "save");
  CHECK(folder.read() == "a = 1\r\n# b = 2\r\n");
  CHECK(!m.source.dirty());
  act(m, "save-as " + (folder.path / "q.py").string());
  CHECK(fs::exists(folder.path / "q.py"));
  CHECK(m.source.path == (folder.path / "q.py").string());
  act(m, "save-as " + (folder.path / "no" / "such" / "q.py").string());
  CHECK(m.notice_is_error);
  CHECK(m.source.path == (folder.path / "q.py").string());
}

TEST_CASE("a file that changes on disk is read again, unless something typed would be lost") {
  Folder folder;
  Model m;
  act(m, "open " + folder.write("print(1)\n"));
  auto touch = [&](const std::string& text, int seconds) {
    folder.write(text);
    fs::last_write_time(folder.path / "p.py", fs::file_time_type::clock::now() + std::chrono::seconds(seconds));
    check_disk(m);
  };
  touch("print(2)\n", 10);
  CHECK(m.document->trace.output() == "2\n");
  type(m, "# ");
  touch("print(3)\n", 20);
  CHECK(m.source.buffer.text() == "# print(2)\n");
  CHECK(m.notice_is_error);
  fs::remove(folder.path / "p.py");
  check_disk(m);
  CHECK(m.notice.find("gone") != std::string::npos);
  CHECK(m.source.buffer.text() == "# print(2)\n");
  act(m, "save");
  CHECK(folder.read() == "# print(2)\n");
}

TEST_CASE("a file that is too large, a folder or a device in its place is told of, and the program stays") {
  Folder folder;
  Model m;
  std::string path = folder.write("print(1)\n");
  act(m, "open " + path);
  fs::resize_file(path, 20u << 20);
  fs::last_write_time(path, fs::file_time_type::clock::now() + std::chrono::seconds(10));
  check_disk(m);
  CHECK(m.notice_is_error);
  CHECK(m.notice.find("larger than 16 MiB") != std::string::npos);
  CHECK(m.notice.find("What was read before is still shown") != std::string::npos);
  CHECK(m.source.warning == m.notice);   // it stays above the code when the status bar has gone on
  CHECK(m.source.buffer.text() == "print(1)\n");
  CHECK(m.document->trace.output() == "1\n");
  fs::remove(path);
  fs::create_directory(path);
  fs::last_write_time(path, fs::file_time_type::clock::now() + std::chrono::seconds(20));
  check_disk(m);
  CHECK(m.notice.find("is a directory") != std::string::npos);
  CHECK(m.source.buffer.text() == "print(1)\n");
  act(m, "save");
  CHECK(m.notice_is_error);
  CHECK(m.notice.find("The text is still here") != std::string::npos);
  fs::remove(path);
  act(m, "save");
  CHECK(folder.read() == "print(1)\n");
  CHECK(m.source.warning.empty());
  fs::resize_file(path, 20u << 20);
  fs::last_write_time(path, fs::file_time_type::clock::now() + std::chrono::seconds(30));
  check_disk(m);
  CHECK(m.notice_is_error);
  folder.write("print(2)\n");  // as it should be again: nothing of it is told any more
  fs::last_write_time(path, fs::file_time_type::clock::now() + std::chrono::seconds(40));
  check_disk(m);
  CHECK_FALSE(m.notice_is_error);
  CHECK(m.source.warning.empty());
  CHECK(m.source.buffer.text() == "print(2)\n");
}

TEST_CASE("a file that may not be read any more is told of, and the program stays") {
  Folder folder;
  Model m;
  std::string path = folder.write("print(1)\n");
  act(m, "open " + path);
  // Nobody is refused who may do everything: for them a link that leads to itself is as unreadable as a file can be.
  fs::remove(path);
  fs::create_symlink(path, path);
  check_disk(m);
  CHECK(m.notice_is_error);
  CHECK(!m.source.warning.empty());
  CHECK(m.source.buffer.text() == "print(1)\n");
  CHECK(m.document->trace.output() == "1\n");
  fs::remove(path);
  folder.write("print(2)\n");
  fs::permissions(path, fs::perms::none);
  check_disk(m);
  bool refused = m.notice.find("can't read") != std::string::npos;
  CHECK((refused ? m.source.buffer.text() == "print(1)\n" : m.document->trace.output() == "2\n"));
}

TEST_CASE("files dragged onto the window: the first is opened, what was typed stays with its file, of a folder the lessons are shown") {
  Folder folder;
  Model m;
  std::string path = folder.write("print(1)\n");
  std::string other = folder.tests::Folder::write("other.py", "print(2)\n");
  open_dropped(m, {});
  CHECK(m.opened == 0);
  open_dropped(m, {path});
  REQUIRE(m.document);
  CHECK(m.document->trace.output() == "1\n");
  CHECK(m.recent.front() == path);
  type(m, "# ");
  open_dropped(m, {other, path});
  CHECK(m.document->trace.output() == "2\n");
  CHECK(m.notice.find("other.py is open; one program at a time") != std::string::npos);
  REQUIRE(m.left.size() == 1);
  CHECK(m.left[0].buffer.text() == "# print(1)\n");
  open_dropped(m, {folder.path.string()});   // of a folder the lessons are looked for
  CHECK(m.panels.open(Panel::course));
  CHECK(m.source.path == other);
  open_dropped(m, {folder / "gone.py", path});
  CHECK(m.notice.find("no such file") != std::string::npos);
  CHECK(m.document->trace.output() == "2\n");
}

TEST_CASE("text that was never saved comes back, and undo gives the file's own") {
  Folder folder;
  Model m;
  act(m, "open " + folder.write("print(1)\n"));
  restore_text(m, "print(1)\nprint(2)\n");
  CHECK(m.document->trace.output() == "1\n2\n");
  CHECK(m.source.dirty());
  act(m, "undo");
  wait_for_run(m);
  CHECK(m.source.buffer.text() == "print(1)\n");
  CHECK(!m.source.dirty());
}

TEST_CASE("what if a number were another one") {
  Folder folder;
  Model m;
  act(m, "open " + folder.write(kProgram));
  act(m, "what-if 5 0.5");
  wait_for_run(m);
  CHECK(m.source.buffer.line(4) == "    await asyncio.sleep(0.5 * n)");
  CHECK(m.document->end_time() == 1'000'000'000);
  act(m, "what-if 1 3");
  CHECK(m.notice_is_error);
}

TEST_CASE("a run stays for comparison while the program is edited") {
  Folder folder;
  Model m;
  act(m, "open " + folder.write(kProgram));
  act(m, "compare");
  REQUIRE(m.compared.size() == 1);
  act(m, "what-if 5 1.0");
  wait_for_run(m);
  CHECK(m.compared[0]->end_time() == 200'000'000);
  CHECK(m.document->end_time() == 2'000'000'000);
  CHECK(m.axis_end() == 2e9);
  act(m, "compare off");
  CHECK(m.compared.empty());
}

TEST_CASE("variables are those of the frames at the cursor, and change with it") {
  Folder folder;
  Model m;
  act(m, "open " + folder.write(kProgram));
  act(m, "breakpoint 5");
  act(m, "next-breakpoint");
  want_values(m);
  const sim::Snapshot* s = values_now(m);
  REQUIRE(s);
  REQUIRE(s->frames.size() == 1);
  CHECK(s->frames[0].function == "work");
  REQUIRE(s->frames[0].variables.size() == 2);
  CHECK(s->frames[0].variables[0].value == "1");
  CHECK(s->frames[0].variables[1].name == "total");
  CHECK(s->frames[0].variables[1].value == "10");
  act(m, "back");
  want_values(m);
  REQUIRE(values_now(m));
  CHECK(values_now(m)->frames[0].variables.size() == 1);
  // A waiting task's frames, by selecting it.
  act(m, "seek 0.15");
  act(m, "select Task-1");
  want_values(m);
  REQUIRE(values_now(m));
  REQUIRE(values_now(m)->frames.size() == 1);
  CHECK(values_now(m)->frames[0].function == "main");
}

TEST_CASE("at the run's end names still have their values") {
  Folder folder;
  Model m;
  act(m, "open " + folder.write("import asyncio\n\nplaces = asyncio.Semaphore(2)\nseen = []\n\n\nasync def main():\n    seen.append(1)\n\n\nasyncio.run(main())\n"));
  act(m, "last");
  want_values(m);
  REQUIRE(values_now(m));
  REQUIRE(values_now(m)->globals.size() == 2);
  CHECK(values_now(m)->globals[1].value == "[1]");
}

TEST_CASE("looking at values changes nothing: no program code runs for them") {
  Folder folder;
  Model m;
  act(m, "open " + folder.write("class Loud:\n    def __init__(self): self.x = [1, {'a': (2,)}]\n    def __repr__(self): print('looked'); return 'loud'\n"
                                "def f():\n    loud = Loud()\n    text = 'it\\'s\\n' + 'x' * 1000\n    big = 10 ** 500\n    return loud\nf()\n"));
  act(m, "breakpoint 8");
  act(m, "next-breakpoint");
  want_values(m);
  const sim::Snapshot* s = values_now(m);
  REQUIRE(s);
  REQUIRE(!s->frames.empty());
  auto value = [&](const std::string& name) {
    for (const auto& v : s->frames[0].variables)
      if (v.name == name) return v.value;
    return std::string("none");
  };
  CHECK(value("loud") == "<Loud x=[1, {'a': (2,)}]>");
  CHECK(value("text").starts_with("\"it's\\nxxx"));
  CHECK(value("text").size() < 300);
  CHECK(value("big").find("501 digits") != std::string::npos);
}

TEST_CASE("finding and replacing are actions") {
  Folder folder;
  Model m;
  act(m, "open " + folder.write(kProgram));
  act(m, "find-text work");
  CHECK(m.source.buffer.selected() == "work");
  act(m, "find-next");
  CHECK(m.source.buffer.caret().line == 8);
  act(m, "replace-text job");
  act(m, "replace-all");
  CHECK(m.source.buffer.text().find("work") == std::string::npos);
  wait_for_run(m);
  CHECK(m.document->trace.output() == "[10, 20]\n");
}

TEST_CASE("in the headless app letters go into the text while the code has the keyboard") {
  headless::Screen screen;
  Folder folder;
  screen.act("open " + folder.write("print(1)\n"));
  screen.frame(0);
  screen.act("edit");
  screen.act("caret end");
  auto typed = [&](const std::string& text) {
    std::vector<KeyPress> keys;
    for (char c : text) {
      KeyPress key;
      if (c == '\n') key.key = headless::kEnter;
      else key.character = static_cast<unsigned char>(c);
      keys.push_back(key);
    }
    screen.frame(0, keys);
  };
  typed("if 1:\nprint(2)\nNB");
  CHECK(screen.model.source.buffer.text() == "print(1)\nif 1:\n    print(2)\n    NB");
  screen.press('Z', true);
  screen.press(headless::kBackspace);
  for (int n = 0; n < 20; ++n) screen.frame(0.05);
  CHECK(screen.model.document->trace.output() == "1\n2\n");
  screen.press(headless::kEscape);
  CHECK(!screen.model.typing);
  screen.act("first");
  screen.press('N');
  CHECK(screen.model.cursor > 0);
  CHECK(screen.model.source.buffer.text().find('N') == std::string::npos);
}

// Guards app/search.cpp: what is found in a run, and where it leads.
#include "app/search.h"
#include "tests/app/headless.h"

#include <catch2/catch.hpp>

using namespace app;

TEST_CASE("tasks, their coroutines, lines and output are found, capitals or not") {
  auto d = headless::document(toy::gather_three());
  auto tasks = search(*d, "task-3");
  REQUIRE(!tasks.empty());
  CHECK(tasks[0].kind == Found::Kind::task);
  CHECK(tasks[0].task == 3);
  auto lines = search(*d, "ASYNCIO.SLEEP");
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].where == "line 6");
  CHECK(search(*d, "").empty());
  CHECK(search(*d, "no such thing").empty());
}

TEST_CASE("the field of the search finds while it is typed into, and Escape closes it") {
  headless::Screen screen;
  app::show_document(screen.model, headless::document(toy::gather_three()));
  screen.press('F', true);
  REQUIRE(screen.model.search);
  screen.frame(0);
  screen.frame(0);
  size_t cursor = screen.model.cursor;
  screen.press('N');
  CHECK(screen.model.cursor == cursor);  // letters are text here
  screen.press(headless::kEscape);
  CHECK(!screen.model.search);
}

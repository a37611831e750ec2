// Guards sim/analysis/findings: each mistake is named at its line, and programs without one are left in peace.
#include "sim/analysis/findings.h"
#include "sim/base/text.h"
#include "sim/lesson/parse.h"
#include "sim/run/read_shape.h"
#include "sim/run/run.h"
#include "sim/world/scenario.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <map>
#include <memory>
#include <sstream>

using namespace sim;
namespace fs = std::filesystem;

namespace {

// "blocking-call 7; lost-task 9", or "" for none.
std::string found(const std::string& path, const std::string& text, RunOptions options = {}) {
  options.detail = Trace::Detail::lines;
  auto run = sim::run({path, text, {}}, options);
  Order order(run->trace);
  std::string out;
  for (const Finding& f : findings_of(run->trace, Spans(run->trace, order), shape_of(text))) {
    if (!out.empty()) out += "; ";
    out += cat(name_of(f.mistake), " ", f.line);
    INFO(out);
    CHECK(f.record < run->trace.size());
    CHECK(f.begin <= f.end);
    CHECK(!f.seen.empty());
  }
  return out;
}

struct Sample {
  std::string name, expected, text;
};

// Sections "=== NAME: what is found" of a file; the program follows.
std::vector<Sample> samples(const fs::path& path) {
  std::vector<Sample> list;
  std::istringstream in(tests::read_file(path));
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("=== ")) {
      size_t colon = line.find(':');
      REQUIRE(colon != line.npos);
      std::string expected = line.substr(colon + 1);
      list.push_back({line.substr(4, colon - 4), expected.empty() ? "" : expected.substr(1), ""});
    } else if (!list.empty()) {
      list.back().text += line + "\n";
    }
  }
  return list;
}

}  // namespace

TEST_CASE("every mistake is found at its line, and nothing else", "[findings]") {
  auto list = samples(fs::path(LOOPSCOPE_SOURCE_DIR) / "tests/findings/mistakes.txt");
  REQUIRE(list.size() >= 60);
  for (const Sample& s : list) {
    INFO(s.name);
    CHECK(found(s.name + ".py", s.text) == s.expected);
  }
}

TEST_CASE("correct programs have no findings", "[findings]") {
  auto list = samples(fs::path(LOOPSCOPE_SOURCE_DIR) / "tests/findings/correct.txt");
  REQUIRE(list.size() >= 60);
  for (const Sample& s : list) {
    INFO(s.name);
    CHECK(found(s.name + ".py", s.text) == "");
  }
}

TEST_CASE("the scripts of the conformance tests have no findings but those they are about", "[findings]") {
  const std::map<std::string, std::string> kAboutMistakes = {
      {"as_completed_timeout", "lost-task 9"},
      {"blocking_call_delays_everyone", "blocking-call 9"},
      {"captured_warnings", "forgotten-await 9; forgotten-await 15"},
      {"collector_frees_frames_that_are_used_again", "forgotten-await 28; forgotten-await 0; forgotten-await 0"},
      {"collector_frees_rings", "lost-task 171"},
      {"debug_mode_tells_where_coroutines_were_made",
       "forgotten-await 9; forgotten-await 11; forgotten-await 12; forgotten-await 6; forgotten-await 20; forgotten-await 24"},
      {"debug_mode_tells_where_things_were_made", "swallowed-error 18; swallowed-error 12; swallowed-error 43; lost-task 36"},
      {"debug_decides_before_a_step", "blocking-call 13; blocking-call 15; blocking-call 18"},
      {"errors_awaited_inside_an_except_clause", "lost-task 40"},
      {"errors_while_run_ends_have_its_error_as_context", "lost-task 37"},
      {"exception_in_gather_with_other_tasks_pending", "lost-task 6"},
      {"failed_tasks_are_told_from_the_end_of_their_list", "swallowed-error 10; swallowed-error 11; swallowed-error 12; swallowed-error 13"},
      {"finished_coroutine_lets_go", "swallowed-error 31"},
      {"frames_of_asyncio_keep", "swallowed-error 39; lost-task 43; lost-task 45"},
      {"gather_of_what_is_no_awaitable", "forgotten-await 44; forgotten-await 64"},
      {"logging_records_and_formatters", "swallowed-error 19"},
      {"threads_go_on_while_others_sleep", "blocking-call 106"},
      {"never_awaited_at_the_end", "forgotten-await 18; forgotten-await 11"},
      {"never_awaited_warning", "forgotten-await 5; forgotten-await 8"},
      {"print_stack_without_a_file", "swallowed-error 15"},
      {"run_cancels_what_is_left", "lost-task 12"},
      {"run_twice_and_inside_itself", "run-inside-loop 7"},
      {"sequential_against_concurrent", "sequential-awaits 5"},
      {"signal_cancels_the_main_task", "lost-task 12"},
      {"threads_have_no_running_loop", "forgotten-await 12"},
      {"threads_run_a_loop_beside_the_main_one", "blocking-call 25; blocking-call 27"},
      {"threads_run_loops_of_their_own", "run-inside-loop 25"},
      {"stdout_with_its_own_write", "forgotten-await 63"},
      {"stderr_in_a_programs_hands", "forgotten-await 15; swallowed-error 16; forgotten-await 31"},
      {"types_coroutine_of_generators", "forgotten-await 51"},
      {"task_exception_never_retrieved", "swallowed-error 5"},
      {"uncaught_error_frees_what_its_frames_hold", "swallowed-error 16; forgotten-await 0; forgotten-await 0"},
      {"wait_refuses_coroutines", "forgotten-await 21; forgotten-await 0; forgotten-await 0"},
      {"wait_first_exception_and_timeout", "lost-task 7"},
      {"warnings_filters_are_patterns", "forgotten-await 97; forgotten-await 99; forgotten-await 101"},
      {"what_errors_hold_of_asyncios_own_coroutines", "swallowed-error 31"},
      {"warnings_filter_what_the_interpreter_says",
       "forgotten-await 11; forgotten-await 14; forgotten-await 15; forgotten-await 19; forgotten-await 23; forgotten-await 31"}};
  fs::path folder = fs::path(LOOPSCOPE_SOURCE_DIR) / "tests/python", before = fs::current_path();
  fs::current_path(folder);
  for (const fs::path& program : tests::files_with(folder, ".py")) {
    INFO(program.filename().string());
    auto expected = kAboutMistakes.find(program.stem().string());
    CHECK(found(program.filename().string(), tests::read_file(program)) == (expected == kAboutMistakes.end() ? "" : expected->second));
  }
  fs::current_path(before);
}

TEST_CASE("each piece of the museum shows the mistake it is named after, and its fix shows none", "[findings]") {
  size_t pieces = 0;
  for (const fs::path& path : tests::files_with(fs::path(LOOPSCOPE_SOURCE_DIR) / "lessons", ".py")) {
    auto reading = lesson::read_lesson(tests::read_file(path), path.filename().string());
    const lesson::Lesson& piece = reading.lesson;
    INFO(path.filename().string());
    REQUIRE(reading.mistakes.empty());
    if (piece.part != "Museum of mistakes") continue;
    ++pieces;
    RunOptions options;
    if (!piece.scenario.toml.empty()) {
      bool whole_head = piece.scenario.toml.find("[scenario]") != std::string::npos;
      auto read = read_scenario(piece.scenario.toml, 0, whole_head ? "scenario" : "");
      REQUIRE(read.problems.empty());
      options.scenario = std::make_shared<const Scenario>(std::move(read.scenario));
    }
    std::string shown = found("piece.py", program_text(piece).text, options);
    CHECK(shown.substr(0, shown.find(' ')) == piece.id);
    CHECK(shown.find(';') == shown.npos);
    REQUIRE(piece.variant("fixed"));
    CHECK(found("fixed.py", program_text(piece, piece.variant("fixed")).text, options) == "");
  }
  CHECK(pieces == kMistakes);
}

TEST_CASE("requests that are refused in the instant they are sent were under way at once, too", "[findings]") {
  const std::string text =
      "import asyncio\n"
      "import httpx\n"
      "async def fetch(client, n):\n"
      "    return (await client.get(f'https://api.example.com/item/{n}')).status_code\n"
      "async def main():\n"
      "    async with httpx.AsyncClient() as client:\n"
      "        await asyncio.gather(*(fetch(client, n) for n in range(60)))\n"
      "asyncio.run(main())\n";
  auto read = read_scenario("[scenario]\nlatency = 0.2\n[[scenario.host]]\nname = 'api.example.com'\nlimit = { concurrent = 10 }\n", 0, "scenario");
  REQUIRE(read.problems.empty());
  RunOptions options;
  options.scenario = std::make_shared<const Scenario>(std::move(read.scenario));
  options.detail = Trace::Detail::lines;
  auto run = sim::run({"burst.py", text, {}}, options);
  Order order(run->trace);
  auto found = findings_of(run->trace, Spans(run->trace, order), shape_of(text));
  REQUIRE(found.size() == 1);
  CHECK(found[0].seen == "60 requests to api.example.com:443 were under way at once, and nothing limits them.");
  CHECK(found[0].impact == "50 were refused: the service takes only so many.");
}

TEST_CASE("a text that is no Python has no shape and no findings", "[findings]") {
  CHECK(found("broken.py", "async def f(:\n") == "");
  CHECK(shape_of("\xff\xfe").serial.empty());
}

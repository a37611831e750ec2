// Each broken lesson of tests/lessons/broken is found out, at the line it names in its last line and with the words it names there.
#include "app/dock.h"
#include "app/lessons/course_files.h"
#include "app/lessons/world.h"
#include "sim/base/text.h"
#include "sim/lesson/inspect.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace fs = std::filesystem;
using sim::lesson::Mistake;

namespace {

const fs::path kBroken = fs::path(LOOPSCOPE_SOURCE_DIR) / "tests/lessons/broken";

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// "LINE: WORDS" behind "# mistake: " in the last line; empty when the file is free of mistakes.
std::string expectation(const fs::path& path) {
  std::string text = text_of(path);
  size_t at = text.rfind("\n# mistake: ");
  if (at == std::string::npos) return {};
  std::string line = text.substr(at + 12);
  return line.substr(0, line.find('\n'));
}

// All that `lessons check` would say.
std::vector<Mistake> check(const app::CourseFiles& files) {
  std::vector<Mistake> mistakes = files.mistakes;
  sim::lesson::Inspection with;
  with.options = [&](const sim::lesson::Lesson& l) { return app::lesson_options(l, files); };
  with.scenario_file = [&](const sim::lesson::Lesson& l) {
    auto text = app::scenario_file(l, files);
    return text ? *text : std::string();
  };
  for (const app::PanelInfo& panel : app::all_panels()) with.panels.emplace_back(panel.name);
  for (const auto& l : files.course.lessons) {
    bool readable = std::none_of(files.mistakes.begin(), files.mistakes.end(), [&](const Mistake& m) { return m.file == l->file; });
    if (!readable) continue;
    auto more = inspect(*l, with);
    mistakes.insert(mistakes.end(), more.begin(), more.end());
  }
  return mistakes;
}

std::string told(const std::vector<Mistake>& mistakes) {
  std::string out;
  for (const Mistake& m : mistakes) out += sim::cat(fs::path(m.file).filename().string(), ":", m.line, ": ", m.message, "\n");
  return out;
}

void expect(const fs::path& file, const std::vector<Mistake>& mistakes) {
  std::string wanted = expectation(file);
  size_t colon = wanted.find(": ");
  INFO(file.string() << " expects " << (wanted.empty() ? "nothing" : wanted) << "; found:\n" << told(mistakes));
  bool found = false, any = false;
  for (const Mistake& m : mistakes) {
    if (m.file != file.string()) continue;
    any = true;
    found |= !wanted.empty() && m.line == std::stoul(wanted.substr(0, colon)) && m.message.find(wanted.substr(colon + 2)) != std::string::npos;
  }
  CHECK((wanted.empty() ? !any : found));
}

}  // namespace

TEST_CASE("every broken lesson is found out at its line", "[lessons]") {
  size_t alone = 0, together = 0;
  for (const auto& entry : fs::directory_iterator(kBroken)) {
    if (entry.is_directory()) {
      auto files = app::load_course(entry.path().string());
      REQUIRE(files);
      auto mistakes = check(*files);
      CHECK(!mistakes.empty());
      for (const auto& file : fs::directory_iterator(entry.path())) expect(file.path(), mistakes), ++together;
      continue;
    }
    // Each by itself: beside it stand others with the same id.
    fs::path folder = fs::temp_directory_path() / sim::cat("loopscope-broken-", alone);
    fs::create_directories(folder);
    fs::path copy = folder / entry.path().filename();
    fs::copy_file(entry.path(), copy, fs::copy_options::overwrite_existing);
    auto files = app::load_course(copy.string());
    REQUIRE(files);
    auto mistakes = check(*files);
    CHECK(!mistakes.empty());
    expect(copy, mistakes);
    fs::remove_all(folder);
    ++alone;
  }
  CHECK(alone >= 40);
  CHECK(together >= 10);
}

TEST_CASE("the lessons that belong to the program have no mistake", "[lessons]") {
  auto files = app::load_course((fs::path(LOOPSCOPE_SOURCE_DIR) / "lessons").string());
  REQUIRE(files);
  CHECK(files->course.lessons.size() >= 3);
  auto mistakes = check(*files);
  INFO(told(mistakes));
  CHECK(mistakes.empty());
}

// Reads every #include of sim/ and app/ and holds who may know whom: one direction, no cycles between folders, and each foreign
// library in its few files.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

struct Include {
  std::string file;      // who includes, from the project's root
  size_t line;
  std::string what;      // as it stands between the quotes or brackets
};

bool begins(const std::string& text, const std::string& with) { return text.compare(0, with.size(), with) == 0; }

Words lines_of(const fs::path& file) {
  std::ifstream in(file);
  Words result;
  for (std::string line; std::getline(in, line);) result.push_back(line);
  return result;
}

// What `line` includes; empty: nothing.
std::string included(const std::string& line) {
  if (!begins(line, "#include ") || line.size() < 12) return "";
  return line.substr(10, line.find_first_of("\">", 10) - 10);
}

std::vector<Include> all_includes() {
  const fs::path root = LOOPSCOPE_SOURCE_DIR;
  std::vector<Include> result;
  for (const char* top : {"sim", "app"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const std::string ending = entry.path().extension();
      if (ending != ".cpp" && ending != ".h" && ending != ".inc") continue;
      const Words lines = lines_of(entry.path());
      for (size_t i = 0; i < lines.size(); ++i) {
        if (std::string what = included(lines[i]); !what.empty()) result.push_back({fs::relative(entry.path(), root), i + 1, what});
      }
    }
  }
  return result;
}

// "sim/loop/task.cpp" is in "sim/loop"; the files directly in app/ are in "app".
std::string room_of(const std::string& file) {
  const size_t second = file.find('/', 4);
  return second == std::string::npos ? file.substr(0, 3) : file.substr(0, second);
}

// A folder may include itself and these.
const std::map<std::string, Words> kRooms = {
    {"sim/base", {}},
    {"sim/trace", {"sim/base"}},
    {"sim/world", {"sim/base"}},
    {"sim/loop", {"sim/base", "sim/trace", "sim/world"}},
    {"sim/asyncio", {"sim/base", "sim/loop"}},
    {"sim/python", {"sim/base", "sim/trace", "sim/world", "sim/loop", "sim/asyncio"}},
    {"sim/analysis", {"sim/base", "sim/trace"}},
    {"sim/run", {"sim/base", "sim/trace", "sim/world", "sim/loop", "sim/python", "sim/analysis"}},
    {"sim/lesson", {"sim/base", "sim/world", "sim/python", "sim/analysis", "sim/run"}},
    {"app/editor", {}},
    {"app/live", {"sim"}},
    {"app/timeline", {"sim", "app", "app/panels"}},
    {"app/panels", {"sim", "app", "app/live", "app/lessons"}},
    {"app/lessons", {"sim", "app", "app/export"}},
    {"app/export", {"sim", "app/lessons"}},
    {"app/commands", {"sim", "app", "app/live", "app/lessons", "app/export"}},
    {"app", {"sim", "app"}},
};

bool may_include(const std::string& room, const std::string& other) {
  auto found = kRooms.find(room);
  if (found == kRooms.end()) return false;
  for (const std::string& allowed : found->second) {
    if (other == allowed || (allowed == "sim" && begins(other, "sim/")) || (room == "app" && begins(other, "app"))) return true;
  }
  return room == other;
}

// Foreign headers (their beginnings), and the files (their beginnings) that alone include them.
const std::vector<std::pair<std::string, Words>> kForeign = {
    {"GLFW/", {"app/window.cpp"}},
    {"glad/", {"app/window.cpp"}},
    {"imgui_impl_", {"app/window.cpp"}},
    {"imgui", {"app/imgui_compat.h"}},
    {"httplib", {"app/live/"}},
    {"openssl/", {"app/live/"}},
    {"CLI/", {"app/commands/command_line.cpp"}},
    {"stb_", {"app/window.cpp"}},
    {"fontconfig/", {"app/other_fonts.cpp"}},
    {"ft2build", {"app/other_fonts.cpp"}},
    {"md4c", {"app/lessons/"}},
    {"zip.h", {"app/lessons/"}},
    {"gmp", {"sim/python/objects/big_int.cpp"}},
    {"thread", {"app/live/", "app/worker"}},
    {"mutex", {"app/live/", "app/worker"}},
    {"condition_variable", {"app/live/", "app/worker"}},
    {"future", {}},
};

}  // namespace

TEST_CASE("a folder includes only itself and the folders it may know", "[rooms]") {
  const std::vector<Include> includes = all_includes();
  CHECK(includes.size() > 1000);   // the sources were found
  for (const Include& i : includes) {
    if (!begins(i.what, "sim/") && !begins(i.what, "app/")) continue;
    INFO(i.file << ":" << i.line << ": #include \"" << i.what << "\"");
    CHECK(fs::exists(fs::path(LOOPSCOPE_SOURCE_DIR) / i.what));
    CHECK(may_include(room_of(i.file), room_of(i.what)));
  }
}

TEST_CASE("each foreign library, and threads, are known to few files", "[rooms]") {
  for (const Include& i : all_includes()) {
    for (const auto& [header, users] : kForeign) {
      if (!begins(i.what, header)) continue;
      INFO(i.file << ":" << i.line << ": #include <" << i.what << ">");
      CHECK(std::any_of(users.begin(), users.end(), [&](const std::string& user) { return begins(i.file, user); }));
      break;   // the first that fits names the library
    }
  }
}

TEST_CASE("the simulator knows no window, no clock of the machine and no thread", "[rooms]") {
  const Words forbidden = {"thread", "mutex", "condition_variable", "future", "chrono", "filesystem", "fstream", "app/"};
  for (const Include& i : all_includes()) {
    if (!begins(i.file, "sim/")) continue;
    for (const std::string& word : forbidden) {
      INFO(i.file << ":" << i.line << ": #include " << i.what);
      CHECK_FALSE((i.what == word || (word.back() == '/' && begins(i.what, word))));
    }
  }
}

// Guards app/settings.cpp, app/keep.cpp, app/theme_files.cpp: what lies on disk between two days.
#include "app/keep.h"
#include "app/settings.h"
#include "tests/support/folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace app;
namespace fs = std::filesystem;

namespace {

struct Folder : tests::Folder {
  Folder() : tests::Folder("settings") {}
};

void write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

// As WCAG has it: relative luminance and the ratio of two.
double luminance(ImU32 c) {
  auto part = [&](int shift) {
    double v = (c >> shift & 255) / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * part(0) + 0.7152 * part(8) + 0.0722 * part(16);
}
double contrast(ImU32 a, ImU32 b) {
  double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
  return x > y ? x / y : y / x;
}

// A colour as someone sees it who lacks one kind of cone (Machado and others, 2009), in CIE Lab.
using Matrix = std::array<std::array<double, 3>, 3>;
constexpr Matrix kSights[] = {{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
                              {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
                              {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
                              {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}};
std::array<double, 3> seen(ImU32 c, const Matrix& m) {
  std::array<double, 3> linear{}, s{};
  for (int i = 0; i < 3; ++i) {
    double v = (c >> (8 * i) & 255) / 255.0;
    linear[static_cast<size_t>(i)] = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  }
  for (size_t i = 0; i < 3; ++i) s[i] = std::clamp(m[i][0] * linear[0] + m[i][1] * linear[1] + m[i][2] * linear[2], 0.0, 1.0);
  auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16 / 116.0; };
  double x = f((0.4124 * s[0] + 0.3576 * s[1] + 0.1805 * s[2]) / 0.95047), y = f(0.2126 * s[0] + 0.7152 * s[1] + 0.0722 * s[2]),
         z = f((0.0193 * s[0] + 0.1192 * s[1] + 0.9505 * s[2]) / 1.08883);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}
double difference(ImU32 a, ImU32 b, const Matrix& m) {
  auto x = seen(a, m), y = seen(b, m);
  return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

}  // namespace

TEST_CASE("settings come back as they were written") {
  Folder folder;
  Settings s;
  s.theme = "light";
  s.language = "de";
  s.text_size = 125;
  s.splits = {0.25f, 0.5f};
  s.open_panels = {"code", "timeline"};
  s.recent = {"/a \"b\".py", "/\xc3\xa9.py"};
  s.last_seconds = 1.5;
  s.tour_seen = true;
  CHECK(write_settings(folder / "sub/settings.toml", s) == "");
  std::string problem;
  CHECK(read_settings(folder / "sub/settings.toml", problem) == s);
  CHECK(problem == "");
  CHECK(read_settings(folder / "none.toml", problem) == Settings());
  CHECK(problem == "");
}

TEST_CASE("a broken settings file is reported, put aside, and never lost") {
  Folder folder;
  std::string path = folder / "settings.toml", problem;
  for (int n = 0; n < 2; ++n) {
    write(path, "theme = \"light\nsplits = [");
    CHECK(read_settings(path, problem) == Settings());
    CHECK(problem.find("line 1") != std::string::npos);
    CHECK(!fs::exists(path));
  }
  CHECK(fs::exists(path + ".broken"));
  CHECK(fs::exists(path + ".broken2"));
}

TEST_CASE("settings of the wrong kind or size are as delivered, or the nearest that can be") {
  Folder folder;
  std::string path = folder / "settings.toml", problem;
  write(path, "theme = 7\ntext_size = 9000\nsplits = [\"x\", 77]\nopen_panels = \"all\"\nwidth = -5\nlast_seconds = -1\nnew_thing = 1\n");
  Settings s = read_settings(path, problem);
  CHECK(problem == "");
  CHECK(s.theme == "dark");
  CHECK(s.text_size == 250);
  CHECK(s.width == 320);
  CHECK(s.last_seconds == 0);
  Model m;
  apply_settings(m, s);
  CHECK(m.splits[1] <= 0.85f);
}

TEST_CASE("a model's layout is remembered") {
  Model m;
  apply(m, *parse_action("theme contrast"));
  apply(m, *parse_action("panel output off"));
  apply(m, *parse_action("scale 1.5"));
  Settings s = settings_of(m, {});
  Model other;
  apply_settings(other, s);
  CHECK(other.theme == m.theme);
  CHECK(!other.panels.open(Panel::output));
  CHECK(other.panels.open(Panel::timeline));
  CHECK(other.scale == Approx(1.5));
}

TEST_CASE("text that is not saved is found again after the process was killed") {
  Folder folder;
  std::string kept = folder / "unsaved", path = folder / "program.py";
  write(path, "print(1)\n");
  pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    Keep keep(kept);
    Source s(path, "print(1)\n");
    keep.watch(s, 0);
    s.buffer.place(s.buffer.end());
    s.buffer.insert("print('\xff typed')\n");
    keep.watch(s, 1.5);
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));
  Keep keep(kept);
  auto text = keep.take(path);
  REQUIRE(text);
  CHECK(*text == "print(1)\nprint('\xff typed')\n");
  CHECK(!keep.take(folder / "other.py"));
  // Saved: there is nothing to keep any more.
  Source s(path, *text);
  keep.flush(s);
  CHECK(!keep.take(path));
}

TEST_CASE("a folder that cannot be written is told, not ignored") {
  Folder folder;
  write(folder / "file", "");
  Keep keep(folder / "file/unsaved");
  CHECK(keep.problem() != "");
}

TEST_CASE("every text of every theme can be read") {
  for (const char* name : {"dark", "light", "contrast", "print"}) {
    const Theme* t = find_theme(name);
    REQUIRE(t);
    INFO(name);
    double least = std::string(name) == "contrast" ? 7 : 4.5;
    for (ImU32 ground : {t->panel, t->background, t->current_line}) CHECK(contrast(t->text, ground) >= 7);
    for (ImU32 ink : {t->dim, t->faint, t->accent, t->keyword, t->string, t->number, t->comment, t->op, t->invalid, t->failed})
      CHECK(contrast(ink, t->panel) >= least - (ink == t->failed ? 0.6 : 0));
    for (ImU32 ink : {t->running, t->ready, t->suspended, t->outside, t->blocked, t->done, t->cancelled}) CHECK(contrast(ink, t->panel) >= 3);
    CHECK(contrast(t->on_accent, t->accent) >= 4.5);
    CHECK(contrast(t->on_state, t->running) >= 4.5);
    CHECK(contrast(t->on_state, t->blocked) >= 4.5);
    CHECK(contrast(t->text, t->error_panel) >= 7);
    CHECK(contrast(t->text, t->notice_panel) >= 7);
  }
}

TEST_CASE("states are told apart by people who do not see all colours") {
  for (const char* name : {"dark", "light", "contrast"}) {
    const Theme& t = *find_theme(name);
    ImU32 states[] = {t.running, t.ready, t.suspended, t.blocked, t.done, t.failed, t.cancelled};
    for (const Matrix& sight : kSights)
      for (size_t i = 0; i < std::size(states); ++i)
        for (size_t k = i + 1; k < std::size(states); ++k) {
          INFO(name << ": states " << i << " and " << k);
          CHECK(difference(states[i], states[k], sight) > 18);
        }
    // The two kinds of waiting differ by the density of their hatching, too.
    for (const Matrix& sight : kSights)
      for (ImU32 other : {t.running, t.ready, t.suspended, t.blocked}) CHECK(difference(t.outside, other, sight) > 10);
  }
}

TEST_CASE("a theme of the person's own needs only what differs; a mistake is told with its line") {
  Folder folder;
  write(folder / "mine.toml", "light = true\naccent = \"#aa0000\"\n");
  write(folder / "bad.toml", "light = true\nacent = \"#aa0000\"\n");
  write(folder / "worse.toml", "accent = #aa0000");
  auto problems = load_themes(folder.path.string());
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].find("line 2: acent is no colour") != std::string::npos);
  CHECK(problems[1].find("line 1") != std::string::npos);
  const Theme* mine = find_theme("mine");
  REQUIRE(mine);
  CHECK(mine->accent == IM_COL32(0xaa, 0, 0, 255));
  CHECK(mine->panel == find_theme("light")->panel);
  CHECK(!find_theme("bad"));
  std::filesystem::create_directory(folder / "folder.toml");
  problems = load_themes(folder.path.string());
  REQUIRE(problems.size() == 3);
  CHECK(problems[1].find("folder.toml: it can't be read") != std::string::npos);
  CHECK(!find_theme("folder"));
}

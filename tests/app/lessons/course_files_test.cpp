// Courses from folders and zip files: what is read, and what is refused with a sentence.
#include "app/lessons/course_files.h"
#include "app/lessons/world.h"
#include "sim/base/text.h"
#include "tests/support/folder.h"

#include <catch2/catch.hpp>

#include <zip.h>

#include <cstring>
#include <utility>
#include <vector>

namespace {

std::string lesson(const std::string& id, int order, const std::string& more = {}) {
  return sim::cat("# /// lesson\n# id = \"", id, "\"\n# title = \"T\"\n# order = ", order, "\n# goals = [\"g\"]\n", more, "# ///\n#: Text.\nprint(1)\n");
}

std::string zipped(const std::vector<std::pair<std::string, std::string>>& entries) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  REQUIRE(zip);
  for (const auto& [name, text] : entries) REQUIRE(zip_file_add(zip, name.c_str(), zip_source_buffer(zip, text.data(), text.size(), 0), ZIP_FL_OVERWRITE) >= 0);
  REQUIRE(zip_close(zip) == 0);
  REQUIRE(zip_source_open(target) == 0);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  REQUIRE(zip_source_read(target, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

}  // namespace

TEST_CASE("a folder of lessons is a course, in order, other files let be", "[lessons]") {
  tests::Folder folder("course");
  folder.write("b.py", lesson("second", 20));
  folder.write("part/a.py", lesson("first", 10));
  folder.write("helper.py", "print('no lesson')\n");
  folder.write("notes.txt", "# /// lesson\n");
  auto files = app::load_course(folder.path.string());
  REQUIRE(files);
  REQUIRE(files->course.lessons.size() == 2);
  CHECK(files->course.lessons[0]->id == "first");
  CHECK(files->mistakes.empty());
  CHECK(files->course.next(*files->course.lessons[0])->id == "second");
}

TEST_CASE("a lesson that forgot its head is missed by name", "[lessons]") {
  tests::Folder folder("headless");
  folder.write("a.py", lesson("first", 10));
  folder.write("b.py", "# /// leson\n# id = \"x\"\n# ///\n#: @ end\n#: Text.\nprint(1)\n");
  auto files = app::load_course(folder.path.string());
  REQUIRE(files);
  REQUIRE(files->mistakes.size() == 1);
  CHECK(files->mistakes[0].file.ends_with("b.py"));
}

TEST_CASE("paths that are no course say so", "[lessons]") {
  tests::Folder folder("none");
  CHECK(app::load_course(folder.path.string() + "/missing").problem().find("no such file") != std::string::npos);
  CHECK(app::load_course(folder.write("a.txt", "x")).problem().find("no lesson") != std::string::npos);
  CHECK(app::load_course(folder.write("a.zip", "PK nonsense")).problem().find("no zip file") != std::string::npos);
}

TEST_CASE("a zip file of lessons opens like a folder", "[lessons]") {
  auto files = app::read_zip(zipped({{"course/a.py", lesson("first", 10)}, {"course/b.py", lesson("second", 20, "# [scenario]\n# file = \"slow.toml\"\n")}, {"course/slow.toml", "name = \"slow\"\n"}, {"picture.png", "x"}}), "some.zip");
  REQUIRE(files);
  CHECK(files->course.lessons.size() == 2);
  CHECK(files->mistakes.empty());
  CHECK(files->zipped);
  CHECK(app::lesson_options(*files->course.lessons[1], *files));
}

TEST_CASE("a zip file that leads out of itself is refused", "[lessons]") {
  for (const char* name : {"../evil.py", "/etc/evil.py", "a/../../evil.py", "C:/evil.py", "a\\..\\evil.py"}) {
    auto files = app::read_zip(zipped({{"a.py", lesson("first", 10)}, {name, lesson("evil", 20)}}), "bad.zip");
    INFO(name);
    REQUIRE(!files);
    CHECK(files.problem().find("leads out of the course") != std::string::npos);
  }
  CHECK(app::read_zip(zipped({{"a..b.py", lesson("first", 10)}}), "fine.zip"));
}

TEST_CASE("a zip bomb is refused without being unpacked", "[lessons]") {
  std::string zeros(size_t{8} << 20, '#');
  std::vector<std::pair<std::string, std::string>> entries{{"a.py", lesson("first", 10)}, {"bomb.py", zeros}};
  std::string bytes = zipped(entries);
  CHECK(bytes.size() < 100'000);
  auto files = app::read_zip(bytes, "bomb.zip");
  REQUIRE(files);
  CHECK(files->course.lessons.size() == 1);
  REQUIRE(files->mistakes.size() == 1);
  CHECK(files->mistakes[0].message.find("larger than 1 MiB") != std::string::npos);
  std::string megabyte((size_t{1} << 20) - 1, '#');
  entries.clear();
  for (int n = 0; n < 70; ++n) entries.push_back({sim::cat("f", n, ".py"), megabyte});
  CHECK(app::read_zip(zipped(entries), "many.zip").problem().find("larger than 64 MiB") != std::string::npos);
}

TEST_CASE("damaged zip files end in a sentence", "[lessons]") {
  std::string good = zipped({{"a.py", lesson("first", 10)}, {"b.py", lesson("second", 20)}});
  for (size_t n = 0; n < good.size(); n += 3) {
    std::string bad = good;
    bad[n] = static_cast<char>(bad[n] ^ 0x5a);
    auto files = app::read_zip(bad, "bad.zip");
    if (!files) CHECK(!files.problem().empty());
    auto cut = app::read_zip(std::string_view(good).substr(0, n), "cut.zip");
    if (!cut) CHECK(!cut.problem().empty());
  }
}

TEST_CASE("a lesson's scenario stays beside it", "[lessons]") {
  tests::Folder folder("scenario");
  folder.write("slow.toml", "name = \"slow\"\n");
  auto options = [&](const std::string& scenario) {
    auto files = app::load_course(folder.write("a.py", lesson("first", 10, "# [scenario]\n" + scenario)));
    REQUIRE(files);
    REQUIRE(files->course.lessons.size() == 1);
    return app::lesson_options(*files->course.lessons[0], *files);
  };
  CHECK(options("# preset = \"httpbin\"\n"));
  CHECK(options("# file = \"slow.toml\"\n"));
  CHECK(options("# latency = 0.3\n# preset = \"slow\"\n"));
  CHECK(options("# preset = \"no-such\"\n").problem().find("no preset") != std::string::npos);
  CHECK(options("# file = \"missing.toml\"\n").problem().find("no scenario") != std::string::npos);
  CHECK(options("# file = \"../slow.toml\"\n").problem().find("outside") != std::string::npos);
  CHECK(options("# latency = \"x y\"\n").problem().find("a.py:7: ") != std::string::npos);
}

TEST_CASE("ten thousand lessons are a course, or a sentence", "[lessons]") {
  std::vector<std::pair<std::string, std::string>> entries;
  for (int n = 0; n < 10'000; ++n) entries.push_back({sim::cat("l", n, ".py"), lesson(sim::cat("lesson-", n), n)});
  auto files = app::read_zip(zipped(entries), "many.zip");
  REQUIRE(files);
  CHECK(files->course.lessons.size() == 10'000);
  CHECK(files->mistakes.empty());
}

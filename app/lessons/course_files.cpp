#include "app/lessons/course_files.h"

#include "sim/base/text.h"
#include "sim/lesson/directives.h"
#include "sim/lesson/parse.h"

#include <zip.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

namespace app {

namespace fs = std::filesystem;
using sim::cat;
using sim::Problem;
using sim::lesson::Lesson;
using sim::lesson::Mistake;

namespace {

constexpr size_t kLargestLesson = 1u << 20, kLargestCourse = 64u << 20, kMostFiles = 20'000;
constexpr int kDeepest = 8;  // folders in folders

std::optional<std::string> read_file(const fs::path& path, size_t most) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text(most + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  if (text.size() > most) return std::nullopt;
  return text;
}

// A Python file without a head that uses the marks of a lesson: its author would wonder why it is not there.
bool forgot_its_head(std::string_view text) {
  for (std::string_view sign : {"#: @", "#? predict", "#! check", "#= exercise"})
    if (text.starts_with(sign) || text.find(cat("\n", sign)) != std::string_view::npos) return true;
  return text.find("\n# /// les") != std::string_view::npos || text.starts_with("# /// les");
}

// Collects lessons, whatever they come from.
class Collector {
 public:
  void add(const std::string& file, std::string_view text, bool wanted) {
    if (!wanted && !sim::lesson::looks_like_lesson(text) && !forgot_its_head(text)) return;
    auto reading = sim::lesson::read_lesson(text, file);
    out.mistakes.insert(out.mistakes.end(), reading.mistakes.begin(), reading.mistakes.end());
    if (reading.lesson.id.empty()) return;
    lessons_.push_back(std::make_shared<const Lesson>(std::move(reading.lesson)));
  }
  void mistake(const std::string& file, std::string message) { out.mistakes.push_back({file, 0, std::move(message)}); }

  CourseFiles finish(std::string path, std::string title) {
    out.path = std::move(path);
    out.course = sim::lesson::make_course(std::move(title), std::move(lessons_));
    auto between = sim::lesson::mistakes_between(out.course);
    out.mistakes.insert(out.mistakes.end(), between.begin(), between.end());
    std::stable_sort(out.mistakes.begin(), out.mistakes.end(), [](const Mistake& a, const Mistake& b) { return a.file != b.file ? a.file < b.file : a.line < b.line; });
    return std::move(out);
  }

  CourseFiles out;

 private:
  std::vector<std::shared_ptr<const Lesson>> lessons_;
};

void read_folder(const fs::path& folder, const fs::path& wanted, Collector& to) {
  std::error_code error;
  std::vector<fs::path> files;
  fs::recursive_directory_iterator all(folder, fs::directory_options::skip_permission_denied, error), end;
  for (; !error && all != end; all.increment(error)) {
    if (all.depth() >= kDeepest || all->path().filename().string().starts_with('.')) all.disable_recursion_pending();
    if (all->path().extension() != ".py" || !all->is_regular_file(error)) continue;
    if (files.size() == kMostFiles) {
      to.mistake(folder.string(), cat("more than ", kMostFiles, " Python files: the others are left out"));
      break;
    }
    files.push_back(all->path());
  }
  std::sort(files.begin(), files.end());
  size_t total = 0;
  for (const fs::path& file : files) {
    bool named = !wanted.empty() && fs::equivalent(file, wanted, error);
    std::string shown = named ? wanted.string() : file.string();
    auto text = read_file(file, kLargestLesson);
    if (!text) {
      to.mistake(shown, "it cannot be read, or is larger than 1 MiB: no lesson is that long");
      continue;
    }
    if ((total += text->size()) > kLargestCourse) return to.mistake(folder.string(), "the lessons are larger than 64 MiB together: the others are left out");
    to.add(shown, *text, named);
  }
}

std::string last_part(const std::string& path) {
  fs::path p = fs::path(path).lexically_normal();
  if (!p.has_filename()) p = p.parent_path();
  return p.filename().string();
}

}  // namespace

bool is_lesson_file(const std::string& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return false;
  auto text = read_file(path, kLargestLesson);
  return text && sim::lesson::looks_like_lesson(*text);
}

sim::Result<CourseFiles> load_course(const std::string& path) {
  std::error_code error;
  fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return Problem{cat("can't open '", path, "': no such file or folder.")};
  if (fs::is_directory(status)) {
    Collector collector;
    read_folder(path, {}, collector);
    return collector.finish(path, last_part(path));
  }
  if (!fs::is_regular_file(status)) return Problem{cat("'", path, "' is no file and no folder. Give a lesson, a folder of lessons or a zip file of them.")};
  if (fs::path(path).extension() == ".zip") {
    auto bytes = read_file(path, kLargestCourse);
    if (!bytes) return Problem{cat("'", path, "' cannot be read, or is larger than 64 MiB.")};
    return read_zip(*bytes, path);
  }
  if (fs::path(path).extension() != ".py") return Problem{cat("'", path, "' is no lesson: those end in .py. A folder or a .zip file of them will do, too.")};
  fs::path folder = fs::path(path).parent_path();
  Collector collector;
  read_folder(folder.empty() ? fs::path(".") : folder, path, collector);
  return collector.finish(path, last_part(folder.empty() ? fs::current_path(error).string() : folder.string()));
}

// ---- zip files

namespace {

struct CloseZip {
  void operator()(zip_t* z) const { zip_discard(z); }
};
struct CloseEntry {
  void operator()(zip_file_t* f) const { zip_fclose(f); }
};

bool is_safe_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos || name.find('\0') != std::string_view::npos) return false;
  if (name.size() > 1 && name[1] == ':') return false;
  while (!name.empty()) {
    size_t end = std::min(name.find('/'), name.size());
    if (name.substr(0, end) == "..") return false;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return true;
}

// The entry's text, never more than `most` bytes, whatever its header says.
std::optional<std::string> read_entry(zip_t* zip, zip_uint64_t index, size_t most) {
  std::unique_ptr<zip_file_t, CloseEntry> file(zip_fopen_index(zip, index, 0));
  if (!file) return std::nullopt;
  std::string text;
  char buffer[65536];
  zip_int64_t n;
  while ((n = zip_fread(file.get(), buffer, sizeof buffer)) > 0) {
    text.append(buffer, static_cast<size_t>(n));
    if (text.size() > most) return std::nullopt;
  }
  if (n < 0) return std::nullopt;
  return text;
}

}  // namespace

sim::Result<CourseFiles> read_zip(std::string_view bytes, const std::string& name) {
  zip_error_t error;
  zip_error_init(&error);
  auto broken = [&](std::string_view why) { return Problem{cat("'", name, "' is not opened: ", why)}; };
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  std::unique_ptr<zip_t, CloseZip> zip(source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr);
  if (!zip) {
    if (source) zip_source_free(source);
    std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    return broken(cat("it is no zip file, or a damaged one (", why, ")."));
  }
  zip_int64_t count = zip_get_num_entries(zip.get(), 0);
  if (count > static_cast<zip_int64_t>(kMostFiles)) return broken(cat("it has ", count, " entries, and ", kMostFiles, " are the most."));
  Collector collector;
  size_t total = 0;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    const char* raw = zip_get_name(zip.get(), i, 0);
    std::string entry = raw ? raw : "";
    if (!is_safe_name(entry)) return broken(cat("the name '", entry, "' in it leads out of the course."));
    bool lesson = entry.ends_with(".py"), scenario = entry.ends_with(".toml");
    if (!lesson && !scenario) continue;
    std::string file = cat(name, "/", entry);
    auto text = read_entry(zip.get(), i, kLargestLesson);
    if (!text) {
      collector.mistake(file, "it cannot be unpacked, or is larger than 1 MiB unpacked: no lesson is that long");
      if ((total += kLargestLesson) > kLargestCourse) return broken("what is in it is larger than 64 MiB unpacked.");
      continue;
    }
    if ((total += text->size()) > kLargestCourse) return broken("what is in it is larger than 64 MiB unpacked.");
    if (lesson) collector.add(file, *text, false);
    else collector.out.scenarios[entry] = std::move(*text);
  }
  collector.out.zipped = true;
  return collector.finish(name, last_part(name));
}

std::string built_in_lessons() {
  std::error_code error;
  fs::path here = fs::read_symlink("/proc/self/exe", error).parent_path();
  if (error) return {};
  fs::path installed = here.parent_path() / "share" / "loopscope" / "lessons";
  if (fs::is_directory(installed, error)) return installed.string();
  for (int up = 0; up < 5 && here.has_relative_path(); ++up, here = here.parent_path())
    if (fs::is_regular_file(here / "lessons" / "README.md", error)) return (here / "lessons").string();
  return {};
}

}  // namespace app

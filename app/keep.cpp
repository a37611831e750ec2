#include "app/keep.h"

#include "app/folders.h"
#include "app/texts.h"
#include "app/write_file.h"
#include "sim/base/text.h"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <csignal>
#include <unistd.h>

namespace app {

namespace fs = std::filesystem;

namespace {

constexpr double kPause = 1.0;  // seconds between two writes

// FNV-1a of the whole path: a name for the file, readable by nobody and the same every time.
std::string hash_of(const std::string& path) {
  uint64_t h = 14695981039346656037u;
  for (char c : path) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211u;
  char out[17];
  std::snprintf(out, sizeof out, "%016llx", static_cast<unsigned long long>(h));
  return out;
}

std::string whole_path(const std::string& path) {
  if (path.empty()) return path;
  std::error_code error;
  fs::path whole = fs::absolute(path, error);
  return error ? path : whole.lexically_normal().string();
}

bool alive(long process) { return process > 0 && (kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM); }

long process_of(const fs::path& file) {
  std::string stem = file.stem().string();
  size_t dash = stem.rfind('-');
  long process = 0;
  if (dash != std::string::npos) std::from_chars(stem.data() + dash + 1, stem.data() + stem.size(), process);
  return process;
}

}  // namespace

Keep::Keep(std::string folder) : folder_(folder.empty() ? state_folder() + "/unsaved" : std::move(folder)) {
  std::error_code error;
  fs::create_directories(folder_, error);
  fs::permissions(folder_, fs::perms::owner_all, error);
  if (error) problem_ = tr("Unsaved text can't be kept in '{1}': {2}", folder_, error.message());
}

std::string Keep::file_for(const std::string& path, long process) const {
  return sim::cat(folder_, "/", hash_of(whole_path(path)), "-", process, ".kept");
}

void Keep::watch(const Source& source, double now) {
  if (!source.lesson.empty()) return;
  if (source.buffer.revision() == kept_revision_ && source.path == kept_path_ && (source.dirty() || kept_revision_ == 0)) return;
  if (now - last_ < kPause) return;
  last_ = now;
  write(source);
}

void Keep::flush(const Source& source) {
  if (source.lesson.empty()) write(source);
}

void Keep::write(const Source& source) {
  std::string file = file_for(source.path, getpid());
  kept_revision_ = source.buffer.revision();
  kept_path_ = source.path;
  std::error_code error;
  if (!source.dirty()) {
    fs::remove(file, error);
    return;
  }
  auto written = write_whole(file, whole_path(source.path) + '\0' + source.buffer.bytes());  // a path holds no zero byte
  problem_ = written ? "" : tr("Unsaved text can't be kept: {1} Save it yourself: Ctrl+S.", written.problem());
}

std::optional<std::string> Keep::take(const std::string& path) {
  std::error_code error;
  std::string prefix = hash_of(whole_path(path)) + "-";
  fs::path newest;
  fs::file_time_type newest_time;
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    if (entry.path().extension() != ".kept" || !entry.path().filename().string().starts_with(prefix)) continue;
    long process = process_of(entry.path());
    if (process != getpid() && alive(process)) continue;  // another window has it open
    auto time = entry.last_write_time(error);
    if (newest.empty() || time > newest_time) newest = entry.path(), newest_time = time;
  }
  if (newest.empty()) return std::nullopt;
  std::ifstream in(newest, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  std::string kept = text.str();
  size_t zero = kept.find('\0');
  if (zero == std::string::npos || kept.substr(0, zero) != whole_path(path)) return std::nullopt;
  std::string mine = file_for(path, getpid());
  if (newest != mine) fs::rename(newest, mine, error);
  return kept.substr(zero + 1);
}

}  // namespace app

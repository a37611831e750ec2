#include "app/write_file.h"

#include "app/texts.h"
#include "sim/base/text.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <unistd.h>

namespace app {

namespace fs = std::filesystem;

namespace {

Written problem(const std::string& path, int reason) {
  return sim::Problem{tr("can't write '{1}': {2}.", path, std::strerror(reason))};
}

// 0, or the reason why not all of it was written.
int put(std::FILE* file, std::string_view bytes) {
  bool whole = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() && std::fflush(file) == 0;
  return whole ? 0 : errno;
}

int put_into(const std::string& path, std::string_view bytes) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return errno;
  int reason = put(file, bytes);
  if (std::fclose(file) != 0 && reason == 0) reason = errno;
  return reason;
}

bool is_special(const std::string& path) {
  std::error_code error;
  fs::file_status status = fs::status(path, error);
  return fs::exists(status) && !fs::is_regular_file(status);
}

fs::path target_of(const std::string& path) {
  std::error_code error;
  return fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : fs::path(path);
}
std::string name_beside(const fs::path& target) { return sim::cat(target.string(), ".", getpid(), ".new"); }

}  // namespace

Written write_whole(const std::string& path, std::string_view bytes) {
  if (is_special(path)) {
    if (int reason = put_into(path, bytes)) return problem(path, reason);
    return std::monostate();
  }
  std::error_code error;
  fs::file_status status = fs::status(path, error);
  fs::path target = target_of(path);
  std::string beside = name_beside(target);
  int reason = put_into(beside, bytes);
  if (reason == 0) {
    error.clear();
    if (fs::exists(status)) fs::permissions(beside, status.permissions(), error);
    if (!error) fs::rename(beside, target, error);
    if (!error) return std::monostate();
    reason = error.value();
  }
  fs::remove(beside, error);
  return problem(path, reason);
}

Written write_whole_or_out(const std::string& path, std::string_view bytes) {
  if (path != "-") return write_whole(path, bytes);
  if (int reason = put(stdout, bytes)) return problem("stdout", reason);
  return std::monostate();
}

Written can_write_or_out(const std::string& path) {
  if (path == "-") return std::monostate();
  if (is_special(path)) {
    if (access(path.c_str(), W_OK) != 0) return problem(path, errno);
    if (fs::is_directory(path)) return problem(path, EISDIR);
    return std::monostate();
  }
  std::string beside = name_beside(target_of(path));
  int reason = put_into(beside, "");
  std::error_code error;
  fs::remove(beside, error);
  if (reason) return problem(path, reason);
  return std::monostate();
}

}  // namespace app

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

}  // namespace

Written write_whole(const std::string& path, std::string_view bytes) {
  std::error_code error;
  fs::file_status status = fs::status(path, error);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    if (int reason = put_into(path, bytes)) return problem(path, reason);
    return std::monostate();
  }
  fs::path target = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : fs::path(path);
  std::string beside = sim::cat(target.string(), ".", getpid(), ".new");
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

}  // namespace app

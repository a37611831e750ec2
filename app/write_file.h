// A file written whole or not at all: into one beside it first, so that a full disk or a crash leaves the old one as it was.
// Before: whatever saves: programs, settings, progress, exports, reports.
#pragma once
#include "sim/base/result.h"

#include <string>
#include <string_view>
#include <variant>

namespace app {

using Written = sim::Result<std::monostate>;

// Else a sentence with the system's reason. What is no ordinary file (a device, a pipe) is written into as it is.
Written write_whole(const std::string& path, std::string_view bytes);
// The same; a path of "-" is stdout.
Written write_whole_or_out(const std::string& path, std::string_view bytes);
// Whether that could be done now, asked before the work whose result it is; leaves nothing behind.
Written can_write_or_out(const std::string& path);

}  // namespace app

// A session: frames while something moves, sleep while nothing does, and a script's lines one after another.
// Before: commands/open.cpp. After: window.h, frame.h.
#pragma once
#include "app/actions.h"
#include "app/window.h"

namespace app {

struct SessionOptions {
  std::vector<ScriptLine> script;
  bool remembers = true;  // settings are written when it ends
};
// Until the window is closed or `quit`. The result is the exit status.
int run_session(Window& window, App& app, const SessionOptions& options);
// Settles the first frames and writes a PNG.
bool take_shot(Window& window, App& app, const std::string& path);

}  // namespace app

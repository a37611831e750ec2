#include "app/session.h"

#include <algorithm>
#include <cstdio>

namespace app {

namespace {

constexpr double kFrame = 1.0 / 60;
constexpr int kSettle = 3;  // frames after the last event: scrolling to a line takes effect in the next one

// Performs the next lines until one needs time. False: the script failed.
class ScriptRun {
 public:
  explicit ScriptRun(const std::vector<ScriptLine>& lines) : lines_(lines) {}
  bool over() const { return next_ == lines_.size(); }

  bool step(App& app, double now) {
    if (over() || now < until_) return true;
    const ScriptLine& line = lines_[next_++];
    if (line.action.id == ActionId::wait) {
      until_ = now + std::clamp(line.action.a, 0.0, 3600.0);
      return true;
    }
    apply(app.model, line.action);
    if (!app.model.notice_is_error) return true;
    std::fprintf(stderr, "loopscope: script line %zu: %s\n", line.number, app.model.notice.c_str());
    return false;
  }

 private:
  const std::vector<ScriptLine>& lines_;
  size_t next_ = 0;
  double until_ = 0;
};

bool serve_requests(Window& window, App& app) {
  Requests& requests = app.model.requests;
  if (requests.resize) window.resize(requests.resize->first, requests.resize->second);
  requests.resize.reset();
  for (const std::string& path : std::exchange(requests.shots, {})) {
    if (take_shot(window, app, path)) continue;
    std::fprintf(stderr, "loopscope: can't write the picture '%s'\n", path.c_str());
    return false;
  }
  return true;
}

}  // namespace

bool take_shot(Window& window, App& app, const std::string& path) {
  for (int n = 0; n < kSettle; ++n) {
    window.poll();
    window.frame(app, 0);
  }
  return window.save(path);
}

int run_session(Window& window, App& app, const std::vector<ScriptLine>& script) {
  ScriptRun run(script);
  const Document* titled = nullptr;
  double last = window.now();
  int settle = kSettle;
  window.frame(app, 0);  // actions that fit things into the window need to know its size
  while (!window.closed() && !app.model.requests.quit) {
    bool moving = app.model.playback.playing || app.timeline.gliding || app.restaurant.moving || !run.over() || settle > 0;
    if (moving)
      window.poll();
    else
      window.wait(app.model.palette ? 0.3 : 60);  // the palette's caret blinks
    if (!run.step(app, window.now())) return 2;
    double now = window.now();
    bool touched = window.frame(app, moving ? now - last : 0);
    last = now;
    settle = touched ? kSettle : std::max(0, settle - 1);
    if (!serve_requests(window, app)) return 2;
    if (app.model.document.get() != titled) {
      titled = app.model.document.get();
      window.set_title(titled->name + " - Loopscope");
    }
    // The display's own rhythm holds the pace where there is one; where there is none this does.
    double spent = window.now() - now;
    if (moving && spent < kFrame) window.wait(kFrame - spent);
  }
  return 0;
}

}  // namespace app

#include "app/session.h"

#include "app/keep.h"
#include "app/other_fonts.h"
#include "app/settings.h"
#include "app/worker.h"

#include <algorithm>
#include <cstdio>
#include <tuple>
#include <utility>

namespace app {

namespace {

constexpr double kFrame = 1.0 / 60, kLiveFrame = 1.0 / 25;   // lanes that fill: drawing them is not to take time from what is measured
constexpr int kSettle = 3;  // frames after the last event: scrolling to a line takes effect in the next one
constexpr int kMostSettle = 60;  // until letters of other fonts are all there

// Performs the next lines until one needs time. False: the script failed.
class ScriptRun {
 public:
  explicit ScriptRun(const std::vector<ScriptLine>& lines) : lines_(lines) {}
  bool over() const { return next_ == lines_.size(); }
  // Nothing is to be done now: there is no next line, or it is not yet its time.
  bool rests(const Model& m, double now) const { return !measuring() && (over() || now < until_ || waits_for_run(m)); }
  double rest(double now) const { return over() || now >= until_ ? 1e9 : until_ - now; }

  bool step(App& app, double now) {
    if (measuring()) return count(now);
    if (rests(app.model, now)) return true;
    const ScriptLine& line = lines_[next_++];
    if (line.action.id == ActionId::wait) {
      until_ = now + std::clamp(line.action.a, 0.0, 3600.0);
      return true;
    }
    if (line.action.id == ActionId::frames) {
      frames_ = 0, measured_from_ = now, measured_to_ = now + std::clamp(line.action.a, 0.1, 3600.0);
      return true;
    }
    apply(app.model, line.action);
    if (!app.model.notice_is_error) return true;
    std::fprintf(stderr, "loopscope: script line %zu: %s\n", line.number, app.model.notice.c_str());
    return false;
  }

 private:
  // `frames 5` draws without a pause for five seconds and prints how many frames that were.
  bool measuring() const { return measured_to_ > 0; }
  bool count(double now) {
    ++frames_;
    if (now < measured_to_) return true;
    double seconds = now - measured_from_;
    std::printf("%d frames in %.1f s, %.0f a second\n", frames_, seconds, frames_ / seconds);
    std::fflush(stdout);
    measured_to_ = 0;
    return true;
  }

  // What the next line does is meant for the run that is under way; only stopping that is meant for now.
  bool waits_for_run(const Model& m) const {
    ActionId next = lines_[next_].action.id;
    if (next == ActionId::wait || next == ActionId::cancel) return false;
    if (m.exporting.under_way()) return true;
    bool now = next == ActionId::quit || next == ActionId::type;
    if (live_busy(m)) return !now && next != ActionId::live_go && next != ActionId::shot;
    return !now && (m.running.id != 0 || m.edit_wait > 0);
  }

  const std::vector<ScriptLine>& lines_;
  size_t next_ = 0;
  double until_ = 0;
  int frames_ = 0;
  double measured_from_ = 0, measured_to_ = 0;
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

// Runs and replays on threads of their own, so that a frame never waits for one.
class Background {
 public:
  explicit Background(Model& model)
      : m_(model),
        runs_(run_program, Window::wake),
        values_(read_values, Window::wake),
        exports_(export_document, Window::wake),
        fonts_([](bool, std::atomic<bool>&) { return find_system_fonts(); }, Window::wake) {
    m_.background = true;
  }
  ~Background() { m_.background = false; }

  // True when something came that is to be shown.
  bool serve() {
    Requests& requests = m_.requests;
    if (requests.run) runs_.post(std::move(*std::exchange(requests.run, std::nullopt)));
    if (std::exchange(requests.stop_run, false)) runs_.finish();  // the newest one, also when both came in one frame
    if (requests.export_run) exports_.post(std::move(*std::exchange(requests.export_run, std::nullopt)));
    if (std::exchange(requests.stop_export, false)) exports_.finish();
    if (requests.values) values_.post(std::move(*std::exchange(requests.values, std::nullopt)));
    if (other_fonts().wants_fonts() && !std::exchange(fonts_asked_, true)) fonts_.post(true);
    bool came = other_fonts().unfinished();
    if (auto answer = fonts_.take()) other_fonts().use(std::move(*answer)), came = true;
    if (auto answer = runs_.take()) accept(m_, std::move(*answer)), came = true;
    if (auto answer = exports_.take()) accept(m_, std::move(*answer)), came = true;
    if (auto answer = values_.take()) accept(m_, std::move(*answer)), came = true;
    return came;
  }
  // Frames are wanted for what the person waits for: a run's elapsed time, an edit about to be run.
  bool moving() const { return m_.edit_wait > 0; }
  bool busy() const { return m_.running.id != 0 || m_.exporting.under_way(); }

 private:
  Model& m_;
  Worker<RunRequest, RunAnswer> runs_;
  Worker<ValuesRequest, ValuesAnswer> values_;
  Worker<ExportRequest, ExportAnswer> exports_;
  Worker<bool, std::shared_ptr<const SystemFonts>> fonts_;
  bool fonts_asked_ = false;
};

// What is done now and then, whether or not anything is drawn: text is kept aside, the file on disk is looked at, settings are written.
class Housekeeping {
 public:
  Housekeeping(Window& window, Model& model, bool remembers) : window_(window), m_(model), remembers_(remembers) {
    written_ = settings_of(m_, read_settings(settings_path(), ignored_));
  }
  ~Housekeeping() {
    keep_.flush(m_.source);
    lesson_takes_text(m_, false);
    remember();
  }

  // True when something is to be shown.
  bool serve(double now) {
    std::string before = m_.notice;
    for (const Source& left : std::exchange(m_.left, {})) keep_.flush(left);
    if (m_.opened != opened_) restore();
    keep_.watch(m_.source, now);
    if (now - looked_ > 0.5 && m_.running.id == 0) looked_ = now, check_disk(m_);
    if (now - remembered_ > 5) remembered_ = now, remember();
    if (!keep_.problem().empty() && keep_.problem() != told_) m_.notice = told_ = keep_.problem(), m_.notice_is_error = true;
    return m_.notice != before;
  }

 private:
  void restore() {
    opened_ = m_.opened;
    if (auto text = keep_.take(m_.source.path)) restore_text(m_, *text);
  }
  void remember() {
    if (!remembers_) return;
    Settings now = settings_of(m_, written_);
    std::tie(now.width, now.height) = window_.size();
    now.tour_seen |= m_.tour < 0;
    if (now == written_) return;
    write_settings(settings_path(), now);
    written_ = now;
  }

  Window& window_;
  Model& m_;
  bool remembers_;
  Keep keep_;
  Settings written_;
  std::string ignored_, told_;
  uint64_t opened_ = 0;
  double looked_ = 0, remembered_ = 0;
};

}  // namespace

bool take_shot(Window& window, App& app, const std::string& path) {
  // Values of variables are part of the picture, though a replay has to bring them first.
  bool background = std::exchange(app.model.background, false);
  if (background) app.model.values = {};
  for (int n = 0; n < kSettle || (other_fonts().unfinished() && n < kMostSettle); ++n) {
    window.poll();
    window.frame(app, 0);
    if (other_fonts().wants_fonts()) other_fonts().use(find_system_fonts()), n = 0;
  }
  app.model.background = background;
  return window.save(path);
}

int run_session(Window& window, App& app, const SessionOptions& options) {
  Model& m = app.model;
  ScriptRun run(options.script);
  Background background(m);
  Housekeeping housekeeping(window, m, options.remembers);
  std::string titled;
  double last = window.now();
  int settle = kSettle;
  window.frame(app, 0);  // actions that fit things into the window need to know its size
  while (!window.closed() && !m.requests.quit) {
    bool moving = m.playback.playing || app.timeline.gliding || app.restaurant.moving || !run.rests(m, window.now()) || settle > 0 || background.moving();
    bool alive = m.palette || m.path_for != PathFor::none || m.noting || background.busy() || live_busy(m);  // a text field's caret blinks; a run's seconds are counted
    if (moving)
      window.poll();
    else
      window.wait(std::min(live_busy(m) ? kLiveFrame : alive ? 0.1 : 1, run.rest(window.now())));
    double now = window.now();
    if (background.serve()) settle = kSettle;
    if (housekeeping.serve(now)) settle = kSettle;
    if (!run.rests(m, now)) settle = kSettle;  // what it does is to be seen
    if (!run.step(app, now)) return 2;
    if (!moving && !alive && settle == 0 && !window.pending()) {  // nothing new to draw
      last = now;
      continue;
    }
    bool touched = window.frame(app, now - last);
    last = now;
    settle = touched ? kSettle : std::max(0, settle - 1);
    if (!serve_requests(window, app)) return 2;
    std::string title = m.source.lesson.empty() ? last_part(m.source.path) : m.lessons.play->lesson->title;
    if (title != titled) window.set_title((titled = title) + " - Loopscope");
    // The display's own rhythm holds the pace where there is one; where there is none this does.
    double spent = window.now() - now;
    if (moving && spent < kFrame) window.wait(kFrame - spent);
  }
  return 0;
}

}  // namespace app

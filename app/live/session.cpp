#include "app/live/session.h"

#include <utility>

namespace app::live {

Session::Session(LiveOptions options) : options_(std::move(options)) {
  view_.running = true;
  view_.count = options_.calls.count;
  view_.target = options_.calls.urls.empty() ? "demo server" : options_.calls.urls.front();
  for (Strategy s : options_.strategies) view_.bars.emplace_back().strategy = s;
  thread_ = std::thread([this] { run(); });
}

Session::~Session() {
  stop();
  thread_.join();
}

Session::Bar& Session::bar(Strategy strategy) {
  for (Bar& b : view_.bars)
    if (b.strategy == strategy && !b.over) return b;
  return view_.bars.front();
}

void Session::run() {
  LiveObserver observer;
  observer.began = [this](Strategy s, double predicted, std::shared_ptr<const LiveWorld> world) {
    std::lock_guard lock(mutex_);
    bar(s).begun = true;
    bar(s).predicted = predicted;
    world_ = std::move(world);
  };
  observer.called = [this](Strategy s, const Call& call) {
    std::lock_guard lock(mutex_);
    Bar& b = bar(s);
    ++b.called;
    b.failed += call.status == 0 || call.status >= 400;
    latencies_.push_back(call.seconds);
  };
  observer.ended = [this](const StrategyResult& result) {
    std::lock_guard lock(mutex_);
    Bar& b = bar(result.strategy);
    if (world_) b.exchanges = world_->exchanges();
    b.predicted = result.predicted;
    b.elapsed = result.wall;
    b.over = true;
    b.latencies = std::make_shared<std::vector<double>>(std::exchange(latencies_, {}));
    auto kept = std::make_shared<StrategyResult>(result);
    kept->calls.clear();
    kept->recording = nullptr;
    b.result = std::move(kept);
    finished_[result.strategy] = {result.program, run_options(options_), result.recording};
    world_ = nullptr;
  };
  auto report = run_live(options_, observer, interrupted_);
  std::lock_guard lock(mutex_);
  view_.running = false;
  view_.interrupted = interrupted_;
  if (!report) view_.problem = report.problem();
  else
    for (size_t i = 0; i < report->results.size() && i < view_.bars.size(); ++i)
      if (auto& result = view_.bars[i].result) {
        auto compared = std::make_shared<StrategyResult>(*result);
        compared->speedup = report->results[i].speedup;
        result = std::move(compared);
      }
}

Session::View Session::view() const {
  std::lock_guard lock(mutex_);
  View view = view_;
  if (world_)
    for (Bar& b : view.bars)
      if (b.begun && !b.over) {
        b.exchanges = world_->exchanges();
        b.latencies = std::make_shared<std::vector<double>>(latencies_);
        b.elapsed = sim::seconds(world_->clock());
      }
  return view;
}

bool Session::running() const {
  std::lock_guard lock(mutex_);
  return view_.running;
}

std::optional<Session::Finished> Session::finished(Strategy strategy) const {
  std::lock_guard lock(mutex_);
  auto found = finished_.find(strategy);
  if (found == finished_.end() || !found->second.recording) return std::nullopt;
  return found->second;
}

}  // namespace app::live

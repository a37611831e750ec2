// A run that somebody stops while it goes on, and how long it went on after that.
#pragma once
#include "app/live/live_run.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <utility>

namespace live_test {

struct Stopped {
  app::live::LiveReport report;
  std::chrono::steady_clock::duration took;
};

// `run`: (const LiveOptions&, std::atomic<bool>* stop) -> LiveReport.
template <class Run>
Stopped stopped_after(std::chrono::milliseconds wait, const app::live::LiveOptions& options, Run run) {
  std::atomic<bool> stop = false;
  std::chrono::steady_clock::time_point when;
  std::thread later([&] {
    std::this_thread::sleep_for(wait);
    when = std::chrono::steady_clock::now();
    stop = true;
  });
  auto report = run(options, &stop);
  auto over = std::chrono::steady_clock::now();
  later.join();
  return {std::move(report), over - when};
}

}  // namespace live_test

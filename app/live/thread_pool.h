// Threads for work that waits: one is added whenever none is free, up to a bound; then work waits its turn.
// Before: http_network.cpp and demo_server.cpp submit jobs.
#pragma once
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace app::live {

class ThreadPool {
 public:
  explicit ThreadPool(size_t most) : most_(most) {}
  ~ThreadPool() { finish(true); }
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  void submit(std::function<void()> job) {
    std::lock_guard lock(mutex_);
    if (ending_) return;
    jobs_.push_back(std::move(job));
    if (idle_ < jobs_.size() && threads_.size() < most_) threads_.emplace_back([this] { work(); });
    else ready_.notify_one();
  }
  // Starts threads before there is work for them, and waits until they are ready for it, so that starting them takes no time later.
  void reserve(size_t threads) {
    std::unique_lock lock(mutex_);
    while (!ending_ && threads_.size() < std::min(threads, most_)) threads_.emplace_back([this] { work(); });
    started_.wait(lock, [&] { return ending_ || running_ == threads_.size(); });
  }
  // All threads are at work, and there is more to do.
  bool is_full() const {
    std::lock_guard lock(mutex_);
    return !jobs_.empty() && threads_.size() == most_ && idle_ == 0;
  }
  // Waits for the jobs that run; those not begun are dropped, or run first. Nothing can be submitted any more.
  void finish(bool drop) {
    std::vector<std::thread> threads;
    {
      std::lock_guard lock(mutex_);
      ending_ = true;
      if (drop) jobs_.clear();
      threads.swap(threads_);
    }
    ready_.notify_all();
    started_.notify_all();
    for (std::thread& thread : threads) thread.join();
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    ++running_;
    started_.notify_all();
    for (;;) {
      ++idle_;
      ready_.wait(lock, [&] { return ending_ || !jobs_.empty(); });
      --idle_;
      if (jobs_.empty()) return;
      std::function<void()> job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      job();
      job = nullptr;
      lock.lock();
    }
  }

  size_t most_;
  mutable std::mutex mutex_;
  std::condition_variable ready_, started_;
  std::deque<std::function<void()>> jobs_;
  std::vector<std::thread> threads_;
  size_t idle_ = 0, running_ = 0;
  bool ending_ = false;
};

}  // namespace app::live

// Threads for work that waits: one is added whenever none is free, up to a bound; then work waits its turn.
// Before: http_network.cpp and demo_server.cpp submit jobs.
#pragma once
#include "sim/base/check.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace app::live {

// Who has nothing to do sleeps here: each token wakes one thread. A pipe, because a condition variable with a thousand threads on it is a list that
// the kernel walks for many another lock of the process.
class Bench {
 public:
  Bench() { SIM_CHECK(::pipe2(ends_, O_CLOEXEC) == 0, "the system gives a pipe"); }
  ~Bench() { ::close(ends_[0]), ::close(ends_[1]); }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;
  void sleep() {
    for (char token; ::read(ends_[0], &token, 1) < 0 && errno == EINTR;) {}
  }
  void wake() {                                    // there are never more tokens than threads: the pipe has room
    for (char token = 0; ::write(ends_[1], &token, 1) < 0 && errno == EINTR;) {}
  }

 private:
  int ends_[2];
};

class ThreadPool {
 public:
  explicit ThreadPool(size_t most) : most_(most) {}
  ~ThreadPool() { finish(true); }
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  void submit(std::function<void()> job) {
    bool wakes = false;
    {
      std::lock_guard lock(mutex_);
      if (ending_) return;
      jobs_.push_back(std::move(job));
      wakes = idle_ > 0;
      if (wakes) --idle_;
      else if (threads_.size() < most_) threads_.emplace_back([this] { work(); });
    }
    if (wakes) bench_.wake();
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
      for (; idle_ > 0; --idle_) bench_.wake();
    }
    started_.notify_all();
    for (std::thread& thread : threads) thread.join();
  }

 private:
  // The kernel gives a thread its stack page by page, at the first touch: what an exchange takes is touched before it has to be quick.
  static void touch_stack() {
    constexpr size_t kPage = 4096, kPages = 6;
    volatile char stack[kPages * kPage];
    for (size_t i = 0; i < sizeof stack; i += kPage) stack[i] = 0;
  }
  void work() {
    touch_stack();
    std::unique_lock lock(mutex_);
    if (++running_ == threads_.size()) started_.notify_all();
    for (;;) {
      while (jobs_.empty()) {
        if (ending_) return;
        ++idle_;                                   // whoever takes it back sends the token
        lock.unlock();
        bench_.sleep();
        lock.lock();
      }
      std::function<void()> job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      job();
      job = nullptr;
      lock.lock();
    }
  }

  size_t most_;
  Bench bench_;
  mutable std::mutex mutex_;
  std::condition_variable started_;
  std::deque<std::function<void()>> jobs_;
  std::vector<std::thread> threads_;
  size_t idle_ = 0, running_ = 0;
  bool ending_ = false;
};

// Short jobs, one after the other on one thread of a pool: however many there are, it is woken once.
class Errands {
 public:
  explicit Errands(ThreadPool& pool) : pool_(pool) {}

  void submit(std::function<void()> job) {
    {
      std::lock_guard lock(mutex_);
      jobs_.push_back(std::move(job));
      if (std::exchange(running_, true)) return;
    }
    pool_.submit([this] { run(); });
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    for (; !jobs_.empty(); lock.lock()) {
      std::function<void()> job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      job();
      job = nullptr;
    }
    running_ = false;
  }

  ThreadPool& pool_;
  std::mutex mutex_;
  std::deque<std::function<void()>> jobs_;
  bool running_ = false;
};

}  // namespace app::live

// A thread that answers the newest of its requests: an older one is told to stop, what it would have answered is not wanted any more.
// Before: session.cpp owns them: runs, replays, exports, fonts. Besides app/live, the only threads.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace app {

template <class Request, class Answer>
class Worker {
 public:
  // `work` runs on the thread and looks at `stop` now and then; `done` is called on the thread when an answer lies ready.
  using Work = std::function<Answer(const Request&, std::atomic<bool>& stop)>;
  Worker(Work work, std::function<void()> done) : work_(std::move(work)), done_(std::move(done)), thread_([this] { serve(); }) {}
  ~Worker() {
    {
      std::lock_guard lock(mutex_);
      ending_ = stop_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void post(Request request) {
    {
      std::lock_guard lock(mutex_);
      waiting_ = std::move(request);
      unwanted_ = stop_ = true;
      stop_next_ = false;
    }
    wake_.notify_all();
  }
  // The newest request, under way or still waiting, is to come to an end; what it has by then is its answer.
  void finish() {
    std::lock_guard lock(mutex_);
    stop_ = true;
    stop_next_ = waiting_.has_value();
  }
  std::optional<Answer> take() {
    std::lock_guard lock(mutex_);
    return std::exchange(answer_, std::nullopt);
  }

 private:
  void serve() {
    std::unique_lock lock(mutex_);
    while (true) {
      wake_.wait(lock, [this] { return ending_ || waiting_; });
      if (ending_) return;
      Request request = std::move(*waiting_);
      waiting_.reset();
      unwanted_ = false;
      stop_ = std::exchange(stop_next_, false);
      lock.unlock();
      Answer answer = work_(request, stop_);
      lock.lock();
      if (unwanted_) continue;
      answer_ = std::move(answer);
      lock.unlock();
      done_();
      lock.lock();
    }
  }

  Work work_;
  std::function<void()> done_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::optional<Request> waiting_;
  std::optional<Answer> answer_;
  std::atomic<bool> stop_ = false;
  // unwanted: a newer request came while this one was worked on; stop_next: the waiting one is to end as soon as it begins
  bool ending_ = false, unwanted_ = false, stop_next_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace app

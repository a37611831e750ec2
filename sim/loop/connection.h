// The program's end of a connection: what it sends, what has arrived for it, and who waits for that. Writes the network's records.
// Before: sim/python/modules/network.cpp opens and awaits it. After: the World's Network; Loop::process_arrivals brings what it sends back.
#pragma once
#include "sim/loop/loop.h"
#include "sim/world/network.h"

#include <deque>
#include <string>

namespace sim {

class Connection final : public Object {
 public:
  // Begins to open it. Not `blocking`: it belongs to the running loop. Blocking: whoever calls next_now() is held up until something comes.
  Connection(Environment& env, std::string host, uint16_t port, bool tls, bool blocking);
  ~Connection() override;

  void send(Request request);
  void close();
  bool is_open() const { return open_; }
  bool is_idle() const { return open_ && !request_; }
  bool usable() const;                               // idle, and its loop is the one that runs
  Time idle_since() const { return idle_since_; }
  const std::string& label() const { return label_; }  // what is waited for: "GET /get", "connect httpbin.org:443"

  // The next thing that arrived. Waiting: a future that is resolved when something is there, or after `timeout` (kNever: without end).
  bool has_arrived() const { return !inbox_.empty(); }
  Ref<Future> wait(Time timeout);
  void stop_waiting();                               // the future's owner has been woken
  const Future* waiter() const { return waiter_.get(); }
  Arrival& first() { return inbox_.front(); }        // may be taken piece by piece
  void drop_first() { inbox_.pop_front(); }
  // A thread's job in real time stands still until something is there, or for `timeout`; then wait_now() need not wait. Else: nothing happens.
  void park(Time timeout);
  // Blocking: holds the caller until something is there; false: not within `timeout`.
  bool wait_now(Time timeout);

  // The loop brings it (process_arrivals).
  void arrived(Arrival arrival);
  Loop* loop() const { return loop_.get(); }
  bool of_a_job() const { return of_a_job_; }        // opened by a thread's job that may stand still: what arrives need not wait its turn
  void abandon() { dead_ = true; }                   // the run is over: there is no network any more

 private:
  Record record(Event event, ObjectId object) const;
  void note(const Arrival& a);
  void record_phases(const Arrival& a);
  void end_request(NetEnd how, std::string_view message);

  Environment& env_;
  Ref<Loop> loop_;                                   // null: blocking
  ConnectionId id_;
  std::string place_, label_;                        // "httpbin.org:443"
  bool open_ = false, dead_ = false, of_a_job_;
  Time began_ = 0, idle_since_ = 0;
  ObjectId object_ = 0, request_object_ = 0;
  bool request_ = false;                             // one is under way
  uint64_t bytes_ = 0;                               // of its answer's body
  std::deque<Arrival> inbox_;
  Ref<Future> waiter_;
};

// What has arrived, each as a handle in the ready queue.
void queue_arrivals(Loop& loop);

}  // namespace sim

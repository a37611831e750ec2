// asyncio.Barrier. CPython: locks.py.
#pragma once
#include "sim/asyncio/condition.h"
#include "sim/base/references.h"

namespace sim {

class Barrier : public Primitive {
 public:
  enum class State : uint8_t { filling, draining, resetting, broken };
  Barrier(Environment& env, int64_t parties)       // parties > 0
      : Primitive(env, Kind::barrier, Resource::barrier), condition_(new Condition(env, object_, Resource::barrier, "Barrier")), parties_(parties) {
    record(Event::resource_created, parties);
  }
  void references(References& each) override {
    Primitive::references(each);
    each(condition_);
  }
  State state() const { return state_; }
  int64_t parties() const { return parties_; }
  void set_parties(int64_t parties) { parties_ = parties; }   // __init__ of a class of the program
  int64_t waiting() const { return state_ == State::filling ? count_ : 0; }
  bool broken() const { return state_ == State::broken; }
  Ref<Native> wait(const char* name = "Barrier.wait");
  Ref<Native> reset();
  Ref<Native> abort();

 private:
  static Ref<Native> wait_body(Ref<Barrier> self);
  static Ref<Native> pass_body(Ref<Barrier> self);
  static Ref<Native> change_body(Ref<Barrier> self, bool abort);
  void leave();
  Ref<Condition> condition_;
  int64_t parties_, count_ = 0;
  State state_ = State::filling;
};

}  // namespace sim

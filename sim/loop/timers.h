// The scheduled handles and timed futures, earliest first; those due at one instant in the order they were set.
// Before: Loop::call_at pushes. After: Loop::fire_due_timers pops.
#pragma once
#include "sim/loop/future.h"
#include "sim/loop/handle.h"

#include <array>

namespace sim {

// Time never runs backwards, which makes a radix heap possible: an entry lies in the bucket named by the highest bit in which its `when`
// differs from base_, the instant of the last pop. Only the first bucket's entries are of interest; when they are reached, they are dealt
// out anew to the buckets before it. An entry thus moves a few times, each time to the end of a list, where a binary heap of many
// timers would compare entries all over memory. Entries of one instant never overtake each other: they always share a bucket.
class Timers {
 public:
  bool empty() const { return size_ == 0; }
  size_t size() const { return size_; }
  Time first_when() const { return early_.empty() ? first_bucket().first : early_.front().when; }
  bool first_is_cancelled() const;
  // `target`: a Handle or a TimedFuture.
  void push(Time when, Ref<Object> target);
  Ref<Object> pop();
  void drop_cancelled();                         // all of them, wherever they are
  void clear();
  void references(References& each);
  static bool is_cancelled(const Object& target) {
    return target.kind == Kind::future ? static_cast<const TimedFuture&>(target).given_up() : static_cast<const Handle&>(target).cancelled();
  }

 private:
  struct Entry {
    Time when = 0;
    Ref<Object> target;
  };
  struct Bucket {
    Vec<Entry> entries;
    Time first = kNever;                         // the least `when`, and
    size_t first_at = 0;                         // the first entry that has it. In bucket 0, where all are equal, those before are gone.
    void add(Entry entry);
  };
  static constexpr size_t kBuckets = 64;         // a Time has 63 bits
  size_t bucket_of(Time when) const;
  const Bucket& first_bucket() const { return buckets_[static_cast<size_t>(__builtin_ctzll(used_))]; }
  void deal_out(size_t bucket);
  void keep_wanted(Bucket& bucket);

  // Set for a time before base_, which a cancelled timer, popped before its time, may have moved ahead of the clock: a binary heap.
  struct Early : Entry {
    uint64_t order = 0;
    bool operator<(const Early& o) const { return when != o.when ? when > o.when : order > o.order; }   // the last to fire is the least
  };
  Vec<Early> early_;
  uint64_t early_pushed_ = 0;
  std::array<Bucket, kBuckets> buckets_;
  uint64_t used_ = 0;                            // a bit for each bucket that is not empty
  Time base_ = 0;
  size_t size_ = 0;
};

}  // namespace sim

#include "sim/loop/timers.h"

#include "sim/base/references.h"

#include <algorithm>

namespace sim {

namespace {
constexpr size_t kKeptCapacity = 4096;           // entries a bucket may hold memory for while it is empty
}  // namespace

size_t Timers::bucket_of(Time when) const {
  auto differing = static_cast<uint64_t>(when ^ base_);
  return differing == 0 ? 0 : 64 - static_cast<size_t>(__builtin_clzll(differing));
}

void Timers::Bucket::add(Entry entry) {
  if (entries.empty() || entry.when < first) {
    first = entry.when;
    first_at = entries.size();
  }
  entries.push_back(std::move(entry));
}

void Timers::push(Time when, Ref<Object> target) {
  if (used_ == 0 && early_.empty()) base_ = 0;
  ++size_;
  if (when < base_) {
    Early early;
    early.when = when;
    early.target = std::move(target);
    early.order = early_pushed_++;
    early_.push_back(std::move(early));
    std::push_heap(early_.begin(), early_.end());
    return;
  }
  size_t b = bucket_of(when);
  used_ |= uint64_t{1} << b;
  buckets_[b].add({when, std::move(target)});
}

// What was due later than base_ comes nearer: its entries go to the buckets before it, by how they differ from the earliest of them.
void Timers::deal_out(size_t from) {
  Bucket& bucket = buckets_[from];
  base_ = bucket.first;
  used_ &= ~(uint64_t{1} << from);
  for (Entry& e : bucket.entries) {
    size_t b = bucket_of(e.when);
    used_ |= uint64_t{1} << b;
    buckets_[b].add(std::move(e));
  }
  bucket.entries.clear();
  if (bucket.entries.capacity() > kKeptCapacity) Vec<Entry>().swap(bucket.entries);
}

Ref<Object> Timers::pop() {
  --size_;
  if (!early_.empty()) {
    std::pop_heap(early_.begin(), early_.end());
    Ref<Object> target = std::move(early_.back().target);
    early_.pop_back();
    return target;
  }
  auto b = static_cast<size_t>(__builtin_ctzll(used_));
  if (b > 0) deal_out(b);
  Bucket& now = buckets_[0];
  Ref<Object> target = std::move(now.entries[now.first_at++].target);
  if (now.first_at == now.entries.size()) {
    now.entries.clear();
    now.first_at = 0;
    used_ &= ~uint64_t{1};
  }
  return target;
}

bool Timers::first_is_cancelled() const {
  if (!early_.empty()) return is_cancelled(*early_.front().target);
  const Bucket& b = first_bucket();
  return is_cancelled(*b.entries[b.first_at].target);
}

void Timers::keep_wanted(Bucket& bucket) {
  Vec<Entry> before;
  before.swap(bucket.entries);
  size_t begin = &bucket == buckets_.data() ? bucket.first_at : 0;
  bucket.first_at = 0;
  for (size_t i = begin; i < before.size(); ++i) {
    if (is_cancelled(*before[i].target)) --size_;
    else bucket.add(std::move(before[i]));
  }
  if (bucket.entries.empty()) used_ &= ~(uint64_t{1} << (&bucket - buckets_.data()));
}

void Timers::drop_cancelled() {
  for (Bucket& b : buckets_)
    if (!b.entries.empty()) keep_wanted(b);
  size_t before = early_.size();
  std::erase_if(early_, [](const Early& e) { return is_cancelled(*e.target); });
  size_ -= before - early_.size();
  std::make_heap(early_.begin(), early_.end());
}

void Timers::references(References& each) {
  for (const Early& e : early_) each.held(e.target);
  for (const Bucket& b : buckets_)
    for (const Entry& e : b.entries) each.held(e.target);
}

void Timers::clear() {
  Vec<Early> early;
  early.swap(early_);
  std::array<Bucket, kBuckets> dropped;
  dropped.swap(buckets_);
  used_ = 0;
  base_ = 0;
  size_ = 0;
}

}  // namespace sim

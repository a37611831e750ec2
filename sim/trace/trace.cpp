#include "sim/trace/trace.h"

#include "sim/base/check.h"

#include <algorithm>
#include <cstring>

namespace sim {

namespace {
uint64_t mix(uint64_t h, const void* data, size_t n) {   // FNV-1a
  auto* p = static_cast<const unsigned char*>(data);
  for (size_t i = 0; i < n; ++i) h = (h ^ p[i]) * 1099511628211ull;
  return h;
}
constexpr uint64_t kSeed = 14695981039346656037ull;
}  // namespace

void Trace::hand_on(std::function<void()> take) {
  constexpr size_t kAtOnce = 512;                             // 24 KiB of records
  take_ = std::move(take);
  room_ = std::min(kAtOnce, max_records_);
  records_.reserve(room_);
}

bool Trace::make_room() {
  if (appended() >= max_records_) return capped_ = true, false;
  if (take_) {
    take_();
    handed_on_ += records_.size();
    records_.clear();
    room_ = std::min(room_, max_records_ - handed_on_);
  }
  return true;
}

TextId Trace::intern(std::string_view text) {
  if (text.empty()) return 0;
  if (text_table_.size() < texts_.size() * 2 + 16) {
    std::vector<uint32_t> bigger(text_table_.empty() ? 64 : text_table_.size() * 4);
    for (uint32_t id = 1; id < texts_.size(); ++id) {
      size_t i = mix(kSeed, texts_[id].data(), texts_[id].size()) & (bigger.size() - 1);
      while (bigger[i]) i = (i + 1) & (bigger.size() - 1);
      bigger[i] = id;
    }
    text_table_ = std::move(bigger);
  }
  size_t i = mix(kSeed, text.data(), text.size()) & (text_table_.size() - 1);
  while (uint32_t id = text_table_[i]) {
    if (texts_[id] == text) return id;
    i = (i + 1) & (text_table_.size() - 1);
  }
  texts_.emplace_back(text);
  return text_table_[i] = static_cast<uint32_t>(texts_.size() - 1);
}

uint64_t Trace::hash() const {
  SIM_CHECK(whole(), "a trace is compared as a whole");
  uint64_t h = mix(kSeed, records_.data(), records_.size() * sizeof(Record));
  for (const std::string& t : texts_) h = mix(h, t.c_str(), t.size() + 1);
  return mix(h, output_.data(), output_.size());
}

}  // namespace sim

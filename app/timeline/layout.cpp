#include "app/timeline/layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace app {

using sim::Row;
using sim::Spans;
using sim::SpanState;

namespace {

// Of folded spans the one that a person would miss most gives its look.
int weight(SpanState state) {
  constexpr int kWeights[] = {2, 3, 4, 1, 0};
  return kWeights[static_cast<int>(state)];
}

const std::vector<int64_t>& begins_of(const Spans& spans, Axis axis) {
  return axis == Axis::time ? spans.begins() : spans.order_begins();
}
int64_t end_of(const Row& row, Axis axis) { return axis == Axis::time ? row.end : row.end_order; }

class RowFolder {
 public:
  RowFolder(const Spans& spans, const Row& row, const View& view, float width, float scale, std::vector<Bar>& bars)
      : states_(spans.states()),
        begins_(begins_of(spans, view.axis)),
        row_(row),
        row_end_(end_of(row, view.axis)),
        to_(view, width),
        width_(width),
        thin_(kThinnestBar * scale),
        bars_(bars),
        first_bar_(bars.size()) {}

  void run(const View& view) {
    if (row_.first == row_.last) return;
    auto from = at(row_.first), to = at(row_.last);
    auto visible = std::upper_bound(from, to, static_cast<int64_t>(std::floor(view.from)));
    size_t i = visible == from ? row_.first : static_cast<size_t>(visible - begins_.begin()) - 1;
    // Spans without length that begin together: start with the first of them.
    while (i > row_.first && begins_[i - 1] >= view.from) --i;
    while (i < row_.last) {
      float x0 = to_.x(static_cast<double>(begins_[i]));
      if (x0 >= width_) break;
      float x1 = to_.x(static_cast<double>(i + 1 < row_.last ? begins_[i + 1] : row_end_));
      i = x1 - x0 >= thin_ ? wide(i, x0, x1) : fold(i, x0);
    }
  }

 private:
  std::vector<int64_t>::const_iterator at(size_t i) const { return begins_.begin() + static_cast<ptrdiff_t>(i); }

  size_t wide(size_t i, float x0, float x1) {
    if (x1 < 0) return i + 1;
    if (bars_.size() > first_bar_ && bars_.back().thin) x0 = std::max(x0, bars_.back().x1);
    if (x1 > x0) bars_.push_back({std::max(x0, -8.0f), std::min(x1, width_ + 8), static_cast<uint32_t>(i), 1, states_[i], false});
    return i + 1;
  }
  // All spans that end within the width of one thin bar become one.
  size_t fold(size_t i, float x0) {
    auto edge = static_cast<int64_t>(std::ceil(to_.value(x0 + thin_)));
    // Near by first: nearly always only a few spans lie in one bar.
    size_t next = i + 1;
    while (next < row_.last && next < i + 8 && begins_[next] < edge) ++next;
    if (next == i + 8) next = static_cast<size_t>(std::lower_bound(at(next), at(row_.last), edge) - begins_.begin());
    int64_t last_end = next < row_.last ? begins_[next] : row_end_;
    if (next > i + 1 && last_end > edge) --next;  // the last one reaches beyond: a bar of its own
    size_t main = i;
    for (size_t n = i + 1; n < std::min(next, i + 32); ++n)
      if (weight(states_[n]) > weight(states_[main])) main = n;
    float x1 = x0 + thin_;
    auto count = static_cast<uint32_t>(next - i);
    if (x1 < 0) return next;
    if (bars_.size() > first_bar_ && bars_.back().thin && x0 <= bars_.back().x1 + 0.5f) {
      Bar& before = bars_.back();
      before.x1 = x1;
      before.count += count;
      if (weight(states_[main]) > weight(before.state)) before.state = states_[main], before.span = static_cast<uint32_t>(main);
    } else {
      bars_.push_back({x0, x1, static_cast<uint32_t>(main), count, states_[main], true});
    }
    return next;
  }

  const std::vector<SpanState>& states_;
  const std::vector<int64_t>& begins_;
  const Row& row_;
  int64_t row_end_;
  Scale to_;
  float width_, thin_;
  std::vector<Bar>& bars_;
  size_t first_bar_;
};

// Many lanes to a row of pixels. Each span adds 1 at its first column and takes it away behind its last; sums then count lanes.
class DensityBand {
 public:
  DensityBand(const LayoutInput& input, Layout& out)
      : in_(input),
        out_(out),
        begins_(begins_of(input.spans, input.view.axis)),
        states_(input.spans.states()),
        cell_(4 * input.scale),
        columns_(static_cast<size_t>(std::ceil(input.width / cell_))),
        changes_((columns_ + 2) * kWidth),
        from_(input.view.from),
        per_unit_(input.width / cell_ / std::max(input.view.length(), 1e-9)) {}

  void run(double lane_height, double scroll, size_t first_lane, size_t last_lane) {
    double row_height = std::max<double>(std::floor(in_.scale * 3), 2);
    size_t lane = first_lane;
    while (lane < last_lane) {
      double y = std::floor((static_cast<double>(lane) * lane_height - scroll) / row_height) * row_height;
      size_t next = std::max(lane + 1, static_cast<size_t>(std::ceil((y + row_height + scroll) / lane_height - 1e-9)));
      next = std::min(next, last_lane);
      row(static_cast<float>(y), static_cast<float>(row_height), lane, next);
      lane = next;
    }
  }

 private:
  static constexpr size_t kWidth = 8;  // states, padded so that a column is found by a shift

  // The compiler keeps the clamped conversion free of branches; this loop runs once a span.
  size_t column(int64_t value) const {
    double c = (static_cast<double>(value) - from_) * per_unit_;
    return static_cast<size_t>(std::min(std::max(c, 0.0), static_cast<double>(columns_)));
  }
  void row(float y, float height, size_t first_lane, size_t last_lane) {
    std::fill(changes_.begin(), changes_.end(), 0);
    for (size_t lane = first_lane; lane < last_lane; ++lane) {
      look_ahead(lane);
      add(in_.spans.row(in_.lanes[lane]));
    }
    out_.rows.push_back({y, height, static_cast<uint32_t>(out_.cells.size()), 0, static_cast<uint32_t>(first_lane),
                         static_cast<uint32_t>(last_lane)});
    sum(static_cast<int>(last_lane - first_lane));
    out_.rows.back().last = static_cast<uint32_t>(out_.cells.size());
  }
  void add(const Row& row) {
    if (row.first == row.last) return;
    int64_t row_end = end_of(row, in_.view.axis);
    auto to = static_cast<int64_t>(std::ceil(in_.view.to));
    if (begins_[row.first] > to || static_cast<double>(row_end) < from_) return;
    size_t i = row.first;
    if (static_cast<double>(begins_[i]) < from_) i = under_left_edge(row, row_end);
    const int64_t* begins = begins_.data();
    const SpanState* states = states_.data();
    size_t last = row.last, c = column(begins[i]), started = i;
    for (; i + 1 < last; ++i) {
      size_t next = column(begins[i + 1]);
      put(states[i], c, next);
      c = next;
      if (c >= columns_) break;
    }
    if (i + 1 == last && c < columns_) put(states[i], c, column(row_end));
    out_.spans_visible += i + 1 - started;
  }
  // Each lane's spans lie elsewhere in memory: what add() will read is on its way while lanes before it are summed.
  void look_ahead(size_t lane) const {
    constexpr size_t kFar = 16, kNear = 8;
    if (lane + kFar >= in_.lanes.size()) return;
    __builtin_prefetch(begins_.data() + in_.spans.row(in_.lanes[lane + kFar]).first);
    const Row& next = in_.spans.row(in_.lanes[lane + kNear]);
    if (next.first == next.last) return;
    size_t at = guess(next, end_of(next, in_.view.axis));
    __builtin_prefetch(begins_.data() + at);
    __builtin_prefetch(states_.data() + at);
  }
  // Spans are spread over a lane's life more or less evenly.
  size_t guess(const Row& row, int64_t row_end) const {
    int64_t begin = begins_[row.first];
    double share = (from_ - static_cast<double>(begin)) / static_cast<double>(std::max<int64_t>(row_end - begin, 1));
    return row.first + static_cast<size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(row.last - 1 - row.first));
  }
  // The span of a lane that the view begins in: a guess, and from there in strides to the right place, touches less memory than
  // halving the whole lane does, and there are thousands of lanes.
  size_t under_left_edge(const Row& row, int64_t row_end) const {
    auto from = static_cast<int64_t>(from_);
    const int64_t* begins = begins_.data();
    size_t low = row.first, high = row.last, stride = 1;  // begins[low] <= from, and from < begins[high] or there is none
    size_t at = guess(row, row_end);
    if (begins[at] <= from) {
      for (low = at; high - low > stride && begins[low + stride] <= from; stride *= 2) low += stride;
      high = std::min(high, low + stride);
    } else {
      for (high = at; high - low > stride && begins[high - stride] > from; stride *= 2) high -= stride;
      low = std::max(low, high - std::min(stride, high));
    }
    return static_cast<size_t>(std::upper_bound(begins + low, begins + high, from) - begins) - 1;
  }
  // Running and blocked are seen even when they take no time at all; the other states need not be.
  void put(SpanState state, size_t c, size_t next) {
    if (next == c) {
      if (state != SpanState::running && state != SpanState::blocked) return;
      ++next;
    }
    ++changes_[c * kWidth + static_cast<size_t>(state)];
    --changes_[next * kWidth + static_cast<size_t>(state)];
  }
  void sum(int lanes) {
    std::array<int, sim::kSpanStates> now{};
    Cell open{-1, 0, {}};
    for (size_t c = 0; c < columns_; ++c) {
      Cell cell{static_cast<float>(c) * cell_, std::min(static_cast<float>(c + 1) * cell_, in_.width), {}};
      bool any = false;
      for (size_t s = 0; s < sim::kSpanStates; ++s) {
        now[s] += changes_[c * kWidth + s];
        // Whatever is there at all is seen.
        int share = now[s] <= 0 ? 0 : std::clamp(now[s] * 16 / lanes, 1, 16);
        cell.share[s] = static_cast<uint8_t>(share);
        any |= share > 0;
      }
      if (open.x0 >= 0 && std::memcmp(open.share, cell.share, sizeof cell.share) == 0) {
        open.x1 = cell.x1;
        continue;
      }
      if (open.x0 >= 0) out_.cells.push_back(open);
      open = cell;
      if (!any) open.x0 = -1;
    }
    if (open.x0 >= 0) out_.cells.push_back(open);
  }

  const LayoutInput& in_;
  Layout& out_;
  const std::vector<int64_t>& begins_;
  const std::vector<SpanState>& states_;
  float cell_;
  size_t columns_;
  std::vector<int32_t> changes_;
  double from_, per_unit_;
};

}  // namespace

void lay_out_row(const Spans& spans, const Row& row, const View& view, float width, float scale, std::vector<Bar>& bars) {
  RowFolder(spans, row, view, width, scale, bars).run(view);
}

void lay_out(const LayoutInput& input, Layout& out) {
  out.bars.clear();
  out.lanes.clear();
  out.cells.clear();
  out.rows.clear();
  out.spans_visible = 0;
  double height = input.view.lane_height * input.scale, scroll = input.view.scroll * input.scale;
  auto lanes = static_cast<double>(input.lanes.size());
  auto first = static_cast<size_t>(std::clamp(std::floor(scroll / height), 0.0, lanes));
  auto last = static_cast<size_t>(std::clamp(std::ceil((scroll + input.height) / height), 0.0, lanes));
  out.first_lane = static_cast<uint32_t>(first);
  if (input.width < 1) return;
  if (input.view.lane_height < kThinnestLane) return DensityBand(input, out).run(height, scroll, first, last);
  Scale to(input.view, input.width);
  for (size_t n = first; n < last; ++n) {
    const Row& row = input.spans.row(input.lanes[n]);
    Lane lane{input.lanes[n],
              static_cast<float>(static_cast<double>(n) * height - scroll),
              static_cast<uint32_t>(out.bars.size()),
              0,
              0,
              0};
    lay_out_row(input.spans, row, input.view, input.width, input.scale, out.bars);
    lane.last = static_cast<uint32_t>(out.bars.size());
    if (row.first < row.last) lane.begin_x = to.x(static_cast<double>(begins_of(input.spans, input.view.axis)[row.first]));
    lane.end_x = to.x(static_cast<double>(end_of(row, input.view.axis)));
    for (uint32_t b = lane.first; b < lane.last; ++b) out.spans_visible += out.bars[b].count;
    out.lanes.push_back(lane);
  }
}

Ruler ruler_of(const View& view, float width, float label_room) {
  Ruler ruler;
  Scale to(view, width);
  double unit = view.axis == Axis::order ? static_cast<double>(sim::kStepWidth) : 1;
  double least = label_room / std::max(to.per_unit, 1e-12) / unit, step = 1;
  int sub = 1;
  for (double power = 1;; power *= 10) {
    if (power >= least) {
      step = power, sub = power > 1 ? 5 : 1;
      break;
    }
    if (power * 2 >= least) {
      step = power * 2, sub = 2;
      break;
    }
    if (power * 5 >= least) {
      step = power * 5, sub = 5;
      break;
    }
    if (power > 1e18) return ruler;
  }
  ruler.step = static_cast<int64_t>(step);
  double fine = step / sub;
  double last = std::floor(view.to / unit / fine);
  for (double n = std::max(0.0, std::ceil(view.from / unit / fine)); n <= last && ruler.marks.size() < 4000; ++n)
    ruler.marks.push_back({to.x(n * fine * unit), static_cast<int64_t>(n * fine), std::fmod(n, sub) == 0});
  return ruler;
}

}  // namespace app

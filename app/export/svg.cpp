#include "app/export/svg.h"

#include "app/lessons/markdown.h"
#include "sim/analysis/words.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace app {

namespace {

using sim::cat;
using sim::SpanState;

constexpr int kLane = 22, kTop = 26, kLabel = 170, kMargin = 20;

std::string number(double n) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", n);
  return text;
}

class Drawing {
 public:
  Drawing(const sim::Trace& trace, const sim::Spans& spans, sim::Time end, const SvgSize& size)
      : trace_(trace), spans_(spans), end_(end), size_(size) {}

  std::string draw(bool whole) {
    const auto& tasks = spans_.by_parent();
    size_t lanes = std::min(tasks.size(), size_.most_lanes);
    int height = kTop + kLane * static_cast<int>(lanes + 1 + (lanes < tasks.size())) + 6;
    out_ = cat("<svg class=\"timeline\" viewBox=\"0 0 ", size_.width, " ", height, "\"",
               whole ? " xmlns=\"http://www.w3.org/2000/svg\"" : "", " role=\"img\" aria-label=\"Timeline: ", tasks.size(),
               tasks.size() == 1 ? " task" : " tasks", " in ", sim::exact_time(end_), "\">\n");
    if (whole) out_ += cat("<style>", std::string_view(svg_style()), "</style>\n");
    out_ +=
        "<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" class=\"hatch-ground\"/>"
        "<line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" class=\"hatch-line\"/></pattern></defs>\n";
    if (whole) out_ += cat("<rect class=\"ground\" width=\"", size_.width, "\" height=\"", height, "\"/>\n");
    ruler(height);
    row("event loop", 0, spans_.rows()[0], 0);
    for (size_t n = 0; n < lanes; ++n)
      row(trace_.text(spans_.row(tasks[n]).name), static_cast<int>(n) + 1, spans_.row(tasks[n]), spans_.row(tasks[n]).depth);
    if (lanes < tasks.size())
      out_ += cat("<text class=\"label\" x=\"8\" y=\"", kTop + kLane * static_cast<int>(lanes + 1) + 15, "\">and ",
                  tasks.size() - lanes, " more tasks</text>\n");
    if (cut_)
      out_ += cat("<text class=\"label\" x=\"", kLabel, "\" y=\"", height - 8, "\">The drawing ends after ", size_.most_spans,
                  " spans.</text>\n");
    return out_ + "</svg>\n";
  }

 private:
  double x(sim::Time t) const { return svg_x(t, end_, size_); }

  void ruler(int height) {
    double step = std::pow(10, std::floor(std::log10(std::max(sim::seconds(end_), 1e-9))));
    while (sim::seconds(end_) / step < 4) step /= 2;
    for (int n = 0; end_ > 0 && n * step <= sim::seconds(end_) + 1e-12; ++n) {
      sim::Time t = sim::time_from_seconds(n * step);
      out_ += cat("<line class=\"grid\" x1=\"", number(x(t)), "\" y1=\"", kTop - 6, "\" x2=\"", number(x(t)), "\" y2=\"",
                  height - 4, "\"/><text class=\"tick\" x=\"", number(x(t)), "\" y=\"14\">", sim::exact_time(t), "</text>\n");
    }
  }

  void row(std::string_view name, int at, const sim::Row& row, int depth) {
    int y = kTop + kLane * at;
    std::string_view coroutine = row.task ? trace_.text(row.coroutine) : std::string_view();
    out_ += cat("<text class=\"label\" x=\"", 8 + 12 * std::min(depth, 6), "\" y=\"", y + 15, "\">", escaped(name),
                " <tspan class=\"coroutine\">", escaped(coroutine), "</tspan></text>\n");
    for (size_t n = row.first; n < row.last; ++n) {
      sim::Time from = spans_.begin(n), to = spans_.end(n, row);
      if (from == to) continue;
      if (++drawn_ > size_.most_spans) {
        cut_ = true;
        return;
      }
      bar(n, row, y, from, to);
    }
    if (row.task && row.how != sim::TaskEnd::none) end_mark(row, y);
  }

  void bar(size_t n, const sim::Row& row, int y, sim::Time from, sim::Time to) {
    SpanState state = spans_.state(n);
    double x0 = x(from), w = std::max(x(to) - x0, 0.5);
    std::string_view what =
        spans_.record(n) < trace_.size() && (state == SpanState::suspended || state == SpanState::blocked) && row.task
            ? trace_.text(trace_[spans_.record(n)].text)
            : std::string_view();
    out_ += cat("<rect class=\"", std::string_view(sim::name(state)), "\" x=\"", number(x0), "\" y=\"", y + 4, "\" width=\"",
                number(w), "\" height=\"", kLane - 8, "\" rx=\"2\"><title>",
                escaped(what.empty() ? std::string_view(sim::name(state)) : what), ", ", sim::exact_time(from), " to ",
                sim::exact_time(to), "</title></rect>");
    if (!what.empty() && w > 7.0 * static_cast<double>(what.size()))
      out_ += cat("<text class=\"what\" x=\"", number(x0 + 5), "\" y=\"", y + 15, "\">", escaped(what), "</text>");
    out_ += '\n';
  }

  void end_mark(const sim::Row& row, int y) {
    const char* sign = row.how == sim::TaskEnd::returned ? "\u2713" : row.how == sim::TaskEnd::cancelled ? "\u2298" : "\u2717";
    const char* kind = row.how == sim::TaskEnd::returned    ? "returned"
                       : row.how == sim::TaskEnd::cancelled ? "cancelled"
                                                            : "raised";
    out_ += cat("<text class=\"end ", std::string_view(kind), "\" x=\"", number(x(row.end) + 3), "\" y=\"", y + 16, "\">",
                std::string_view(sign), "</text>\n");
  }

  const sim::Trace& trace_;
  const sim::Spans& spans_;
  sim::Time end_;
  const SvgSize& size_;
  size_t drawn_ = 0;
  bool cut_ = false;
  std::string out_;
};

}  // namespace

double svg_x(sim::Time t, sim::Time end, const SvgSize& size) {
  double share = end > 0 ? static_cast<double>(t) / static_cast<double>(end) : 0;
  return kLabel + share * (size.width - kLabel - kMargin);
}

const char* svg_style() {
  return "svg.timeline{font:12px system-ui,sans-serif}"
         ".timeline .ground{fill:#fff}.timeline .label{fill:#1b2430}.timeline .coroutine,.timeline "
         ".tick{fill:#5b6672;font-size:11px}.timeline .tick{text-anchor:middle}"
         ".timeline .grid{stroke:#d9dee4}.timeline .running{fill:#1f7a4d}.timeline .blocked{fill:#c0392b}.timeline "
         ".idle{fill:#e8ebef}"
         ".timeline .ready{fill:#f4d58a;stroke:#8a6200;stroke-dasharray:2 2}.timeline .suspended{fill:url(#hatch);stroke:#6f8fb3}"
         ".timeline .hatch-ground{fill:#eef3f9}.timeline .hatch-line{stroke:#a9c1dc;stroke-width:2}.timeline "
         ".what{fill:#1b2430;font-size:11px;pointer-events:none}"
         ".timeline .end{font-size:13px;fill:#1f7a4d}.timeline .end.raised{fill:#c0392b}.timeline .end.cancelled{fill:#8a6200}";
}

std::string timeline_svg(const sim::Trace& trace, const sim::Spans& spans, sim::Time end, const SvgSize& size, bool whole) {
  return Drawing(trace, spans, end, size).draw(whole);
}

}  // namespace app

#include "app/panels/plot_view.h"

#include "sim/lesson/expression.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

using sim::lesson::Plot;
using sim::lesson::show_number;

constexpr float kCurve = 58, kAbove = 18, kBelow = 20, kLetter = 30;  // heights; the width that a number wants

class Curve {
 public:
  Curve(const Look& look, const Plot& plot, ImVec2 at, float width) : paint_(ImGui::GetWindowDrawList(), look), look_(look), plot_(plot), at_(at), width_(width) {
    step_ = (width_ - look.px(2 * kLetter)) / static_cast<float>(std::max<size_t>(plot.points.size(), 2) - 1);
    every_ = static_cast<size_t>(std::max(1.0f, std::ceil(look.px(kLetter) / std::max(step_, 1.0f))));  // so many points share one label
  }

  // One kind of number, with its name above. Returns the height.
  float draw(size_t kind) {
    const Theme& t = *look_.theme;
    paint_.text(look_.fonts.small_bold, at_, t.dim, plot_.names[kind]);
    float top = at_.y + look_.px(20 + kAbove), bottom = top + look_.px(kCurve);
    double most = 1e-12;
    for (const auto& p : plot_.points) most = std::max(most, p[kind]);
    paint_.list->AddLine({at_.x, bottom}, {at_.x + width_, bottom}, t.border);
    ImVec2 before{};
    for (size_t n = 0; n < plot_.points.size(); ++n) {
      double share = std::clamp(plot_.points[n][kind] / most, 0.0, 1.0);
      ImVec2 p{x(n), bottom - look_.px(kCurve) * static_cast<float>(share)};
      if (n > 0) paint_.list->AddLine(before, p, t.accent, look_.px(2));
      paint_.list->AddCircleFilled(p, look_.px(3.5f), t.accent, 16);
      if (n % every_ == 0) label(n, p.y - look_.px(kAbove), t.text, plot_.points[n][kind]);
      before = p;
    }
    return bottom - at_.y;
  }

  // What the numbers stand over. Returns the height.
  float axis(float below) {
    const Theme& t = *look_.theme;
    for (size_t n = 0; n < plot_.points.size(); n += every_) label(n, at_.y + below + look_.px(3), t.dim, plot_.points[n][0]);
    paint_.fit(look_.fonts.small_bold, {at_.x, at_.y + below + look_.px(kBelow)}, t.dim, plot_.names[0], width_);
    return look_.px(2 * kBelow);
  }

  void move_down(float by) { at_.y += by; }

 private:
  float x(size_t n) const { return at_.x + look_.px(kLetter) + step_ * static_cast<float>(n); }
  void label(size_t n, float y, ImU32 colour, double number) {
    std::string words = show_number(number);
    paint_.text(look_.fonts.small, {x(n) - Paint::width(look_.fonts.small, words) / 2, y}, colour, words);
  }

  Paint paint_;
  const Look& look_;
  const Plot& plot_;
  ImVec2 at_;
  float width_, step_;
  size_t every_;
};

}  // namespace

void draw_plot(const Look& look, const Plot& plot, float width) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  Curve curve(look, plot, at, width);
  float height = 0;
  for (size_t kind = 1; kind < plot.names.size(); ++kind) {
    float h = curve.draw(kind);
    if (kind + 1 == plot.names.size()) h += curve.axis(h);
    else h += look.px(10);
    curve.move_down(h);
    height += h;
  }
  ImGui::Dummy({width, height});
}

}  // namespace app

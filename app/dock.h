// The panels by name, and the docks they stand in: panels of one dock share its place as tabs.
// Before: nothing. After: model.h keeps which are open, frame.cpp places and draws them.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace app {

enum class Panel : uint8_t {
  code,
  output,
  timeline,
  loop,
  tasks,
  inspector,
  variables,
  lesson,
  course,
  await_tree,
  under_the_hood,
  statistics,
  restaurant,
  why,
  findings,
  live,
};
inline constexpr int kPanels = 16;

// lesson: a column of its own at the left edge; code above output; timeline above first, second, third.
enum class Dock : uint8_t { lesson, code, output, timeline, first, second, third };
inline constexpr int kDocks = 7;

struct PanelInfo {
  Panel panel;
  const char* name;   // in scripts
  const char* title;  // on its tab and in the palette
  Dock dock;
  bool open;  // when nothing is remembered
};
// Those that exist, in the order of their tabs.
const std::vector<PanelInfo>& all_panels();
const PanelInfo* panel_info(Panel panel);  // null: there is no such panel yet
std::optional<Panel> find_panel(std::string_view name);

// Which panels are open and which of each dock is in front.
class OpenPanels {
 public:
  OpenPanels();
  bool open(Panel panel) const { return open_[static_cast<int>(panel)]; }
  void set(Panel panel, bool open);  // an opened one comes to the front
  void close_all();
  // The small docks (first, second, third) share so many places, 1 to 3: where there is little room, the last of them stand in one.
  void share(int places) { places_ = places; }
  // In front of a dock; nothing when none of it is open.
  std::optional<Panel> front(Dock dock) const;
  bool shows(Panel panel) const;  // open and in front
  std::vector<Panel> tabs(Dock dock) const;
  bool shows(Dock dock) const { return front(dock).has_value(); }

 private:
  Dock place_of(Dock dock) const { return dock > Dock::first && static_cast<int>(dock) >= static_cast<int>(Dock::first) + places_ ? static_cast<Dock>(static_cast<int>(Dock::first) + places_ - 1) : dock; }

  bool open_[kPanels] = {};
  uint32_t raised_[kPanels] = {}, raises_ = 0;  // when each was last brought to the front
  int places_ = 3;
};

}  // namespace app

#include "app/dock.h"

#include <algorithm>

namespace app {

const std::vector<PanelInfo>& all_panels() {
  static const std::vector<PanelInfo> kAll = {
      {Panel::lesson, "lesson", "Lesson", Dock::lesson, false},
      {Panel::course, "course", "Course", Dock::lesson, false},
      {Panel::code, "code", "Code", Dock::code, true},
      {Panel::output, "output", "Output", Dock::output, true},
      {Panel::variables, "variables", "Variables", Dock::output, true},
      {Panel::timeline, "timeline", "Timeline", Dock::timeline, true},
      {Panel::live, "live", "Live", Dock::timeline, false},
      {Panel::loop, "loop", "Event loop", Dock::first, true},
      {Panel::under_the_hood, "hood", "Under the hood", Dock::first, true},
      {Panel::restaurant, "restaurant", "Restaurant", Dock::first, true},
      {Panel::tasks, "tasks", "Tasks", Dock::second, true},
      {Panel::await_tree, "await-tree", "Await tree", Dock::second, true},
      {Panel::statistics, "statistics", "Statistics", Dock::second, true},
      {Panel::inspector, "inspector", "Inspector", Dock::third, true},
      {Panel::why, "why", "Why?", Dock::third, true},
      {Panel::findings, "findings", "Findings", Dock::third, true},
  };
  return kAll;
}

const PanelInfo* panel_info(Panel panel) {
  for (const PanelInfo& info : all_panels())
    if (info.panel == panel) return &info;
  return nullptr;
}

std::optional<Panel> find_panel(std::string_view name) {
  for (const PanelInfo& info : all_panels())
    if (name == info.name) return info.panel;
  if (name == "timers" || name == "ready") return Panel::loop;  // parts of it
  return std::nullopt;
}

OpenPanels::OpenPanels() {
  // Of each dock the first panel is in front, and of docks that share a place the last one's.
  for (int dock = 0; dock < kDocks; ++dock)
    for (auto info = all_panels().rbegin(); info != all_panels().rend(); ++info)
      if (info->open && static_cast<int>(info->dock) == dock) set(info->panel, true);
}

void OpenPanels::set(Panel panel, bool open) {
  open_[static_cast<int>(panel)] = open;
  if (open) raised_[static_cast<int>(panel)] = ++raises_;
}

void OpenPanels::close_all() { std::fill(std::begin(open_), std::end(open_), false); }

std::optional<Panel> OpenPanels::front(Dock dock) const {
  std::optional<Panel> front;
  for (Panel panel : tabs(dock))
    if (!front || raised_[static_cast<int>(panel)] > raised_[static_cast<int>(*front)]) front = panel;
  return front;
}

bool OpenPanels::shows(Panel panel) const {
  const PanelInfo* info = panel_info(panel);
  return info && front(place_of(info->dock)) == panel;
}

std::vector<Panel> OpenPanels::tabs(Dock dock) const {
  std::vector<Panel> out;
  for (const PanelInfo& info : all_panels())
    if (place_of(info.dock) == dock && open(info.panel)) out.push_back(info.panel);
  return out;
}

}  // namespace app

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
  for (const PanelInfo& info : all_panels()) {
    open_[static_cast<int>(info.panel)] = info.open;
    auto& front = front_[static_cast<int>(info.dock)];
    if (info.open && !front) front = info.panel;
  }
}

void OpenPanels::set(Panel panel, bool open) {
  const PanelInfo* info = panel_info(panel);
  if (!info) return;
  open_[static_cast<int>(panel)] = open;
  if (open) front_[static_cast<int>(info->dock)] = panel;
}

void OpenPanels::close_all() { std::fill(std::begin(open_), std::end(open_), false); }

std::optional<Panel> OpenPanels::front(Dock dock) const {
  auto front = front_[static_cast<int>(dock)];
  if (front && open(*front)) return front;
  auto all = tabs(dock);
  return all.empty() ? std::nullopt : std::optional(all.front());
}

bool OpenPanels::shows(Panel panel) const {
  const PanelInfo* info = panel_info(panel);
  return info && front(info->dock) == panel;
}

std::vector<Panel> OpenPanels::tabs(Dock dock) const {
  std::vector<Panel> out;
  for (const PanelInfo& info : all_panels())
    if (info.dock == dock && open(info.panel)) out.push_back(info.panel);
  return out;
}

}  // namespace app

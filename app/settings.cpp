#include "app/settings.h"

#include "app/folders.h"
#include "app/model_parts.h"
#include "app/texts.h"
#include "app/write_file.h"
#include "sim/base/text.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace app {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> strings(const toml::table& table, const char* key, size_t most = 100) {
  std::vector<std::string> out;
  if (const toml::array* array = table[key].as_array())
    for (const auto& item : *array)
      if (auto text = item.value<std::string>(); text && out.size() < most) out.push_back(*text);
  return out;
}

toml::array array_of(const std::vector<std::string>& items) {
  toml::array out;
  for (const std::string& item : items) out.push_back(item);
  return out;
}

Settings from_table(const toml::table& t) {
  Settings s;
  s.theme = t["theme"].value_or(s.theme);
  s.language = t["language"].value_or(s.language);
  s.text_size = std::clamp(t["text_size"].value_or(s.text_size), 75.0, 250.0);
  if (const toml::array* array = t["splits"].as_array())
    for (const auto& item : *array) s.splits.push_back(static_cast<float>(std::clamp(item.value_or(0.5), 0.15, 0.85)));
  s.open_panels = strings(t, "open_panels");
  s.front_panels = strings(t, "front_panels");
  s.recent = strings(t, "recent", 12);
  s.last_file = t["last_file"].value_or(s.last_file);
  s.last_seconds = std::max(0.0, t["last_seconds"].value_or(0.0));
  s.order_axis = t["order_axis"].value_or(false);
  s.wheel_scrolls_lanes = t["wheel_scrolls_lanes"].value_or(false);
  s.tour_seen = t["tour_seen"].value_or(false);
  s.width = std::clamp(t["width"].value_or(s.width), 320, 8192);
  s.height = std::clamp(t["height"].value_or(s.height), 200, 8192);
  return s;
}

// The broken file under another name, so that nothing in it is lost.
std::string put_aside(const std::string& path) {
  std::error_code error;
  for (int n = 1; n < 100; ++n) {
    std::string aside = sim::cat(path, ".broken", n == 1 ? std::string() : std::to_string(n));
    if (fs::exists(aside, error)) continue;
    fs::rename(path, aside, error);
    return error ? std::string() : aside;
  }
  return {};
}

}  // namespace

std::string settings_path() { return settings_folder() + "/settings.toml"; }

Settings read_settings(const std::string& path, std::string& problem) {
  std::error_code error;
  if (!fs::exists(path, error)) return {};
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    problem = tr("The settings file '{1}' can't be read; the settings are as delivered.", path);
    return {};
  }
  try {
    return from_table(toml::parse(text.str()));
  } catch (const toml::parse_error& error) {
    std::string aside = put_aside(path);
    problem = tr("The settings file is broken (line {1}: {2}); the settings are as delivered.", error.source().begin.line, error.description()) +
              (aside.empty() ? std::string() : tr(" The old file is kept as {1}", aside));
    return {};
  }
}

std::string write_settings(const std::string& path, const Settings& s) {
  toml::array splits;
  for (float split : s.splits) splits.push_back(static_cast<double>(split));
  toml::table table{{"theme", s.theme},
                    {"language", s.language},
                    {"text_size", s.text_size},
                    {"splits", splits},
                    {"open_panels", array_of(s.open_panels)},
                    {"front_panels", array_of(s.front_panels)},
                    {"recent", array_of(s.recent)},
                    {"last_file", s.last_file},
                    {"last_seconds", s.last_seconds},
                    {"order_axis", s.order_axis},
                    {"wheel_scrolls_lanes", s.wheel_scrolls_lanes},
                    {"tour_seen", s.tour_seen},
                    {"width", s.width},
                    {"height", s.height}};
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  std::ostringstream text;
  text << "# Loopscope's settings. The app writes this file when it is closed.\n" << table << "\n";
  auto written = write_whole(path, text.str());
  return written ? std::string() : written.problem();
}

void apply_settings(Model& m, const Settings& s) {
  if (const Theme* theme = find_theme(s.theme)) m.theme = theme;
  set_language(s.language);
  m.scale = static_cast<float>(s.text_size / 100);
  for (size_t n = 0; n < std::min(s.splits.size(), std::size(m.splits)); ++n) m.splits[n] = s.splits[n];
  if (!s.open_panels.empty()) {
    m.panels.close_all();
    for (const auto* names : {&s.open_panels, &s.front_panels})
      for (const std::string& name : *names)
        if (auto panel = find_panel(name)) m.panels.set(*panel, true);
  }
  m.recent = s.recent;
  m.view.axis = s.order_axis ? Axis::order : Axis::time;
  m.wheel_scrolls_lanes = s.wheel_scrolls_lanes;
}

Settings settings_of(const Model& m, Settings s) {
  const OpenPanels& panels = m.presenter.on ? m.presenter.panels_before : own_panels(m);
  s.theme = m.theme->name;
  s.language = language();
  s.text_size = std::round((m.presenter.on ? m.presenter.scale_before : m.scale) * 1000) / 10;
  s.splits.assign(std::begin(m.splits), std::end(m.splits));
  if (m.lessons.play && m.splits[0] == kLessonSplit) s.splits[0] = m.lessons.split_before;
  s.open_panels.clear();
  s.front_panels.clear();
  for (const PanelInfo& info : all_panels()) {
    if (panels.open(info.panel)) s.open_panels.push_back(info.name);
    if (panels.shows(info.panel)) s.front_panels.push_back(info.name);
  }
  s.recent = m.recent;
  s.last_file = m.source.path.empty() || m.recent.empty() ? std::string() : m.recent.front();
  s.last_seconds = m.clock / 1e9;
  s.order_axis = m.view.axis == Axis::order;
  s.wheel_scrolls_lanes = m.wheel_scrolls_lanes;
  return s;
}

}  // namespace app

// A path is asked for: to open, to save, to compare with, to export to. Typed with completion, or chosen from what lies in the folder and what
// was open before. A part of a name, without a folder, finds programs below the folder of the open one, too.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <set>
#include <utility>

namespace app {

namespace fs = std::filesystem;

namespace {

constexpr size_t kMostEntries = 500, kMostLookedAt = 5000;

std::string with_home(const std::string& path) {
  const char* home = std::getenv("HOME");
  return path.starts_with("~/") && home ? home + path.substr(1) : path;
}

std::string folder_of(const std::string& path) {
  size_t slash = path.find_last_of('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

// Folders and programs whose names begin with what stands behind the last slash.
std::vector<std::string> entries_for(const std::string& typed) {
  std::vector<std::string> out;
  std::string folder = folder_of(typed), begun = typed.substr(folder.size()), place = with_home(folder);
  std::error_code error;
  for (fs::directory_iterator it(place.empty() ? "." : place, fs::directory_options::skip_permission_denied, error), end; !error && it != end;
       it.increment(error)) {
    std::string name = it->path().filename().string();
    bool is_folder = it->is_directory(error);
    if (!name.starts_with(begun) || (name.starts_with('.') && begun.empty())) continue;
    if (!is_folder && !name.ends_with(".py")) continue;
    out.push_back(folder + name + (is_folder ? "/" : ""));
    if (out.size() >= kMostEntries) break;
  }
  std::sort(out.begin(), out.end(), [](const std::string& a, const std::string& b) {
    bool x = a.ends_with('/'), y = b.ends_with('/');
    return x != y ? y : a < b;  // programs first
  });
  return out;
}

// What all of them begin with.
std::string common(const std::vector<std::string>& entries) {
  std::string out = entries.empty() ? std::string() : entries.front();
  for (const std::string& entry : entries) {
    size_t n = 0;
    while (n < std::min(out.size(), entry.size()) && out[n] == entry[n]) ++n;
    out.resize(n);
  }
  return out;
}

// ---- found by a part of the name

bool bare(std::string_view typed) { return !typed.empty() && typed.find('/') == std::string_view::npos && typed.front() != '~'; }

// Anywhere in the name, whatever is large or small.
bool has_in_name(std::string_view path, std::string_view part) {
  path.remove_prefix(path.find_last_of('/') + 1);  // npos + 1: nothing
  auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return std::search(path.begin(), path.end(), part.begin(), part.end(), [&](char x, char y) { return lower(x) == lower(y); }) != path.end();
}

// Programs in `top` ("" or with a slash behind it) and below, folder by folder, as far as `kMostLookedAt` entries go.
std::vector<std::string> programs_below(const std::string& top) {
  std::vector<std::string> out, folders{top};
  size_t looked_at = 0;
  for (size_t n = 0; n < folders.size() && looked_at < kMostLookedAt; ++n) {
    std::string folder = folders[n];
    size_t programs = out.size(), deeper = folders.size();
    std::error_code error;
    for (fs::directory_iterator it(folder.empty() ? "." : folder, fs::directory_options::skip_permission_denied, error), end;
         !error && it != end && looked_at < kMostLookedAt; it.increment(error), ++looked_at) {
      std::string name = it->path().filename().string();
      std::error_code unknown;
      if (name.starts_with('.') || name.starts_with("__pycache__")) continue;
      if (it->is_directory(unknown)) {
        if (!it->is_symlink(unknown)) folders.push_back(folder + name + "/");  // a link may lead in a circle
      } else if (name.ends_with(".py")) {
        out.push_back(folder + name);
      }
    }
    std::sort(out.begin() + static_cast<long>(programs), out.end());
    std::sort(folders.begin() + static_cast<long>(deeper), folders.end());
  }
  return out;
}

std::string whole(const std::string& path) {
  std::error_code error;
  return fs::absolute(with_home(path), error).lexically_normal().string();
}

// One that can be chosen, and what is told of it.
struct Entry {
  std::string path;
  const char* note = "";
  const char* title = nullptr;  // above it
};

// What lies in the folder that is typed, and what was opened before; of a bare name also what has it below the folder of the open program.
std::vector<Entry> programs_for(const Model& m, std::string_view typed, bool writes, PathUi& ui) {
  std::vector<Entry> out;
  std::set<std::string> seen;
  for (std::string& path : entries_for(std::string(typed))) {
    if (bare(typed)) seen.insert(whole(path));
    out.push_back({std::move(path)});
  }
  if (writes) return out;
  auto add = [&](const std::vector<std::string>& paths, const char* title) {
    size_t before = out.size();
    for (const std::string& path : paths)
      if (out.size() < before + kMostEntries && (!bare(typed) || (has_in_name(path, typed) && seen.insert(whole(path)).second))) out.push_back({path});
    if (out.size() > before) out[before].title = title;
  };
  if (bare(typed)) {
    if (!ui.searched) ui.below = programs_below(folder_of(m.source.path));
    ui.searched = true;
    add(ui.below, tr("Found by its name"));
  }
  add(m.recent, tr("Opened before"));
  return out;
}

// What Enter takes when nothing was chosen: of a bare name that is no file's the first program.
int offered(const std::vector<Entry>& entries, const std::string& typed, bool writes) {
  std::error_code error;
  if (writes || !bare(typed) || fs::exists(typed, error)) return -1;
  auto found = std::find_if(entries.begin(), entries.end(), [](const Entry& entry) { return !entry.path.ends_with('/'); });
  return found == entries.end() ? -1 : static_cast<int>(found - entries.begin());
}

constexpr std::pair<const char*, const char*> kFormats[] = {
    {".html", tr_noop("a page to step through, which needs nothing else")},
    {".svg", tr_noop("a drawing of the lanes")},
    {".csv", tr_noop("every span as a row of a table")},
    {".json", tr_noop("for the Perfetto viewer")},
};

// The run in each format, under the name that stands there.
std::vector<Entry> formats_for(std::string name) {
  for (auto [ending, note] : kFormats)
    if (name.ends_with(ending)) name.resize(name.size() - std::strlen(ending));
  std::vector<Entry> out;
  if (!name.empty() && !name.ends_with('/'))
    for (auto [ending, note] : kFormats) out.push_back({name + ending, tr(note)});
  return out;
}

int on_tab(ImGuiInputTextCallbackData* data) {
  auto& ui = *static_cast<PathUi*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackCompletion) {
    std::string whole = common(entries_for(std::string(data->Buf, static_cast<size_t>(data->BufTextLen))));
    if (whole.size() > static_cast<size_t>(data->BufTextLen)) {
      data->DeleteChars(0, data->BufTextLen);
      data->InsertChars(0, whole.c_str());
    }
  } else if (data->EventFlag == ImGuiInputTextFlags_CallbackHistory) {
    ui.chosen += data->EventKey == ImGuiKey_DownArrow ? 1 : -1;
  }
  return 0;
}

struct Asks {
  const char *title, *hint;
  ActionId then;  // with what was typed
  bool writes;    // to a file that need not be there
};
constexpr const char* kProgramHint = tr_noop("path of a .py file; Tab completes");
constexpr const char* kReadHint = tr_noop("path of a .py file, which Tab completes, or a part of its name");
Asks asks(PathFor what) {
  switch (what) {
    case PathFor::save: return {tr("Save as"), tr(kProgramHint), ActionId::save_as, true};
    case PathFor::compare: return {tr("Compare with"), tr(kReadHint), ActionId::compare, false};
    case PathFor::export_run: return {tr("Export the run"), tr("ends in .html, .svg, .csv, or .json for Perfetto"), ActionId::export_run, true};
    default: return {tr("Open a program"), tr(kReadHint), ActionId::open, false};
  }
}

std::string first_guess(const Model& m) {
  std::string name = m.source.name();
  switch (m.path_for) {
    case PathFor::save: return name;
    case PathFor::export_run: return (name.ends_with(".py") ? name.substr(0, name.size() - 3) : name) + ".html";
    default: return folder_of(m.source.path);
  }
}

void choose(const Model& m, const std::string& path, PathUi& ui, Actions& actions) {
  if (path.empty()) return;
  if (path.ends_with('/')) {
    std::snprintf(ui.text, sizeof ui.text, "%s", path.c_str());
    ui.chosen = -1;
    ui.refocus = true;
    return;
  }
  actions.push_back({ActionId::close});
  actions.push_back({asks(m.path_for).then, with_home(path)});
}

}  // namespace

void draw_path_sheet(const Model& m, const Look& look, ImVec2 screen, PathUi& ui, Actions& actions) {
  if (m.path_for == PathFor::none) {
    ui.was_open = false;
    return;
  }
  bool opened = !std::exchange(ui.was_open, true);
  if (opened) {
    ui.chosen = -1;
    ui.entered = false;
    ui.untouched = true;
    ui.searched = false;
    std::snprintf(ui.text, sizeof ui.text, "%s", first_guess(m).c_str());
  }
  Asks what = asks(m.path_for);
  bool exports = m.path_for == PathFor::export_run;
  begin_sheet("path", look, screen, {640, exports ? 236.0f : 480.0f}, 80, opened, actions);
  const Theme& t = *look.theme;
  ImVec2 at = ImGui::GetCursorScreenPos();
  Paint paint(ImGui::GetWindowDrawList(), look);
  paint.text(look.fonts.title, at, t.text, what.title);
  ImGui::Dummy({1, look.px(28)});
  bool focus = std::exchange(ui.refocus, false) || opened;
  constexpr int kFlags = ImGuiInputTextFlags_CallbackCompletion | ImGuiInputTextFlags_CallbackHistory;
  // The guess is chosen as a whole, so that a letter replaces it; a folder that was chosen from the list is gone on from.
  int flags = ui.untouched ? kFlags | ImGuiInputTextFlags_AutoSelectAll : kFlags;
  wide_field("##path", look, look.fonts.code_small, {what.hint, ui.text, sizeof ui.text, focus, flags, on_tab, &ui});
  if (ImGui::IsItemActive()) ui.untouched = false;
  std::vector<Entry> entries;
  if (exports) entries = formats_for(ui.text);
  if (!exports) entries = programs_for(m, ui.text, what.writes, ui);
  ui.chosen = std::clamp(ui.chosen, -1, static_cast<int>(entries.size()) - 1);
  int chosen = ui.chosen >= 0 ? ui.chosen : offered(entries, ui.text, what.writes);
  ImGui::BeginChild("entries");
  Paint rows(ImGui::GetWindowDrawList(), look);
  for (size_t n = 0; n < entries.size(); ++n) {
    const auto& [path, note, title] = entries[n];
    if (title) {
      ImVec2 place = ImGui::GetCursorScreenPos();
      rows.text(look.fonts.small_bold, {place.x + look.px(10), place.y + look.px(8)}, t.dim, title);
      ImGui::Dummy({1, look.px(28)});
    }
    Rect r;
    ImGui::PushID(static_cast<int>(n));
    bool clicked = row("entry", look, 26, static_cast<int>(n) == chosen, r);
    if (static_cast<int>(n) == chosen && !ImGui::IsItemVisible()) ImGui::SetScrollHereY();
    ImGui::PopID();
    float left = r.min.x + look.px(10), room = r.width() - look.px(20), note_width = std::min(Paint::width(look.fonts.small, note), room * 0.55f);
    rows.fit_middle(look.fonts.small, r.max.x - look.px(10) - note_width, r.min.y, r.max.y, t.dim, note, note_width + 1);
    rows.fit_middle(look.fonts.code_small, left, r.min.y, r.max.y, path.ends_with('/') ? t.dim : t.text, path, room - note_width - look.px(10));
    if (clicked) choose(m, path, ui, actions);
  }
  ImGui::EndChild();
  if (std::exchange(ui.entered, false)) choose(m, chosen >= 0 ? entries[static_cast<size_t>(chosen)].path : std::string(ui.text), ui, actions);
  ImGui::End();
}

}  // namespace app

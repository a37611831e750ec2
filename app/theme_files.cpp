// Themes are TOML files: those built in, and the person's own, which may leave colours out: the dark or light theme has them.
#include "app/theme_files.h"

#include "app/folders.h"
#include "app/theme.h"
#include "sim/base/text.h"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>

namespace app {

namespace {

std::optional<ImU32> read_colour(std::string_view text) {
  uint32_t hex = 0;
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  auto [end, error] = std::from_chars(text.data() + 1, text.data() + 7, hex, 16);
  if (error != std::errc() || end != text.data() + 7) return std::nullopt;
  return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, 255);
}

struct Field {
  const char* name;
  ImU32 Theme::*colour;
};
constexpr Field kFields[] = {
#define X(colour) {#colour, &Theme::colour},
    APP_COLOURS(X)
#undef X
};

// Fills `theme`; the sentence says what is wrong, "" when nothing is.
std::string read_theme(std::string_view text, Theme& theme) try {
  toml::table table = toml::parse(text);
  theme.light = table["light"].value_or(theme.light);
  for (auto&& [key, value] : table) {
    std::string_view name = key.str();
    if (name == "light") continue;
    auto field = std::find_if(std::begin(kFields), std::end(kFields), [&](const Field& f) { return name == f.name; });
    auto colour = field == std::end(kFields) ? std::nullopt : read_colour(value.value_or(std::string_view()));
    if (!colour)
      return sim::cat("line ", value.source().begin.line, ": ", name,
                      std::string_view(field == std::end(kFields) ? " is no colour of a theme" : " wants a colour as \"#1f5fd0\""));
    theme.*field->colour = *colour;
  }
  return {};
} catch (const toml::parse_error& error) {
  return sim::cat("line ", error.source().begin.line, ": ", error.description());
}

// Never shrinks: whoever holds a Theme may go on holding it.
std::vector<std::unique_ptr<Theme>>& themes() {
  static std::vector<std::unique_ptr<Theme>> all = [] {
    std::vector<std::unique_ptr<Theme>> made;
    for (const char* wanted : {"dark", "light", "contrast", "print"})
      for (const ThemeSource* source = kThemeSources; !source->name.empty(); ++source) {
        if (source->name != wanted) continue;
        auto theme = std::make_unique<Theme>();
        theme->name = wanted;
        read_theme(source->text, *theme);
        made.push_back(std::move(theme));
      }
    return made;
  }();
  return all;
}

}  // namespace

const Theme* find_theme(std::string_view name) {
  for (const auto& theme : themes())
    if (name == theme->name) return theme.get();
  return nullptr;
}

const Theme& default_theme() { return *themes().front(); }

std::string theme_names() {
  std::string out;
  for (const auto& theme : themes()) out += sim::cat(std::string_view(out.empty() ? "" : ", "), theme->name);
  return out;
}

const Theme& next_theme(const Theme& theme) {
  const auto& all = themes();
  for (size_t n = 0; n < all.size(); ++n)
    if (all[n].get() == &theme) return *all[(n + 1) % all.size()];
  return default_theme();
}

std::vector<std::string> load_themes(const std::string& folder) {
  std::vector<std::string> problems;
  for (const TomlFile& file : toml_files(folder)) {
    std::string name = file.name();
    Theme theme;
    read_theme(file.text, theme);  // only to learn whether it is a light one
    Theme whole = *find_theme(theme.light ? "light" : "dark");
    std::string problem = file.read ? read_theme(file.text, whole) : "it can't be read";
    if (!problem.empty()) {
      problems.push_back(sim::cat("the theme ", file.path.string(), ": ", problem));
      continue;
    }
    whole.name = name;
    auto& all = themes();
    auto known = std::find_if(all.begin(), all.end(), [&](const auto& t) { return t->name == name; });
    if (known == all.end())
      all.push_back(std::make_unique<Theme>(std::move(whole)));
    else
      **known = std::move(whole);
  }
  return problems;
}

}  // namespace app

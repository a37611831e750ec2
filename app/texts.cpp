#include "app/texts.h"

#include "app/folders.h"

#include <toml++/toml.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <unordered_map>

namespace app {

namespace {

struct Language {
  std::string name;
  std::unordered_map<std::string_view, const std::string*> found;  // both sides live in `kept`
  std::vector<std::unique_ptr<std::pair<std::string, std::string>>> kept;
};

// The placeholders of a text, each once: a translation must have the same.
std::vector<char> placeholders(std::string_view text) {
  std::vector<char> out;
  for (size_t at = 0; at + 2 < text.size(); ++at)
    if (text[at] == '{' && text[at + 1] >= '1' && text[at + 1] <= '9' && text[at + 2] == '}') out.push_back(text[at + 1]);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Adds the texts to the language; the sentence says what is wrong with the first that is left out, "" when nothing is.
std::string read_texts(std::string_view text, Language& language) try {
  std::string problem;
  for (auto&& [key, value] : toml::parse(text)) {
    std::string english(key.str()), other = value.value_or(std::string());
    const char* wrong = !value.is_string()                           ? " is no text"
                        : placeholders(english) != placeholders(other) ? " must have the same {1}, {2} ... on both sides"
                                                                       : nullptr;
    if (value.is_string() && other.empty()) continue;  // not translated yet
    if (wrong && problem.empty()) problem = sim::cat("line ", value.source().begin.line, ": '", english, "'", std::string_view(wrong));
    if (wrong) continue;
    const auto& pair = language.kept.emplace_back(std::make_unique<std::pair<std::string, std::string>>(std::move(english), std::move(other)));
    language.found[pair->first] = &pair->second;
  }
  return problem;
} catch (const toml::parse_error& error) {
  return sim::cat("line ", error.source().begin.line, ": ", error.description());
}

// Never shrinks: a text once shown may be held on to.
std::vector<std::unique_ptr<Language>>& all_languages() {
  static std::vector<std::unique_ptr<Language>> all = [] {
    std::vector<std::unique_ptr<Language>> made;
    made.push_back(std::make_unique<Language>());
    made.front()->name = "en";
    for (const TextSource* source = kTextSources; !source->name.empty(); ++source) {
      if (source->name == "en") continue;  // the list itself
      made.push_back(std::make_unique<Language>());
      made.back()->name = source->name;
      read_texts(source->text, *made.back());
    }
    return made;
  }();
  return all;
}

Language* find_language(std::string_view name) {
  for (const auto& language : all_languages())
    if (name == language->name) return language.get();
  return nullptr;
}

std::atomic<const Language*> chosen = nullptr;  // null: English. The worker's thread makes sentences, too

}  // namespace

const char* tr(const char* english) {
  const Language* language = chosen.load(std::memory_order_acquire);
  if (!language) return english;
  auto found = language->found.find(english);
  return found == language->found.end() ? english : found->second->c_str();
}

std::string filled(std::string_view text, std::initializer_list<std::string> values) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    size_t n = at + 2 < text.size() && text[at] == '{' && text[at + 2] == '}' ? static_cast<size_t>(text[at + 1] - '1') : values.size();
    if (n >= values.size()) {
      out += text[at];
      continue;
    }
    out += values.begin()[n];
    at += 2;
  }
  return out;
}

std::vector<std::string> load_texts(const std::string& folder) {
  std::vector<std::string> problems;
  for (const TomlFile& file : toml_files(folder)) {
    std::string name = file.name();
    if (!find_language(name)) all_languages().emplace_back(std::make_unique<Language>())->name = name;
    std::string problem = file.read ? read_texts(file.text, *find_language(name)) : "it can't be read";
    if (!problem.empty()) problems.push_back(tr("the texts {1}: {2}", file.path.string(), problem));
  }
  return problems;
}

bool set_language(std::string_view name) {
  const Language* language = find_language(name);
  if (language) chosen.store(language == all_languages().front().get() ? nullptr : language, std::memory_order_release);
  return language;
}

std::string_view language() {
  const Language* language = chosen.load(std::memory_order_acquire);
  return language ? language->name : all_languages().front()->name;
}

std::string language_names() {
  std::string out;
  for (const auto& language : all_languages()) out += sim::cat(std::string_view(out.empty() ? "" : ", "), language->name);
  return out;
}

std::string next_language() {
  const auto& all = all_languages();
  for (size_t n = 0; n < all.size(); ++n)
    if (all[n]->name == language()) return all[(n + 1) % all.size()]->name;
  return all.front()->name;
}

}  // namespace app

// What the app says, in the language chosen. English stands in the sources, in tr(); assets/texts/en.toml lists all of it (a test
// keeps the list whole), and a copy of that list with the other side filled in is a language. What it leaves out stays English.
// Neighbours: whoever shows a sentence; session.cpp and commands/open.cpp load the person's own languages, model.cpp chooses one.
#pragma once
#include "sim/base/text.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace app {

const char* tr(const char* english);

// "{1}" to "{9}" in `text` are the values, in any order and as often as the language wants them.
std::string filled(std::string_view text, std::initializer_list<std::string> values);
template <class First, class... Rest>
std::string tr(const char* english, const First& first, const Rest&... rest) {
  return filled(tr(english), {sim::cat(first), sim::cat(rest)...});
}

// A text of a table, which is given to tr() where it is shown.
consteval const char* tr_noop(const char* english) { return english; }

// The files NAME.toml of a folder; a later one adds to a language of that name. What is wrong with them, in sentences.
std::vector<std::string> load_texts(const std::string& folder);
bool set_language(std::string_view name);  // false: there is none of that name
std::string_view language();               // "en" from the start
std::string language_names();              // "en, de"
std::string next_language();

// A language built in: assets/texts/NAME.toml (sim/embed.cmake writes the table).
struct TextSource {
  std::string_view name, text;
};
extern const TextSource kTextSources[];  // ends with an empty name

}  // namespace app

// All that the app says stands in one list, assets/texts/en.toml, and a language is that list with the other side filled in.
// LOOPSCOPE_WRITE_TEXTS=1 loopscope_app_tests "[texts]"    writes the list anew
#include "app/texts.h"
#include "sim/analysis/algorithm.h"
#include "sim/analysis/findings.h"
#include "sim/run/read_shape.h"
#include "tests/app/headless.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <unistd.h>

using namespace headless;
namespace fs = std::filesystem;

namespace {

const std::string kRoot = LOOPSCOPE_SOURCE_DIR, kList = kRoot + "/assets/texts/en.toml";

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

// One string of a source file: neighbours that the compiler puts together are one.
struct Literal {
  std::string text;    // as it is written, without the quotation marks
  std::string before;  // the code on the left of it
  size_t line;
};

std::vector<Literal> literals(const std::string& source) {
  std::vector<Literal> out;
  size_t line = 1, code = 0, last_end = std::string::npos;
  for (size_t at = 0; at < source.size(); ++at) {
    char c = source[at];
    if (c == '\n') ++line;
    if (c == '/' && source.compare(at, 2, "//") == 0) {
      at = std::min(source.find('\n', at), source.size()) - 1;
    } else if (c == '\'' && at > 0 && !std::isalnum(static_cast<unsigned char>(source[at - 1]))) {
      at = source.find('\'', at + (source[at + 1] == '\\' ? 3 : 2));
    } else if (c == '"') {
      size_t end = at + 1;
      while (source[end] != '"') end += source[end] == '\\' ? 2 : 1;
      std::string text = source.substr(at + 1, end - at - 1);
      bool goes_on = last_end != std::string::npos &&
                     std::all_of(source.begin() + static_cast<long>(last_end), source.begin() + static_cast<long>(at), [](unsigned char s) { return std::isspace(s); });
      if (goes_on)
        out.back().text += text;
      else
        out.push_back({text, source.substr(code, at - code), line}), code = at;
      code = at = end;
      last_end = end + 1;
    }
  }
  return out;
}

bool marked(const Literal& literal) { return literal.before.ends_with("tr(") || literal.before.ends_with("tr_noop("); }

// The files whose sentences people read in the window. The others speak in the terminal, too, or to other tools.
std::vector<fs::path> sources() {
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot + "/app")) {
    std::string path = entry.path().string();
    auto in = [&](const char* folder) { return path.find(std::string("/app/") + folder) != std::string::npos; };
    bool elsewhere = in("commands/") || in("export/") || in("live/") || in("editor/") || in("main.cpp") || in("desktop.cpp") || in("session.cpp") ||
                     in("window.cpp") || in("theme") || in("texts.") || (in("lessons/") && !in("lessons/play.") && !in("lessons/answers.") && !in("lessons/keeping."));
    if ((path.ends_with(".cpp") || path.ends_with(".h")) && !elsewhere) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Each text once, under the first file that says it.
std::map<std::string, std::vector<std::string>> texts_by_file() {
  std::map<std::string, std::vector<std::string>> out;
  std::set<std::string> known;
  auto add = [&](const std::string& file, const std::string& text) {
    if (!text.empty() && known.insert(text).second) out[file].push_back(text);
  };
  for (const fs::path& path : sources())
    for (const Literal& literal : literals(read(path)))
      if (marked(literal)) add(fs::relative(path, kRoot).string(), literal.text);
  for (const app::ActionInfo& info : app::all_actions())
    if (info.title) add("app/actions.cpp", info.title);
  for (const app::PanelInfo& info : app::all_panels()) add("app/dock.cpp", info.title);
  return out;
}

std::string whole_list() {
  std::string out =
      "# All that the app says. For another language copy this file to ~/.config/loopscope/texts/NAME.toml (NAME: de, fr ...) and\n"
      "# write its words into the empty quotation marks; what stays empty is shown in English. {1}, {2} ... stand for what the app puts\n"
      "# there, in any order; what follows | is the name of a key and stays. Then: the action \"language NAME\", or \"Next language\".\n"
      "# The file is made from the sources (tests/app/texts_test.cpp says how).\n";
  for (const auto& [file, texts] : texts_by_file()) {
    out += "\n# " + file + "\n";
    for (const std::string& text : texts) out += "\"" + text + "\" = \"\"\n";
  }
  return out;
}

// Letters become letters with a ring on them, and more of them, as other languages need more; {1} and what follows | stay.
std::string ringed(const std::string& english) {
  std::string out;
  size_t letters = 0;
  for (size_t at = 0; at < english.size(); ++at) {
    if (english[at] == '\\') {
      out += english.substr(at, english[at + 1] == 'u' ? 6 : 2);
      at += english[at + 1] == 'u' ? 5 : 1;
      continue;
    }
    if (english[at] == '|') return out + english.substr(at);
    bool letter = std::isalpha(static_cast<unsigned char>(english[at]));
    out += !letter ? std::string(1, english[at]) : std::isupper(static_cast<unsigned char>(english[at])) ? "\u00c5" : "\u00e5";
    letters += letter;
    if (letter && letters % 4 == 0) out += "\u00e5";
  }
  return out;
}

// A language of a test; English comes back when it is over.
struct Spoken {
  explicit Spoken(const std::string& text, const std::string& name = "ringed") : folder(fs::temp_directory_path() / ("loopscope-texts-" + std::to_string(getpid()))) {
    fs::create_directories(folder);
    std::ofstream(folder / (name + ".toml")) << text;
    problems = app::load_texts(folder.string());
    REQUIRE(app::set_language(name));
  }
  ~Spoken() {
    app::set_language("en");
    fs::remove_all(folder);
  }
  fs::path folder;
  std::vector<std::string> problems;
};

std::string ringed_list() {
  std::string out;
  for (const auto& [file, texts] : texts_by_file())
    for (const std::string& text : texts) out += "\"" + text + "\" = \"" + ringed(text) + "\"\n";
  return out;
}

// The words of two and more ASCII letters in a text.
std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> out;
  std::string word;
  for (size_t at = 0; at <= text.size(); ++at) {
    unsigned char c = at < text.size() ? static_cast<unsigned char>(text[at]) : ' ';
    if (c < 128 && std::isalpha(c)) {
      word += static_cast<char>(c);
      continue;
    }
    if (word.size() > 1) out.push_back(word);
    word.clear();
  }
  return out;
}

// What is not the app's to say: the program's own words, and the sentences that sim/analysis makes of a run.
struct Known {
  std::set<std::string> known{"Loopscope", "Ctrl", "Shift", "Alt", "Tab", "Space", "Escape", "Enter", "Right", "Left", "Up", "Down", "Home", "End",
                              "PageDown", "PageUp", "Backspace", "ms", "ns", "dark", "py", "made", "Task", "Future"};
  void add(const std::string& text) {
    for (std::string& word : words(text)) known.insert(std::move(word));
  }
  explicit Known(const app::Document& d) {
    for (const auto& f : sim::findings_of(d.trace, d.spans, sim::shape_of(d.text)))
      add(std::string(sim::title_of(f.mistake)) + " " + f.seen + " " + f.impact + " " + f.advice);
    add(d.text);
    add(d.path);
    add(d.run->message);
    for (size_t n = 0; n < d.trace.size(); ++n) {
      add(std::string(d.trace.text(d.trace[n].text)));
      if (d.trace[n].event == sim::Event::task_spawned) add(std::string(d.task_name(d.trace[n].task)));
    }
    for (const auto& row : d.spans.rows()) add(std::string(d.trace.text(row.coroutine)));
    for (const auto& line : sim::algorithm()) add(line.code), add(line.says);
    add("Semaphore Lock Queue Event Condition worker thread");
  }
  void add(const sim::Why& why) {
    add(why.headline);
    for (const auto& line : why.details) add(line.text);
    for (const auto& cause : why.chain) add(cause.sentence);
  }
  std::string first_unknown(const std::vector<app::Paint::Drawn>& drawn) const {
    for (const auto& d : drawn)
      for (const std::string& word : words(d.text))
        if (std::none_of(known.begin(), known.end(), [&](const std::string& k) { return k.starts_with(word); }))  // one may be cut off
          return "'" + word + "' in '" + d.text + "'";
    return {};
  }
};

}  // namespace

TEST_CASE("what a text says stands in place of its numbers, as often as it is wanted", "[texts]") {
  CHECK(app::tr("Runs {1} until it awaits.", "Task-2") == "Runs Task-2 until it awaits.");
  CHECK(app::filled("{2} before {1}, {2}!", {"a", "b"}) == "b before a, b!");
  CHECK(app::filled("{3} {x} {", {"a"}) == "{3} {x} {");
}

TEST_CASE("the list of all texts is whole", "[texts]") {
  std::string wanted = whole_list();
  if (std::getenv("LOOPSCOPE_WRITE_TEXTS")) std::ofstream(kList) << wanted;
  INFO("LOOPSCOPE_WRITE_TEXTS=1 loopscope_app_tests \"[texts]\" writes it anew");
  CHECK((read(kList) == wanted));
  CHECK(std::count(wanted.begin(), wanted.end(), '\n') > 400);
}

TEST_CASE("a language is a file; what it leaves out is English; what is wrong in it is said", "[texts]") {
  Spoken spoken("\"Stop\" = \"Halt\"\n\"turn {1}\" = \"Umlauf\"\n\"Keys\" = \"\"\n", "some");
  CHECK(app::tr("Stop") == std::string("Halt"));
  CHECK(app::tr("turn {1}", 3) == "turn 3");
  CHECK(app::tr("Keys") == std::string("Keys"));
  CHECK(app::language() == "some");
  REQUIRE(spoken.problems.size() == 1);
  CHECK_THAT(spoken.problems[0], Catch::Contains("line 2: 'turn {1}' must have the same {1}, {2} ... on both sides"));
  CHECK_FALSE(app::set_language("none"));
  std::ofstream(spoken.folder / "broken.toml") << "\"Stop = ";
  CHECK_THAT(app::load_texts(spoken.folder.string()).front(), Catch::Contains("broken.toml: line 1"));
}

TEST_CASE("every text of the languages that come with the app is one of the list", "[texts]") {
  std::string list = whole_list();
  for (const app::TextSource* source = app::kTextSources; !source->name.empty(); ++source)
    for (const Literal& literal : literals(std::string(source->text))) {
      if (!literal.before.ends_with("\n") && literal.before != "") continue;  // the other side
      INFO(source->name << ": " << literal.text);
      CHECK(list.find("\n\"" + literal.text + "\" = ") != std::string::npos);
    }
}

TEST_CASE("every panel speaks the language chosen, and nothing lies over another where words are longer", "[texts]") {
  Spoken spoken(ringed_list());
  REQUIRE(spoken.problems.empty());
  Screen screen;
  screen.press(kEscape);
  size_t ringed_texts = 0;
  for (const sim::Trace& trace : {toy::with_semaphore(), toy::blocking(), toy::failing(), toy::cancelling(), toy::many(40, 900)}) {
    auto d = document(trace);
    Known known(*d);
    app::show_document(screen.model, d);
    for (const char* at : {"first", "seek 0.2", "last"})
      for (const char* axis : {"axis time", "axis order"}) {
        screen.act(at);
        screen.act(axis);
        screen.act("next-lane");
        screen.act("resources");
        each_front(screen, [&] {
          screen.frame(0);
          Notes notes;
          screen.frame(0);
          known.add(screen.app.why.why);
          known.add(screen.app.inspector.why.why);
          INFO(at << ", " << axis);
          CHECK(known.first_unknown(notes.drawn) == "");
          CHECK(overlap(notes.drawn) == "");
          for (const auto& drawn : notes.drawn) ringed_texts += drawn.text.find("\u00e5") != std::string::npos;
        });
      }
  }
  CHECK(ringed_texts > 1000);
}

TEST_CASE("sheets, bars and notices speak the language chosen", "[texts]") {
  Spoken spoken(ringed_list());
  Screen screen;
  auto d = document(toy::failing(), sim::Ending::exception, "ValueError: no", 3);
  Known known(*d);
  app::show_document(screen.model, d);
  for (const char* action : {"help", "help", "palette", "close", "search", "close", "tour", "tour", "tour", "tour", "tour", "close", "open-file", "close",
                             "present", "present", "zoom-range", "close", "find", "close", "replace", "close", "edit", "close", "mark here", "range 0 0.2"}) {
    screen.act(action);
    screen.frame(0);
    Notes notes;
    screen.frame(0);
    INFO(action);
    known.add(screen.app.why.why);
    known.add("here " + app::theme_names() + " " + app::language_names());
    for (const auto& entry : fs::directory_iterator(fs::current_path())) known.add(entry.path().string());
    CHECK(known.first_unknown(notes.drawn) == "");
  }
}

// What looks like a sentence, or begins like a title, and is given to none of tr's is a name of a widget or a word of Python.
TEST_CASE("no sentence of the app stands outside of tr()", "[texts]") {
  auto sentence = [](const std::string& text) {
    for (size_t at = 1; at + 1 < text.size(); ++at)
      if (text[at] == ' ' && std::islower(static_cast<unsigned char>(text[at - 1])) && std::islower(static_cast<unsigned char>(text[at + 1]))) return true;
    return text.size() > 2 && std::isupper(static_cast<unsigned char>(text[0])) && std::islower(static_cast<unsigned char>(text[1]));
  };
  auto name_of_widget = [](const std::string& before) {
    for (const char* end : {"PanelFrame panel(", "BeginChild(", "Begin(", "BeginPopup(", "OpenPopup(", "pressed(", "icon_button(", "button(", "row(", "InvisibleButton(",
                            "begin_sheet(", "splitter(", "begin_overlay("})
      if (before.ends_with(end)) return true;
    return false;
  };
  const std::set<std::string> kNames{"Loopscope", "Escape", "Enter", "Backspace", "Ctrl+Shift+P", "Shift+.", "Shift+,", "Shift+/", "Shift+S", "Alt+",
                                     "Task-", "scenario own", "Group", "ExceptionGroup", "BaseExceptionGroup"};
  for (const fs::path& path : sources()) {
    std::string file = fs::relative(path, kRoot + "/app").string();
    if (file == "actions.cpp" || file == "dock.cpp") continue;  // their tables' texts are in the list
    for (const Literal& literal : literals(read(path))) {
      if (literal.text.starts_with("import asyncio") || literal.text.starts_with("# Loopscope's settings")) continue;  // files
      if (kNames.contains(literal.text)) continue;
      if (marked(literal) || !sentence(literal.text) || name_of_widget(literal.before)) continue;
      INFO(file << ":" << literal.line);
      CHECK(literal.text == "");
    }
  }
}

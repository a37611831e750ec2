#include "sim/lesson/head.h"

#include "sim/base/text.h"

#include <toml++/toml.h>

#include <algorithm>
#include <initializer_list>

namespace sim::lesson {

bool is_slug(std::string_view s) {
  auto fine = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !s.empty() && s.size() <= 80 && std::all_of(s.begin(), s.end(), fine) && s.front() != '-' && s.back() != '-';
}

namespace {

class HeadReader {
 public:
  HeadReader(const Cut& cut, Lesson& lesson, std::vector<Mistake>& mistakes) : cut_(cut), lesson_(lesson), mistakes_(mistakes) {}

  void read() {
    toml::table head;
    try {
      head = toml::parse(std::string_view(cut_.head));
    } catch (const toml::parse_error& error) {
      return mistake(at(error.source()), cat("the head is no TOML: ", std::string(error.description())));
    }
    only(head, {"id", "title", "order", "goals", "part", "minutes", "previous", "next", "glossary", "scenario", "run"}, "the head");
    ids(head);
    text(head, "title", lesson_.title, true);
    text(head, "part", lesson_.part);
    lesson_.part_line = line_of(head, "part");
    number(head, "order", lesson_.order, 0, 1'000'000, true);
    lesson_.order_line = line_of(head, "order");
    number(head, "minutes", lesson_.minutes, 1, 60);
    if (!texts(head, "goals", lesson_.goals) || lesson_.goals.empty()) mistake(line_of(head, "goals"), "the head needs 'goals', a list of sentences");
    glossary(head);
    scenario(head);
    run(head);
  }

 private:
  uint32_t at(const toml::source_region& source) const { return cut_.head_line + (source.begin.line ? source.begin.line - 1 : 0); }
  // The head's first line for what is not there.
  uint32_t line_of(const toml::table& table, std::string_view key) const {
    const toml::node* node = table.get(key);
    return node && node->source().begin.line ? at(node->source()) : cut_.head_line - 1;
  }
  void mistake(uint32_t line, std::string message) { mistakes_.push_back({lesson_.file, line, std::move(message)}); }

  void only(const toml::table& table, std::initializer_list<std::string_view> keys, std::string_view where) {
    for (auto&& [key, node] : table)
      if (std::find(keys.begin(), keys.end(), key.str()) == keys.end())
        mistake(at(node.source()), cat(where, " has no '", key.str(), "'"));
  }

  void text(const toml::table& table, std::string_view key, std::string& out, bool needed = false) {
    const toml::node* node = table.get(key);
    if (auto value = node ? node->value_exact<std::string>() : std::nullopt; value && !value->empty()) out = *value;
    else if (node) mistake(at(node->source()), cat("'", key, "' is a text"));
    else if (needed) mistake(cut_.head_line - 1, cat("the head needs '", key, "'"));
  }

  void number(const toml::table& table, std::string_view key, int64_t& out, int64_t least, int64_t most, bool needed = false) {
    const toml::node* node = table.get(key);
    if (auto value = node ? node->value_exact<int64_t>() : std::nullopt; value && *value >= least && *value <= most) out = *value;
    else if (node) mistake(at(node->source()), cat("'", key, "' is a whole number from ", least, " to ", most));
    else if (needed) mistake(cut_.head_line - 1, cat("the head needs '", key, "'"));
  }

  // False: not there, or no list of texts.
  bool texts(const toml::table& table, std::string_view key, std::vector<std::string>& out) {
    const toml::node* node = table.get(key);
    const toml::array* array = node ? node->as_array() : nullptr;
    if (!array) return false;
    for (const toml::node& entry : *array) {
      auto value = entry.value_exact<std::string>();
      if (!value) return false;
      out.push_back(*value);
    }
    return true;
  }

  const toml::table* table_of(const toml::table& head, std::string_view key) {
    const toml::node* node = head.get(key);
    if (node && !node->is_table()) mistake(at(node->source()), cat("'", key, "' is a table: [", key, "]"));
    return node ? node->as_table() : nullptr;
  }

  void ids(const toml::table& head) {
    text(head, "id", lesson_.id, true);
    text(head, "previous", lesson_.previous);
    text(head, "next", lesson_.next);
    lesson_.id_line = line_of(head, "id");
    lesson_.previous_line = line_of(head, "previous");
    lesson_.next_line = line_of(head, "next");
    for (std::string_view key : {"id", "previous", "next"}) {
      const std::string& value = key == "id" ? lesson_.id : key == "next" ? lesson_.next : lesson_.previous;
      if (!value.empty() && !is_slug(value)) mistake(line_of(head, key), cat("'", key, "' is made of lower-case letters, digits and hyphens"));
    }
  }

  void glossary(const toml::table& head) {
    const toml::table* table = table_of(head, "glossary");
    if (!table) return;
    for (auto&& [key, node] : *table) {
      auto meaning = node.value_exact<std::string>();
      if (!meaning || meaning->empty()) mistake(at(node.source()), cat("the glossary's '", key.str(), "' is a text"));
      else lesson_.glossary.push_back({std::string(key.str()), *meaning, at(node.source())});
    }
    std::stable_sort(lesson_.glossary.begin(), lesson_.glossary.end(), [](const Term& a, const Term& b) { return a.line < b.line; });
  }

  void scenario(const toml::table& head) {
    const toml::table* table = table_of(head, "scenario");
    if (!table) return;
    lesson_.scenario.line = line_of(head, "scenario");
    text(*table, "file", lesson_.scenario.file);
    if (!table->contains("file")) {
      lesson_.scenario.toml = cut_.head;
      lesson_.scenario.toml_line = cut_.head_line;
    } else if (table->size() > 1) {
      mistake(lesson_.scenario.line, "a scenario stands in a file or here, not in both");
    }
  }

  void run(const toml::table& head) {
    const toml::table* table = table_of(head, "run");
    if (!table) return;
    only(*table, {"seed", "args", "exit"}, "[run]");
    int64_t seed = 0, exit_status = 0;
    number(*table, "seed", seed, 0, INT64_MAX);
    number(*table, "exit", exit_status, 0, 255);
    lesson_.seed = static_cast<uint64_t>(seed);
    lesson_.exit_status = static_cast<int>(exit_status);
    if (table->get("args") && !texts(*table, "args", lesson_.arguments)) mistake(line_of(*table, "args"), "'args' is a list of texts");
  }

  const Cut& cut_;
  Lesson& lesson_;
  std::vector<Mistake>& mistakes_;
};

}  // namespace

void read_head(const Cut& cut, Lesson& lesson, std::vector<Mistake>& mistakes) {
  if (cut.head_line) HeadReader(cut, lesson, mistakes).read();
}

}  // namespace sim::lesson

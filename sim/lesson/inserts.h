// What a lesson's Markdown holds besides Markdown: {{EXPRESSION}} and [[term]].
// Before: parse.cpp checks them, play.cpp puts values in. After: the app renders the rest.
#pragma once
#include "sim/lesson/lesson.h"

#include <string_view>

namespace sim::lesson {

struct Insert {
  size_t begin = 0, end = 0;  // bytes, brackets included
  bool is_term = false;
  std::string inner;          // the expression's text, or the term
  std::string shown;          // a term's own words: [[term|shown]]
};

// In order. Code spans and fenced code are left alone. `problem` gets a sentence when brackets do not close.
std::vector<Insert> find_inserts(std::string_view markdown, std::string* problem = nullptr);

}  // namespace sim::lesson

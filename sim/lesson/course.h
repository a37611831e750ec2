// Lessons together: their order, their neighbours, the terms they bring in; and what is wrong between them.
// Before: parse.h. After: the lessons command, the course browser.
#pragma once
#include "sim/lesson/lesson.h"

#include <memory>
#include <string>
#include <vector>

namespace sim::lesson {

// Lessons by `order`.
struct Course {
  std::string title;
  std::vector<std::shared_ptr<const Lesson>> lessons;

  const Lesson* find(std::string_view id) const;
  // The neighbour that a lesson names, else the one beside it in the order; null at the ends.
  const Lesson* previous(const Lesson& lesson) const;
  const Lesson* next(const Lesson& lesson) const;
  // What a term means, as defined in any lesson of the course; null when nowhere.
  const Term* term(std::string_view name) const;
};

// The terms that Markdown names, behind those in `terms`, each once.
void terms_in(std::string_view markdown, const Course& course, std::vector<const Term*>& terms);

Course make_course(std::string title, std::vector<std::shared_ptr<const Lesson>> lessons);

// Ids and orders twice, links to nowhere and in circles, torn parts, terms without a meaning.
std::vector<Mistake> mistakes_between(const Course& course);

}  // namespace sim::lesson

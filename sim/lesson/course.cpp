#include "sim/lesson/course.h"

#include "sim/base/text.h"
#include "sim/lesson/inserts.h"

#include <algorithm>
#include <map>
#include <set>

namespace sim::lesson {

namespace {

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

size_t place_of(const Course& course, const Lesson& lesson) {
  auto found = std::find_if(course.lessons.begin(), course.lessons.end(), [&](auto& l) { return l.get() == &lesson; });
  return static_cast<size_t>(found - course.lessons.begin());
}

}  // namespace

const Lesson* Course::find(std::string_view id) const {
  auto found = std::find_if(lessons.begin(), lessons.end(), [&](auto& l) { return l->id == id; });
  return found == lessons.end() ? nullptr : found->get();
}

const Lesson* Course::previous(const Lesson& lesson) const {
  if (!lesson.previous.empty()) return find(lesson.previous);
  size_t at = place_of(*this, lesson);
  return at > 0 && at < lessons.size() ? lessons[at - 1].get() : nullptr;
}

const Lesson* Course::next(const Lesson& lesson) const {
  if (!lesson.next.empty()) return find(lesson.next);
  size_t at = place_of(*this, lesson);
  return at + 1 < lessons.size() ? lessons[at + 1].get() : nullptr;
}

const Term* Course::term(std::string_view name) const {
  std::string wanted = lower(name);
  for (const auto& l : lessons)
    for (const Term& t : l->glossary)
      if (lower(t.term) == wanted) return &t;
  return nullptr;
}

Course make_course(std::string title, std::vector<std::shared_ptr<const Lesson>> lessons) {
  std::stable_sort(lessons.begin(), lessons.end(), [](auto& a, auto& b) { return a->order < b->order; });
  return {std::move(title), std::move(lessons)};
}

namespace {

class Relations {
 public:
  explicit Relations(const Course& course) : course_(course) {}

  std::vector<Mistake> mistakes() {
    unique();
    for (size_t i = 0; i < course_.lessons.size(); ++i) place_[course_.lessons[i]->id] = i;
    parts();
    links();
    terms();
    return std::move(mistakes_);
  }

 private:
  void mistake(const Lesson& l, uint32_t line, std::string message) { mistakes_.push_back({l.file, line, std::move(message)}); }

  void unique() {
    std::map<std::string_view, const Lesson*> ids;
    std::map<int64_t, const Lesson*> orders;
    for (const auto& l : course_.lessons) {
      if (auto [at, fresh] = ids.insert({l->id, l.get()}); !fresh && !l->id.empty()) mistake(*l, l->id_line, cat("the id '", l->id, "' is taken by ", at->second->file));
      if (auto [at, fresh] = orders.insert({l->order, l.get()}); !fresh) mistake(*l, l->order_line, cat("the order ", l->order, " is taken by ", at->second->file));
    }
  }

  void parts() {
    std::set<std::string_view> over;
    std::string_view now;
    for (const auto& l : course_.lessons) {
      if (l->part == now) continue;
      over.insert(now);
      now = l->part;
      if (!now.empty() && over.count(now)) mistake(*l, l->part_line, cat("the part '", l->part, "' is torn apart: lessons of another stand in between"));
    }
  }

  // Where a link leads; `size` for nowhere.
  size_t follow(size_t at, bool forward) const {
    const Lesson& l = *course_.lessons[at];
    const std::string& named = forward ? l.next : l.previous;
    size_t none = course_.lessons.size();
    if (!named.empty()) {
      auto found = place_.find(named);
      return found == place_.end() ? none : found->second;
    }
    if (forward) return at + 1 < none ? at + 1 : none;
    return at > 0 ? at - 1 : none;
  }

  void links() {
    for (const auto& l : course_.lessons) {
      if (!l->previous.empty() && !place_.count(l->previous)) mistake(*l, l->previous_line, cat("there is no lesson '", l->previous, "'"));
      if (!l->next.empty() && !place_.count(l->next)) mistake(*l, l->next_line, cat("there is no lesson '", l->next, "'"));
    }
    circles(true);
    circles(false);
  }

  // Each lesson is walked over once; a walk that meets itself is a circle, blamed on a link of it that was written.
  void circles(bool forward) {
    size_t count = course_.lessons.size();
    std::vector<size_t> walk(count, 0);
    for (size_t start = 0; start < count; ++start) {
      size_t at = start;
      while (at < count && walk[at] == 0) walk[at] = start + 1, at = follow(at, forward);
      if (at >= count || walk[at] != start + 1) continue;
      size_t blamed = at;
      for (size_t n = follow(at, forward); n != at; n = follow(n, forward))
        if (const Lesson& l = *course_.lessons[n]; !(forward ? l.next : l.previous).empty()) blamed = n;
      const Lesson& l = *course_.lessons[blamed];
      mistake(l, forward ? l.next_line : l.previous_line, cat("'", forward ? "next" : "previous", "' leads in a circle back to '", l.id, "'"));
    }
  }

  void terms() {
    std::map<std::string, const Lesson*> defined;
    for (const auto& l : course_.lessons) {
      for (const Term& t : l->glossary)
        if (auto [at, fresh] = defined.insert({lower(t.term), l.get()}); !fresh) mistake(*l, t.line, cat("the term '", t.term, "' is defined in ", at->second->file, " already"));
      for (const Step& s : l->steps) used(*l, s.text, s.line, defined);
      for (const Question& q : l->questions) {
        used(*l, q.text, q.what.line, defined), used(*l, q.after, q.what.line, defined);
        for (const Choice& c : q.choices) used(*l, c.misconception, c.line, defined);
      }
      for (const Check& c : l->checks) used(*l, c.message, c.rule.line, defined), used(*l, c.hint, c.rule.line, defined);
      for (const Exercise& e : l->exercises)
        for (const Check& c : e.checks) used(*l, c.message, c.rule.line, defined), used(*l, c.hint, c.rule.line, defined);
    }
  }

  void used(const Lesson& l, const std::string& markdown, uint32_t line, const std::map<std::string, const Lesson*>& defined) {
    for (const Insert& insert : find_inserts(markdown))
      if (insert.is_term && !defined.count(lower(insert.inner))) mistake(l, line, cat("the term '", insert.inner, "' has no meaning yet: define it in this lesson's [glossary] or an earlier one's"));
  }

  const Course& course_;
  std::map<std::string_view, size_t> place_;
  std::vector<Mistake> mistakes_;
};

}  // namespace

void terms_in(std::string_view markdown, const Course& course, std::vector<const Term*>& terms) {
  for (const Insert& insert : find_inserts(markdown)) {
    const Term* term = insert.is_term ? course.term(insert.inner) : nullptr;
    if (term && std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(term);
  }
}

std::vector<Mistake> mistakes_between(const Course& course) { return Relations(course).mistakes(); }

}  // namespace sim::lesson

// "Did you mean": the existing name nearest to a wrong one. CPython: Python/suggestions.c and Lib/traceback.py.
// Before: traceback.cpp asks when an exception is printed, calls.cpp about keyword arguments.
#include "sim/python/suggestions.h"

#include "sim/python/errors.h"

#include "sim/base/check.h"
#include "sim/python/frame.h"
#include "sim/python/import.h"
#include "sim/python/objects/function.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"
#include "sim/python/traceback.h"
#include "sim/python/vm.h"

#include <algorithm>
#include <string>
#include <vector>

namespace sim::py {

namespace {

constexpr size_t kMostCandidates = 750, kLongestName = 40;
constexpr size_t kMoveCost = 2, kCaseCost = 1;

size_t substitution_cost(char a, char b) {
  auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return a == b ? 0 : lower(a) == lower(b) ? kCaseCost : kMoveCost;
}

// Levenshtein's distance in which a change of case costs half; anything above `most` is only known to be above it.
size_t distance(std::string_view a, std::string_view b, size_t most) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
  if (a.empty() || b.empty()) return kMoveCost * (a.size() + b.size());
  if (a.size() > kLongestName || b.size() > kLongestName) return most + 1;
  if (b.size() < a.size()) std::swap(a, b);
  if ((b.size() - a.size()) * kMoveCost > most) return most + 1;
  std::vector<size_t> row(a.size());
  for (size_t i = 0; i < row.size(); ++i) row[i] = (i + 1) * kMoveCost;
  size_t result = 0;
  for (size_t j = 0; j < b.size(); ++j) {
    size_t diagonal = j * kMoveCost, least = SIZE_MAX;
    result = diagonal;
    for (size_t i = 0; i < a.size(); ++i) {
      size_t substitute = diagonal + substitution_cost(b[j], a[i]);
      diagonal = row[i];
      result = std::min(std::min(result, diagonal) + kMoveCost, substitute);
      row[i] = result;
      least = std::min(least, result);
    }
    if (least > most) return most + 1;
  }
  return result;
}

}  // namespace

std::string suggest(std::string_view wrong, const std::vector<std::string>& names) {
  if (names.size() >= kMostCandidates || wrong.size() > kLongestName) return "";
  size_t best = SIZE_MAX;
  std::string found;
  for (const std::string& name : names) {
    if (name == wrong) continue;
    size_t most = std::min((name.size() + wrong.size() + 3) * kMoveCost / 6, best - 1);
    size_t d = distance(wrong, name, most);
    if (d > most) continue;
    if (found.empty() || d < best) {
      found = name;
      best = d;
    }
  }
  return found;
}

namespace {

std::vector<std::string> texts(const Value& names) {
  std::vector<std::string> out;
  iterate(names, [&](const Value& n) {
    if (n.is(Kind::str)) out.push_back(n.as<Str>()->string());
  });
  return out;
}
void drop_private(std::vector<std::string>& names, std::string_view wrong) {
  if (wrong.substr(0, 1) == "_") return;
  names.erase(std::remove_if(names.begin(), names.end(), [](const std::string& n) { return n.substr(0, 1) == "_"; }),
              names.end());
}
std::vector<std::string> dir_of(const Value& o) { return texts(call(vm().builtins->get(intern("dir").get()), {o})); }

// The frame that raised it, its variables as they were then.
Frame* innermost_frame(const Exception& e) {
  const Traceback* tb = e.traceback.get();
  while (tb && tb->next) tb = tb->next.get();
  return tb ? static_cast<Frame*>(tb->frame.get()) : nullptr;
}
template <class F>
void each_variable(Frame& f, F&& visit) {
  if (f.over) return;
  for (size_t i = 0; i < f.code->localsplus.size(); ++i) {
    Value v = f.variables()[i];
    if (v.is(Kind::cell)) v = v.as<Cell>()->value;
    if (!v.is_null()) visit(*f.code->localsplus[i], v);
  }
}
Value self_of(Frame& f) {
  Value self;
  each_variable(f, [&](const Str& name, const Value& v) {
    if (&name == vm().names.self) self = v;
  });
  return self;
}

std::string for_attribute(const Exception& e, std::string_view wrong) {
  if (e.value3.is_null()) return "";
  std::vector<std::string> names = dir_of(e.value3);
  Frame* f = innermost_frame(e);
  if (!f || !self_of(*f).identical(e.value3)) drop_private(names, wrong);
  return suggest(wrong, names);
}

std::string for_import(const Exception& e, std::string_view wrong) {
  if (!e.value2.is(Kind::str)) return "";
  Value module = vm().modules->get(e.value2.as<Str>());
  if (module.is_null()) return "";
  std::vector<std::string> names = dir_of(module);
  drop_private(names, wrong);
  return suggest(wrong, names);
}

std::string for_name(const Exception& e, std::string_view wrong) {
  Frame* f = innermost_frame(e);
  if (!f) return "";
  std::vector<std::string> names;
  each_variable(*f, [&](const Str& name, const Value&) { names.push_back(name.string()); });
  for (const Value& scope : {f->locals, Value(f->globals), Value(vm().builtins)})
    if (scope.is(Kind::dict)) {
      std::vector<std::string> some = texts(scope);
      names.insert(names.end(), some.begin(), some.end());
    }
  Value self = self_of(*f);
  if (!self.is_null() && !get_attr_or_null(self, intern(wrong).get()).is_null()) return cat("self.", wrong);
  return suggest(wrong, names);
}

}  // namespace

std::string suggestion_for(const Ref<Exception>& e) {
  bool of_import = matches(e.get(), Exc::ImportError), of_name = matches(e.get(), Exc::NameError);
  if (!of_import && !of_name && !matches(e.get(), Exc::AttributeError)) return "";
  try {
    Value wrong = of_import ? get_attr_or_null(Value(e), intern("name_from").get()) : e->value2;
    if (!wrong.is(Kind::str)) return "";
    std::string_view name = wrong.as<Str>()->view();
    std::string near = of_import ? for_import(*e, name) : of_name ? for_name(*e, name) : for_attribute(*e, name);
    std::string out;
    if (!near.empty()) out = cat(". Did you mean: '", near, "'?");
    if (of_name && is_standard_module(name)) out += cat(near.empty() ? ". D" : " Or d", "id you forget to import '", name, "'?");
    return out;
  } catch (const Raised&) { return ""; }
}

void raise_no_such_keyword(std::string_view function, std::string_view keyword, const std::vector<std::string>& known) {
  std::string near = suggest(keyword, known);
  raise_type_error(function, "() got an unexpected keyword argument '", keyword, "'", near.empty() ? "" : ". Did you mean '", near,
                   near.empty() ? "" : "'?");
}

}  // namespace sim::py

// The second half of the scope pass: from "bound here" and "used here" to where each variable lives.
// Before: scope.cpp has met every name. After: the compiler.
#include "sim/base/text.h"
#include "sim/python/scope.h"

#include <algorithm>

namespace sim::py {
namespace {

constexpr std::string_view kClassCell = "__class__";

class Resolver {
 public:
  explicit Resolver(const std::vector<ScopeDirective>& directives) : directives_(directives) {}

  void resolve(Scope* scope) {
    std::vector<Scope*> open{scope};
    while (!open.empty()) {
      Scope* s = open.back();
      open.pop_back();
      for (std::string_view name : s->in_order) resolve_name(s, name, s->symbols[name]);
      open.insert(open.end(), s->children.rbegin(), s->children.rend());
    }
  }

 private:
  void resolve_name(Scope* s, std::string_view name, Symbol& symbol) {
    if (symbol.flags & Symbol::global) {
      if (symbol.flags & Symbol::nonlocal) fail(s, name, cat("name '", name, "' is nonlocal and global"));
      symbol.place = Symbol::Place::global_explicit;
      return;
    }
    bool nonlocal = symbol.flags & Symbol::nonlocal;
    if (nonlocal && s->kind == ScopeKind::module) fail(s, name, "nonlocal declaration not allowed at module level");
    if (!nonlocal && symbol.flags & Symbol::bound) {
      symbol.place = Symbol::Place::own;
      symbol.definer = s;
      return;
    }
    Scope* definer = find_definer(s->parent, name);
    if (!definer) {
      if (nonlocal) fail(s, name, cat("no binding for nonlocal '", name, "' found"));
      symbol.place = Symbol::Place::global_implicit;
      return;
    }
    symbol.place = Symbol::Place::outer;
    symbol.definer = definer;
    if (definer->owner != s->owner) capture(s, definer, name);
  }

  // The innermost function around that binds the name; class bodies are looked through, but for their __class__.
  static Scope* find_definer(Scope* s, std::string_view name) {
    for (; s && s->kind != ScopeKind::module; s = s->parent) {
      if (s->kind == ScopeKind::class_) {
        if (name != kClassCell) continue;
        s->uses_class_cell = true;
        return s;
      }
      const Symbol* symbol = s->find(name);
      if (!symbol) continue;
      if (symbol->flags & Symbol::global) return nullptr;
      if (!(symbol->flags & Symbol::nonlocal) && symbol->flags & Symbol::bound) return s;
    }
    return nullptr;
  }

  // Every code object between the variable and its use hands the cell on.
  static void capture(Scope* s, Scope* definer, std::string_view name) {
    if (Symbol* own = definer->find(name); own && definer->kind != ScopeKind::class_) own->captured = true;
    for (Scope* between = s->owner; between != definer->owner; between = between->parent->owner) {
      auto at = std::lower_bound(between->free.begin(), between->free.end(), name);
      if (at == between->free.end() || *at != name) between->free.insert(at, name);
    }
  }

  [[noreturn]] void fail(const Scope* s, std::string_view name, std::string message) const {
    for (const ScopeDirective& d : directives_)
      if (d.scope == s && d.name == name) throw problem_at(d.span, std::move(message));
    throw problem_at({}, std::move(message));
  }

  const std::vector<ScopeDirective>& directives_;
};

}  // namespace

bool Scope::has_free(std::string_view n) const { return std::binary_search(free.begin(), free.end(), n); }

void resolve_scopes(Scope* root, const std::vector<ScopeDirective>& directives) { Resolver(directives).resolve(root); }

}  // namespace sim::py

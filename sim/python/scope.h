// Which variable each name means: CPython's symbol tables (Python/symtable.c), with its SyntaxErrors.
// Before: sim/python/parser.h makes the tree. After: sim/python/compile_state.h asks for each name where its variable lives.
#pragma once
#include "sim/python/ast.h"
#include "sim/python/source.h"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sim::py {

struct Scope;

// What one scope knows of one name.
struct Symbol {
  enum Flag : uint16_t {
    global = 1, local = 2, param = 4, nonlocal = 8, use = 16, import = 32, annotated = 64,
    comp_target = 128,                   // bound by the `for` of a comprehension
    type_param = 256,
    bound = local | param | import | type_param,
  };
  enum class Place : uint8_t {
    own,                                 // a variable of this very scope
    outer,                               // a variable of `definer`, further out
    global_explicit,                     // a `global` statement says so
    global_implicit,                     // found nowhere else
  };
  uint16_t flags = 0;
  Place place = Place::global_implicit;
  bool captured = false;                 // own, and code inside uses it: lives in a cell
  Scope* definer = nullptr;
  uint32_t slot = ~uint32_t{0};          // the compiler's: which variable of the code object, once it has one
};

enum class ScopeKind : uint8_t { module, function, class_, type_params };
enum class CompKind : uint8_t { none, list, set, dict, generator };

// A module, class body, function, lambda or comprehension. A list, set or dict comprehension is a scope for names but no code object of
// its own: it runs inside its `owner` (PEP 709).
struct Scope {
  ScopeKind kind = ScopeKind::module;
  CompKind comp = CompKind::none;
  std::string_view name;
  std::string_view class_name;           // for __private names: the class around, or empty
  Scope* parent = nullptr;
  Scope* owner = nullptr;                // the scope with a code object that this one's code is part of
  std::map<std::string_view, Symbol> symbols;
  std::vector<std::string_view> in_order;    // the symbols as they were first met
  std::vector<std::string_view> free;    // owners only, sorted: variables of outer functions used here or further in
  std::vector<Scope*> children;
  bool is_generator = false;             // has a yield of its own
  bool is_coroutine = false;             // async def, or an asynchronous comprehension
  bool is_async_def = false;
  bool nested = false;                   // inside a function
  bool uses_class_cell = false;          // class: a method names super or __class__
  std::string_view value_of;             // "a TypeVar bound", "a type alias" ...: the function that finds out such a value

  bool inlined() const { return owner != this; }
  bool function_like() const { return kind == ScopeKind::function || kind == ScopeKind::type_params; }
  Symbol* find(std::string_view n) {
    auto it = symbols.find(n);
    return it == symbols.end() ? nullptr : &it->second;
  }
  bool has_free(std::string_view n) const;
};

// All scopes of one file.
class ScopeTree {
 public:
  // Throws SyntaxProblem. `body` for a module, `expression` for eval().
  static ScopeTree of(const ast::Body& body);
  static ScopeTree of(ast::ExprPtr expression);

  Scope* root() const { return scopes_.front().get(); }
  // The scope that `node` (a FunctionDef, ClassDef, Lambda or comprehension) opens.
  Scope* at(const void* node) const { return by_node_.at(node); }
  // The scope around it that holds its type parameters; null when it has none.
  Scope* type_params_at(const void* node) const;
  // __x inside a class is _Class__x.
  std::string_view mangle(std::string_view class_name, std::string_view name);

  uint32_t last_future_line = 0;           // of the `from __future__` imports at the top
  bool future_annotations = false;         // ... one of which is annotations

  Scope* open(ScopeKind kind, std::string_view name, const void* node, Scope* parent);
  void open_type_params(const void* node, Scope* scope) { type_params_[node] = scope; }

 private:
  std::vector<std::unique_ptr<Scope>> scopes_;
  std::map<const void*, Scope*> by_node_, type_params_;
  std::map<std::pair<std::string_view, std::string_view>, std::string> mangled_;
};

// A `global` or `nonlocal` statement (or a walrus that acts as one), for the errors found after the whole file is read.
struct ScopeDirective {
  Scope* scope;
  std::string_view name;
  ast::Span span;
};
// Decides the place of every symbol. scope_resolve.cpp
void resolve_scopes(Scope* root, const std::vector<ScopeDirective>& directives);

// The SyntaxProblem of a place in the tree, as CPython's compiler reports it: columns are those of the tree, in bytes.
SyntaxProblem problem_at(const ast::Span& span, std::string message);

// Counts nested nodes, so that no tree exhausts the C++ stack.
class DepthGuard {
 public:
  explicit DepthGuard(uint32_t& depth);    // throws SyntaxProblem RecursionError
  ~DepthGuard() { --depth_; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;

 private:
  uint32_t& depth_;
};

}  // namespace sim::py

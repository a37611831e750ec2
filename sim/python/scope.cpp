// Meets every name of a file once, in CPython's order (symtable_visit_*), and notes where it is bound and used.
// Before: parser.h. After: scope_resolve.cpp decides where each variable lives.
#include "sim/python/scope.h"

#include "sim/base/text.h"

namespace sim::py {
namespace {

constexpr uint32_t kMaxDepth = 1500;   // nested nodes; CPython's own limit is larger, but no written program comes near

bool is_docstring(const ast::Stmt& s) {
  if (s.kind != ast::StmtKind::Expr) return false;
  const ast::Expr& e = *ast::as<ast::ExprStmt>(s).value;
  return e.kind == ast::ExprKind::Constant && ast::as<ast::Constant>(e).type == ast::Constant::Type::Str;
}

// The `from __future__` imports that stand where they may: at the top, below the docstring.
void note_futures(const ast::Body& body, ScopeTree& tree) {
  for (size_t i = 0; i < body.size(); ++i) {
    const ast::Stmt& s = *body[i];
    if (i == 0 && is_docstring(s)) continue;
    if (s.kind != ast::StmtKind::ImportFrom || ast::as<ast::ImportFrom>(s).module != "__future__") break;
    tree.last_future_line = s.span.line;
    for (const ast::Alias& a : ast::as<ast::ImportFrom>(s).names) tree.future_annotations |= a.name == "annotations";
  }
}

class Collector {
 public:
  explicit Collector(ScopeTree& tree) : tree_(tree) {}
  std::vector<ScopeDirective> directives;

  void module(const ast::Body& body) {
    scope_ = tree_.open(ScopeKind::module, "<module>", nullptr, nullptr);
    statements(body);
  }
  void expression_root(ast::ExprPtr e) {
    scope_ = tree_.open(ScopeKind::module, "<module>", nullptr, nullptr);
    expression(e);
  }

 private:
  // Makes `scope` the current one until it goes.
  class Inside {
   public:
    Inside(Collector& c, Scope* scope)
        : c_(c), before_(c.scope_), target_(std::exchange(c.comp_target_, false)), iter_(c.comp_iter_),
          place_(std::exchange(c.place_, scope->value_of)) {
      c.scope_ = scope;
    }
    ~Inside() { c_.scope_ = before_, c_.comp_target_ = target_, c_.comp_iter_ = iter_, c_.place_ = place_; }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    Collector& c_;
    Scope* before_;
    bool target_;
    int iter_;
    std::string_view place_;
  };

  void add(std::string_view name, uint16_t flag, const ast::Span& span) { add_to(scope_, name, flag, span); }

  void add_to(Scope* scope, std::string_view raw_name, uint16_t flag, const ast::Span& span) {
    std::string_view name = tree_.mangle(scope_->class_name, raw_name);
    auto [it, is_new] = scope->symbols.try_emplace(name);
    Symbol& symbol = it->second;
    if (is_new) scope->in_order.push_back(name);
    if (flag & symbol.flags & Symbol::param) throw problem_at(span, cat("duplicate argument '", raw_name, "' in function definition"));
    if (flag & symbol.flags & Symbol::type_param) throw problem_at(span, cat("duplicate type parameter '", raw_name, "'"));
    symbol.flags |= flag;
    if (!comp_target_ || scope != scope_) return;
    if (symbol.flags & (Symbol::global | Symbol::nonlocal))
      throw problem_at(span, cat("comprehension inner loop cannot rebind assignment expression target '", raw_name, "'"));
    symbol.flags |= Symbol::comp_target;
  }

  uint16_t flags_of(Scope* scope, std::string_view name) const {
    const Symbol* s = scope->find(tree_.mangle(scope_->class_name, name));
    return s ? s->flags : uint16_t{0};
  }

  // ---- statements
  void statements(const ast::Body& body) {
    for (ast::StmtPtr s : body) statement(s);
  }

  void statement(ast::StmtPtr s) {
    DepthGuard guard(depth_);
    using K = ast::StmtKind;
    switch (s->kind) {
      case K::FunctionDef:
      case K::AsyncFunctionDef: function_def(ast::as<ast::FunctionDef>(*s)); break;
      case K::ClassDef: class_def(ast::as<ast::ClassDef>(*s)); break;
      case K::TypeAlias: type_alias(ast::as<ast::TypeAlias>(*s)); break;
      case K::Return: optional(ast::as<ast::Return>(*s).value); break;
      case K::Delete: expressions(ast::as<ast::Delete>(*s).targets); break;
      case K::Assign:
        expression(ast::as<ast::Assign>(*s).value);
        expressions(ast::as<ast::Assign>(*s).targets);
        break;
      case K::AugAssign:
        expression(ast::as<ast::AugAssign>(*s).target);
        expression(ast::as<ast::AugAssign>(*s).value);
        break;
      case K::AnnAssign: annotated_assign(ast::as<ast::AnnAssign>(*s)); break;
      case K::For:
      case K::AsyncFor: {
        auto& f = ast::as<ast::For>(*s);
        expression(f.target), expression(f.iter), statements(f.body), statements(f.orelse);
        break;
      }
      case K::While: {
        auto& w = ast::as<ast::While>(*s);
        expression(w.test), statements(w.body), statements(w.orelse);
        break;
      }
      case K::If: if_chain(ast::as<ast::If>(*s)); break;
      case K::With:
      case K::AsyncWith:
        for (const ast::WithItem& item : ast::as<ast::With>(*s).items) expression(item.context_expr), optional(item.optional_vars);
        statements(ast::as<ast::With>(*s).body);
        break;
      case K::Match: match(ast::as<ast::Match>(*s)); break;
      case K::Raise: optional(ast::as<ast::Raise>(*s).exc), optional(ast::as<ast::Raise>(*s).cause); break;
      case K::Try:
      case K::TryStar: try_statement(ast::as<ast::Try>(*s)); break;
      case K::Assert: expression(ast::as<ast::Assert>(*s).test), optional(ast::as<ast::Assert>(*s).msg); break;
      case K::Import:
        for (const ast::Alias& a : ast::as<ast::Import>(*s).names) import(a);
        break;
      case K::ImportFrom:
        for (const ast::Alias& a : ast::as<ast::ImportFrom>(*s).names) import(a);
        break;
      case K::Global: declare(ast::as<ast::Global>(*s), Symbol::global, "global"); break;
      case K::Nonlocal: declare(ast::as<ast::Global>(*s), Symbol::nonlocal, "nonlocal"); break;
      case K::Expr: expression(ast::as<ast::ExprStmt>(*s).value); break;
      case K::Pass:
      case K::Break:
      case K::Continue: break;
    }
  }

  void if_chain(const ast::If& first) {
    const ast::If* s = &first;
    for (;;) {
      expression(s->test), statements(s->body);
      if (s->orelse.size() != 1 || s->orelse[0]->kind != ast::StmtKind::If) return statements(s->orelse);
      s = &ast::as<ast::If>(*s->orelse[0]);
    }
  }

  void function_def(const ast::FunctionDef& f) {
    add(f.name, Symbol::local, f.span);
    expressions(f.args->defaults);
    for (ast::ExprPtr e : f.args->kw_defaults) optional(e);
    expressions(f.decorator_list);
    with_type_params(f.type_params, f.name, &f, [&] {
      annotations(*f.args);
      annotation(f.returns);
      Inside inside(*this, tree_.open(ScopeKind::function, f.name, &f, scope_));
      scope_->is_coroutine = scope_->is_async_def = f.kind == ast::StmtKind::AsyncFunctionDef;
      parameters(*f.args);
      statements(f.body);
    });
  }

  void class_def(const ast::ClassDef& c) {
    add(c.name, Symbol::local, c.span);
    expressions(c.decorator_list);
    with_type_params(c.type_params, c.name, &c, [&] {
      if (!c.type_params.empty()) add(".type_params", Symbol::local, c.span), add(".generic_base", Symbol::local, c.span);
      expressions(c.bases);
      for (const ast::Keyword& k : c.keywords) expression(k.value);
      Inside inside(*this, tree_.open(ScopeKind::class_, c.name, &c, scope_));
      scope_->class_name = c.name;
      if (!c.type_params.empty()) add("__type_params__", Symbol::local, c.span), add(".type_params", Symbol::use, c.span);
      statements(c.body);
    });
  }

  void type_alias(const ast::TypeAlias& t) {
    expression(t.name);
    std::string_view name = ast::as<ast::Name>(*t.name).id;
    with_type_params(t.type_params, name, &t, [&] { value(t.value, name, "a type alias"); });
  }

  // Found out later, by a function of its own.
  void value(ast::ExprPtr e, std::string_view name, std::string_view of) {
    if (!e) return;
    Scope* scope = tree_.open(ScopeKind::function, name, e, scope_);
    scope->value_of = of;
    Inside inside(*this, scope);
    expression(e);
  }

  template <class F>
  void with_type_params(const Seq<ast::TypeParam>& params, std::string_view name, const void* node, F inner) {
    if (params.empty()) return inner();
    Scope* scope = tree_.open(ScopeKind::type_params, name, nullptr, scope_);
    tree_.open_type_params(node, scope);
    Inside inside(*this, scope);
    static constexpr std::string_view kBound[] = {"a TypeVar bound", "", ""};
    static constexpr std::string_view kDefault[] = {"a TypeVar default", "a TypeVarTuple default", "a ParamSpec default"};
    for (const ast::TypeParam& p : params) {
      add(p.name, Symbol::local | Symbol::type_param, p.span);
      value(p.bound, p.name, kBound[static_cast<size_t>(p.kind)]);
      value(p.default_value, p.name, kDefault[static_cast<size_t>(p.kind)]);
    }
    place_ = "the definition of a generic";
    inner();
  }

  void annotation(ast::ExprPtr e) {
    if (!e) return;
    std::string_view before = place_;
    if (tree_.future_annotations) place_ = "an annotation";
    expression(e);
    place_ = before;
  }

  void annotations(const ast::Arguments& args) {
    auto each = [&](const Seq<ast::Arg>& list) {
      for (const ast::Arg& a : list) annotation(a.annotation);
    };
    each(args.posonlyargs), each(args.args);
    if (args.vararg) annotation(args.vararg->annotation);
    if (args.kwarg) annotation(args.kwarg->annotation);
    each(args.kwonlyargs);
  }

  void parameters(const ast::Arguments& args) {
    auto each = [&](const Seq<ast::Arg>& list) {
      for (const ast::Arg& a : list) add(a.name, Symbol::param, a.span);
    };
    each(args.posonlyargs), each(args.args), each(args.kwonlyargs);
    if (args.vararg) add(args.vararg->name, Symbol::param, args.vararg->span);
    if (args.kwarg) add(args.kwarg->name, Symbol::param, args.kwarg->span);
  }

  void annotated_assign(const ast::AnnAssign& s) {
    if (s.target->kind == ast::ExprKind::Name) {
      std::string_view name = ast::as<ast::Name>(*s.target).id;
      uint16_t flags = flags_of(scope_, name);
      if (s.simple && flags & (Symbol::global | Symbol::nonlocal) && scope_->kind != ScopeKind::module)
        throw problem_at(s.span, cat("annotated name '", name, "' can't be ", flags & Symbol::global ? "global" : "nonlocal"));
      if (s.simple) {
        add(name, Symbol::annotated | Symbol::local, s.target->span);
      } else if (s.value) {
        add(name, Symbol::local, s.target->span);
      }
    } else {
      expression(s.target);
    }
    annotation(s.annotation);
    optional(s.value);
  }

  void match(const ast::Match& m) {
    expression(m.subject);
    for (const ast::MatchCase& c : m.cases) pattern(c.pattern), optional(c.guard), statements(c.body);
  }

  void try_statement(const ast::Try& t) {
    statements(t.body);
    statements(t.orelse);
    for (const ast::ExceptHandler& h : t.handlers) {
      optional(h.type);
      if (!h.name.empty()) add(h.name, Symbol::local, h.span);
      statements(h.body);
    }
    statements(t.finalbody);
  }

  void import(const ast::Alias& a) {
    if (a.name == "*") {
      if (scope_->kind != ScopeKind::module) throw problem_at(a.span, "import * only allowed at module level");
      return;
    }
    std::string_view name = a.asname.empty() ? a.name.substr(0, a.name.find('.')) : a.asname;
    add(name, Symbol::import, a.span);
  }

  void declare(const ast::Global& s, uint16_t flag, std::string_view word) {
    for (std::string_view name : s.names) {
      uint16_t flags = flags_of(scope_, name);
      if (flags & Symbol::param) throw problem_at(s.span, cat("name '", name, "' is parameter and ", word));
      if (flags & Symbol::use) throw problem_at(s.span, cat("name '", name, "' is used prior to ", word, " declaration"));
      if (flags & Symbol::annotated) throw problem_at(s.span, cat("annotated name '", name, "' can't be ", word));
      if (flags & Symbol::local) throw problem_at(s.span, cat("name '", name, "' is assigned to before ", word, " declaration"));
      add(name, flag, s.span);
      directives.push_back({scope_, tree_.mangle(scope_->class_name, name), s.span});
    }
  }

  // ---- expressions
  template <class List>
  void expressions(const List& list) {
    for (ast::ExprPtr e : list) expression(e);
  }
  void optional(ast::ExprPtr e) {
    if (e) expression(e);
  }

  void expression(ast::ExprPtr e) {
    DepthGuard guard(depth_);
    using K = ast::ExprKind;
    switch (e->kind) {
      case K::BoolOp: expressions(ast::as<ast::BoolOp>(*e).values); break;
      case K::NamedExpr: named(ast::as<ast::NamedExpr>(*e)); break;
      case K::BinOp: binary(e); break;
      case K::UnaryOp: expression(ast::as<ast::UnaryOp>(*e).operand); break;
      case K::Lambda: lambda(ast::as<ast::Lambda>(*e)); break;
      case K::IfExp: {
        auto& i = ast::as<ast::IfExp>(*e);
        expression(i.test), expression(i.body), expression(i.orelse);
        break;
      }
      case K::Dict:
        for (ast::ExprPtr k : ast::as<ast::Dict>(*e).keys) optional(k);
        expressions(ast::as<ast::Dict>(*e).values);
        break;
      case K::Set: expressions(ast::as<ast::Set>(*e).elts); break;
      case K::ListComp: comprehension(e, CompKind::list); break;
      case K::SetComp: comprehension(e, CompKind::set); break;
      case K::DictComp: comprehension(e, CompKind::dict); break;
      case K::GeneratorExp: comprehension(e, CompKind::generator); break;
      case K::Await:
      case K::Yield:
      case K::YieldFrom: suspending(*e); break;
      case K::Compare: expression(ast::as<ast::Compare>(*e).left), expressions(ast::as<ast::Compare>(*e).comparators); break;
      case K::Call: call(ast::as<ast::Call>(*e)); break;
      case K::FormattedValue:
        expression(ast::as<ast::FormattedValue>(*e).value), optional(ast::as<ast::FormattedValue>(*e).format_spec);
        break;
      case K::JoinedStr: expressions(ast::as<ast::JoinedStr>(*e).values); break;
      case K::Constant: break;
      case K::Attribute: expression(ast::as<ast::Attribute>(*e).value); break;
      case K::Subscript: expression(ast::as<ast::Subscript>(*e).value), expression(ast::as<ast::Subscript>(*e).slice); break;
      case K::Starred: expression(ast::as<ast::Starred>(*e).value); break;
      case K::Name: name(ast::as<ast::Name>(*e)); break;
      case K::List: expressions(ast::as<ast::List>(*e).elts); break;
      case K::Tuple: expressions(ast::as<ast::Tuple>(*e).elts); break;
      case K::Slice: {
        auto& s = ast::as<ast::Slice>(*e);
        optional(s.lower), optional(s.upper), optional(s.step);
        break;
      }
    }
  }

  void call(const ast::Call& c) {
    expression(c.func), expressions(c.args);
    for (const ast::Keyword& k : c.keywords) expression(k.value);
  }

  // await, yield, yield from
  void suspending(const ast::Expr& e) {
    using K = ast::ExprKind;
    refuse_in_place(e.kind == K::Await ? "await" : "yield", e);
    if (e.kind == K::Await) {
      expression(ast::as<ast::Await>(e).value);
      scope_->is_coroutine = true;
      return;
    }
    optional(e.kind == K::Yield ? ast::as<ast::Yield>(e).value : ast::as<ast::YieldFrom>(e).value);
    yields(e);
  }

  // a + b + c + ... leans to the left as deep as it is long: walked without recursion.
  void binary(ast::ExprPtr e) {
    std::vector<ast::ExprPtr> rights;
    for (; e->kind == ast::ExprKind::BinOp; e = ast::as<ast::BinOp>(*e).left) rights.push_back(ast::as<ast::BinOp>(*e).right);
    expression(e);
    for (auto it = rights.rbegin(); it != rights.rend(); ++it) expression(*it);
  }

  void name(const ast::Name& n) {
    add(n.id, n.ctx == ast::Context::Load ? Symbol::use : Symbol::local, n.span);
    // super() without arguments looks for __class__ at run time.
    if (n.ctx == ast::Context::Load && n.id == "super" && scope_->function_like()) add("__class__", Symbol::use, n.span);
  }

  void lambda(const ast::Lambda& l) {
    expressions(l.args->defaults);
    for (ast::ExprPtr e : l.args->kw_defaults) optional(e);
    Inside inside(*this, tree_.open(ScopeKind::function, "<lambda>", &l, scope_));
    parameters(*l.args);
    expression(l.body);
  }

  void yields(const ast::Expr& e) {
    scope_->is_generator = true;
    if (scope_->comp == CompKind::none) return;
    static constexpr std::string_view kPlace[] = {"", "list comprehension", "set comprehension", "dict comprehension", "generator expression"};
    throw problem_at(e.span, cat("'yield' inside ", kPlace[static_cast<size_t>(scope_->comp)]));
  }

  void refuse_in_place(std::string_view what, const ast::Expr& e) {
    if (!place_.empty()) throw problem_at(e.span, cat(what, " expression cannot be used within ", place_));
  }

  void named(const ast::NamedExpr& e) {
    refuse_in_place("named", e);
    if (comp_iter_ > 0) throw problem_at(e.span, "assignment expression cannot be used in a comprehension iterable expression");
    if (scope_->comp != CompKind::none) bind_outside(ast::as<ast::Name>(*e.target));
    expression(e.value);
    expression(e.target);
  }

  // CPython names no defaults there.
  static std::string_view in_comprehension(std::string_view value_of) { return value_of == "a type alias" ? value_of : "a TypeVar bound"; }

  // A walrus inside comprehensions binds in the scope around all of them (symtable_extend_namedexpr_scope).
  void bind_outside(const ast::Name& target) {
    for (Scope* s = scope_; s; s = s->parent) {
      if (s->comp != CompKind::none) {
        uint16_t flags = flags_of(s, target.id);
        if (flags & Symbol::comp_target && flags & (Symbol::local | Symbol::global))
          throw problem_at(target.span, cat("assignment expression cannot rebind comprehension iteration variable '", target.id, "'"));
        continue;
      }
      if (s->kind == ScopeKind::class_)
        throw problem_at(target.span, "assignment expression within a comprehension cannot be used in a class body");
      if (!s->value_of.empty()) throw problem_at(target.span, cat("assignment expression within a comprehension cannot be used in ", in_comprehension(s->value_of)));
      if (s->kind == ScopeKind::type_params)
        throw problem_at(target.span, "assignment expression within a comprehension cannot be used within the definition of a generic");
      bool global = s->kind == ScopeKind::module || flags_of(s, target.id) & Symbol::global;
      add(target.id, global ? Symbol::global : Symbol::nonlocal, target.span);
      directives.push_back({scope_, tree_.mangle(scope_->class_name, target.id), target.span});
      add_to(s, target.id, s->kind == ScopeKind::module ? Symbol::global : Symbol::local, target.span);
      return;
    }
  }

  void comprehension(ast::ExprPtr e, CompKind kind) {
    ast::ExprPtr element = nullptr, value = nullptr;
    if (kind == CompKind::dict) {
      element = ast::as<ast::DictComp>(*e).key, value = ast::as<ast::DictComp>(*e).value;
    } else {
      element = ast::as<ast::ListComp>(*e).elt;
    }
    const auto& generators = kind == CompKind::dict ? ast::as<ast::DictComp>(*e).generators : ast::as<ast::ListComp>(*e).generators;
    static constexpr std::string_view kNames[] = {"", "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"};
    ++comp_iter_;
    expression(generators[0].iter);
    --comp_iter_;
    bool is_async = false;
    {
      Scope* scope = tree_.open(ScopeKind::function, kNames[static_cast<size_t>(kind)], e, scope_);
      scope->comp = kind;
      if (kind != CompKind::generator) scope->owner = scope_->owner;
      Inside inside(*this, scope);
      if (kind == CompKind::generator) add(".0", Symbol::param, e->span);
      loops(generators);
      if (value) expression(value);
      expression(element);
      scope->is_generator = kind == CompKind::generator;
      is_async = scope->is_coroutine && kind != CompKind::generator;
    }
    if (is_async) scope_->is_coroutine = true;
  }

  void loops(const Seq<ast::Comprehension>& generators) {
    for (size_t i = 0; i < generators.size(); ++i) {
      const ast::Comprehension& g = generators[i];
      if (g.is_async) scope_->is_coroutine = true;
      comp_target_ = true;
      expression(g.target);
      comp_target_ = false;
      if (i > 0) {
        ++comp_iter_;
        expression(g.iter);
        --comp_iter_;
      }
      expressions(g.ifs);
    }
  }

  // ---- patterns
  void pattern(ast::PatternPtr p) {
    DepthGuard guard(depth_);
    using K = ast::PatternKind;
    auto each = [&](const Seq<ast::PatternPtr>& list) {
      for (ast::PatternPtr q : list) pattern(q);
    };
    auto bind = [&](std::string_view name) {
      if (!name.empty()) add(name, Symbol::local, p->span);
    };
    switch (p->kind) {
      case K::MatchValue: expression(ast::as<ast::MatchValue>(*p).value); break;
      case K::MatchSingleton: break;
      case K::MatchSequence: each(ast::as<ast::MatchSequence>(*p).patterns); break;
      case K::MatchMapping:
        expressions(ast::as<ast::MatchMapping>(*p).keys);
        each(ast::as<ast::MatchMapping>(*p).patterns);
        bind(ast::as<ast::MatchMapping>(*p).rest);
        break;
      case K::MatchClass:
        expression(ast::as<ast::MatchClass>(*p).cls);
        each(ast::as<ast::MatchClass>(*p).patterns);
        each(ast::as<ast::MatchClass>(*p).kwd_patterns);
        break;
      case K::MatchStar: bind(ast::as<ast::MatchStar>(*p).name); break;
      case K::MatchAs:
        if (ast::as<ast::MatchAs>(*p).pattern) pattern(ast::as<ast::MatchAs>(*p).pattern);
        bind(ast::as<ast::MatchAs>(*p).name);
        break;
      case K::MatchOr: each(ast::as<ast::MatchOr>(*p).patterns); break;
    }
  }

  ScopeTree& tree_;
  Scope* scope_ = nullptr;
  std::string_view place_;     // where no yield, await or walrus may stand: in a type parameter's bound, an annotation kept as text ...
  bool comp_target_ = false;   // inside the `for x` of a comprehension
  int comp_iter_ = 0;          // inside the `in x` of one
  uint32_t depth_ = 0;
};

}  // namespace

Scope* ScopeTree::type_params_at(const void* node) const {
  auto it = type_params_.find(node);
  return it == type_params_.end() ? nullptr : it->second;
}

Scope* ScopeTree::open(ScopeKind kind, std::string_view name, const void* node, Scope* parent) {
  scopes_.push_back(std::make_unique<Scope>());
  Scope* s = scopes_.back().get();
  s->kind = kind, s->name = name, s->parent = parent, s->owner = s;
  if (parent) {
    s->class_name = parent->class_name;
    s->nested = parent->nested || parent->function_like();
    parent->children.push_back(s);
  }
  if (node) by_node_[node] = s;
  return s;
}

std::string_view ScopeTree::mangle(std::string_view class_name, std::string_view name) {
  if (class_name.empty() || !name.starts_with("__") || name.ends_with("__") || name.find('.') != name.npos) return name;
  size_t start = class_name.find_first_not_of('_');
  if (start == class_name.npos) return name;
  std::string& made = mangled_[{class_name, name}];
  if (made.empty()) made = cat("_", class_name.substr(start), name);
  return made;
}

ScopeTree ScopeTree::of(const ast::Body& body) {
  ScopeTree tree;
  note_futures(body, tree);
  Collector collector(tree);
  collector.module(body);
  resolve_scopes(tree.root(), collector.directives);
  return tree;
}

ScopeTree ScopeTree::of(ast::ExprPtr expression) {
  ScopeTree tree;
  Collector collector(tree);
  collector.expression_root(expression);
  resolve_scopes(tree.root(), collector.directives);
  return tree;
}

SyntaxProblem problem_at(const ast::Span& span, std::string message) {
  SyntaxProblem problem;
  problem.message = std::move(message);
  if (!span.line) return problem;
  problem.line = span.line, problem.col = span.col + 1;
  problem.end_line = span.end_line, problem.end_col = span.end_col + 1;
  return problem;
}

DepthGuard::DepthGuard(uint32_t& depth) : depth_(depth) {
  if (depth_ >= kMaxDepth) {
    SyntaxProblem problem;
    problem.type = SyntaxProblem::Type::RecursionError;
    problem.message = "maximum recursion depth exceeded during compilation";
    throw problem;
  }
  ++depth_;
}

}  // namespace sim::py

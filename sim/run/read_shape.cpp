#include "sim/run/read_shape.h"

#include "sim/python/parser.h"
#include "sim/python/source.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

namespace sim {

namespace {

using namespace py::ast;
using Names = std::set<std::string_view>;

Lines lines_of(const Span& span) { return {span.line, span.end_line}; }

// ---- going through the tree. `f` is called with every direct part of an expression or statement, in the order of the text.

template <class F>
void parts(const Arguments& a, F f) {
  for (ExprPtr e : a.defaults) f(*e);
  for (ExprPtr e : a.kw_defaults)
    if (e) f(*e);
}

template <class F>
void parts(const Seq<Comprehension>& generators, F f) {
  for (const Comprehension& c : generators) {
    f(*c.iter);
    f(*c.target);
    for (ExprPtr e : c.ifs) f(*e);
  }
}

template <class F>
void parts(const Expr& e, F f) {
  auto one = [&](ExprPtr p) {
    if (p) f(*p);
  };
  auto all = [&](const Seq<ExprPtr>& list) {
    for (ExprPtr p : list) one(p);
  };
  switch (e.kind) {
    case ExprKind::BoolOp: return all(as<BoolOp>(e).values);
    case ExprKind::NamedExpr: return one(as<NamedExpr>(e).value), one(as<NamedExpr>(e).target);
    case ExprKind::BinOp: return one(as<BinOp>(e).left), one(as<BinOp>(e).right);
    case ExprKind::UnaryOp: return one(as<UnaryOp>(e).operand);
    case ExprKind::Lambda: return;   // its body runs another time
    case ExprKind::IfExp: return one(as<IfExp>(e).test), one(as<IfExp>(e).body), one(as<IfExp>(e).orelse);
    case ExprKind::Dict: return all(as<Dict>(e).keys), all(as<Dict>(e).values);
    case ExprKind::Set: return all(as<Set>(e).elts);
    case ExprKind::ListComp: return parts(as<ListComp>(e).generators, f), one(as<ListComp>(e).elt);
    case ExprKind::SetComp: return parts(as<SetComp>(e).generators, f), one(as<SetComp>(e).elt);
    case ExprKind::GeneratorExp: return parts(as<GeneratorExp>(e).generators, f), one(as<GeneratorExp>(e).elt);
    case ExprKind::DictComp: return parts(as<DictComp>(e).generators, f), one(as<DictComp>(e).key), one(as<DictComp>(e).value);
    case ExprKind::Await: return one(as<Await>(e).value);
    case ExprKind::Yield: return one(as<Yield>(e).value);
    case ExprKind::YieldFrom: return one(as<YieldFrom>(e).value);
    case ExprKind::Compare: return one(as<Compare>(e).left), all(as<Compare>(e).comparators);
    case ExprKind::Call:
      one(as<Call>(e).func);
      all(as<Call>(e).args);
      for (const Keyword& k : as<Call>(e).keywords) one(k.value);
      return;
    case ExprKind::FormattedValue: return one(as<FormattedValue>(e).value), one(as<FormattedValue>(e).format_spec);
    case ExprKind::JoinedStr: return all(as<JoinedStr>(e).values);
    case ExprKind::Constant:
    case ExprKind::Name: return;
    case ExprKind::Attribute: return one(as<Attribute>(e).value);
    case ExprKind::Subscript: return one(as<Subscript>(e).value), one(as<Subscript>(e).slice);
    case ExprKind::Starred: return one(as<Starred>(e).value);
    case ExprKind::List: return all(as<List>(e).elts);
    case ExprKind::Tuple: return all(as<Tuple>(e).elts);
    case ExprKind::Slice: return one(as<Slice>(e).lower), one(as<Slice>(e).upper), one(as<Slice>(e).step);
  }
}

// The expressions of a statement and the statements below it. A nested function or class is not entered: it runs another time.
template <class OnExpr, class OnStmt>
void parts(const Stmt& s, OnExpr on_expr, OnStmt on_stmt) {
  auto one = [&](ExprPtr p) {
    if (p) on_expr(*p);
  };
  auto all = [&](const Seq<ExprPtr>& list) {
    for (ExprPtr p : list) one(p);
  };
  auto body = [&](const Body& b) {
    for (StmtPtr p : b) on_stmt(*p);
  };
  switch (s.kind) {
    case StmtKind::FunctionDef:
    case StmtKind::AsyncFunctionDef:
      all(as<FunctionDef>(s).decorator_list);
      if (as<FunctionDef>(s).args) parts(*as<FunctionDef>(s).args, on_expr);
      return;
    case StmtKind::Return: return one(as<Return>(s).value);
    case StmtKind::Delete: return all(as<Delete>(s).targets);
    case StmtKind::Assign: return one(as<Assign>(s).value), all(as<Assign>(s).targets);
    case StmtKind::AugAssign: return one(as<AugAssign>(s).target), one(as<AugAssign>(s).value);
    case StmtKind::AnnAssign: return one(as<AnnAssign>(s).value), one(as<AnnAssign>(s).target);
    case StmtKind::For:
    case StmtKind::AsyncFor:
      one(as<For>(s).iter), one(as<For>(s).target);
      return body(as<For>(s).body), body(as<For>(s).orelse);
    case StmtKind::While: return one(as<While>(s).test), body(as<While>(s).body), body(as<While>(s).orelse);
    case StmtKind::If: return one(as<If>(s).test), body(as<If>(s).body), body(as<If>(s).orelse);
    case StmtKind::With:
    case StmtKind::AsyncWith:
      for (const WithItem& i : as<With>(s).items) one(i.context_expr), one(i.optional_vars);
      return body(as<With>(s).body);
    case StmtKind::Match:
      one(as<Match>(s).subject);
      for (const MatchCase& c : as<Match>(s).cases) one(c.guard), body(c.body);
      return;
    case StmtKind::Raise: return one(as<Raise>(s).exc), one(as<Raise>(s).cause);
    case StmtKind::Try:
    case StmtKind::TryStar:
      body(as<Try>(s).body);
      for (const ExceptHandler& h : as<Try>(s).handlers) one(h.type), body(h.body);
      return body(as<Try>(s).orelse), body(as<Try>(s).finalbody);
    case StmtKind::Assert: return one(as<Assert>(s).test), one(as<Assert>(s).msg);
    case StmtKind::Expr: return one(as<ExprStmt>(s).value);
    case StmtKind::ClassDef:
    case StmtKind::TypeAlias:
    case StmtKind::Import:
    case StmtKind::ImportFrom:
    case StmtKind::Global:
    case StmtKind::Nonlocal:
    case StmtKind::Pass:
    case StmtKind::Break:
    case StmtKind::Continue: return;
  }
}

// Every expression at and below.
template <class F>
void every(const Expr& e, const F& f) {
  f(e);
  parts(e, [&](const Expr& p) { every(p, f); });
}
template <class OnExpr, class OnStmt>
void every(const Stmt& s, const OnExpr& on_expr, const OnStmt& on_stmt) {
  on_stmt(s);
  parts(s, [&](const Expr& e) { every(e, on_expr); }, [&](const Stmt& p) { every(p, on_expr, on_stmt); });
}
template <class OnExpr, class OnStmt>
void every(const Body& body, const OnExpr& on_expr, const OnStmt& on_stmt) {
  for (StmtPtr s : body) every(*s, on_expr, on_stmt);
}
constexpr auto kNothing = [](const auto&) {};

template <class F>
bool any_statement(const Body& body, F is) {
  bool found = false;
  every(body, kNothing, [&](const Stmt& s) { found |= is(s); });
  return found;
}

// ---- names

// "asyncio.sleep", "client.get"; a call in it as "()": "get_loop().create_task". "" for anything else.
std::string dotted(const Expr& e) {
  if (e.kind == ExprKind::Name) return std::string(as<Name>(e).id);
  if (e.kind == ExprKind::Call) {
    std::string f = dotted(*as<Call>(e).func);
    return f.empty() ? f : f + "()";
  }
  if (e.kind != ExprKind::Attribute) return "";
  std::string base = dotted(*as<Attribute>(e).value);
  return base.empty() ? base : base + "." + std::string(as<Attribute>(e).attr);
}
std::string called(const Call& c) { return dotted(*c.func); }

// What stands behind the last dot: the function's own name.
std::string_view last_of(const Expr& func) {
  if (func.kind == ExprKind::Name) return as<Name>(func).id;
  if (func.kind == ExprKind::Attribute) return as<Attribute>(func).attr;
  return {};
}

// The variable at the root of x.y[z].
std::string_view root(const Expr& e) {
  switch (e.kind) {
    case ExprKind::Name: return as<Name>(e).id;
    case ExprKind::Attribute: return root(*as<Attribute>(e).value);
    case ExprKind::Subscript: return root(*as<Subscript>(e).value);
    case ExprKind::Starred: return root(*as<Starred>(e).value);
    default: return {};
  }
}

Names loaded(const Expr& e) {
  Names names;
  every(e, [&](const Expr& p) {
    if (p.kind == ExprKind::Name && as<Name>(p).ctx == Context::Load) names.insert(as<Name>(p).id);
  });
  return names;
}
Names stored(const Expr& e) {
  Names names;
  every(e, [&](const Expr& p) {
    if (p.kind == ExprKind::Name && as<Name>(p).ctx == Context::Store) names.insert(as<Name>(p).id);
  });
  return names;
}
bool share(const Names& a, const Names& b) {
  return std::any_of(a.begin(), a.end(), [&](auto n) { return b.count(n) > 0; });
}

template <size_t N>
bool one_of(std::string_view name, const std::string_view (&list)[N]) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

// Calls that are made for their order: a pause, a step of a conversation, an entrance.
constexpr std::string_view kOrdered[] = {"sleep", "put",  "join", "acquire", "wait",   "notify", "send",     "receive", "recv",   "read",     "readline",
                                         "readexactly", "write", "drain", "anext", "__anext__", "asend", "aclose", "close", "execute", "commit",
                                         "flush", "refresh", "scalar", "scalars", "__aenter__", "__aexit__", "enter_async_context", "serve_forever"};
// These bring several together or wait in their own right.
constexpr std::string_view kCombine[] = {"gather", "as_completed"};

// `async with session.get(url) as answer` awaits, too.
constexpr std::string_view kTaskMakers[] = {"create_task", "ensure_future"};
constexpr std::string_view kRequests[] = {"get", "post", "put", "patch", "delete", "head", "options", "request", "stream"};

bool is_ordered(const Call& c) { return one_of(last_of(*c.func), kOrdered) || one_of(last_of(*c.func), kCombine); }

// ---- what is looked for

class Reader {
 public:
  explicit Reader(const Module& module) : module_(module) {}

  Shape read() {
    find_functions(module_.body);
    visit(module_.body, "", nullptr);
    return std::move(shape_);
  }

 private:
  struct Function {
    bool async = false;
    bool writes_state = false;
    std::vector<Lines> lines;
    Names calls;
  };

  void find_functions(const Body& body) {
    for (StmtPtr s : body) {
      if (s->kind == StmtKind::FunctionDef || s->kind == StmtKind::AsyncFunctionDef) {
        const auto& def = as<FunctionDef>(*s);
        Function& f = functions_[def.name];
        f.async |= s->kind == StmtKind::AsyncFunctionDef;
        f.lines.push_back(lines_of(s->span));
        every(def.body,
              [&](const Expr& e) {
                if (e.kind == ExprKind::Call) f.calls.insert(last_of(*as<Call>(e).func));
                if ((e.kind == ExprKind::Attribute && as<Attribute>(e).ctx == Context::Store) ||
                    (e.kind == ExprKind::Subscript && as<Subscript>(e).ctx == Context::Store))
                  f.writes_state = true;
              },
              [&](const Stmt& p) { f.writes_state |= p.kind == StmtKind::Global || p.kind == StmtKind::Nonlocal; });
        find_functions(def.body);
      } else if (s->kind == StmtKind::ClassDef) {
        find_functions(as<ClassDef>(*s).body);
      } else {
        parts(*s, kNothing, [&](const Stmt& p) { find_functions({{}, &p}); });
      }
    }
  }
  // One statement below another.
  struct Single {
    Body none;
    const Stmt* s;
  };
  void find_functions(const Single& single) {
    StmtPtr p = single.s;
    find_functions(Body{&p, 1});
  }

  // Where a task stands that waits for something in `e`.
  std::vector<Lines> places(const Expr& e) const {
    std::vector<Lines> lines{lines_of(e.span)};
    Names seen;
    std::vector<std::string_view> todo;
    every(e, [&](const Expr& p) {
      if (p.kind == ExprKind::Call) todo.push_back(last_of(*as<Call>(p).func));
    });
    while (!todo.empty()) {
      auto f = functions_.find(todo.back());
      todo.pop_back();
      if (f == functions_.end() || !seen.insert(f->first).second) continue;
      lines.insert(lines.end(), f->second.lines.begin(), f->second.lines.end());
      todo.insert(todo.end(), f->second.calls.begin(), f->second.calls.end());
    }
    return lines;
  }

  void visit(const Body& body, std::string_view function, const FunctionDef* async_def) {
    if (async_def) straight_lines(body);
    for (StmtPtr s : body) visit(*s, function, async_def);
  }

  void visit(const Stmt& s, std::string_view function, const FunctionDef* async_def) {
    switch (s.kind) {
      case StmtKind::FunctionDef:
      case StmtKind::AsyncFunctionDef: {
        const auto& def = as<FunctionDef>(s);
        bool async = s.kind == StmtKind::AsyncFunctionDef;
        if (async && endless(def)) shape_.endless.emplace_back(def.name);
        if (async) counted_only(def.body);
        return visit(def.body, def.name, async ? &def : nullptr);
      }
      case StmtKind::ClassDef: return visit(as<ClassDef>(s).body, function, nullptr);
      case StmtKind::For:
        if (async_def) loop(as<For>(s));
        break;
      case StmtKind::AsyncWith:
        if (async_def) guard(as<With>(s), shared_names(*async_def));
        break;
      case StmtKind::Try:
      case StmtKind::TryStar:
        if (async_def) handlers(as<Try>(s));
        break;
      case StmtKind::Expr: statement(as<ExprStmt>(s)); break;
      case StmtKind::Assign: assignment(*as<Assign>(s).value); break;
      default: break;
    }
    auto expressions = [&](const Expr& e) {
      every(e, [&](const Expr& p) {
        if (p.kind == ExprKind::Call && !function.empty()) client(as<Call>(p), s.kind == StmtKind::With || s.kind == StmtKind::AsyncWith);
        if (async_def) comprehension(p);
      });
    };
    std::vector<StmtPtr> below;
    parts(s, expressions, [&](const Stmt& p) { below.push_back(&p); });
    if (async_def) straight_lines_below(s);
    for (StmtPtr p : below) visit(*p, function, async_def);
  }

  static bool endless(const FunctionDef& def) {
    bool found = false;
    every(def.body, kNothing, [&](const Stmt& s) {
      if (s.kind != StmtKind::While) return;
      const auto& w = as<While>(s);
      bool forever = w.test->kind == ExprKind::Constant && (as<Constant>(*w.test).type == Constant::Type::True || as<Constant>(*w.test).integer == 1);
      found |= forever && !any_statement(w.body, [](const Stmt& p) { return p.kind == StmtKind::Break || p.kind == StmtKind::Return; });
    });
    return found;
  }

  // -- awaits in a loop

  struct Awaited {
    const Expr* await;   // or the call of an `async with`
    const Call* call;
    bool used;           // somebody keeps the result
  };

  // `task = create_task(fetch(url))` further up in the same body, and `task` is what is awaited: fetch(url). Null: it is nothing like that.
  static const Call* call_of_task(const Body& body, const Expr& awaited) {
    if (awaited.kind != ExprKind::Name) return nullptr;
    for (StmtPtr s : body) {
      if (s->kind != StmtKind::Assign || s->span.end_line > awaited.span.line) continue;
      const auto& a = as<Assign>(*s);
      bool its = a.targets.size() == 1 && a.targets[0]->kind == ExprKind::Name && as<Name>(*a.targets[0]).id == as<Name>(awaited).id;
      if (!its || a.value->kind != ExprKind::Call) continue;
      const auto& made = as<Call>(*a.value);
      if (one_of(last_of(*made.func), kTaskMakers) && !made.args.empty() && made.args[0]->kind == ExprKind::Call) return &as<Call>(*made.args[0]);
    }
    return nullptr;
  }

  // The calls that a loop's body awaits, or nothing when one of them is made for its order.
  static std::vector<Awaited> awaited_in(const Body& body, bool* ordered) {
    std::vector<Awaited> list;
    std::set<const Expr*> plain;   // awaits that are statements
    every(body,
          [&](const Expr& e) {
            if (e.kind != ExprKind::Await) return;
            const Expr& value = *as<Await>(e).value;
            const Call* call = value.kind == ExprKind::Call ? &as<Call>(value) : call_of_task(body, value);
            if (!call) return;
            if (is_ordered(*call)) *ordered = true;
            list.push_back({&e, call, plain.count(&e) == 0});
          },
          [&](const Stmt& s) {
            if (s.kind == StmtKind::Expr) plain.insert(as<ExprStmt>(s).value);
            if (s.kind == StmtKind::AsyncWith)
              for (const WithItem& i : as<With>(s).items)
                if (i.context_expr->kind == ExprKind::Call && one_of(last_of(*as<Call>(*i.context_expr).func), kRequests))
                  list.push_back({i.context_expr, &as<Call>(*i.context_expr), true});
          });
    return list;
  }

  // Names that one round of the loop hands to the next: stored in the body, unless that happens before the await in each round.
  static Names carried(const Body& body, const Expr& await) {
    Names names;
    every(body, kNothing, [&](const Stmt& s) {
      auto add = [&](const Expr& target) {
        if (std::string_view r = root(target); !r.empty()) names.insert(r);
        for (std::string_view n : stored(target)) names.insert(n);
      };
      switch (s.kind) {
        case StmtKind::Assign: {
          const auto& a = as<Assign>(s);
          bool before = a.span.end_line < await.span.line;
          for (ExprPtr t : a.targets)
            if (!before || t->kind != ExprKind::Name) add(*t);
          break;
        }
        case StmtKind::AugAssign: add(*as<AugAssign>(s).target); break;
        case StmtKind::AnnAssign: add(*as<AnnAssign>(s).target); break;
        case StmtKind::Expr: {   // history.append(reply)
          const Expr& e = *as<ExprStmt>(s).value;
          if (e.kind == ExprKind::Call && as<Call>(e).func->kind == ExprKind::Attribute) names.insert(root(*as<Call>(e).func));
          break;
        }
        default: break;
      }
    });
    return names;
  }

  static bool leaves(const Body& body) {
    bool yields = false;
    every(body, [&](const Expr& e) { yields |= e.kind == ExprKind::Yield; }, kNothing);
    return yields || any_statement(body, [](const Stmt& s) { return s.kind == StmtKind::Break || s.kind == StmtKind::Return; });
  }

  void loop(const For& f) {
    if (leaves(f.body)) return;
    bool ordered = false;
    auto list = awaited_in(f.body, &ordered);
    if (ordered || list.empty()) return;
    Names targets = stored(*f.target), reached = names_reaching(f.body, targets);
    const Awaited* first = nullptr;
    for (const Awaited& a : list) {
      Names needs = loaded(*a.call), given = carried(f.body, *a.await);
      for (std::string_view t : targets) given.erase(t);
      if (share(needs, given)) return;
      if (!first && (a.used || share(needs, reached))) first = &a;
    }
    if (!first) return;
    Shape::Serial serial{lines_of(f.span), true, called(*first->call), {{}}};
    for (const Awaited& a : list)
      for (const Expr* e : {a.await, static_cast<const Expr*>(a.call)})
        for (Lines l : places(*e)) serial.places[0].push_back(l);
    shape_.serial.push_back(std::move(serial));
  }

  // The loop's variables and what is computed from them.
  static Names names_reaching(const Body& body, Names names) {
    every(body, kNothing, [&](const Stmt& s) {
      if (s.kind != StmtKind::Assign || !share(loaded(*as<Assign>(s).value), names)) return;
      for (ExprPtr t : as<Assign>(s).targets)
        for (std::string_view n : stored(*t)) names.insert(n);
    });
    return names;
  }

  // [await fetch(url) for url in urls]
  void comprehension(const Expr& e) {
    const Expr* element = e.kind == ExprKind::ListComp  ? as<ListComp>(e).elt
                          : e.kind == ExprKind::SetComp ? as<SetComp>(e).elt
                          : e.kind == ExprKind::DictComp ? as<DictComp>(e).value
                                                         : nullptr;
    if (!element || element->kind != ExprKind::Await || as<Await>(*element).value->kind != ExprKind::Call) return;
    const auto& generators = e.kind == ExprKind::ListComp  ? as<ListComp>(e).generators
                             : e.kind == ExprKind::SetComp ? as<SetComp>(e).generators
                                                           : as<DictComp>(e).generators;
    const auto& call = as<Call>(*as<Await>(*element).value);
    Names targets;
    for (const Comprehension& c : generators) {
      if (c.is_async) return;
      targets.merge(stored(*c.target));
    }
    if (is_ordered(call) || !share(loaded(call), targets)) return;
    shape_.serial.push_back({lines_of(e.span), true, called(call), {places(*element)}});
  }

  // -- awaits below each other

  // x = await f(...) -> the call; null for any other statement.
  static const Call* kept_call(const Stmt& s, const Expr** await, Names* targets) {
    const Expr* value = s.kind == StmtKind::Assign ? as<Assign>(s).value : s.kind == StmtKind::AnnAssign ? as<AnnAssign>(s).value : nullptr;
    if (!value || value->kind != ExprKind::Await || as<Await>(*value).value->kind != ExprKind::Call) return nullptr;
    auto take = [&](const Expr& t) {
      if (t.kind != ExprKind::Name && t.kind != ExprKind::Tuple) return false;
      targets->merge(stored(t));
      return true;
    };
    if (s.kind == StmtKind::AnnAssign && !take(*as<AnnAssign>(s).target)) return nullptr;
    if (s.kind == StmtKind::Assign)
      for (ExprPtr t : as<Assign>(s).targets)
        if (!take(*t)) return nullptr;
    *await = value;
    const auto& call = as<Call>(*as<Await>(*value).value);
    return is_ordered(call) ? nullptr : &call;
  }

  void straight_lines_below(const Stmt& s) {
    switch (s.kind) {
      case StmtKind::For:
      case StmtKind::AsyncFor: return straight_lines(as<For>(s).body);
      case StmtKind::While: return straight_lines(as<While>(s).body);
      case StmtKind::If: return straight_lines(as<If>(s).body), straight_lines(as<If>(s).orelse);
      case StmtKind::With:
      case StmtKind::AsyncWith: return straight_lines(as<With>(s).body);
      case StmtKind::Try:
      case StmtKind::TryStar: return straight_lines(as<Try>(s).body);
      default: return;
    }
  }

  void straight_lines(const Body& body) {
    Shape::Serial run;
    Names given;
    std::set<std::string> without_arguments;
    auto finish = [&] {
      if (run.places.size() >= 2) shape_.serial.push_back(run);
      run = {};
      given.clear();
      without_arguments.clear();
    };
    for (StmtPtr s : body) {
      const Expr* await = nullptr;
      Names targets;
      const Call* call = kept_call(*s, &await, &targets);
      if (!call) {
        finish();
        continue;
      }
      // The same call without arguments twice: it is made for what it does.
      bool bare = call->args.empty() && call->keywords.empty();
      if (share(loaded(*call), given) || (bare && !without_arguments.insert(called(*call)).second)) finish();
      if (bare) without_arguments.insert(called(*call));
      if (run.places.empty()) run.lines.first = s->span.line, run.call = called(*call);
      run.lines.last = s->span.end_line;
      run.places.push_back(places(*await));
      given.merge(targets);
    }
    finish();
  }

  // -- locks

  // Does the program look at, or change, what others can change?
  bool touches_state(const Expr& e, const Names& locals, const Names& shared) const {
    bool found = false;
    std::set<const Expr*> functions;
    every(e, [&](const Expr& p) {
      if (p.kind == ExprKind::Call) functions.insert(as<Call>(p).func);
      if (p.kind == ExprKind::Subscript || (p.kind == ExprKind::Attribute && !functions.count(&p))) found = true;
      if (p.kind == ExprKind::Name && shared.count(as<Name>(p).id)) found = true;
      if (p.kind == ExprKind::Compare)
        for (std::string_view n : loaded(p)) found |= !locals.count(n) && !functions_.count(n);
    });
    return found;
  }

    // What a function declares global or nonlocal.
  static Names shared_names(const FunctionDef& def) {
    Names names;
    every(def.body, kNothing, [&](const Stmt& s) {
      if (s.kind == StmtKind::Global || s.kind == StmtKind::Nonlocal)
        for (std::string_view n : as<Global>(s).names) names.insert(n);
    });
    return names;
  }

  void guard(const With& w, const Names& shared) {
    // One await, and what stands before and behind it.
    const Expr* await = nullptr;
    int awaits = 0;
    bool before = false, behind = false, speaks = false;
    Names locals;
    auto touched = [&] { (await ? behind : before) = true; };
    every(w.body,
          [&](const Expr& e) {
            if (e.kind == ExprKind::Await) ++awaits, await = await ? await : &e;
          },
          [&](const Stmt& s) {
            if (s.kind == StmtKind::AsyncWith || s.kind == StmtKind::AsyncFor) ++awaits;
          });
    if (awaits != 1 || !await) return;
    const Expr* the_await = std::exchange(await, nullptr);
    if (as<Await>(*the_await).value->kind != ExprKind::Call) return;
    every(w.body, kNothing, [&](const Stmt& s) {
      bool holds_it = false;
      auto check = [&](const Expr& e) {
        bool here = false;
        every(e, [&](const Expr& p) { here |= &p == the_await; });
        holds_it |= here;
        if (here && !await) {
          await = the_await;   // its own arguments come first
          if (touches_state(*as<Await>(*the_await).value, locals, shared)) before = true;
        } else if (touches_state(e, locals, shared)) {
          touched();
        }
      };
      parts(s, check, kNothing);
      if (s.kind == StmtKind::AugAssign) {
        touched();
        if (holds_it) before = true;
      }
      if (s.kind == StmtKind::Expr && !holds_it) speaks |= !await;
      if (s.kind == StmtKind::Assign || s.kind == StmtKind::AnnAssign) {
        std::vector<ExprPtr> targets;
        if (s.kind == StmtKind::AnnAssign) targets = {as<AnnAssign>(s).target};
        else targets.assign(as<Assign>(s).targets.begin(), as<Assign>(s).targets.end());
        for (ExprPtr t : targets)
          for (std::string_view n : stored(*t)) locals.insert(n);
      }
    });
    for (const Lines& l : places(*the_await))
      for (const auto& [name, f] : functions_)
        if (f.writes_state && std::any_of(f.lines.begin(), f.lines.end(), [&](Lines m) { return m.first == l.first; }) && l.first != the_await->span.line)
          return;
    if (speaks || (before && behind)) return;
    shape_.guards.push_back({w.span.line, places(*the_await)});
  }

  // -- errors that nobody sees

  static bool catches_all(const Expr& e) {
    if (e.kind == ExprKind::Tuple) {
      const auto& elts = as<Tuple>(e).elts;
      return std::any_of(elts.begin(), elts.end(), [](ExprPtr p) { return catches_all(*p); });
    }
    std::string name = dotted(e);
    return name == "Exception" || name == "BaseException";
  }

  static bool silent(const Body& body) {
    return std::all_of(body.begin(), body.end(), [](StmtPtr s) {
      return s->kind == StmtKind::Pass || s->kind == StmtKind::Continue ||
             (s->kind == StmtKind::Expr && as<ExprStmt>(*s).value->kind == ExprKind::Constant);
    });
  }

  static bool awaits_in(const Body& body) {
    bool found = false;
    every(body, [&](const Expr& e) { found |= e.kind == ExprKind::Await; },
          [&](const Stmt& s) { found |= s.kind == StmtKind::AsyncWith || s.kind == StmtKind::AsyncFor; });
    return found;
  }

  void handlers(const Try& t) {
    if (!awaits_in(t.body)) return;
    for (const ExceptHandler& h : t.handlers)
      if ((!h.type || catches_all(*h.type)) && silent(h.body))
        shape_.silent.push_back({h.span.line, {h.body.front()->span.line, h.body.back()->span.end_line}, h.type ? dotted(*h.type) : ""});
  }

  // -- statements whose value is lost

  static bool is_create_task(const Call& c) {
    std::string_view name = last_of(*c.func);
    if (name == "ensure_future") return true;
    if (name != "create_task") return false;
    if (c.func->kind == ExprKind::Name) return true;
    std::string of = dotted(*as<Attribute>(*c.func).value);
    return of == "asyncio" || of.find("loop") != of.npos;   // a TaskGroup keeps its tasks itself
  }

  void statement(const ExprStmt& s) {
    if (s.value->kind == ExprKind::Call) {
      const auto& call = as<Call>(*s.value);
      if (is_create_task(call)) {
        std::string what = !call.args.empty() && call.args[0]->kind == ExprKind::Call ? called(as<Call>(*call.args[0])) : "";
        shape_.dropped_tasks.push_back({s.span.line, std::move(what)});
      }
      assignment(*s.value);
    }
    if (collects_errors(*s.value)) shape_.unread_gathers.push_back({s.span.line, "gather"});
  }

  // await gather(..., return_exceptions=True)
  static bool collects_errors(const Expr& e) {
    if (e.kind != ExprKind::Await || as<Await>(e).value->kind != ExprKind::Call) return false;
    const auto& call = as<Call>(*as<Await>(e).value);
    if (last_of(*call.func) != "gather") return false;
    return std::any_of(call.keywords.begin(), call.keywords.end(), [](const Keyword& k) {
      return k.arg == "return_exceptions" && k.value->kind == ExprKind::Constant && as<Constant>(*k.value).type == Constant::Type::True;
    });
  }

  // Such a gather's list gets a name, and all that is done with it is to count it: nobody looks for errors.
  void counted_only(const Body& function) {
    every(function, kNothing, [&](const Stmt& s) {
      if (s.kind != StmtKind::Assign || as<Assign>(s).targets.size() != 1 || !collects_errors(*as<Assign>(s).value)) return;
      const Expr& target = *as<Assign>(s).targets[0];
      if (target.kind != ExprKind::Name) return;
      auto named = [&](const Expr& e) { return e.kind == ExprKind::Name && as<Name>(e).ctx == Context::Load && as<Name>(e).id == as<Name>(target).id; };
      size_t uses = 0, counts = 0;
      every(function,
            [&](const Expr& e) {
              uses += named(e);
              if (e.kind == ExprKind::Call && dotted(*as<Call>(e).func) == "len") counts += as<Call>(e).args.size() == 1 && named(*as<Call>(e).args[0]);
            },
            kNothing);
      if (uses == counts) shape_.unread_gathers.push_back({s.span.line, "gather"});
    });
  }

  // A coroutine of the program made and not awaited here; whether it ever was, the run says.
  void assignment(const Expr& value) {
    if (value.kind != ExprKind::Call) return;
    std::string_view name = last_of(*as<Call>(value).func);
    auto f = functions_.find(name);
    if (f != functions_.end() && f->second.async) shape_.coroutine_calls.push_back({value.span.line, std::string(name)});
  }

  void client(const Call& c, bool with) {
    constexpr std::string_view kClients[] = {"AsyncClient", "ClientSession", "AsyncOpenAI", "AsyncAnthropic", "OpenAI", "Anthropic"};
    std::string name = called(c);
    if (one_of(last_of(*c.func), kClients) || name == "httpx.Client" || name == "requests.Session")
      shape_.clients.push_back({c.span.line, std::move(name), with});
  }

  const Module& module_;
  Shape shape_;
  std::map<std::string_view, Function> functions_;
};

}  // namespace

Shape shape_of(const std::string& text) {
  py::Source source;
  auto normal = py::normalise(text);
  if (!std::holds_alternative<std::string>(normal)) return {};
  source.text = std::move(std::get<std::string>(normal));
  auto tree = py::parse_module(source);
  if (!std::holds_alternative<Module>(tree)) return {};
  return Reader(std::get<Module>(tree)).read();
}

}  // namespace sim

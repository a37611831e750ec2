// Of a program's shape: calls that are awaited one after another, in a loop or below each other, and need not be.
#include "sim/run/shape_reader.h"

#include <utility>

namespace sim {

using namespace py::ast;
using namespace tree;

namespace {

// Calls that are made for their order: a pause, a step of a conversation, an entrance.
constexpr std::string_view kOrdered[] = {"sleep", "put",  "join", "acquire", "wait",   "notify", "send",     "receive", "recv",   "read",     "readline",
                                         "readexactly", "write", "drain", "anext", "__anext__", "asend", "aclose", "close", "execute", "commit",
                                         "flush", "refresh", "scalar", "scalars", "__aenter__", "__aexit__", "enter_async_context", "serve_forever"};
// These bring several together or wait in their own right.
constexpr std::string_view kCombine[] = {"gather", "as_completed"};
constexpr std::string_view kTaskMakers[] = {"create_task", "ensure_future"};

// `async with session.get(url) as answer` awaits, too.
constexpr std::string_view kRequests[] = {"get", "post", "put", "patch", "delete", "head", "options", "request", "stream"};

// These change what others find there, and often what the next request finds.
constexpr std::string_view kWrites[] = {"post", "put", "patch", "delete"};

// `queue.get()` takes the next piece of work when the one before is done; `session.get(url)` has an argument.
bool takes_from_queue(const Call& c) { return last_of(*c.func) == "get" && c.args.empty() && c.keywords.empty(); }
bool is_ordered(const Call& c) { return one_of(last_of(*c.func), kOrdered) || one_of(last_of(*c.func), kCombine) || takes_from_queue(c); }

// ---- awaits in a loop

struct Awaited {
  const Expr* await;   // or the call of an `async with`
  const Call* call;
  bool used;           // somebody keeps the result
};

// `task = create_task(fetch(url))` further up in the same body, and `task` is what is awaited: fetch(url). Null: it is nothing like that.
const Call* call_of_task(const Body& body, const Expr& awaited) {
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
std::vector<Awaited> awaited_in(const Body& body, bool* ordered) {
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
Names carried(const Body& body, const Expr& await) {
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

bool leaves(const Body& body) {
  bool yields = false;
  every(body, [&](const Expr& e) { yields |= e.kind == ExprKind::Yield; }, kNothing);
  return yields || any_statement(body, [](const Stmt& s) { return s.kind == StmtKind::Break || s.kind == StmtKind::Return; });
}

// The loop's variables and what is computed from them.
Names names_reaching(const Body& body, Names names) {
  every(body, kNothing, [&](const Stmt& s) {
    if (s.kind != StmtKind::Assign || !share(loaded(*as<Assign>(s).value), names)) return;
    for (ExprPtr t : as<Assign>(s).targets)
      for (std::string_view n : stored(*t)) names.insert(n);
  });
  return names;
}

}  // namespace

void ShapeReader::loop(const For& f) {
  if (leaves(f.body)) return;
  bool ordered = false;
  auto list = awaited_in(f.body, &ordered);
  if (ordered || list.empty()) return;
  Names targets = stored(*f.target), reached = names_reaching(f.body, targets);
  const Awaited* first = nullptr;
  for (const Awaited& a : list) {
    if (!a.used && targets.count(root(*a.call->func))) return;   // `await stage.run()`: stages stand in the order they are meant in
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

// [await fetch(url) for url in urls]
void ShapeReader::comprehension(const Expr& e) {
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

// ---- awaits below each other

namespace {

// x = await f(...) -> the call; null for any other statement.
const Call* kept_call(const Stmt& s, const Expr** await, Names* targets) {
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

}  // namespace

void ShapeReader::straight_lines_below(const Stmt& s) {
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

void ShapeReader::straight_lines(const Body& body) {
  Shape::Serial run;
  Names given;
  std::set<std::string> without_arguments;
  std::string_view before;   // what the call before is named
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
    // A login before the page that asks for it, a change before the look at it.
    std::string_view name = last_of(*call->func), last = std::exchange(before, name);
    if (name != last && (one_of(name, kWrites) || one_of(last, kWrites))) finish();
    if (share(loaded(*call), given) || (bare && !without_arguments.insert(called(*call)).second)) finish();
    if (bare) without_arguments.insert(called(*call));
    if (run.places.empty()) run.lines.first = s->span.line, run.call = called(*call);
    run.lines.last = s->span.end_line;
    run.places.push_back(places(*await));
    given.merge(targets);
  }
  finish();
}

}  // namespace sim

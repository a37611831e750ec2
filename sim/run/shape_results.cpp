// Of a program's shape: locks that guard nothing, errors and results that nobody sees.
#include "sim/run/shape_reader.h"

#include <utility>

namespace sim {

using namespace py::ast;
using namespace tree;

// ---- locks

namespace {

// What a function declares global or nonlocal.
Names shared_names(const FunctionDef& def) {
  Names names;
  every(def.body, kNothing, [&](const Stmt& s) {
    if (s.kind == StmtKind::Global || s.kind == StmtKind::Nonlocal)
      for (std::string_view n : as<Global>(s).names) names.insert(n);
  });
  return names;
}

}  // namespace

// Does the program look at, or change, what others can change?
bool ShapeReader::touches_state(const Expr& e, const Names& locals, const Names& shared) const {
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

void ShapeReader::guard(const With& w, const FunctionDef& inside) {
  const Names shared = shared_names(inside);
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

// ---- errors that nobody sees

namespace {

bool catches_all(const Expr& e) {
  if (e.kind == ExprKind::Tuple) {
    const auto& elts = as<Tuple>(e).elts;
    return std::any_of(elts.begin(), elts.end(), [](ExprPtr p) { return catches_all(*p); });
  }
  std::string name = dotted(e);
  return name == "Exception" || name == "BaseException";
}

bool silent(const Body& body) {
  return std::all_of(body.begin(), body.end(), [](StmtPtr s) {
    return s->kind == StmtKind::Pass || s->kind == StmtKind::Continue ||
           (s->kind == StmtKind::Expr && as<ExprStmt>(*s).value->kind == ExprKind::Constant);
  });
}

bool awaits_in(const Body& body) {
  bool found = false;
  every(body, [&](const Expr& e) { found |= e.kind == ExprKind::Await; },
        [&](const Stmt& s) { found |= s.kind == StmtKind::AsyncWith || s.kind == StmtKind::AsyncFor; });
  return found;
}

}  // namespace

void ShapeReader::handlers(const Try& t) {
  if (!awaits_in(t.body)) return;
  for (const ExceptHandler& h : t.handlers)
    if ((!h.type || catches_all(*h.type)) && silent(h.body))
      shape_.silent.push_back({h.span.line, {h.body.front()->span.line, h.body.back()->span.end_line}, h.type ? dotted(*h.type) : ""});
}

// ---- statements whose value is lost

namespace {

bool is_create_task(const Call& c) {
  std::string_view name = last_of(*c.func);
  if (name == "ensure_future") return true;
  if (name != "create_task") return false;
  if (c.func->kind == ExprKind::Name) return true;
  std::string of = dotted(*as<Attribute>(*c.func).value);
  return of == "asyncio" || of.find("loop") != of.npos;   // a TaskGroup keeps its tasks itself
}

// await gather(..., return_exceptions=True)
bool collects_errors(const Expr& e) {
  if (e.kind != ExprKind::Await || as<Await>(e).value->kind != ExprKind::Call) return false;
  const auto& call = as<Call>(*as<Await>(e).value);
  if (last_of(*call.func) != "gather") return false;
  return std::any_of(call.keywords.begin(), call.keywords.end(), [](const Keyword& k) {
    return k.arg == "return_exceptions" && k.value->kind == ExprKind::Constant && as<Constant>(*k.value).type == Constant::Type::True;
  });
}

}  // namespace

void ShapeReader::statement(const ExprStmt& s) {
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

// Such a gather's list gets a name, and all that is done with it is to count it: nobody looks for errors.
void ShapeReader::counted_only(const Body& function) {
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
void ShapeReader::assignment(const Expr& value) {
  if (value.kind != ExprKind::Call) return;
  std::string_view name = last_of(*as<Call>(value).func);
  auto f = functions_.find(name);
  if (f != functions_.end() && f->second.async) shape_.coroutine_calls.push_back({value.span.line, std::string(name)});
}

}  // namespace sim

#include "sim/run/read_shape.h"

#include "sim/python/parser.h"
#include "sim/python/source.h"
#include "sim/run/shape_reader.h"

#include <variant>

namespace sim {

using namespace py::ast;
using namespace tree;

namespace {

bool endless(const FunctionDef& def) {
  bool found = false;
  every(def.body, kNothing, [&](const Stmt& s) {
    if (s.kind != StmtKind::While) return;
    const auto& w = as<While>(s);
    bool forever = w.test->kind == ExprKind::Constant && (as<Constant>(*w.test).type == Constant::Type::True || as<Constant>(*w.test).integer == 1);
    found |= forever && !any_statement(w.body, [](const Stmt& p) { return p.kind == StmtKind::Break || p.kind == StmtKind::Return; });
  });
  return found;
}

}  // namespace

Shape ShapeReader::read() {
  find_functions(module_.body);
  visit(module_.body, "", nullptr);
  return std::move(shape_);
}

void ShapeReader::find_functions(const Body& body) {
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
      parts(*s, kNothing, [&](const Stmt& p) {
        StmtPtr one = &p;
        find_functions(Body{&one, 1});
      });
    }
  }
}

std::vector<Lines> ShapeReader::places(const Expr& e) const {
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

void ShapeReader::visit(const Body& body, std::string_view function, const FunctionDef* async_def) {
  if (async_def) straight_lines(body);
  for (StmtPtr s : body) visit(*s, function, async_def);
}

void ShapeReader::visit(const Stmt& s, std::string_view function, const FunctionDef* async_def) {
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
      if (async_def) guard(as<With>(s), *async_def);
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

void ShapeReader::client(const Call& c, bool with) {
  constexpr std::string_view kClients[] = {"AsyncClient", "ClientSession", "AsyncOpenAI", "AsyncAnthropic", "OpenAI", "Anthropic"};
  std::string name = called(c);
  if (one_of(last_of(*c.func), kClients) || name == "httpx.Client" || name == "requests.Session")
    shape_.clients.push_back({c.span.line, std::move(name), with});
}

Shape shape_of(const std::string& text) {
  py::Source source;
  auto normal = py::normalise(text);
  if (!std::holds_alternative<std::string>(normal)) return {};
  source.text = std::move(std::get<std::string>(normal));
  auto tree = py::parse_module(source);
  if (!std::holds_alternative<Module>(tree)) return {};
  return ShapeReader(std::get<Module>(tree)).read();
}

}  // namespace sim

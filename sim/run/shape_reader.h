// Who reads a program's shape from its tree. What it looks for stands in read_shape.cpp (functions, clients), shape_awaits.cpp (loops and
// awaits one after another) and shape_results.cpp (locks, errors and results that nobody sees).
// Before: tree.h. After: sim/analysis/findings.h judges by the shape.
#pragma once
#include "sim/run/tree.h"

#include <map>

namespace sim {

class ShapeReader {
 public:
  explicit ShapeReader(const py::ast::Module& module) : module_(module) {}
  Shape read();

 private:
  using Body = py::ast::Body;
  struct Function {
    bool async = false;
    bool writes_state = false;
    std::vector<Lines> lines;
    tree::Names calls;
  };

  void find_functions(const Body& body);
  void visit(const Body& body, std::string_view function, const py::ast::FunctionDef* async_def);
  void visit(const py::ast::Stmt& s, std::string_view function, const py::ast::FunctionDef* async_def);
  void client(const py::ast::Call& c, bool with);
  std::vector<Lines> places(const py::ast::Expr& e) const;   // where a task stands that waits for something in `e`

  void loop(const py::ast::For& f);
  void comprehension(const py::ast::Expr& e);
  void straight_lines(const Body& body);
  void straight_lines_below(const py::ast::Stmt& s);

  void guard(const py::ast::With& w, const py::ast::FunctionDef& inside);
  bool touches_state(const py::ast::Expr& e, const tree::Names& locals, const tree::Names& shared) const;
  void handlers(const py::ast::Try& t);
  void statement(const py::ast::ExprStmt& s);
  void assignment(const py::ast::Expr& value);
  void counted_only(const Body& function);

  const py::ast::Module& module_;
  Shape shape_;
  std::map<std::string_view, Function> functions_;
};

}  // namespace sim

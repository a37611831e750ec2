#include "sim/python/unparse.h"

#include "sim/base/text.h"
#include "sim/python/objects/str_repr.h"

namespace sim::py {

namespace {

using ast::as;
using ast::ExprPtr;
using K = ast::ExprKind;

// How tightly things hold together: what stands in a place that wants more gets brackets.
enum Level : int { tuple, test, or_, and_, not_, comparison, bit_or, bit_xor, bit_and, shift, arithmetic, term, factor, power, await, atom };

struct Sign {
  const char* text;
  Level level;
};
Sign sign_of(ast::Operator op) {
  static constexpr Sign kSigns[] = {{" + ", arithmetic}, {" - ", arithmetic}, {" * ", term},   {" @ ", term},    {" / ", term},
                                    {" % ", term},       {" ** ", power},     {" << ", shift}, {" >> ", shift},  {" | ", bit_or},
                                    {" ^ ", bit_xor},    {" & ", bit_and},    {" // ", term}};
  return kSigns[static_cast<size_t>(op)];
}

class Writer {
 public:
  explicit Writer(const std::function<std::string_view(const ast::Span&)>& written) : written_(written) {}
  std::string out;

  void write(ExprPtr e, int level) {
    switch (e->kind) {
      case K::BoolOp: return bool_op(as<ast::BoolOp>(*e), level);
      case K::BinOp: return binary(as<ast::BinOp>(*e), level);
      case K::UnaryOp: return unary(as<ast::UnaryOp>(*e), level);
      case K::NamedExpr: return between(level > tuple, [&] { write(as<ast::NamedExpr>(*e).target, atom), add(" := "), write(as<ast::NamedExpr>(*e).value, atom); });
      case K::Lambda: return lambda(as<ast::Lambda>(*e), level);
      case K::IfExp: return conditional(as<ast::IfExp>(*e), level);
      case K::Dict: return dict(as<ast::Dict>(*e));
      case K::Set: return add("{"), items(as<ast::Set>(*e).elts), add("}");
      case K::ListComp: return comprehension("[", as<ast::ListComp>(*e), "]");
      case K::SetComp: return comprehension("{", as<ast::SetComp>(*e), "}");
      case K::GeneratorExp: return comprehension("(", as<ast::GeneratorExp>(*e), ")");
      case K::DictComp: return dict_comprehension(as<ast::DictComp>(*e));
      case K::Await: return between(level > await, [&] { add("await "), write(as<ast::Await>(*e).value, atom); });
      case K::Compare: return compare(as<ast::Compare>(*e), level);
      case K::Call: return call(as<ast::Call>(*e));
      case K::Constant: return constant(as<ast::Constant>(*e));
      case K::Attribute: return attribute(as<ast::Attribute>(*e));
      case K::Subscript: return write(as<ast::Subscript>(*e).value, atom), add("["), write(as<ast::Subscript>(*e).slice, tuple), add("]");
      case K::Starred: return add("*"), write(as<ast::Starred>(*e).value, bit_or);
      case K::Name: return add(as<ast::Name>(*e).id);
      case K::List: return add("["), items(as<ast::List>(*e).elts), add("]");
      case K::Tuple: return tuple_display(as<ast::Tuple>(*e), level);
      case K::Slice: return slice(as<ast::Slice>(*e));
      default: add(written_(e->span));
    }
  }

 private:
  void add(std::string_view text) { out += text; }
  template <class F>
  void between(bool brackets, F inner) {
    if (brackets) add("(");
    inner();
    if (brackets) add(")");
  }
  template <class List>
  void items(const List& list) {
    bool first = true;
    for (ExprPtr e : list) {
      if (!std::exchange(first, false)) add(", ");
      write(e, test);
    }
  }

  void bool_op(const ast::BoolOp& e, int level) {
    bool is_or = e.op == ast::BoolOperator::Or;
    int own = is_or ? or_ : and_;
    between(level > own, [&] {
      for (size_t i = 0; i < e.values.size(); ++i) {
        if (i) add(is_or ? " or " : " and ");
        write(e.values[i], own + 1);
      }
    });
  }
  void binary(const ast::BinOp& e, int level) {
    Sign sign = sign_of(e.op);
    bool to_the_right = e.op == ast::Operator::Pow;
    between(level > sign.level, [&] {
      write(e.left, sign.level + (to_the_right ? 1 : 0));
      add(sign.text);
      write(e.right, sign.level + (to_the_right ? 0 : 1));
    });
  }
  void unary(const ast::UnaryOp& e, int level) {
    static constexpr const char* kSigns[] = {"~", "not ", "+", "-"};
    int own = e.op == ast::UnaryOperator::Not ? not_ : factor;
    between(level > own, [&] { add(kSigns[static_cast<size_t>(e.op)]), write(e.operand, own); });
  }
  void parameters(const ast::Arguments& a) {
    bool first = true;
    auto comma = [&] { if (!std::exchange(first, false)) add(", "); };
    size_t plain = a.posonlyargs.size() + a.args.size(), with_default = plain - a.defaults.size();
    for (size_t i = 0; i < plain; ++i) {
      comma();
      add(i < a.posonlyargs.size() ? a.posonlyargs[i].name : a.args[i - a.posonlyargs.size()].name);
      if (i >= with_default) add("="), write(a.defaults[i - with_default], test);
      if (i + 1 == a.posonlyargs.size()) add(", /");
    }
    if (a.vararg || !a.kwonlyargs.empty()) comma(), add("*"), add(a.vararg ? a.vararg->name : "");
    for (size_t i = 0; i < a.kwonlyargs.size(); ++i) {
      comma();
      add(a.kwonlyargs[i].name);
      if (a.kw_defaults[i]) add("="), write(a.kw_defaults[i], test);
    }
    if (a.kwarg) comma(), add("**"), add(a.kwarg->name);
  }
  void lambda(const ast::Lambda& e, int level) {
    between(level > test, [&] {
      add("lambda");
      size_t before = out.size();
      parameters(*e.args);
      if (out.size() > before) out.insert(before, " ");
      add(": "), write(e.body, test);
    });
  }
  void conditional(const ast::IfExp& e, int level) {
    between(level > test, [&] { write(e.body, test + 1), add(" if "), write(e.test, test + 1), add(" else "), write(e.orelse, test); });
  }
  void dict(const ast::Dict& e) {
    add("{");
    for (size_t i = 0; i < e.keys.size(); ++i) {
      if (i) add(", ");
      if (e.keys[i]) write(e.keys[i], test), add(": "), write(e.values[i], test);
      else add("**"), write(e.values[i], bit_or);
    }
    add("}");
  }
  void generators(const Seq<ast::Comprehension>& all) {
    for (const ast::Comprehension& g : all) {
      add(g.is_async ? " async for " : " for "), write(g.target, tuple), add(" in "), write(g.iter, test + 1);
      for (ExprPtr condition : g.ifs) add(" if "), write(condition, test + 1);
    }
  }
  template <class E>
  void comprehension(const char* open, const E& e, const char* close) {
    add(open), write(e.elt, test), generators(e.generators), add(close);
  }
  void dict_comprehension(const ast::DictComp& e) { add("{"), write(e.key, test), add(": "), write(e.value, test), generators(e.generators), add("}"); }
  void compare(const ast::Compare& e, int level) {
    static constexpr const char* kSigns[] = {" == ", " != ", " < ", " <= ", " > ", " >= ", " is ", " is not ", " in ", " not in "};
    between(level > comparison, [&] {
      write(e.left, comparison + 1);
      for (size_t i = 0; i < e.ops.size(); ++i) add(kSigns[static_cast<size_t>(e.ops[i])]), write(e.comparators[i], comparison + 1);
    });
  }
  void call(const ast::Call& e) {
    write(e.func, atom);
    if (e.args.size() == 1 && e.keywords.empty() && e.args[0]->kind == K::GeneratorExp) return write(e.args[0], atom);
    add("("), items(e.args);
    bool first = e.args.empty();
    for (const ast::Keyword& k : e.keywords) {
      if (!std::exchange(first, false)) add(", ");
      k.arg.empty() ? add("**") : add(cat(k.arg, "="));
      write(k.value, test);
    }
    add(")");
  }
  void attribute(const ast::Attribute& e) {
    write(e.value, atom);
    bool number = e.value->kind == K::Constant && as<ast::Constant>(*e.value).type == ast::Constant::Type::Int;
    add(number ? " ." : "."), add(e.attr);
  }
  void tuple_display(const ast::Tuple& e, int level) {
    between(e.elts.empty() || level > tuple, [&] {
      items(e.elts);
      if (e.elts.size() == 1) add(",");
    });
  }
  void slice(const ast::Slice& e) {
    if (e.lower) write(e.lower, test);
    add(":");
    if (e.upper) write(e.upper, test);
    if (e.step) add(":"), write(e.step, test);
  }
  void constant(const ast::Constant& c) {
    using T = ast::Constant::Type;
    switch (c.type) {
      case T::None: return add("None");
      case T::True: return add("True");
      case T::False: return add("False");
      case T::Ellipsis: return add("...");
      case T::Int: return add(cat(c.integer));
      case T::Str: return add(repr_text(*Str::make(c.text))->view());
      case T::Bytes: return add(repr_bytes(c.text));
      default: add(written_(c.span));
    }
  }

  const std::function<std::string_view(const ast::Span&)>& written_;
};

}  // namespace

std::string unparse(ExprPtr e, const std::function<std::string_view(const ast::Span&)>& written) {
  Writer writer(written);
  writer.write(e, test);
  return std::move(writer.out);
}

}  // namespace sim::py

// The innermost parts of expressions: names, constants, displays and comprehensions, arguments of calls, slices.
#include "sim/python/parse_state.h"

#include <charconv>
#include <cstdlib>
#include <limits>

namespace sim::py {

using namespace ast;

namespace {

constexpr size_t kMaxDecimalDigits = 4300;   // CPython: sys.int_info.default_max_str_digits

double float_of(const std::string& digits) {
  double value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc::result_out_of_range) return value;
  return std::strtod(digits.c_str(), nullptr);   // infinity or zero: no decimal point decides it
}

}  // namespace

Parser::Expr* Parser::constant(Constant::Type type) {
  const Span from = t_->span;
  ++t_;
  auto* made = node<Constant>(ExprKind::Constant, from);
  made->type = type;
  return made;
}

Parser::Expr* Parser::atom() {
  switch (t_->kind) {
    case Tok::name: {
      auto* made = arena_.make<Name>();
      made->kind = ExprKind::Name;
      made->span = t_->span;
      made->id = identifier();
      made->ctx = Context::Load;
      return made;
    }
    case Tok::kw_True: return constant(Constant::Type::True);
    case Tok::kw_False: return constant(Constant::Type::False);
    case Tok::kw_None: return constant(Constant::Type::None);
    case Tok::ellipsis: return constant(Constant::Type::Ellipsis);
    case Tok::number: return number();
    case Tok::string:
    case Tok::fstring_start: return strings();
    case Tok::lpar: return parenthesised();
    case Tok::lsqb: return list_display();
    case Tok::lbrace: return brace_display();
    default: mismatch();
  }
}

Parser::Expr* Parser::number() {
  std::string digits;
  for (char c : text(*t_)) {
    if (c != '_') digits += c;
  }
  const Span where = t_->span;
  auto* made = static_cast<Constant*>(constant(Constant::Type::Int));
  const bool based = digits.size() > 1 && digits[0] == '0' && (digits[1] | 0x20) > 'a' && (digits[1] | 0x20) != 'e' && (digits[1] | 0x20) != 'j';
  const char* begin = digits.data() + (based ? 2 : 0);
  const char* end = digits.data() + digits.size();
  if (!based && (digits.back() | 0x20) == 'j') {
    made->type = Constant::Type::Imaginary;
    digits.pop_back();
    made->real = float_of(digits);
    return made;
  }
  if (!based && digits.find_first_of(".eE") != std::string::npos) {
    made->type = Constant::Type::Float;
    made->real = float_of(digits);
    return made;
  }
  const int base = !based ? 10 : (digits[1] | 0x20) == 'x' ? 16 : (digits[1] | 0x20) == 'o' ? 8 : 2;
  if (std::from_chars(begin, end, made->integer, base).ec == std::errc()) return made;
  if (base == 10 && digits.size() > kMaxDecimalDigits) {
    raise("Exceeds the limit (4300 digits) for integer string conversion: value has " + std::to_string(digits.size()) +
              " digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer "
              "literals to avoid decimal conversion limits.",
          where);
  }
  made->type = Constant::Type::BigInt;
  made->integer = 0;
  made->text = arena_.copy(digits);
  return made;
}

// ---- displays

Parser::Expr* Parser::parenthesised() {
  Nesting nesting(*this);
  const Span from = t_->span;
  expect(Tok::lpar);
  if (accept(Tok::rpar)) {
    auto* tuple = node<Tuple>(ExprKind::Tuple, from);
    tuple->ctx = Context::Load;
    return tuple;
  }
  if (at(Tok::kw_yield)) {
    Expr* inner = yield_expression();
    expect(Tok::rpar);
    return inner;
  }
  const bool starred = at(Tok::star);
  Expr* first = star_named_expression();
  if (at(Tok::comma)) {
    Expr* tuple = tuple_rest(first, from, &Parser::star_named_expression);
    expect(Tok::rpar);
    tuple->span = span_from(from);
    return tuple;
  }
  if (starred) mismatch();
  if (comprehension_ahead()) {
    Seq<Comprehension> generators = comprehension_clauses();
    expect(Tok::rpar);
    auto* made = node<GeneratorExp>(ExprKind::GeneratorExp, from);
    made->elt = first;
    made->generators = generators;
    return made;
  }
  expect(Tok::rpar);
  return first;
}

Parser::Expr* Parser::list_display() {
  Nesting nesting(*this);
  const Span from = t_->span;
  expect(Tok::lsqb);
  ExprList elts;
  if (!at(Tok::rsqb)) {
    const bool starred = at(Tok::star);
    elts.push_back(star_named_expression());
    if (!starred && comprehension_ahead()) {
      Seq<Comprehension> generators = comprehension_clauses();
      expect(Tok::rsqb);
      auto* made = node<ListComp>(ExprKind::ListComp, from);
      made->elt = elts[0];
      made->generators = generators;
      return made;
    }
    while (accept(Tok::comma) && !at(Tok::rsqb)) elts.push_back(star_named_expression());
  }
  expect(Tok::rsqb);
  auto* made = node<List>(ExprKind::List, from);
  made->elts = arena_.copy(elts);
  made->ctx = Context::Load;
  return made;
}

Parser::Expr* Parser::brace_display() {
  Nesting nesting(*this);
  const Span from = t_->span;
  expect(Tok::lbrace);
  if (at(Tok::rbrace) || at(Tok::doublestar)) return dict_rest(from, nullptr);
  const bool starred = at(Tok::star);
  const bool walrus = at(Tok::name) && next_is(Tok::colonequal);
  Expr* first = star_named_expression();
  if (!starred && !walrus && at(Tok::colon)) return dict_rest(from, first);
  if (!starred && comprehension_ahead()) {
    Seq<Comprehension> generators = comprehension_clauses();
    expect(Tok::rbrace);
    auto* made = node<SetComp>(ExprKind::SetComp, from);
    made->elt = first;
    made->generators = generators;
    return made;
  }
  ExprList elts{first};
  while (accept(Tok::comma) && !at(Tok::rbrace)) elts.push_back(star_named_expression());
  expect(Tok::rbrace);
  auto* made = node<Set>(ExprKind::Set, from);
  made->elts = arena_.copy(elts);
  return made;
}

// Behind `{` and, when there is one, the first key.
Parser::Expr* Parser::dict_rest(const Span& from, ExprPtr key) {
  ExprList keys, values;
  while (key != nullptr || !at(Tok::rbrace)) {
    if (key == nullptr && accept(Tok::doublestar)) {
      keys.push_back(nullptr);
      values.push_back(bitwise_or());
    } else {
      if (key == nullptr) key = expression();
      expect(Tok::colon);
      keys.push_back(key);
      values.push_back(expression());
      if (keys.size() == 1 && comprehension_ahead()) {
        Seq<Comprehension> generators = comprehension_clauses();
        expect(Tok::rbrace);
        auto* made = node<DictComp>(ExprKind::DictComp, from);
        made->key = key;
        made->value = values[0];
        made->generators = generators;
        return made;
      }
    }
    key = nullptr;
    if (!accept(Tok::comma)) break;
  }
  expect(Tok::rbrace);
  auto* made = node<Dict>(ExprKind::Dict, from);
  made->keys = arena_.copy(keys);
  made->values = arena_.copy(values);
  return made;
}

Seq<Comprehension> Parser::comprehension_clauses() {
  std::vector<Comprehension> clauses;
  while (comprehension_ahead()) {
    Comprehension clause{};
    clause.is_async = accept(Tok::kw_async);
    expect(Tok::kw_for);
    clause.target = with_context(star_targets(), Context::Store);
    expect(Tok::kw_in);
    clause.iter = disjunction();
    ExprList ifs;
    while (accept(Tok::kw_if)) ifs.push_back(disjunction());
    clause.ifs = arena_.copy(ifs);
    clauses.push_back(clause);
    grow();   // each clause nests the next
  }
  return arena_.copy(clauses);
}

// ---- calls and slices

Parser::Expr* Parser::call(Expr* func, const Span& from) {
  Nesting nesting(*this);
  const Span open = t_->span;
  expect(Tok::lpar);
  ExprList args;
  std::vector<Keyword> keywords;
  bool double_starred = false;
  while (!at(Tok::rpar)) {
    call_argument(args, keywords, double_starred);
    if (comprehension_ahead()) {
      if (args.size() != 1 || !keywords.empty() || args[0]->kind == ExprKind::Starred) mismatch();
      Seq<Comprehension> generators = comprehension_clauses();
      expect(Tok::rpar);
      auto* generator = node<GeneratorExp>(ExprKind::GeneratorExp, open);
      generator->elt = args[0];
      generator->generators = generators;
      args[0] = generator;
      --t_;
      break;
    }
    if (!accept(Tok::comma)) break;
  }
  expect(Tok::rpar);
  auto* made = node<Call>(ExprKind::Call, from);
  made->func = func;
  made->args = arena_.copy(args);
  made->keywords = arena_.copy(keywords);
  return made;
}

void Parser::call_argument(ExprList& args, std::vector<Keyword>& keywords, bool& double_starred) {
  const Span from = t_->span;
  if (accept(Tok::doublestar)) {
    ExprPtr value = expression();
    keywords.push_back({{}, value, span_from(from)});
    double_starred = true;
  } else if (at(Tok::star)) {
    if (double_starred) mismatch();
    Nesting nesting(*this);
    ++t_;
    ExprPtr value = expression();
    auto* starred = node<Starred>(ExprKind::Starred, from);
    starred->value = value;
    args.push_back(starred);
  } else if (at(Tok::name) && next_is(Tok::equal)) {
    Name_ name = identifier();
    expect(Tok::equal);
    ExprPtr value = expression();
    keywords.push_back({name, value, span_from(from)});
  } else {
    if (!keywords.empty()) mismatch();
    args.push_back(named_expression());
  }
}

Parser::Expr* Parser::subscript(Expr* value, const Span& from) {
  Nesting nesting(*this);
  expect(Tok::lsqb);
  const Span inner = t_->span;
  const bool starred = at(Tok::star);
  Expr* index = slice();
  if (at(Tok::comma) || starred) {
    ExprList elts{index};
    while (accept(Tok::comma) && !at(Tok::rsqb)) elts.push_back(slice());
    auto* tuple = node<Tuple>(ExprKind::Tuple, inner);
    tuple->elts = arena_.copy(elts);
    tuple->ctx = Context::Load;
    index = tuple;
    grow();
  }
  expect(Tok::rsqb);
  auto* made = node<Subscript>(ExprKind::Subscript, from);
  made->value = value;
  made->slice = index;
  made->ctx = Context::Load;
  return made;
}

Parser::Expr* Parser::slice() {
  const Span from = t_->span;
  if (at(Tok::star)) return star_expression();
  Expr* lower = nullptr;
  if (!at(Tok::colon)) {
    const bool walrus = at(Tok::name) && next_is(Tok::colonequal);
    lower = named_expression();
    if (walrus || !at(Tok::colon)) return lower;
  }
  expect(Tok::colon);
  auto part = [&]() -> Expr* { return expression_ahead() && !at(Tok::star) ? expression() : nullptr; };
  Expr* upper = part();
  Expr* step = accept(Tok::colon) ? part() : nullptr;
  auto* made = node<Slice>(ExprKind::Slice, from);
  made->lower = lower;
  made->upper = upper;
  made->step = step;
  grow();
  return made;
}

}  // namespace sim::py

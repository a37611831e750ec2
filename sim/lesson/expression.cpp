#include "sim/lesson/expression.h"

#include "sim/base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>

namespace sim::lesson {

Value Value::of(double n, size_t where) {
  Value v;
  v.number = n;
  v.where = where;
  return v;
}
Value Value::of_text(std::string_view t, size_t where) {
  Value v;
  v.type = Type::text;
  v.text = t;
  v.where = where;
  return v;
}
Value Value::of_truth(bool b) {
  Value v;
  v.type = Type::truth;
  v.truth = b;
  return v;
}
Value Value::of_texts(const std::vector<std::string>& texts) {
  Value v;
  v.type = Type::list;
  for (const std::string& t : texts) v.list.push_back(of_text(t));
  return v;
}

bool operator==(const Value& a, const Value& b) {
  if (a.type != b.type) return false;
  switch (a.type) {
    case Type::number: return std::abs(a.number - b.number) <= 0.5e-9 + 1e-12 * std::abs(a.number);
    case Type::text: return a.text == b.text;
    case Type::truth: return a.truth == b.truth;
    case Type::list: return std::equal(a.list.begin(), a.list.end(), b.list.begin(), b.list.end());
  }
  return false;
}

std::string show_number(double n) {
  if (std::isnan(n)) return "nothing";
  char text[40];
  std::snprintf(text, sizeof text, "%.9f", n);
  std::string out = text;
  while (out.ends_with('0')) out.pop_back();
  if (out.ends_with('.')) out.pop_back();
  return out == "-0" ? "0" : out;
}

std::string show(const Value& value, bool plain) {
  switch (value.type) {
    case Type::number: return show_number(value.number);
    case Type::truth: return value.truth ? "yes" : "no";
    case Type::text: {
      if (plain) return value.text;
      char quote = value.text.find('"') == std::string::npos ? '"' : value.text.find('\'') == std::string::npos ? '\'' : '`';
      return cat(quote, value.text, quote);
    }
    case Type::list: {
      std::string out = "[";
      for (const Value& v : value.list) out += cat(out.size() > 1 ? ", " : "", show(v));
      return out + "]";
    }
  }
  return {};
}

const std::vector<FactInfo>& all_facts() {
  constexpr double any = -std::numeric_limits<double>::infinity();
  static const std::vector<FactInfo> kFacts = {
      {"total", "", Type::number, false, 0, "How long does the whole run take, in seconds?"},
      {"serial_total", "", Type::number, false, 0, "How long would the same waits take one after another, in seconds?"},
      {"speed_up", "", Type::number, false, 0, "How many times faster is it than the same waits one after another?"},
      {"tasks", "", Type::number, false, 0, "How many tasks are there in the whole run, the main one included?"},
      {"returned", "", Type::number, false, 0, "How many tasks return?"},
      {"raised", "", Type::number, false, 0, "How many tasks end with an exception?"},
      {"cancelled", "", Type::number, false, 0, "How many tasks end cancelled?"},
      {"left", "", Type::number, false, 0, "How many tasks are not done when the main task is?"},
      {"alive", "", Type::number, false, 0, "How many tasks are alive at once, at the most?"},
      {"peak", "t", Type::number, false, 0, nullptr},
      {"held", "t", Type::number, false, 0, nullptr},
      {"waited", "t", Type::number, false, 0, nullptr},
      {"blocked", "", Type::number, false, 0, "For how many seconds is the loop held, in all?"},
      {"longest_block", "", Type::number, false, 0, "For how many seconds is the loop held in one piece, at the most?"},
      {"turns", "", Type::number, false, 0, "How many turns does the loop make?"},
      {"requests", "", Type::number, false, 0, "How many requests are sent?"},
      {"requests_at_once", "", Type::number, false, 0, "How many requests are in flight at once, at the most?"},
      {"requests_per_second", "", Type::number, false, 0, "How many requests are sent within one second, at the most?"},
      {"unretrieved", "", Type::number, false, 0, "How many exceptions does nobody look at?"},
      {"never_awaited", "", Type::number, false, 0, "How many coroutines are never awaited?"},
      {"exit", "", Type::number, false, 0, "With which status does the program end?"},
      {"error", "", Type::text, false, 0, "Which exception ends the program?"},
      {"output", "", Type::list, false, 0, "In which order are these lines printed?"},
      {"errors", "", Type::list, false, 0, nullptr},
      {"lines", "", Type::number, false, 0, "How many lines does the program print?"},
      {"count", "t", Type::number, false, 0, nullptr},
      {"line", "n", Type::text, false, 0, nullptr},
      {"in_order", "T", Type::truth, false, 0, nullptr},
      {"time", "t", Type::number, false, 0, nullptr},
      {"started", "", Type::list, false, 0, "In which order do the tasks start?"},
      {"finished", "", Type::list, false, 0, "In which order do the tasks end?"},
      {"begins", "t", Type::number, false, 0, nullptr},
      {"ends", "t", Type::number, false, 0, nullptr},
      {"how", "t", Type::text, false, 0, nullptr},
      {"uses", "t", Type::truth, false, 0, nullptr},
      {"findings", "", Type::list, false, 0, nullptr},
      {"round", "nn", Type::number, false, any, nullptr},
      {"len", "l", Type::number, false, 0, nullptr},
      {"now", "", Type::number, true, 0, "What time is it on the loop's clock?"},
      {"turn", "", Type::number, true, 0, nullptr},
      {"running", "", Type::text, true, 0, "Which task runs at this moment?"},
      {"next", "", Type::text, true, 0, "Which task runs next?"},
      {"ready", "", Type::list, true, 0, "Which tasks are ready, in the order in which they will run?"},
      {"waiting", "", Type::list, true, 0, "Which tasks wait?"},
      {"state", "t", Type::text, true, 0, nullptr},
      {"waits_for", "t", Type::text, true, 0, nullptr},
      {"timers", "", Type::number, true, 0, "How many timers are set at this moment?"},
      {"printed", "", Type::list, true, 0, "What has been printed so far?"},
  };
  return kFacts;
}

const FactInfo* find_fact(std::string_view name) {
  for (const FactInfo& f : all_facts())
    if (name == f.name) return &f;
  return nullptr;
}

namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

const char* type_name(Type t) {
  constexpr const char* kNames[] = {"a number", "a text", "yes or no", "a list"};
  return kNames[static_cast<int>(t)];
}

// Recursive descent; the first problem stops it.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) { skip(); }

  Result<Expr> take() {
    Expr e = either();
    if (!problem_.empty()) return Problem{problem_};
    return e;
  }
  std::string_view rest() const { return text_; }

  bool literal(Value& out) {
    skip();
    if (text_.empty()) return false;
    char c = text_[0];
    if (c == '"' || c == '\'' || c == '`') {
      size_t end = text_.find(c, 1);
      if (end == std::string_view::npos) return fail(cat("the text that begins with ", text_.substr(0, 20), " has no end")), false;
      out = Value::of_text(text_.substr(1, end - 1));
      return advance(end + 1), true;
    }
    if (is_digit(c) || (c == '.' && text_.size() > 1 && is_digit(text_[1]))) {
      double n = 0;
      auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), n);
      if (error != std::errc() || !std::isfinite(n)) return fail("a number is too large"), false;
      out = Value::of(n);
      return advance(static_cast<size_t>(end - text_.data())), true;
    }
    for (const char* w : {"yes", "no"})
      if (word() == w) {
        out = Value::of_truth(*w == 'y');
        return advance(std::string_view(w).size()), true;
      }
    return false;
  }

 private:
  static constexpr int kDeepest = 60;

  void skip() {
    size_t n = 0;
    while (n < text_.size() && (text_[n] == ' ' || text_[n] == '\t')) ++n;
    text_.remove_prefix(n);
  }
  void advance(size_t n) { text_.remove_prefix(n), skip(); }
  std::string_view word() const {
    size_t n = 0;
    if (!text_.empty() && is_digit(text_[0])) return {};
    while (n < text_.size() && is_word(text_[n])) ++n;
    return text_.substr(0, n);
  }
  bool eat(std::string_view token) {
    if (is_word(token[0]) ? word() != token : !text_.starts_with(token)) return false;
    return advance(token.size()), true;
  }
  void fail(std::string sentence) {
    if (problem_.empty()) problem_ = std::move(sentence);
  }
  std::string here() const { return text_.empty() ? "at the end" : cat("at '", text_.substr(0, 24), "'"); }

  Expr op(Op o, Type type, std::vector<Expr> parts) {
    Expr e;
    e.kind = Expr::Kind::op;
    e.type = type;
    e.op = o;
    e.parts = std::move(parts);
    return e;
  }
  void want(const Expr& e, Type type, std::string_view where) {
    if (problem_.empty() && e.type != type)
      fail(cat(where, " takes ", std::string_view(type_name(type)), ", and this is ", std::string_view(type_name(e.type))));
  }

  Expr either() {
    Expr left = both();
    while (problem_.empty() && eat("or")) {
      Expr right = both();
      want(left, Type::truth, "'or'"), want(right, Type::truth, "'or'");
      left = op(Op::either, Type::truth, {std::move(left), std::move(right)});
    }
    return left;
  }
  Expr both() {
    Expr left = negation();
    while (problem_.empty() && eat("and")) {
      Expr right = negation();
      want(left, Type::truth, "'and'"), want(right, Type::truth, "'and'");
      left = op(Op::both, Type::truth, {std::move(left), std::move(right)});
    }
    return left;
  }
  Expr negation() {
    if (++depth_ > kDeepest) fail("this is nested too deeply");
    Expr e;
    if (problem_.empty() && eat("not")) {
      e = negation();
      want(e, Type::truth, "'not'");
      e = op(Op::no, Type::truth, {std::move(e)});
    } else if (problem_.empty()) {
      e = comparison();
    }
    --depth_;
    return e;
  }

  std::optional<Op> comparison_sign() {
    struct Sign {
      const char* text;
      Op op;
    };
    constexpr Sign kSigns[] = {{"==", Op::equal}, {"!=", Op::unequal}, {"<=", Op::at_most}, {">=", Op::at_least}, {"<", Op::less}, {">", Op::more}, {"in", Op::in}};
    for (const Sign& s : kSigns)
      if (eat(s.text)) return s.op;
    if (word() == "not") {
      std::string_view before = text_;
      eat("not");
      if (eat("in")) return Op::not_in;
      text_ = before;
    }
    return std::nullopt;
  }
  void check_comparison(Op o, const Expr& a, const Expr& b) {
    if (!problem_.empty()) return;
    if (o == Op::in || o == Op::not_in) {
      if (b.type != Type::list && !(a.type == Type::text && b.type == Type::text)) fail("'in' looks for something in a list, or for a text in a text");
    } else if (a.type != b.type) {
      fail(cat("one side is ", std::string_view(type_name(a.type)), ", the other ", std::string_view(type_name(b.type))));
    } else if (o != Op::equal && o != Op::unequal && a.type != Type::number) {
      fail(cat("only numbers are less or more; this is ", std::string_view(type_name(a.type))));
    }
  }
  // a < b < c means a < b and b < c.
  Expr comparison() {
    Expr left = sum();
    std::optional<Expr> all;
    while (problem_.empty()) {
      auto sign = comparison_sign();
      if (!sign) break;
      Expr right = sum();
      check_comparison(*sign, left, right);
      Expr one = op(*sign, Type::truth, {left, right});
      all = all ? op(Op::both, Type::truth, {std::move(*all), std::move(one)}) : std::move(one);
      left = std::move(right);
    }
    return all ? std::move(*all) : left;
  }
  Expr sum() {
    Expr left = product();
    while (problem_.empty()) {
      bool plus = eat("+");
      if (!plus && !eat("-")) break;
      Expr right = product();
      want(left, Type::number, plus ? "'+'" : "'-'"), want(right, Type::number, plus ? "'+'" : "'-'");
      left = op(plus ? Op::add : Op::subtract, Type::number, {std::move(left), std::move(right)});
    }
    return left;
  }
  Expr product() {
    Expr left = sign();
    while (problem_.empty()) {
      bool times = eat("*");
      if (!times && !eat("/")) break;
      Expr right = sign();
      want(left, Type::number, times ? "'*'" : "'/'"), want(right, Type::number, times ? "'*'" : "'/'");
      left = op(times ? Op::multiply : Op::divide, Type::number, {std::move(left), std::move(right)});
    }
    return left;
  }
  Expr sign() {
    if (++depth_ > kDeepest) fail("this is nested too deeply");
    Expr e;
    if (problem_.empty() && eat("-")) {
      e = sign();
      want(e, Type::number, "'-'");
      e = op(Op::minus, Type::number, {std::move(e)});
    } else if (problem_.empty()) {
      e = indexed();
    }
    --depth_;
    return e;
  }
  Expr indexed() {
    Expr e = atom();
    while (problem_.empty() && eat("[")) {
      Expr n = sum();
      want(e, Type::list, "[...]"), want(n, Type::number, "[...]");
      if (problem_.empty() && !eat("]")) fail(cat("a ] is missing ", here()));
      e = op(Op::index, Type::text, {std::move(e), std::move(n)});
    }
    return e;
  }
  std::vector<Expr> entries(std::string_view close) {
    std::vector<Expr> out;
    while (problem_.empty() && !eat(close)) {
      if (!out.empty() && !eat(",")) return fail(cat("a comma or ", close, " is missing ", here())), out;
      out.push_back(either());
    }
    return out;
  }
  Expr atom() {
    if (++depth_ > kDeepest) fail("this is nested too deeply");
    Expr e;
    if (!problem_.empty()) {
    } else if (literal(e.value)) {
      e.type = e.value.type;
    } else if (!problem_.empty()) {
    } else if (eat("(")) {
      e = either();
      if (problem_.empty() && !eat(")")) fail(cat("a ) is missing ", here()));
    } else if (eat("[")) {
      e.kind = Expr::Kind::list;
      e.type = Type::list;
      e.parts = entries("]");
    } else if (!word().empty()) {
      e = fact();
    } else {
      fail(text_.empty() ? std::string("an expression ends too early") : cat("no expression begins ", here()));
    }
    --depth_;
    return e;
  }
  Expr fact() {
    Expr e;
    e.kind = Expr::Kind::fact;
    e.name = word();
    text_.remove_prefix(e.name.size());
    if (text_.starts_with('.')) {
      text_.remove_prefix(1);
      e.run = std::exchange(e.name, std::string(word()));
      text_.remove_prefix(e.name.size());
    }
    skip();
    const FactInfo* info = find_fact(e.name);
    if (!info) return fail(cat("there is no '", e.name, "' to say of a run", near(e.name))), e;
    e.type = info->type;
    if (eat("(")) e.parts = entries(")");
    arguments(e, *info);
    return e;
  }
  void arguments(const Expr& e, const FactInfo& info) {
    if (!problem_.empty()) return;
    std::string_view wanted = info.arguments;
    bool many = wanted == "T";
    if (many ? e.parts.empty() : e.parts.size() != wanted.size())
      return fail(cat("'", e.name, "' takes ", many ? std::string("one text or more") : wanted.empty() ? std::string("nothing in brackets") : cat(wanted.size(), wanted == "t" ? " text" : wanted.size() == 1 ? " value" : " values"), " in brackets"));
    for (size_t i = 0; i < e.parts.size(); ++i) {
      char letter = many ? 't' : wanted[i];
      want(e.parts[i], letter == 't' ? Type::text : letter == 'n' ? Type::number : Type::list, cat("'", e.name, "'"));
    }
  }
  // ". Did you mean 'total'?" for a word that differs in one or two letters.
  static std::string near(std::string_view name) {
    auto distance = [](std::string_view a, std::string_view b) {
      std::vector<size_t> row(b.size() + 1);
      for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
      for (size_t i = 1; i <= a.size(); ++i) {
        size_t corner = std::exchange(row[0], i);
        for (size_t j = 1; j <= b.size(); ++j) {
          size_t above = row[j];
          row[j] = std::min({row[j] + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1])});
          corner = above;
        }
      }
      return row[b.size()];
    };
    const char* best = nullptr;
    size_t least = 3;
    if (name.size() > 40) return "";
    for (const FactInfo& f : all_facts())
      if (size_t d = distance(name, f.name); d < least && d < name.size()) least = d, best = f.name;
    return best ? cat(". Did you mean '", std::string_view(best), "'?") : "";
  }

  std::string_view text_;
  std::string problem_;
  int depth_ = 0;

 public:
  const std::string& problem() const { return problem_; }
};

}  // namespace

Result<Expr> take_expression(std::string_view& text) {
  Reader reader(text);
  auto e = reader.take();
  if (e) text = reader.rest();
  return e;
}

Result<Expr> parse_expression(std::string_view text) {
  auto e = take_expression(text);
  if (e && !text.empty()) return Problem{cat("nothing was expected at '", text.substr(0, 24), "'")};
  return e;
}

bool take_literal(std::string_view& text, Value& out) {
  Reader reader(text);
  if (!text.empty() && (text[0] == '[' || (text[0] == '-' && text.size() > 1 && is_digit(text[1])))) {
    auto e = reader.take();
    if (!e) return false;
    if (e->kind == Expr::Kind::op && e->op == Op::minus && e->parts[0].kind == Expr::Kind::literal) {
      out = Value::of(-e->parts[0].value.number);
    } else if (e->kind == Expr::Kind::list) {
      out = Value::of_texts({});
      for (Expr& part : e->parts) {
        if (part.kind != Expr::Kind::literal) return false;
        out.list.push_back(std::move(part.value));
      }
    } else {
      return false;
    }
  } else if (!reader.literal(out)) {
    return false;
  }
  text = reader.rest();
  return true;
}

bool mentions_moment(const Expr& e) {
  if (e.kind == Expr::Kind::fact && find_fact(e.name)->momentary) return true;
  return std::any_of(e.parts.begin(), e.parts.end(), mentions_moment);
}

void collect_runs(const Expr& e, std::vector<std::string>& runs) {
  if (e.kind == Expr::Kind::fact && !e.run.empty() && std::find(runs.begin(), runs.end(), e.run) == runs.end()) runs.push_back(e.run);
  for (const Expr& part : e.parts) collect_runs(part, runs);
}

void collect_texts(const Expr& e, std::string_view fact, std::vector<std::string>& texts) {
  if (e.kind == Expr::Kind::fact && e.name == fact)
    for (const Expr& part : e.parts)
      if (part.kind == Expr::Kind::literal) texts.push_back(part.value.text);
  for (const Expr& part : e.parts) collect_texts(part, fact, texts);
}

namespace {

struct Range {
  double least, most;
};

bool same(const Expr& a, const Expr& b) {
  return a.kind == b.kind && a.name == b.name && a.run == b.run && (a.kind != Expr::Kind::op || a.op == b.op) && (a.kind != Expr::Kind::literal || a.value == b.value) &&
         std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(), same);
}

// What a number can be in any run at all.
Range range_of(const Expr& e) {
  constexpr double inf = std::numeric_limits<double>::infinity();
  if (e.kind == Expr::Kind::literal) return {e.value.number, e.value.number};
  if (e.kind == Expr::Kind::fact) {
    if (e.name == "len" && e.parts[0].kind == Expr::Kind::list) return {static_cast<double>(e.parts[0].parts.size()), static_cast<double>(e.parts[0].parts.size())};
    return {find_fact(e.name)->least, inf};
  }
  if (e.kind != Expr::Kind::op) return {-inf, inf};
  Range a = range_of(e.parts[0]);
  if (e.op == Op::minus) return {-a.most, -a.least};
  Range b = range_of(e.parts[1]);
  bool constant = a.least == a.most && b.least == b.most;
  if (e.op == Op::add) return {a.least + b.least, a.most + b.most};
  if (e.op == Op::subtract) return {a.least - b.most, a.most - b.least};
  if (e.op == Op::multiply && constant) return {a.least * b.least, a.least * b.least};
  if (e.op == Op::divide && constant && b.least != 0) return {a.least / b.least, a.least / b.least};
  if ((e.op == Op::multiply || e.op == Op::divide) && a.least >= 0 && b.least >= 0) return {0, inf};
  return {-inf, inf};
}

enum class Known : uint8_t { yes, no, open };
Known opposite(Known k) { return k == Known::yes ? Known::no : k == Known::no ? Known::yes : Known::open; }

Known truth_of(const Expr& e) {
  if (e.kind == Expr::Kind::literal) return e.value.truth ? Known::yes : Known::no;
  if (e.kind != Expr::Kind::op) return Known::open;
  if (e.op == Op::no) return opposite(truth_of(e.parts[0]));
  if (e.parts.size() != 2) return Known::open;
  const Expr &a = e.parts[0], &b = e.parts[1];
  if (e.op == Op::both || e.op == Op::either) {
    Known x = truth_of(a), y = truth_of(b), strong = e.op == Op::both ? Known::no : Known::yes;
    if (x == strong || y == strong) return strong;
    return x == Known::open || y == Known::open ? Known::open : opposite(strong);
  }
  if (same(a, b)) {
    if (e.op == Op::equal || e.op == Op::at_most || e.op == Op::at_least) return Known::yes;
    if (e.op == Op::unequal || e.op == Op::less || e.op == Op::more) return Known::no;
  }
  if (a.type == Type::number && b.type == Type::number) {
    Range x = range_of(a), y = range_of(b);
    switch (e.op) {
      case Op::at_most: return x.most <= y.least ? Known::yes : x.least > y.most ? Known::no : Known::open;
      case Op::at_least: return x.least >= y.most ? Known::yes : x.most < y.least ? Known::no : Known::open;
      case Op::less: return x.most < y.least ? Known::yes : x.least >= y.most ? Known::no : Known::open;
      case Op::more: return x.least > y.most ? Known::yes : x.most <= y.least ? Known::no : Known::open;
      case Op::equal: return x.least > y.most || x.most < y.least ? Known::no : Known::open;
      case Op::unequal: return x.least > y.most || x.most < y.least ? Known::yes : Known::open;
      default: return Known::open;
    }
  }
  if (a.kind == Expr::Kind::literal && b.kind == Expr::Kind::literal && (e.op == Op::equal || e.op == Op::unequal))
    return (a.value == b.value) == (e.op == Op::equal) ? Known::yes : Known::no;
  if (a.kind == Expr::Kind::literal && b.kind == Expr::Kind::literal && a.type == Type::text && (e.op == Op::in || e.op == Op::not_in))
    return (b.value.text.find(a.value.text) != std::string::npos) == (e.op == Op::in) ? Known::yes : Known::no;
  if (a.kind == Expr::Kind::literal && a.type == Type::text && a.value.text.empty() && b.type == Type::text && e.op == Op::in) return Known::yes;
  return Known::open;
}

}  // namespace

bool always_true(const Expr& e) { return truth_of(e) == Known::yes; }

}  // namespace sim::lesson

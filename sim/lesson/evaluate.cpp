#include "sim/lesson/evaluate.h"

#include "sim/base/text.h"
#include "sim/lesson/inserts.h"
#include "sim/lesson/moments.h"

#include <algorithm>
#include <cmath>

namespace sim::lesson {

namespace {

// Carried as an exception inside this file only: an expression without a value ends its evaluation.
struct NoValue {
  std::string why;
};

class Evaluator {
 public:
  explicit Evaluator(const Context& context) : context_(context) {}

  Value value(const Expr& e) const {
    switch (e.kind) {
      case Expr::Kind::literal: return e.value;
      case Expr::Kind::list: {
        Value v = Value::of_texts({});
        for (const Expr& part : e.parts) v.list.push_back(value(part));
        return v;
      }
      case Expr::Kind::fact: return fact(e);
      case Expr::Kind::op: return op(e);
    }
    return {};
  }

 private:
  static Value of(Measure m) { return Value::of(m.number, m.where); }

  Value op(const Expr& e) const {
    if (e.op == Op::both || e.op == Op::either) {
      Value left = value(e.parts[0]);
      if (left.truth == (e.op == Op::either)) return left;
      return value(e.parts[1]);
    }
    Value a = value(e.parts[0]);
    if (e.op == Op::no) return Value::of_truth(!a.truth);
    if (e.op == Op::minus) return Value::of(-a.number, a.where);
    Value b = value(e.parts[1]);
    size_t where = a.where != kNowhere ? a.where : b.where;
    Value out;
    switch (e.op) {
      case Op::add: return Value::of(a.number + b.number, where);
      case Op::subtract: return Value::of(a.number - b.number, where);
      case Op::multiply: return Value::of(a.number * b.number, where);
      case Op::divide:
        if (b.number == 0) throw NoValue{"it divides by zero"};
        return Value::of(a.number / b.number, where);
      case Op::index: return indexed(a, b.number);
      case Op::equal: out = Value::of_truth(a == b); break;
      case Op::unequal: out = Value::of_truth(!(a == b)); break;
      case Op::less: out = Value::of_truth(a.number < b.number && !(a == b)); break;
      case Op::at_most: out = Value::of_truth(a.number < b.number || a == b); break;
      case Op::more: out = Value::of_truth(a.number > b.number && !(a == b)); break;
      case Op::at_least: out = Value::of_truth(a.number > b.number || a == b); break;
      default: out = Value::of_truth(contains(b, a) == (e.op == Op::in)); break;
    }
    out.where = where;
    return out;
  }

  static bool contains(const Value& in, const Value& what) {
    if (in.type == Type::text) return in.text.find(what.text) != std::string::npos;
    return std::find(in.list.begin(), in.list.end(), what) != in.list.end();
  }

  static Value indexed(const Value& list, double n) {
    auto size = static_cast<double>(list.list.size());
    double at = n < 0 ? n + size : n;
    if (!(at >= 0) || at >= size || at != std::floor(at)) throw NoValue{cat("the list has ", list.list.size(), " entries, and none at [", show_number(n), "]")};
    return list.list[static_cast<size_t>(at)];
  }

  const Facts& facts(const Expr& e) const {
    if (e.run.empty()) return context_.run;
    const Facts* of = context_.of_variant ? context_.of_variant(e.run) : nullptr;
    if (!of) throw NoValue{cat("there is no run of '", e.run, "' here")};
    return *of;
  }

  Value fact(const Expr& e) const {
    const Facts& f = facts(e);
    const std::string& n = e.name;
    if (find_fact(n)->momentary) return of_moment(e, f);
    if (!e.parts.empty()) return with_arguments(e, f);
    if (n == "total") return of(f.total());
    if (n == "serial_total") return Value::of(seconds(f.stats().serial));
    if (n == "speed_up") return Value::of(f.stats().speed_up);
    if (n == "tasks") return Value::of(f.stats().tasks);
    if (n == "returned") return of(f.ended(TaskEnd::returned));
    if (n == "raised") return of(f.ended(TaskEnd::raised));
    if (n == "cancelled") return of(f.ended(TaskEnd::cancelled));
    if (n == "left") return of(f.left());
    if (n == "alive") return Value::of(f.stats().most_alive);
    if (n == "blocked") return Value::of(seconds(f.stats().blocked), f.longest_block().where);
    if (n == "longest_block") return of(f.longest_block());
    if (n == "turns") return Value::of(static_cast<double>(f.stats().turns));
    if (n == "requests") return of(f.requests());
    if (n == "requests_at_once") return of(f.requests_at_once());
    if (n == "requests_per_second") return of(f.requests_per_second());
    if (n == "unretrieved") return of(f.complaints(" exception was never retrieved"));
    if (n == "never_awaited") return of(f.complaints(" was never awaited"));
    if (n == "exit") return Value::of(f.run().exit_status);
    if (n == "error") return Value::of_text(f.error());
    if (n == "output") return lines(f.output());
    if (n == "errors") return lines(f.errors());
    if (n == "lines") return Value::of(static_cast<double>(f.output().size()));
    if (n == "findings") return Value::of_texts(f.findings());
    if (n == "started") return Value::of_texts(f.started());
    if (n == "finished") return Value::of_texts(f.finished());
    throw NoValue{cat("'", n, "' has no value")};
  }

  static Value lines(const std::vector<PrintedLine>& printed) {
    Value v = Value::of_texts({});
    for (const PrintedLine& line : printed) v.list.push_back(Value::of_text(line.text, line.record));
    return v;
  }

  static TaskId task(const Facts& f, const std::string& name) {
    TaskId id = f.task(name);
    if (id == 0) throw NoValue{cat("this run has no task '", name, "'")};
    return id;
  }

  static const PrintedLine& printed_line(const Facts& f, const std::string& text) {
    const PrintedLine* line = f.find_line(text);
    if (!line) throw NoValue{cat("nothing printed contains '", text, "'")};
    return *line;
  }

  Value with_arguments(const Expr& e, const Facts& f) const {
    std::vector<Value> a;
    for (const Expr& part : e.parts) a.push_back(value(part));
    const std::string &n = e.name, &text = a[0].text;
    if (n == "peak") {
      auto m = f.peak(text);
      if (!m) throw NoValue{m.problem()};
      return of(*m);
    }
    if (n == "held") return of(f.held(text));
    if (n == "waited") return of(f.waited(text));
    if (n == "count") return Value::of(static_cast<double>(std::count_if(f.output().begin(), f.output().end(), [&](const PrintedLine& l) { return l.text.find(text) != std::string::npos; })));
    if (n == "line") {
      double at = a[0].number > 0 ? a[0].number - 1 : a[0].number;
      if (a[0].number == 0) throw NoValue{"lines count from 1; -1 is the last"};
      return indexed(lines(f.output()), at);
    }
    if (n == "in_order") return in_order(f, a);
    if (n == "time") {
      const PrintedLine& line = printed_line(f, text);
      return Value::of(seconds(f.trace()[line.record].t), line.record);
    }
    if (n == "begins") {
      auto record = f.first_resume(task(f, text));
      if (!record) throw NoValue{cat("'", text, "' never runs")};
      return Value::of(seconds(f.trace()[*record].t), *record);
    }
    if (n == "ends") {
      const Row& row = f.spans().row(task(f, text));
      if (row.how == TaskEnd::none) throw NoValue{cat("'", text, "' is never done")};
      return Value::of(seconds(f.trace()[row.end_record].t), row.end_record);
    }
    if (n == "how") return Value::of_text(f.how(task(f, text)), f.spans().row(task(f, text)).spawned);
    if (n == "uses") return Value::of_truth(f.uses(text));
    if (n == "len") return Value::of(static_cast<double>(a[0].list.size()));
    if (n == "round") {
      double scale = std::pow(10.0, std::clamp(a[1].number, 0.0, 9.0));
      return Value::of(std::round(a[0].number * scale) / scale, a[0].where);
    }
    throw NoValue{cat("'", n, "' has no value")};
  }

  static Value in_order(const Facts& f, const std::vector<Value>& texts) {
    const PrintedLine* before = nullptr;
    for (const Value& text : texts) {
      const PrintedLine& line = printed_line(f, text.text);
      if (before && &line <= before) {
        Value v = Value::of_truth(false);
        v.where = line.record;
        return v;
      }
      before = &line;
    }
    return Value::of_truth(true);
  }

  Value of_moment(const Expr& e, const Facts& f) const {
    if (!context_.at || &f != &context_.run) throw NoValue{cat("'", e.name, "' speaks of a moment, and there is none here")};
    Point at = *context_.at;
    auto named = [&](TaskId id) { return Value::of_text(id ? f.name(id) : "none", at.record); };
    auto names = [&](const std::vector<TaskId>& tasks) {
      Value v = Value::of_texts({});
      for (TaskId id : tasks) v.list.push_back(Value::of_text(f.name(id)));
      return v;
    };
    const std::string& n = e.name;
    if (n == "now") return Value::of(seconds(at.time), at.record);
    if (n == "turn") return Value::of(static_cast<double>(f.loop(at).turn), at.record);
    if (n == "running") return named(f.running(at));
    if (n == "next") return named(f.next(at));
    if (n == "ready") return names(f.in_state(at, SpanState::ready));
    if (n == "waiting") return names(f.in_state(at, SpanState::suspended));
    if (n == "timers") return Value::of(static_cast<double>(f.loop(at).timers.size()), at.record);
    if (n == "state") return Value::of_text(f.state(task(f, value(e.parts[0]).text), at), at.record);
    if (n == "waits_for") return Value::of_text(f.waits_for(task(f, value(e.parts[0]).text), at), at.record);
    if (n == "printed") {
      Value v = Value::of_texts({});
      for (const PrintedLine& line : f.output())
        if (line.record <= at.record) v.list.push_back(Value::of_text(line.text, line.record));
      return v;
    }
    throw NoValue{cat("'", n, "' has no value")};
  }

  const Context& context_;
};

// `peak("call") is 3, total is 0.6`: the facts of a rule and their values, for whoever wants to know why it does not hold.
void tell_values(const Expr& e, const Context& context, std::string& out) {
  if (e.kind == Expr::Kind::fact) {
    auto v = evaluate(e, context);
    std::string argument;
    for (const Expr& part : e.parts)
      if (part.kind == Expr::Kind::literal) argument += cat(argument.empty() ? "" : ", ", show(part.value));
    std::string name = cat(e.run.empty() ? "" : e.run + ".", e.name, argument.empty() ? "" : cat("(", argument, ")"));
    std::string one = v ? cat(name, " is ", show(*v)) : v.problem();
    if (out.find(one) == std::string::npos) out += cat(out.empty() ? "" : ", ", one);
    return;
  }
  for (const Expr& part : e.parts) tell_values(part, context, out);
}

// The record that shows best why a rule does not hold: of the parts that fail.
size_t where_it_fails(const Expr& e, const Context& context) {
  auto v = evaluate(e, context);
  if (!v) return kNowhere;
  if (e.kind == Expr::Kind::op && (e.op == Op::both || e.op == Op::either))
    for (const Expr& part : e.parts)
      if (auto p = evaluate(part, context); p && !p->truth) return where_it_fails(part, context);
  if (v->where != kNowhere) return v->where;
  for (const Expr& part : e.parts)
    if (size_t where = where_it_fails(part, context); where != kNowhere) return where;
  return kNowhere;
}

// The same disorder every time, and never the right order when there is another.
void shuffle(std::vector<Value>& values, const std::vector<Value>& right) {
  uint64_t state = 0x9e3779b97f4a7c15;
  for (const Value& v : values)
    for (char c : show(v)) state = (state ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  for (size_t n = values.size(); n > 1; --n) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    std::swap(values[n - 1], values[(state >> 33) % n]);
  }
  if (values.size() > 1 && values == right) std::rotate(values.begin(), values.begin() + 1, values.end());
}

Result<Offer> offer_order(const Question& q, Offer o) {
  std::vector<Value> right;
  for (const Value& v : o.answer.list) {
    bool wanted = q.choices.empty() || std::any_of(q.choices.begin(), q.choices.end(), [&](const Choice& c) { return c.value == v; });
    if (!wanted) continue;
    if (std::find(right.begin(), right.end(), v) != right.end()) return Problem{cat("'", show(v, true), "' comes twice, so its place cannot be asked for")};
    right.push_back(v);
  }
  for (const Choice& c : q.choices)
    if (std::find(right.begin(), right.end(), c.value) == right.end()) return Problem{cat("the run has no '", show(c.value, true), "' in ", q.what.text)};
  if (right.size() < 2) return Problem{cat(q.what.text, " has fewer than two entries, so there is no order to find")};
  if (right.size() > 12) return Problem{cat(q.what.text, " has ", right.size(), " entries; more than 12 are too many to sort: choose some with lines '- TEXT'")};
  o.values = right;
  shuffle(o.values, right);
  for (const Value& v : right) o.right.push_back(static_cast<size_t>(std::find(o.values.begin(), o.values.end(), v) - o.values.begin()));
  o.choice.assign(o.values.size(), kNowhere);
  return o;
}

}  // namespace

Result<Value> evaluate(const Expr& e, const Context& context) {
  try {
    return Evaluator(context).value(e);
  } catch (const NoValue& none) { return Problem{none.why}; }
}

Verdict judge(const Rule& rule, const Context& context) {
  auto v = evaluate(rule.expr, context);
  if (v && v->truth) return {true, {}, kNowhere};
  Verdict verdict;
  if (!v) verdict.found = v.problem();
  else tell_values(rule.expr, context, verdict.found);
  verdict.where = where_it_fails(rule.expr, context);
  return verdict;
}

Result<Offer> offer(const Question& q, const Context& context) {
  auto answer = evaluate(q.what.expr, context);
  if (!answer) return Problem{answer.problem()};
  Offer o;
  o.answer = *answer;
  if (q.kind == Question::Kind::order) return offer_order(q, std::move(o));
  if (q.kind == Question::Kind::number) return o;
  for (size_t i = 0; i < q.choices.size(); ++i) o.values.push_back(q.choices[i].value), o.choice.push_back(i);
  if (q.choices.empty() && context.at)
    for (TaskId id : context.run.alive(*context.at)) o.values.push_back(Value::of_text(context.run.name(id))), o.choice.push_back(kNowhere);
  for (size_t i = 0; i < o.values.size(); ++i)
    if (o.values[i] == o.answer) o.right.push_back(i);
  if (o.right.size() != 1) {
    std::string answers;
    for (const Value& v : o.values) answers += cat(answers.empty() ? "" : ", ", show(v, true));
    return Problem{cat("no answer is right: ", q.what.text, " is ", show(o.answer), ", and the answers are ", answers.empty() ? "none" : answers)};
  }
  return o;
}

std::string fill(std::string_view markdown, const Context& context) {
  std::string out;
  size_t from = 0;
  for (const Insert& insert : find_inserts(markdown)) {
    if (insert.is_term) continue;
    auto expr = parse_expression(insert.inner);
    auto value = expr ? evaluate(*expr, context) : Result<Value>(Problem{});
    out += markdown.substr(from, insert.begin - from);
    out += value ? show(*value, true) : "?";
    from = insert.end;
  }
  return out += markdown.substr(from);
}

std::string text_of(const Question& q) {
  if (!q.text.empty()) return q.text;
  const FactInfo* info = q.what.expr.kind == Expr::Kind::fact ? find_fact(q.what.expr.name) : nullptr;
  if (q.kind == Question::Kind::order && !(info && info->question && info->type == Type::list)) return "Put these in order.";
  if (info && info->question && q.what.expr.run.empty()) return info->question;
  return cat("What is `", q.what.text, "`?");
}

std::string label_of(const Question& question, const Offer& offer, size_t i) {
  size_t choice = offer.choice[i];
  if (choice != kNowhere && !question.choices[choice].label.empty()) return question.choices[choice].label;
  return show(offer.values[i], true);
}

}  // namespace sim::lesson

// TOML text -> Scenario, with a sentence and a line for everything that is wrong with it. The only file that knows the TOML library.
#include "sim/base/text.h"
#include "sim/world/scenario.h"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <sstream>

namespace sim {

namespace {

constexpr double kLongest = 1e9;               // seconds: more than any run lasts
constexpr size_t kLargestText = 1u << 20;

std::string number_text(double v) {
  std::ostringstream out;
  out << v;
  return out.str();
}

// How many letters must change to make b of a.
size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i + 1);
    for (size_t k = 0; k < b.size(); ++k) {
      size_t changed = diagonal + (a[i] != b[k]);
      diagonal = row[k + 1];
      row[k + 1] = std::min({changed, row[k] + 1, row[k + 1] + 1});
    }
  }
  return row[b.size()];
}

template <class Names>
std::string nearest(std::string_view word, const Names& names) {
  std::string best;
  size_t least = std::max<size_t>(1, word.size() / 3) + 1;
  for (const auto& name : names) {
    size_t d = word.size() >= 3 && std::string_view(name).starts_with(word) ? 1 : distance(word, name);
    if (d < least) least = d, best = name;
  }
  return best.empty() ? "" : cat(" Did you mean '", best, "'?");
}

template <class Names>
std::string listed(const Names& names) {
  std::string out;
  for (const auto& name : names) out += cat(out.empty() ? "" : ", ", name);
  return out;
}

class Reader {
 public:
  Reader(ReadScenario& out, uint32_t offset) : out_(out), offset_(offset) {}

  void problem(const toml::source_region& at, std::string message) {
    out_.problems.push_back({at.begin.line ? static_cast<uint32_t>(at.begin.line) + offset_ : 0, std::move(message)});
  }
  void read(std::string_view text, std::string_view table);

 private:
  ReadScenario& out_;
  uint32_t offset_;

  // A table being read: remembers which keys were asked for, and names the others at the end.
  class Keys {
   public:
    Keys(Reader& reader, const toml::table& table, std::string where) : reader_(reader), table_(table), where_(std::move(where)) {}
    const toml::node* find(std::string_view key) {
      known_.emplace_back(key);
      return table_.get(key);
    }
    void finish() {
      for (const auto& [key, node] : table_) {
        std::string_view name = key.str();
        if (std::find(known_.begin(), known_.end(), name) == known_.end())
          reader_.problem(key.source(), cat("unknown key '", name, "' in ", where_, ".", nearest(name, known_)));
      }
    }
    const toml::table& table() const { return table_; }
    const std::string& where() const { return where_; }

   private:
    Reader& reader_;
    const toml::table& table_;
    std::string where_;
    std::vector<std::string> known_;
  };

  // ---- single values; each leaves `to` as it is when the key is absent or wrong
  void wrong(const toml::node& n, std::string_view key, std::string_view wanted) {
    problem(n.source(), cat("'", key, "' must be ", wanted, ", not ", kind_of(n), "."));
  }
  static std::string kind_of(const toml::node& n) {
    switch (n.type()) {
      case toml::node_type::string: return cat("the text \"", n.ref<std::string>().substr(0, 40), "\"");
      case toml::node_type::integer: return cat(n.ref<int64_t>());
      case toml::node_type::floating_point: return number_text(n.ref<double>());
      case toml::node_type::boolean: return n.ref<bool>() ? "true" : "false";
      case toml::node_type::array: return "a list";
      case toml::node_type::table: return "a table";
      default: return "a date or time";
    }
  }

  // Seconds as a number, or a text with a unit: "250 ms".
  std::optional<double> duration(const toml::node& n) {
    if (auto v = n.value<double>(); v && !n.is_boolean() && !n.is_string()) return v;
    auto text = n.value_exact<std::string>();
    if (!text) return std::nullopt;
    double v = 0;
    auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), v);
    if (error != std::errc()) return std::nullopt;
    std::string_view unit(end, static_cast<size_t>(text->data() + text->size() - end));
    while (unit.starts_with(' ')) unit.remove_prefix(1);
    static constexpr std::pair<std::string_view, double> kUnits[] = {{"us", 1e-6}, {"ms", 1e-3}, {"s", 1}, {"min", 60}, {"h", 3600}};
    for (auto [name, factor] : kUnits)
      if (unit == name) return v * factor;
    return std::nullopt;
  }
  void seconds_of(Keys& keys, std::string_view key, double& to) {
    const toml::node* n = keys.find(key);
    if (!n) return;
    auto v = duration(*n);
    if (!v) return wrong(*n, key, "a number of seconds, or a text such as \"250 ms\"");
    if (!(*v >= 0 && *v <= kLongest)) return wrong(*n, key, "between 0 and 1e9 seconds");
    to = *v;
  }
  void number(Keys& keys, std::string_view key, double& to, double least, double most) {
    const toml::node* n = keys.find(key);
    if (!n) return;
    if (!n->is_number()) return wrong(*n, key, "a number");
    double v = *n->value<double>();
    if (!(v >= least && v <= most)) return wrong(*n, key, cat("between ", number_text(least), " and ", number_text(most)));
    to = v;
  }
  template <class T>
  void whole(Keys& keys, std::string_view key, T& to, int64_t least, int64_t most) {
    const toml::node* n = keys.find(key);
    if (!n) return;
    auto v = n->value_exact<int64_t>();
    if (!v) return wrong(*n, key, "a whole number");
    if (*v < least || *v > most) return wrong(*n, key, cat("between ", least, " and ", most));
    to = static_cast<T>(*v);
  }
  void flag(Keys& keys, std::string_view key, bool& to) {
    const toml::node* n = keys.find(key);
    if (!n) return;
    auto v = n->value_exact<bool>();
    if (!v) return wrong(*n, key, "true or false");
    to = *v;
  }
  bool text(Keys& keys, std::string_view key, std::string& to) {
    const toml::node* n = keys.find(key);
    if (!n) return false;
    auto v = n->value_exact<std::string>();
    if (!v) {
      wrong(*n, key, "a text");
      return false;
    }
    to = *v;
    return true;
  }
  template <class T, size_t N>
  bool choice(Keys& keys, std::string_view key, T& to, const std::pair<std::string_view, T> (&choices)[N]) {
    const toml::node* n = keys.find(key);
    if (!n) return false;
    std::vector<std::string> names;
    for (const auto& [name, value] : choices) names.emplace_back(name);
    auto v = n->value_exact<std::string>();
    for (const auto& [name, value] : choices)
      if (v && *v == name) return to = value, true;
    problem(n->source(), cat("'", key, "' must be one of ", listed(names), ", not ", kind_of(*n), ".", v ? nearest(*v, names) : ""));
    return false;
  }
  const toml::table* table_of(Keys& keys, std::string_view key) {
    const toml::node* n = keys.find(key);
    if (!n) return nullptr;
    if (!n->is_table()) wrong(*n, key, "a table");
    return n->as_table();
  }
  template <class F>
  void each_table(Keys& keys, std::string_view key, F f) {
    const toml::node* n = keys.find(key);
    if (!n) return;
    const toml::array* list = n->as_array();
    if (!list) {
      problem(n->source(), cat("'", key, "' must be a list of tables: write [[", key, "]], not [", key, "]."));
      return;
    }
    for (const toml::node& item : *list) {
      if (const toml::table* t = item.as_table()) f(*t);
      else wrong(item, key, "a list of tables");
    }
  }

  void distribution(Keys& keys, std::string_view key, Distribution& to);
  bool distribution(Keys& keys, std::string_view key, std::optional<Distribution>& to);
  void distribution_table(std::string_view key, const toml::table& table, Distribution& to);
  void headers(Keys& keys, Headers& to);
  bool body(Keys& keys, std::string& to, bool& is_json);

  void scenario(const toml::table& table);
  void host_values(Keys& keys, ScenarioHost& host);
  void host(const toml::table& table);
  void limit(const toml::table& table, RateLimit& to);
  Route route(const toml::table& table);
  std::optional<Fault> fault(const toml::table& table);
  void traffic(const toml::table& table);
  void database(const toml::table& table);
  void compute(const toml::table& table);
};

void Reader::distribution(Keys& keys, std::string_view key, Distribution& to) {
  const toml::node* n = keys.find(key);
  if (!n) return;
  if (const toml::table* t = n->as_table()) return distribution_table(key, *t, to);
  auto v = duration(*n);
  if (!v) return wrong(*n, key, "a number of seconds, a text such as \"250 ms\", or a table with a kind");
  if (!(*v >= 0 && *v <= kLongest)) return wrong(*n, key, "between 0 and 1e9 seconds");
  to = Distribution::constant(*v);
}
bool Reader::distribution(Keys& keys, std::string_view key, std::optional<Distribution>& to) {
  if (!keys.table().contains(key)) return keys.find(key), false;
  Distribution d;
  distribution(keys, key, d);
  to = d;
  return true;
}

// { kind = "lognormal", median = 0.4, sigma = 0.5, max = 10 }
void Reader::distribution_table(std::string_view key, const toml::table& table, Distribution& to) {
  using Kind = Distribution::Kind;
  Keys keys(*this, table, cat("'", key, "'"));
  Distribution d;
  static constexpr std::pair<std::string_view, Kind> kKinds[] = {
      {"constant", Kind::constant}, {"uniform", Kind::uniform}, {"normal", Kind::normal}, {"lognormal", Kind::lognormal}, {"exponential", Kind::exponential}, {"pareto", Kind::pareto}};
  if (!table.contains("kind"))
    return problem(table.source(), cat("'", key, "' needs a kind: constant, uniform, normal, lognormal, exponential or pareto."));
  if (!choice(keys, "kind", d.kind, kKinds)) return;
  auto need = [&](std::string_view name) {
    if (!table.contains(name)) problem(table.source(), cat("'", key, "' of this kind needs '", name, "'."));
  };
  switch (d.kind) {
    case Kind::constant:
      need("value");
      seconds_of(keys, "value", d.a);
      break;
    case Kind::uniform:
      need("min"), need("max");
      seconds_of(keys, "min", d.a);
      seconds_of(keys, "max", d.b);
      if (d.b < d.a) problem(table.source(), cat("'", key, "': max is less than min."));
      break;
    case Kind::normal:
      need("mean"), need("sd");
      seconds_of(keys, "mean", d.a);
      seconds_of(keys, "sd", d.b);
      seconds_of(keys, "max", d.most);
      break;
    case Kind::lognormal:
      need("median"), need("sigma");
      seconds_of(keys, "median", d.a);
      number(keys, "sigma", d.b, 0, 5);
      seconds_of(keys, "max", d.most);
      break;
    case Kind::exponential:
      need("mean");
      seconds_of(keys, "mean", d.a);
      seconds_of(keys, "max", d.most);
      break;
    case Kind::pareto:
      need("min"), need("alpha");
      d.b = 1.5;
      seconds_of(keys, "min", d.a);
      number(keys, "alpha", d.b, 0.1, 100);
      d.most = kLongest;
      seconds_of(keys, "max", d.most);
      break;
  }
  keys.finish();
  to = d;
}

void Reader::headers(Keys& keys, Headers& to) {
  const toml::table* table = table_of(keys, "headers");
  if (!table) return;
  auto clean = [](std::string_view s) { return s.find_first_of(std::string_view("\r\n\0", 3)) == s.npos; };
  for (const auto& [key, node] : *table) {
    auto v = node.value_exact<std::string>();
    if (!v) wrong(node, key.str(), "a text");
    else if (key.str().empty() || !clean(*v) || !clean(key.str()) || key.str().find_first_of(" :") != std::string_view::npos)
      problem(node.source(), "a header's name and value are texts of one line.");
    else to.emplace_back(std::string(key.str()), *v);
  }
}

// body = "text" as it is; json = { ... } written as JSON.
bool Reader::body(Keys& keys, std::string& to, bool& is_json) {
  bool found = text(keys, "body", to);
  const toml::node* n = keys.find("json");
  if (!n) return found;
  if (found) problem(n->source(), "'body' and 'json' are both given; one of them is enough.");
  std::ostringstream out;
  if (auto* t = n->as_table()) out << toml::json_formatter(*t);
  else if (auto* a = n->as_array()) out << toml::json_formatter(*a);
  else {
    wrong(*n, "json", "a table or a list");
    return found;
  }
  to = out.str();
  is_json = true;
  return true;
}

void Reader::limit(const toml::table& table, RateLimit& to) {
  Keys keys(*this, table, "[limit]");
  whole(keys, "per_second", to.per_second, 0, 1'000'000'000);
  whole(keys, "per_minute", to.per_minute, 0, 1'000'000'000);
  whole(keys, "concurrent", to.concurrent, 0, 1'000'000'000);
  whole(keys, "status", to.status, 400, 599);
  seconds_of(keys, "retry_after", to.retry_after);
  keys.finish();
}

Route Reader::route(const toml::table& table) {
  Route r;
  Keys keys(*this, table, "[[host.route]]");
  text(keys, "method", r.method);
  text(keys, "path", r.path);
  if (!r.path.starts_with('/') && !r.path.starts_with('*')) problem(table.source(), "a route's path begins with / or *.");
  distribution(keys, "latency", r.latency);
  distribution(keys, "gap", r.gap);
  if (const toml::node* n = table.get("chunks")) {
    uint32_t chunks = 1;
    whole(keys, "chunks", chunks, 1, 100'000);
    if (n->is_integer()) r.chunks = chunks;
  } else {
    keys.find("chunks");
  }
  whole(keys, "status", r.status, 200, 599);
  std::string given;
  if (body(keys, given, r.is_json)) r.body = given;
  whole(keys, "size", r.size, 0, 1 << 30);
  headers(keys, r.headers);
  keys.finish();
  return r;
}

std::optional<Fault> Reader::fault(const toml::table& table) {
  using Kind = Fault::Kind;
  static constexpr std::pair<std::string_view, Kind> kKinds[] = {
      {"status", Kind::status}, {"refused", Kind::refused}, {"dns", Kind::dns},   {"tls", Kind::tls},
      {"reset", Kind::reset},   {"malformed", Kind::malformed}, {"hang", Kind::hang}, {"slow_body", Kind::slow_body}};
  Fault f;
  Keys keys(*this, table, "[[host.fault]]");
  if (!table.contains("kind"))
    return problem(table.source(), "a fault needs a kind: status, refused, dns, tls, reset, malformed, hang or slow_body."), std::nullopt;
  if (!choice(keys, "kind", f.kind, kKinds)) return std::nullopt;
  whole(keys, "status", f.status, 400, 599);
  seconds_of(keys, "retry_after", f.retry_after);
  seconds_of(keys, "duration", f.duration);
  number(keys, "share", f.share, 0, 1);
  whole(keys, "every", f.every, 1, 1'000'000'000);
  seconds_of(keys, "from", f.from);
  seconds_of(keys, "to", f.to);
  text(keys, "path", f.path);
  if (f.to < f.from) problem(table.source(), "a fault's window ends ('to') before it begins ('from').");
  if (f.kind == Kind::slow_body && !table.contains("duration")) problem(table.source(), "a slow_body needs its duration in seconds.");
  if (f.kind != Kind::slow_body && table.contains("duration")) problem(table.source(), "'duration' belongs to the kind slow_body alone.");
  if (f.kind != Kind::status && (table.contains("status") || table.contains("retry_after")))
    problem(table.source(), "'status' and 'retry_after' belong to the kind status alone.");
  keys.finish();
  return f;
}

// What the top level says for all hosts, and [[host]] for one.
void Reader::host_values(Keys& keys, ScenarioHost& h) {
  static constexpr std::pair<std::string_view, Answers> kAnswers[] = {
      {"httpbin", Answers::httpbin}, {"openai", Answers::openai}, {"anthropic", Answers::anthropic}, {"json", Answers::json}};
  choice(keys, "answers", h.answers, kAnswers);
  distribution(keys, "latency", h.latency);
  distribution(keys, "round_trip", h.round_trip);
  number(keys, "dns", h.dns, 0, 1000);
  number(keys, "tcp", h.tcp, 0, 1000);
  number(keys, "tls", h.tls, 0, 1000);
  number(keys, "bandwidth", h.bandwidth, 0, 1e15);
  whole(keys, "chunks", h.chunks, 1, 100'000);
  distribution(keys, "gap", h.gap);
  whole(keys, "workers", h.workers, 0, 100'000);
  whole(keys, "queue", h.queue, 0, 1'000'000'000);
  flag(keys, "keep_alive", h.keep_alive);
  if (const toml::table* t = table_of(keys, "limit")) limit(*t, h.limit);
  std::vector<Route> routes;
  each_table(keys, "route", [&](const toml::table& t) { routes.push_back(route(t)); });
  h.routes.insert(h.routes.begin(), routes.begin(), routes.end());   // before those of a preset: the first that fits counts
  std::vector<Fault> faults;
  each_table(keys, "fault", [&](const toml::table& t) {
    if (auto f = fault(t)) faults.push_back(*f);
  });
  h.faults.insert(h.faults.begin(), faults.begin(), faults.end());
}

void Reader::host(const toml::table& table) {
  Scenario& s = out_.scenario;
  Keys keys(*this, table, "[[host]]");
  std::string name;
  if (!text(keys, "name", name) || name.empty()) {
    problem(table.source(), "a host needs a name: \"api.example.com\", \"*.example.com\" or \"*\".");
    return;
  }
  if (name.find_first_of("/: ") != std::string::npos)
    problem(table.source(), cat("'", name, "' is no host name: write it without scheme, port and path."));
  auto same = std::find_if(s.hosts.begin(), s.hosts.end(), [&](const ScenarioHost& h) { return h.name == name; });
  if (same == s.hosts.end()) {
    s.hosts.push_back(s.defaults);
    same = s.hosts.end() - 1;
    same->name = name;
  }
  host_values(keys, *same);
  keys.finish();
}

void Reader::traffic(const toml::table& table) {
  Traffic t;
  Keys keys(*this, table, "[[traffic]]");
  text(keys, "method", t.method);
  if (!text(keys, "path", t.target)) problem(table.source(), "traffic needs a path: \"/items?limit=3\".");
  else if (!t.target.starts_with('/')) problem(table.source(), "a path of [[traffic]] begins with /.");
  body(keys, t.body, t.is_json);
  headers(keys, t.headers);
  whole(keys, "count", t.count, 1, 1'000'000);
  seconds_of(keys, "start", t.start);
  distribution(keys, "gap", t.gap);
  keys.finish();
  out_.scenario.traffic.push_back(std::move(t));
}

void Reader::database(const toml::table& table) {
  Keys keys(*this, table, "[database]");
  distribution(keys, "connect", out_.scenario.database.connect);
  distribution(keys, "query", out_.scenario.database.query);
  whole(keys, "rows", out_.scenario.database.rows, 0, 1'000'000);
  keys.finish();
}

void Reader::compute(const toml::table& table) {
  std::vector<std::string> names;
  for (const auto& [name, cost] : compute_costs()) names.push_back(name);
  // A dotted key without quotes (pandas.read_csv = 1) is a table in a table: both spellings mean the same.
  auto one = [&](const std::string& name, const toml::table& in, std::string_view key, const toml::source_region& at) {
    if (!compute_costs().contains(name))
      return problem(at, cat("unknown work '", name, "' in [compute].", nearest(name, names), " Known: ", listed(names), "."));
    Keys keys(*this, in, "[compute]");
    distribution(keys, key, out_.scenario.compute[name]);
  };
  for (const auto& [key, node] : table) {
    const toml::table* below = node.as_table();
    if (!below || below->contains("kind")) {
      one(std::string(key.str()), table, key.str(), key.source());
      continue;
    }
    for (const auto& [inner, value] : *below) one(cat(key.str(), ".", inner.str()), *below, inner.str(), inner.source());
  }
}

void Reader::scenario(const toml::table& table) {
  Scenario& s = out_.scenario;
  Keys keys(*this, table, "the scenario");
  std::string base;
  if (text(keys, "preset", base)) {
    if (const Scenario* found = preset(base)) s = *found;
    else problem(table.get("preset")->source(), cat("there is no preset '", base, "'.", nearest(base, preset_names()), " Presets: ", listed(preset_names()), "."));
  }
  text(keys, "name", s.name);
  flag(keys, "answers_unlisted", s.answers_unlisted);
  {
    // What the top level says holds for the preset's hosts, too. Its problems are told once.
    host_values(keys, s.defaults);
    std::vector<ScenarioProblem> told = std::exchange(out_.problems, {});
    for (ScenarioHost& h : s.hosts) host_values(keys, h);
    out_.problems = std::move(told);
  }
  each_table(keys, "host", [&](const toml::table& t) { host(t); });
  if (table.contains("traffic")) s.traffic.clear();
  each_table(keys, "traffic", [&](const toml::table& t) { traffic(t); });
  if (const toml::table* t = table_of(keys, "database")) database(*t);
  if (const toml::table* t = table_of(keys, "compute")) compute(*t);
  keys.finish();
}

void Reader::read(std::string_view text, std::string_view table) {
  if (text.size() > kLargestText) {
    out_.problems.push_back({0, "the scenario is larger than 1 MiB."});
    return;
  }
  try {
    toml::table whole = toml::parse(text);
    if (table.empty()) return scenario(whole);
    const toml::node* n = whole.get(table);
    if (!n) {
      out_.scenario = default_scenario();
      return;
    }
    if (const toml::table* t = n->as_table()) scenario(*t);
    else wrong(*n, table, "a table");
  } catch (const toml::parse_error& error) {
    problem(error.source(), cat("this is not TOML: ", error.description(), "."));
  }
}

}  // namespace

ReadScenario read_scenario(std::string_view toml, uint32_t line_offset, std::string_view table) {
  ReadScenario out;
  Reader(out, line_offset).read(toml, table);
  std::stable_sort(out.problems.begin(), out.problems.end(), [](const ScenarioProblem& a, const ScenarioProblem& b) { return a.line < b.line; });
  return out;
}

}  // namespace sim

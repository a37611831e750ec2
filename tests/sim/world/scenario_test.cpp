#include "sim/world/scenario.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace sim;

namespace {

std::string problems_of(std::string_view toml, uint32_t offset = 0) { return describe(read_scenario(toml, offset).problems, "s.toml"); }

double sample_mean(const Distribution& d, int n) {
  Random random(7);
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += seconds(d.sample(random));
  return sum / n;
}

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("a scenario's hosts inherit from the top level and override it", "[scenario]") {
  auto read = read_scenario(R"(
latency = "250 ms"
round_trip = 0.02
[[host]]
name = "api.example.com"
latency = { kind = "uniform", min = 0.1, max = "300 ms" }
workers = 4
queue = 2
limit = { per_second = 10, retry_after = 3 }
[[host]]
name = "*.example.com"
tls = 2
)");
  CHECK(describe(read.problems, "s") == "");
  const Scenario& s = read.scenario;
  const ScenarioHost* api = s.host("api.example.com");
  REQUIRE(api);
  CHECK(api->latency.kind == Distribution::Kind::uniform);
  CHECK(api->latency.b == 0.3);
  CHECK(api->round_trip.a == 0.02);
  CHECK(api->workers == 4);
  CHECK(api->limit.per_second == 10);
  CHECK(api->limit.retry_after == 3);
  const ScenarioHost* other = s.host("db.example.com");
  REQUIRE(other);
  CHECK(other->name == "*.example.com");
  CHECK(other->latency.a == 0.25);
  CHECK(other->tls == 2);
  CHECK(s.host("elsewhere.org") == &s.defaults);
}

TEST_CASE("without answers_unlisted the name of an unlisted host does not resolve", "[scenario]") {
  auto read = read_scenario("answers_unlisted = false\n[[host]]\nname = \"a.org\"");
  REQUIRE(read.problems.empty());
  CHECK(read.scenario.host("a.org"));
  CHECK(read.scenario.host("b.org") == nullptr);
}

TEST_CASE("every preset reads without a problem and is found by its name", "[scenario]") {
  for (const char* name : {"default", "httpbin", "openai", "anthropic", "flaky", "slow", "rate-limited"}) {
    INFO(name);
    REQUIRE(preset(name));
    CHECK(preset(name)->name == name);
  }
  CHECK(preset("nothing") == nullptr);
  CHECK(preset_names().size() == 7);
}

TEST_CASE("a preset's values are changed by what stands beside it, for its hosts too", "[scenario]") {
  auto read = read_scenario(R"(
preset = "httpbin"
latency = 0.5
[[host]]
name = "httpbin.org"
workers = 2
[[host.route]]
path = "/get"
latency = 1
)");
  CHECK(describe(read.problems, "s") == "");
  const ScenarioHost* host = read.scenario.host("httpbin.org");
  REQUIRE(host);
  CHECK(host->answers == Answers::httpbin);
  CHECK(host->latency.quantile(0.9) == 0.5);
  CHECK(host->workers == 2);
  REQUIRE(host->routes.size() == 1);
  CHECK(host->routes[0].latency->a == 1);
  CHECK(read.scenario.hosts.size() == 1);
}

TEST_CASE("the table of a lesson's head is read with the lines of its file", "[scenario]") {
  std::string head = "id = \"x\"\n[scenario]\npreset = \"slow\"\nlatencyy = 3\n[[scenario.host]]\nname = \"a.org\"\n";
  auto read = read_scenario(head, 10, "scenario");
  CHECK(describe(read.problems, "l.py") == "l.py:14: unknown key 'latencyy' in the scenario. Did you mean 'latency'?");
  CHECK(read.scenario.host("a.org")->name == "a.org");
  CHECK(read_scenario("id = \"x\"\n", 0, "scenario").scenario.name == "default");
}

TEST_CASE("each mistake of a scenario is told with its line", "[scenario]") {
  auto [toml, sentence] = GENERATE(table<std::string, std::string>({
      {"latency = -1", "s.toml:1: 'latency' must be between 0 and 1e9 seconds, not -1."},
      {"latency = nan", "s.toml:1: 'latency' must be between 0 and 1e9 seconds, not nan."},
      {"\nlatency = \"3 days\"", "s.toml:2: 'latency' must be a number of seconds, a text such as \"250 ms\", or a table with a kind, not the text \"3 days\"."},
      {"latency = { kind = \"gauss\" }", "s.toml:1: 'kind' must be one of constant, uniform, normal, lognormal, exponential, pareto, not the text \"gauss\"."},
      {"latency = { min = 1 }", "s.toml:1: 'latency' needs a kind: constant, uniform, normal, lognormal, exponential or pareto."},
      {"latency = { kind = \"uniform\", min = 2, max = 1 }", "s.toml:1: 'latency': max is less than min."},
      {"latency = { kind = \"normal\", mean = 1 }", "s.toml:1: 'latency' of this kind needs 'sd'."},
      {"latency = { kind = \"pareto\", min = 1, alpha = 0 }", "s.toml:1: 'alpha' must be between 0.1 and 100, not 0."},
      {"workers = 1.5", "s.toml:1: 'workers' must be a whole number, not 1.5."},
      {"workers = -1", "s.toml:1: 'workers' must be between 0 and 100000, not -1."},
      {"keep_alive = 1", "s.toml:1: 'keep_alive' must be true or false, not 1."},
      {"tls = \"two\"", "s.toml:1: 'tls' must be a number, not the text \"two\"."},
      {"answers = \"httbin\"", "s.toml:1: 'answers' must be one of httpbin, openai, anthropic, json, not the text \"httbin\". Did you mean 'httpbin'?"},
      {"preset = \"opnai\"", "s.toml:1: there is no preset 'opnai'. Did you mean 'openai'? "
                             "Presets: anthropic, default, flaky, httpbin, openai, rate-limited, slow."},
      {"[host]\nname = \"a\"", "s.toml:1: 'host' must be a list of tables: write [[host]], not [host]."},
      {"[[host]]\nlatency = 1", "s.toml:1: a host needs a name: \"api.example.com\", \"*.example.com\" or \"*\"."},
      {"[[host]]\nname = \"https://a.org/\"", "s.toml:1: 'https://a.org/' is no host name: write it without scheme, port and path."},
      {"[[host]]\nname = \"a\"\n[[host.route]]\npath = \"get\"", "s.toml:3: a route's path begins with / or *."},
      {"[[host]]\nname = \"a\"\n[[host.route]]\npath = \"/x\"\nbody = \"a\"\njson = {}", "s.toml:6: 'body' and 'json' are both given; one of them is enough."},
      {"[[host]]\nname = \"a\"\n[[host.route]]\npath = \"/x\"\nheaders = { \"a b\" = \"c\" }", "s.toml:5: a header's name and value are texts of one line."},
      {"[[fault]]\nshare = 0.5", "s.toml:1: a fault needs a kind: status, refused, dns, tls, reset, malformed, hang or slow_body."},
      {"[[fault]]\nkind = \"hang\"\nshare = 50", "s.toml:3: 'share' must be between 0 and 1, not 50."},
      {"[[fault]]\nkind = \"slow_body\"", "s.toml:1: a slow_body needs its duration in seconds."},
      {"[[fault]]\nkind = \"reset\"\nstatus = 500", "s.toml:1: 'status' and 'retry_after' belong to the kind status alone."},
      {"[[fault]]\nkind = \"status\"\nfrom = 2\nto = 1", "s.toml:1: a fault's window ends ('to') before it begins ('from')."},
      {"[limit]\nper_sec = 3", "s.toml:2: unknown key 'per_sec' in [limit]. Did you mean 'per_second'?"},
      {"[[traffic]]\ncount = 3", "s.toml:1: traffic needs a path: \"/items?limit=3\"."},
      {"[database]\nrows = \"many\"", "s.toml:2: 'rows' must be a whole number, not the text \"many\"."},
      {"[compute]\npandas.read_cvs = 1", "s.toml:2: unknown work 'pandas.read_cvs' in [compute]. Did you mean 'pandas.read_csv'? Known: numpy.dot, numpy.sort, "
                                         "pandas.describe, pandas.groupby, pandas.read_csv, sentence_transformers.encode, "
                                         "sentence_transformers.encode_text, sentence_transformers.load."},
      {"name = 3", "s.toml:1: 'name' must be a text, not 3."},
  }));
  CHECK(problems_of(toml) == sentence);
}

TEST_CASE("all mistakes are told at once, in the order of lines", "[scenario]") {
  CHECK(problems_of("latency = -1\nworkers = true\n[[host]]\nname = \"a\"\nwrokers = 3\n") ==
        "s.toml:1: 'latency' must be between 0 and 1e9 seconds, not -1.\n"
        "s.toml:2: 'workers' must be a whole number, not true.\n"
        "s.toml:5: unknown key 'wrokers' in [[host]]. Did you mean 'workers'?");
}

TEST_CASE("what is not TOML is one sentence with its line", "[scenario]") {
  CHECK_THAT(problems_of("latency = 1\nlatency = = 2\n", 100), Catch::StartsWith("s.toml:102: this is not TOML: "));
  CHECK_THAT(problems_of(std::string("a = \"\xff\"")), Catch::StartsWith("s.toml:1: this is not TOML: "));
  CHECK_THAT(problems_of(std::string(100'000, '[')), Catch::Contains("this is not TOML"));
  CHECK(problems_of(std::string(2'000'000, ' ')) == "s.toml: the scenario is larger than 1 MiB.");
}

TEST_CASE("quantiles and means of the distributions are those of the formulas", "[scenario]") {
  using Kind = Distribution::Kind;
  Distribution uniform{Kind::uniform, 1, 3, kInfinity};
  CHECK(uniform.quantile(0.25) == 1.5);
  CHECK(uniform.mean() == 2);
  Distribution normal{Kind::normal, 10, 1, kInfinity};
  CHECK(normal.quantile(0.5) == Approx(10));
  CHECK(normal.quantile(0.975) == Approx(11.959963984540054).epsilon(1e-14));
  CHECK(normal.quantile(0.0001) == Approx(6.280983514544291).epsilon(1e-12));
  CHECK(normal.quantile(1e-12) == Approx(10 - 7.034483825301131).epsilon(1e-12));
  Distribution lognormal{Kind::lognormal, 0.4, 0.5, kInfinity};
  CHECK(lognormal.quantile(0.5) == Approx(0.4));
  CHECK(lognormal.mean() == Approx(0.4 * std::exp(0.125)));
  Distribution exponential{Kind::exponential, 2, 0, kInfinity};
  CHECK(exponential.quantile(0.5) == Approx(2 * std::log(2)));
  CHECK(exponential.mean() == 2);
  Distribution pareto{Kind::pareto, 0.1, 3, kInfinity};
  CHECK(pareto.quantile(0.875) == Approx(0.2));
  CHECK(pareto.mean() == Approx(0.15));
  CHECK(Distribution{Kind::pareto, 1, 1, kInfinity}.mean() == kInfinity);
}

TEST_CASE("drawn times have the mean of their distribution", "[scenario]") {
  using Kind = Distribution::Kind;
  for (const Distribution& d : {Distribution::constant(0.3), Distribution{Kind::uniform, 0.1, 0.5, kInfinity}, Distribution{Kind::normal, 1, 0.2, kInfinity},
                                Distribution{Kind::normal, 0.1, 0.2, kInfinity}, Distribution{Kind::lognormal, 0.4, 0.5, kInfinity},
                                Distribution{Kind::pareto, 0.1, 1.5, 10}, Distribution{Kind::exponential, 0.4, 0, kInfinity}, Distribution{Kind::lognormal, 0.4, 1, 1}}) {
    INFO("kind " << static_cast<int>(d.kind));
    CHECK(sample_mean(d, 400'000) == Approx(d.mean()).epsilon(0.01));
  }
}

TEST_CASE("draws are never negative and never above the cut", "[scenario]") {
  Distribution d{Distribution::Kind::normal, 0.1, 1, 0.5};
  Random random(1);
  for (int i = 0; i < 10'000; ++i) {
    Time t = d.sample(random);
    REQUIRE(t >= 0);
    REQUIRE(t <= kSecond / 2);
  }
}

TEST_CASE("computing has default costs that a scenario changes, with and without quotes", "[scenario]") {
  CHECK(default_scenario().cost("pandas.read_csv").a == 0.5);
  CHECK(read_scenario("[compute]\npandas.read_csv = 2").scenario.cost("pandas.read_csv").a == 2);
  CHECK(read_scenario("[compute]\n\"pandas.read_csv\" = \"3 s\"").scenario.cost("pandas.read_csv").a == 3);
}

TEST_CASE("a pattern's star stands for any text", "[scenario]") {
  CHECK(fits("*", ""));
  CHECK(fits("/v1/*/items", "/v1/a/b/items"));
  CHECK(fits("*.example.com", "a.example.com"));
  CHECK_FALSE(fits("*.example.com", "example.com"));
  CHECK_FALSE(fits("/v1/*/items", "/v1/items"));
  CHECK(fits("a**b", "ab"));
}

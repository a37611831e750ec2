// A scenario: what the simulated network is like, as data. One TOML file drives the simulated network and the demo server alike.
// assets/scenarios/README.md explains every key. Before: scenario_reader.cpp reads it. After: server.h answers by it.
#pragma once
#include "sim/base/result.h"
#include "sim/world/distribution.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sim {

using Headers = std::vector<std::pair<std::string, std::string>>;

// What a rate limit refuses is answered at once with 429 and Retry-After. 0: no such limit.
struct RateLimit {
  uint32_t per_second = 0, per_minute = 0;   // requests admitted in any second, any minute that ends now
  uint32_t concurrent = 0;                   // requests admitted and not yet answered to the end
  int status = 429;
  double retry_after = -1;                   // seconds to say; negative: until the next one is admitted, rounded up
};

// Something that goes wrong. It strikes a request when all of its conditions hold (share, every, window, path).
struct Fault {
  enum class Kind : uint8_t { status, refused, dns, tls, reset, malformed, hang, slow_body };
  Kind kind = Kind::status;
  int status = 503;                          // of Kind::status
  double retry_after = -1;                   // of Kind::status: seconds; negative: no such header
  double duration = 0;                       // slow_body: seconds that the body takes
  double share = 1;                          // of the requests (of the connections for refused, dns, tls), drawn for each
  uint32_t every = 0;                        // the n-th, 2n-th ... only; 0: any
  double from = 0, to = std::numeric_limits<double>::infinity();   // seconds: the window in which it happens
  std::string path = "*";                    // pattern
};

// An answer of its own for some paths. Patterns: * stands for any text.
struct Route {
  std::string method = "*", path = "*";
  std::optional<Distribution> latency, gap;
  std::optional<uint32_t> chunks;
  int status = 0;                            // 0: what the host answers anyway
  std::optional<std::string> body;           // text, sent as it is
  bool is_json = false;                      // the body's content type
  uint64_t size = 0;                         // a body of so many bytes instead
  Headers headers;
};

// Names that nobody can have (RFC 6761); only a scenario that lists one gives it an address.
bool never_resolves(std::string_view host);

enum class Answers : uint8_t { httpbin, openai, anthropic, json };

struct ScenarioHost {
  std::string name = "*";                    // "api.example.com", "*.example.com" or "*"
  Answers answers = Answers::json;
  Distribution latency = Distribution::constant(0.1);      // from the request's arrival (and its turn) to the first byte of the answer
  Distribution round_trip = Distribution::constant(0);     // of the network between client and host; drawn for each connection
  double dns = 1, tcp = 1, tls = 1;          // what opening a connection costs, in round trips
  double bandwidth = 0;                      // bytes a second, each way; 0: no limit
  uint32_t chunks = 1;                       // of the bodies that stream
  Distribution gap;                          // between chunks
  uint32_t workers = 0;                      // requests worked on at once; 0: any number
  uint32_t queue = UINT32_MAX;               // requests that may wait for a worker; the next is answered 503
  bool keep_alive = true;                    // false: the connection closes after each answer
  RateLimit limit;
  std::vector<Route> routes;                 // the first that fits
  std::vector<Fault> faults;                 // the first that strikes
};

// Requests that arrive at an app served by the program itself (FastAPI).
struct Traffic {
  std::string method = "GET", target = "/";
  std::string body;
  bool is_json = false;
  Headers headers;
  uint32_t count = 1;
  double start = 0;                          // seconds after the server is up
  Distribution gap;                          // between two arrivals
};

struct Database {
  Distribution connect = Distribution::constant(0.02), query = Distribution::constant(0.01);
  uint32_t rows = 100;                       // that a table nobody filled holds already
};

struct Scenario {
  std::string name;
  ScenarioHost defaults;                             // what a host has that its table does not say; also the host for unlisted names
  bool answers_unlisted = true;              // false: the name of a host that is not listed does not resolve
  std::vector<ScenarioHost> hosts;
  std::vector<Traffic> traffic;
  Database database;
  std::map<std::string, Distribution, std::less<>> compute;   // CPU-bound work of stand-ins: see compute_costs()

  // The exact name, else the pattern with the longest match, else `defaults`; null: not to be resolved.
  const ScenarioHost* host(std::string_view name) const;
  Distribution cost(std::string_view work) const;             // an entry of `compute`, or its default
};

struct ScenarioProblem {
  uint32_t line = 0;                         // of the file, from 1; 0: none
  std::string message;                       // without file and line
};

struct ReadScenario {
  Scenario scenario;                         // as far as it could be read
  std::vector<ScenarioProblem> problems;     // in order of lines; empty: all is well
};

// A scenario's TOML text. `line_offset` is added to every line number: the text stands so many lines down in its file. With `table`, only
// that table of the text is read (a lesson's head has [scenario]); a text without it gives the default scenario.
ReadScenario read_scenario(std::string_view toml, uint32_t line_offset = 0, std::string_view table = {});
// "file:line: message" for each problem, one a line.
std::string describe(const std::vector<ScenarioProblem>& problems, std::string_view file);

// The built-in scenarios (assets/scenarios/NAME.toml); null for an unknown name.
const Scenario* preset(std::string_view name);
const std::vector<std::string>& preset_names();
const Scenario& default_scenario();          // the preset "default": what a run without --scenario has

// The kinds of simulated computing and what each costs when the scenario does not say: "pandas.read_csv" ...
const std::map<std::string, Distribution, std::less<>>& compute_costs();

// Does `text` fit the pattern, in which * stands for any text?
bool fits(std::string_view pattern, std::string_view text);

}  // namespace sim

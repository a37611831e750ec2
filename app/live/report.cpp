// A comparison as a table for people and as JSON for programs (contract.md has the keys).
#include "app/live/live_run.h"
#include "sim/base/text.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace app::live {

namespace {

template <class... A>
std::string format(const char* how, A... values) {
  char out[200];
  std::snprintf(out, sizeof out, how, values...);
  return out;
}

}  // namespace

std::string to_table(const LiveReport& report) {
  std::string out = format("%u calls, %u at a time with semaphore, to ", report.calls.count, report.calls.concurrency);
  out += report.target + "\n\n";
  out += "strategy           wall  speed-up      p50      p95      max     ok errors in flight connections predicted  error\n";
  for (const StrategyResult& r : report.results) {
    out += format("%-12s %8.3f s %7.1f x %7.3f  %7.3f  %7.3f %6u %6u %9u %11llu", name(r.strategy), r.wall, r.speedup, r.p50, r.p95, r.longest, r.ok,
                  r.errors, r.peak_in_flight, static_cast<unsigned long long>(r.connections));
    out += r.predicted > 0 ? format(" %7.3f s %+5.1f %%\n", r.predicted, r.prediction_error * 100) : std::string("         -      -\n");
  }
  for (const StrategyResult& r : report.results) {
    bool plain = r.errors == 0 && r.status.size() <= 1 && r.first_p50 < 0 && r.complete;
    if (plain) continue;
    out += sim::cat("\n", name(r.strategy), ":");
    for (auto [status, n] : r.status) out += sim::cat("  ", n, " x ", status);
    for (const auto& [what, n] : r.problems)
      if (!what.starts_with("HTTP ")) out += sim::cat("  ", n, " x ", what);
    if (r.first_p50 >= 0) out += format("  first token after %.3f s (p50)", r.first_p50);
    if (!r.complete && !r.message.empty()) out += sim::cat("  ", r.message);
    for (const Call& call : r.calls)
      if (!call.error.empty() && call.error.find(':') != std::string::npos && call.seconds > 0) {
        std::string_view error = call.error;
        while (error.ends_with(' ') || error.ends_with(':')) error.remove_suffix(1);
        out += sim::cat("\n  for example call ", call.index, ": ", error);
        if (!r.reason.empty() && error.find(r.reason) == std::string_view::npos) out += sim::cat(" (", r.reason, ")");
        break;
      }
  }
  if (!out.ends_with("\n")) out += "\n";
  if (report.cost.connect == 0) return out;
  return out + "\nThe prediction counts this machine's own work, measured before on loopback:\n" + describe(report.cost) + ".\n";
}

std::string to_json(const LiveReport& report) {
  nlohmann::ordered_json strategies = nlohmann::ordered_json::array();
  for (const StrategyResult& r : report.results) {
    nlohmann::ordered_json status = nlohmann::ordered_json::object();
    for (auto [code, n] : r.status) status[std::to_string(code)] = n;
    strategies.push_back({{"name", name(r.strategy)},
                          {"wall_s", r.wall},
                          {"speedup", r.speedup},
                          {"p50_s", r.p50},
                          {"p95_s", r.p95},
                          {"max_s", r.longest},
                          {"ok", r.ok},
                          {"errors", r.errors},
                          {"status", status},
                          {"peak_in_flight", r.peak_in_flight},
                          {"connections", r.connections},
                          {"predicted_s", r.predicted},
                          {"prediction_error", r.prediction_error}});
    if (r.first_p50 >= 0) strategies.back()["first_token_p50_s"] = r.first_p50;
  }
  const OwnCost& cost = report.cost;
  nlohmann::ordered_json out = {{"target", report.target},
                                {"count", report.calls.count},
                                {"concurrency", report.calls.concurrency},
                                {"strategies", strategies},
                                {"own_cost_s",
                                 {{"connect", sim::seconds(cost.connect)},
                                  {"send", sim::seconds(cost.send)},
                                  {"answer", sim::seconds(cost.answer)},
                                  {"close", sim::seconds(cost.close)},
                                  {"way", sim::seconds(cost.way)}}}};
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace app::live

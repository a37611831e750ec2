#include "sim/world/scenario.h"

#include "sim/base/check.h"
#include "sim/base/text.h"
#include "sim/world/presets.h"

namespace sim {

bool fits(std::string_view pattern, std::string_view text) {
  size_t p = 0, t = 0, star = std::string_view::npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool never_resolves(std::string_view host) { return host.ends_with(".invalid"); }

const ScenarioHost* Scenario::host(std::string_view wanted) const {
  const ScenarioHost* best = nullptr;
  for (const ScenarioHost& h : hosts) {
    if (h.name == wanted) return &h;
    if (fits(h.name, wanted) && (!best || h.name.size() > best->name.size())) best = &h;
  }
  if (best) return best;
  return answers_unlisted && !never_resolves(wanted) ? &defaults : nullptr;
}

const std::map<std::string, Distribution, std::less<>>& compute_costs() {
  static const std::map<std::string, Distribution, std::less<>> costs = {
      {"numpy.dot", Distribution::constant(0.05)},
      {"numpy.sort", Distribution::constant(0.02)},
      {"pandas.describe", Distribution::constant(0.1)},
      {"pandas.groupby", Distribution::constant(0.1)},
      {"pandas.read_csv", Distribution::constant(0.5)},
      {"sentence_transformers.encode", Distribution::constant(0.2)},
      {"sentence_transformers.encode_text", Distribution::constant(0.01)},
      {"sentence_transformers.load", Distribution::constant(1.0)},
  };
  return costs;
}

Distribution Scenario::cost(std::string_view work) const {
  if (auto found = compute.find(work); found != compute.end()) return found->second;
  auto fallback = compute_costs().find(work);
  return fallback == compute_costs().end() ? Distribution::constant(0) : fallback->second;
}

std::string describe(const std::vector<ScenarioProblem>& problems, std::string_view file) {
  std::string out;
  for (const ScenarioProblem& p : problems) {
    if (!out.empty()) out += '\n';
    out += p.line ? cat(file, ":", p.line, ": ", p.message) : cat(file, ": ", p.message);
  }
  return out;
}

const Scenario* preset(std::string_view name) {
  static const auto scenarios = [] {
    std::map<std::string, Scenario, std::less<>> made;
    for (const PresetSource* p = kPresetSources; !p->name.empty(); ++p) {
      ReadScenario read = read_scenario(p->text);
      SIM_CHECK(read.problems.empty(), "a built-in scenario has errors; the test of the presets names them");
      made.emplace(p->name, std::move(read.scenario));
    }
    return made;
  }();
  auto found = scenarios.find(name);
  return found == scenarios.end() ? nullptr : &found->second;
}

const std::vector<std::string>& preset_names() {
  static const auto names = [] {
    std::vector<std::string> made;
    for (const PresetSource* p = kPresetSources; !p->name.empty(); ++p) made.emplace_back(p->name);
    return made;
  }();
  return names;
}

const Scenario& default_scenario() {
  const Scenario* found = preset("default");
  SIM_CHECK(found, "the preset 'default' is built in");
  return *found;
}

}  // namespace sim

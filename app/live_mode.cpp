// Before: model.cpp hands over the live mode's actions. After: live/session.h, live/program_run.h; files.cpp opens what was recorded.
#include "app/live_mode.h"

#include "app/commands/program_file.h"
#include "app/live/program_run.h"
#include "app/live/session.h"
#include "app/model_parts.h"
#include "app/texts.h"
#include "sim/base/text.h"
#include "sim/world/replay_world.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace app {

using live::Strategy;
using sim::cat;
using sim::Problem;

namespace {

std::string_view take_word(std::string_view& rest) {
  size_t end = std::min(rest.find_first_of(" ,"), rest.size());
  std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == ',')) rest.remove_prefix(1);
  return word;
}

sim::Result<std::shared_ptr<const sim::Scenario>> scenario_of(const Model& m) {
  if (auto own = options_of_source(m).scenario; own && m.live.scenario.empty()) return own;
  return load_scenario(m.live.scenario.empty() ? "default" : m.live.scenario);
}

sim::Result<live::LiveOptions> options_of(const Model& m) {
  live::LiveOptions options;
  options.calls = m.live.calls;
  options.strategies = m.live.strategies;
  options.seed = m.options.seed;
  auto scenario = scenario_of(m);
  if (!scenario) return Problem{scenario.problem()};
  options.scenario = **scenario;
  return live::checked(std::move(options));
}

// ---- what is set

sim::Result<double> number(std::string_view name, std::string_view text, bool whole) {
  double value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value) || value < 0)
    return Problem{tr("{1}: '{2}' is no number that makes sense here", name, text)};
  if (!whole) return std::min(value, 4e9);         // far above every bound
  auto n = whole_number(name, value);
  return n ? sim::Result<double>(*n) : Problem{n.problem()};
}

// "count 100": a sentence when it can't be.
std::string set(LiveMode& l, std::string_view text) {
  std::string_view name = take_word(text);
  struct Number {
    const char* name;
    bool whole;
    void (*put)(live::Calls&, double);
  };
  static constexpr Number kNumbers[] = {
      {"count", true, [](live::Calls& c, double v) { c.count = static_cast<uint32_t>(v); }},
      {"at-once", true, [](live::Calls& c, double v) { c.concurrency = static_cast<uint32_t>(v); }},
      {"retries", true, [](live::Calls& c, double v) { c.retries = static_cast<uint32_t>(v); }},
      {"timeout", false, [](live::Calls& c, double v) { c.timeout = v; }},
      {"backoff", false, [](live::Calls& c, double v) { c.backoff = v; }},
      {"rate", false, [](live::Calls& c, double v) { c.rate = v; }},
  };
  for (const Number& n : kNumbers)
    if (name == n.name) {
      auto value = number(name, text, n.whole);
      if (!value) return value.problem();
      n.put(l.calls, *value);
      return {};
    }
  if (name == "client") return turned(l.calls.client_per_call, text, "per-call", "shared");
  if (name == "stream") return turned(l.calls.stream, text);
  if (name == "scenario") return l.scenario = text == "own" ? "" : text, std::string();
  if (name == "strategies") {
    auto list = parse_strategies(text);
    if (!list) return list.problem();
    l.strategies = std::move(*list);
    return {};
  }
  if (name != "target") return tr("there is no '{1}' to set: target, count, at-once, strategies, client, stream, timeout, retries, backoff, rate, scenario", name);
  l.calls.urls.clear();
  if (text != "demo")
    while (!text.empty()) l.calls.urls.emplace_back(take_word(text));
  return {};
}

// ---- what runs

void begin(Model& m, live::LiveOptions options) {
  LiveMode& l = m.live;
  l.session = nullptr;                             // the one before ends first: its server, its threads
  options.allowed = l.allowed;
  l.session = std::make_shared<live::Session>(std::move(options));
  l.chosen = 0;
  m.panels.set(Panel::live, true);
}

void start(Model& m) {
  LiveMode& l = m.live;
  l.asked.clear();
  auto options = options_of(m);
  l.problem = options ? "" : options.problem();
  if (!options) {
    m.panels.set(Panel::live, true);
    return say(m, l.problem, true);
  }
  for (const std::string& host : live::foreign_hosts(*options))
    if (!l.allowed.count(host)) l.asked.push_back(host);
  if (l.asked.empty()) begin(m, std::move(*options));
}

void answer(Model& m, const std::string& text) {
  LiveMode& l = m.live;
  if (l.asked.empty()) return;
  std::vector<std::string> hosts = std::exchange(l.asked, {});
  if (text != "yes") return say(m, tr("Nothing was sent."));
  l.allowed.insert(hosts.begin(), hosts.end());
  start(m);
}

void stop(Model& m) {
  if (m.live.program) m.live.program->stop();
  if (m.live.session) m.live.session->stop();
}

void start_program(Model& m) {
  LiveMode& l = m.live;
  if (m.source.buffer.text().empty()) return say(m, tr("There is no program to run."), true);
  auto scenario = scenario_of(m);
  if (!scenario) return say(m, scenario.problem(), true);
  live::ProgramOptions options;
  options.program = program_of_source(m);
  options.scenario = *scenario;
  options.run.seed = options_of_source(m).seed;
  options.run.detail = sim::Trace::Detail::off;    // what is stepped through is played back from the recording
  l.program = nullptr;
  l.program = std::make_shared<live::ProgramRun>(std::move(options));
  say(m, tr("Runs with real HTTP; hosts elsewhere are played by the demo server. Ctrl+L stops it."));
}

// `options`: those of the run that was recorded.
sim::RunOptions recorded(sim::RunOptions options, std::shared_ptr<const sim::Recording> recording, std::shared_ptr<const sim::Scenario> scenario) {
  options.scenario = scenario;
  options.world = [recording, scenario] { return std::make_shared<sim::ReplayWorld>(recording, scenario); };
  return options;
}

void say_cut(Model& m, const sim::Recording& recording) {
  double seconds = recording.steps.empty() ? 0 : sim::seconds(recording.steps.back().now);
  say(m, tr("The run was too long to be recorded whole: its first {1} s can be stepped through.", static_cast<int64_t>(seconds)));
}

// The session's strategy of that name; without a name the chosen one.
std::optional<Strategy> named(const LiveMode& l, const std::string& name) {
  if (!name.empty()) return live::find_strategy(name);
  if (!l.session) return std::nullopt;
  const auto& strategies = l.session->strategies();
  return l.chosen < strategies.size() ? std::optional(strategies[l.chosen]) : std::nullopt;
}

void open_strategy(Model& m, const std::string& name) {
  auto strategy = named(m.live, name);
  auto finished = strategy && m.live.session ? m.live.session->finished(*strategy) : std::nullopt;
  if (!finished) return say(m, tr("No strategy has ended yet that could be stepped through: Ctrl+L starts them."), true);
  open_recorded(m, cat(live::name(*strategy), ".py"), finished->program, recorded(finished->options, finished->recording, nullptr));
  m.panels.set(Panel::timeline, true);
  if (finished->recording->cut) return say_cut(m, *finished->recording);
  say(m, tr("The recorded run of {1}, as the server really answered. Shift+L goes back to the comparison.", live::name(*strategy)));
}

void choose(LiveMode& l, double wanted) {
  if (!l.session) return;
  size_t count = l.session->strategies().size();
  l.chosen = static_cast<size_t>(std::clamp(wanted, 0.0, static_cast<double>(std::max<size_t>(count, 1) - 1)));
}

void set_view(Model& m, const std::string& text) {
  LiveMode& l = m.live;
  if (!text.empty() && text != "lanes" && text != "numbers") return say(m, tr("the live panel shows lanes or numbers"), true);
  bool lanes = text.empty() ? l.view == LiveView::numbers : text == "lanes";
  l.view = lanes ? LiveView::lanes : LiveView::numbers;
  m.panels.set(Panel::live, true);
}

}  // namespace

sim::Result<std::vector<Strategy>> parse_strategies(std::string_view names) {
  std::vector<Strategy> out;
  while (!names.empty()) {
    std::string_view name = take_word(names);
    auto strategy = live::find_strategy(name);
    if (!strategy) return Problem{tr("there is no strategy '{1}': serial, gather, semaphore, as_completed", name)};
    if (std::find(out.begin(), out.end(), *strategy) == out.end()) out.push_back(*strategy);
  }
  return out;
}

sim::Result<uint32_t> whole_number(std::string_view name, double value) {
  if (!(value >= 0) || value != std::floor(value)) return Problem{tr("{1}: it must be a whole number, 0 or more", name)};
  return static_cast<uint32_t>(std::min(value, 4e9));   // far above every bound
}

bool live_busy(const Model& m) { return m.live.program || (m.live.session && m.live.session->running()); }

void live_tick(Model& m) {
  if (!m.live.program || !m.live.program->over()) return;
  std::shared_ptr<live::ProgramRun> ran = std::exchange(m.live.program, nullptr);
  auto result = ran->take();
  if (!result) return say(m, result.problem(), true);
  const sim::Program& program = ran->options().program;
  if (changed_meanwhile(m, program.text)) return;  // not asked for: what was typed is to run
  sim::RunOptions options = recorded(ran->options().run, result->recording, ran->options().scenario);
  request_run(m, RunWhy::live, program.path, program.text, &options);
  if (result->recording->cut) say_cut(m, *result->recording);
}

bool apply_live(Model& m, const Action& action) {
  switch (action.id) {
    case ActionId::live_set:
      if (std::string problem = set(m.live, action.text); !problem.empty()) say(m, problem, true);
      return true;
    case ActionId::live_target:
      m.panels.set(Panel::live, true);
      ++m.live.wants_target;
      return true;
    case ActionId::live_go:
      if (live_busy(m)) stop(m);
      else start(m);
      return true;
    case ActionId::live_answer: answer(m, action.text); return true;
    case ActionId::live_program: start_program(m); return true;
    case ActionId::live_choose: choose(m.live, action.a); return true;
    case ActionId::live_open: open_strategy(m, action.text); return true;
    case ActionId::live_view: set_view(m, action.text); return true;
    default: return false;
  }
}

std::optional<Action> live_key(const Model& m, const KeyPress& key) {
  auto by = list_key(key);
  if (!by || !m.live.session || !m.panels.shows(Panel::live)) return std::nullopt;
  if (*by == 0) return Action{ActionId::live_open};
  return Action{ActionId::live_choose, "", static_cast<double>(m.live.chosen) + *by};
}

}  // namespace app

#include "app/commands/program_file.h"

#include "app/commands/command_line.h"
#include "sim/base/text.h"
#include "sim/world/scenario.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace app {

namespace {
constexpr std::uintmax_t kLargestProgram = 16u << 20;

std::string names(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& name : all) out += (out.empty() ? "" : ", ") + name;
  return out;
}
}  // namespace

sim::Result<std::shared_ptr<const sim::Scenario>> load_scenario(const std::string& name) {
  // A preset lives as long as the program: nobody owns it.
  if (const sim::Scenario* found = sim::preset(name)) return std::shared_ptr<const sim::Scenario>(found, [](const sim::Scenario*) {});
  std::error_code error;
  if (!std::filesystem::is_regular_file(name, error))
    return sim::Problem{sim::cat("can't open the scenario '", name, "': no such file, and no preset (", names(sim::preset_names()), ").")};
  std::ifstream file(name, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file) return sim::Problem{sim::cat("can't read the scenario '", name, "'.")};
  sim::ReadScenario read = sim::read_scenario(text);
  if (!read.problems.empty()) return sim::Problem{sim::cat("the scenario has errors:\n", sim::describe(read.problems, name))};
  return std::make_shared<const sim::Scenario>(std::move(read.scenario));
}

sim::Result<sim::Program> read_program(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return sim::Problem{sim::cat("can't open '", path, "': no such file. Give the path of a Python program.")};
  if (fs::is_directory(status)) return sim::Problem{sim::cat("'", path, "' is a directory. Give the path of a Python program in it.")};
  if (fs::is_regular_file(status) && fs::file_size(path, error) > kLargestProgram)
    return sim::Problem{sim::cat("'", path, "' is larger than 16 MiB. Loopscope runs programs, not data.")};
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return sim::Problem{sim::cat("can't read '", path, "': ", std::strerror(errno), ".")};
  sim::Program program{path, {}, {}};
  char buffer[65536];
  size_t n;
  while ((n = std::fread(buffer, 1, sizeof buffer, file)) > 0 && program.text.size() <= kLargestProgram) program.text.append(buffer, n);
  bool failed = std::ferror(file) != 0;
  std::fclose(file);
  if (failed) return sim::Problem{sim::cat("can't read '", path, "' to its end.")};
  return program;
}

void add_common_options(CommandLine& command, CommonOptions& o) {
  command.option("--scenario", &o.scenario, "the simulated network: a TOML file, or a preset (" + names(sim::preset_names()) + ")").shown_as("FILE.toml|PRESET");
  command.option("--seed", &o.seed, "seed of the world's random latencies and of `random`").shown_as("N").whole();
  command.option("--max-steps", &o.max_steps, "end the run after N executed bytecode instructions").shown_as("N").whole();
  command.option("--max-time", &o.max_time, "end the run at this virtual time").shown_as("SECONDS").not_negative();
  command.option("--max-memory", &o.max_memory, "end the run when its objects need more").shown_as("MB").not_negative();
  command.option("--step-cost", &o.step_cost, "virtual time that each turn of the loop costs (default 0)").shown_as("SECONDS").not_negative();
}

sim::Result<sim::RunOptions> to_run_options(const CommonOptions& o) {
  sim::RunOptions options;
  if (!o.scenario.empty()) {
    auto scenario = load_scenario(o.scenario);
    if (!scenario) return sim::Problem{scenario.problem()};
    options.scenario = *scenario;
  }
  options.seed = o.seed;
  options.step_cost = sim::time_from_seconds(o.step_cost);
  if (o.max_steps) options.limits.steps = *o.max_steps;
  if (o.max_time) options.limits.virtual_time = sim::time_from_seconds(*o.max_time);
  if (o.max_memory) options.limits.memory = *o.max_memory < 1e9 ? static_cast<size_t>(*o.max_memory * 1024 * 1024) : SIZE_MAX;
  return options;
}

}  // namespace app

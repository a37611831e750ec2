// Reading a program from disk, and the options that every command that runs one shares.
#pragma once
#include "sim/base/result.h"
#include "sim/run/run.h"

#include <optional>
#include <string>

namespace app {

class CommandLine;

// The file, or a sentence: missing, a directory, unreadable, too large (over 16 MiB).
sim::Result<sim::Program> read_program(const std::string& path);

// A preset of that name, or the scenario of a TOML file; else a sentence for each thing that is wrong with it.
sim::Result<std::shared_ptr<const sim::Scenario>> load_scenario(const std::string& name);

struct CommonOptions {
  std::string scenario;
  uint64_t seed = 0;
  std::optional<uint64_t> max_steps;
  std::optional<double> max_time, max_memory;
  double step_cost = 0;
};
// --scenario --seed --max-steps --max-time --max-memory --step-cost
void add_common_options(CommandLine& command, CommonOptions& options);
sim::Result<sim::RunOptions> to_run_options(const CommonOptions& options);

}  // namespace app

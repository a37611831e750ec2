#include "app/live/program_run.h"

#include "app/live/demo_server.h"

namespace app::live {

sim::Result<ProgramResult> run_program(ProgramOptions options, std::atomic<bool>& interrupted) {
  auto server = DemoServer::start(*options.scenario, options.run.seed);
  if (!server) return sim::Problem{server.problem()};
  options.policy.others = Endpoint{"127.0.0.1", (*server)->port(), false};
  auto world = std::make_shared<LiveWorld>(std::move(options.policy), &interrupted, options.scenario.get());
  options.run.interrupted = &interrupted;
  options.run.world = [&] { return world; };
  ProgramResult result;
  result.run = sim::run(options.program, options.run);
  result.recording = world->recording();
  result.played = world->traffic().played;
  return result;
}

ProgramRun::ProgramRun(ProgramOptions options) : options_(std::move(options)) {
  thread_ = std::thread([this] {
    result_ = run_program(options_, interrupted_);
    over_ = true;
  });
}

ProgramRun::~ProgramRun() {
  stop();
  if (thread_.joinable()) thread_.join();
}

double ProgramRun::seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count(); }

sim::Result<ProgramResult> ProgramRun::take() {
  thread_.join();
  return std::move(*result_);
}

}  // namespace app::live

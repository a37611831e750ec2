// loopscope serve: the demo server until Ctrl-C.
#include "app/commands/command_line.h"
#include "app/commands/commands.h"
#include "app/commands/program_file.h"
#include "app/live/demo_server.h"

#include <csignal>
#include <cstdio>

namespace app {

int serve_command(int argc, char** argv) {
  CommandLine command(
      "Answers HTTP on 127.0.0.1 as a scenario says, until Ctrl-C: what httpbin does for /get /post /anything/* /uuid /delay/S /status/CODE\n"
      "/stream/N /bytes/N /redirect/N /cookies /basic-auth/USER/PASSWORD /bearer /headers /response-headers /html /json,\n"
      "and the chat endpoints of OpenAI and Anthropic.",
      "loopscope serve");
  int port = 8000;
  std::string scenario_name;
  uint64_t seed = 0;
  bool quiet = false;
  command.option("--port", &port, "default 8000; 0 takes any free one").shown_as("N").between(0, 65535);
  command.option("--scenario", &scenario_name, "a TOML file or a preset's name: latency, limits, faults (default: default)").shown_as("FILE");
  command.option("--seed", &seed, "of random latencies and faults").shown_as("N").whole();
  command.flag("--quiet", quiet, "print only the address");
  if (auto status = command.read(argc, argv)) return *status;
  auto scenario = load_scenario(scenario_name.empty() ? "default" : scenario_name);
  if (!scenario) return fail(scenario.problem());
  // Every thread inherits this: the signals wait until sigwait() takes them.
  sigset_t ends;
  sigemptyset(&ends);
  for (int s : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&ends, s);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  auto server = live::DemoServer::start(**scenario, seed, static_cast<uint16_t>(port));
  if (!server) return fail(server.problem());
  std::printf("%s\n", (*server)->url().c_str());
  if (!quiet) std::printf("Ctrl-C ends it. Try: curl %s/get\n", (*server)->url().c_str());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&ends, &signal);
  auto counts = (*server)->counts();
  server->reset();
  if (!quiet)
    std::printf("\n%llu requests on %llu connections answered.\n", static_cast<unsigned long long>(counts.requests),
                static_cast<unsigned long long>(counts.connections));
  return 0;
}

}  // namespace app

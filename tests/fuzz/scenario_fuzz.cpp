// libFuzzer target: no bytes may crash the reading of a scenario; one that reads answers any request in finite time.
#include "sim/base/check.h"
#include "sim/world/server.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sim;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  ReadScenario read = read_scenario(text);
  for (const ScenarioProblem& p : read.problems) SIM_CHECK(!p.message.empty(), "every problem has a sentence");
  if (!read.problems.empty()) return 0;
  Servers servers(read.scenario, 1);
  Server* server = servers.find("api.example.com");
  if (!server) return 0;
  for (int i = 0; i < 3; ++i) {
    server->open(i * kSecond, true);
    Answer a = server->answer({"POST", "/v1/chat/completions?a=b", {{"content-type", "application/json"}}, std::string(text)}, i * kSecond);
    SIM_CHECK(a.head_after >= 0 && a.total() >= 0, "time does not run backwards");
  }
  return 0;
}

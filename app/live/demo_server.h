// The bundled server on 127.0.0.1: real HTTP, answered as a scenario says, by the same model that the simulated network asks.
// Before: commands serve and live, live_run.cpp, tests. After: sim/world/server.h plans each answer; connection.h carries it.
#pragma once
#include "sim/base/result.h"
#include "sim/world/scenario.h"

#include <cstdint>
#include <memory>
#include <string>

namespace app::live {

class DemoServer {
 public:
  // Listens at once; port 0: any free one. A sentence when the port can't be had.
  static sim::Result<std::unique_ptr<DemoServer>> start(sim::Scenario scenario, uint64_t seed, uint16_t port = 0);
  ~DemoServer();                     // ends all connections at once, and waits for its threads
  void expect(size_t at_once);       // so many connections: their threads are started now
  uint16_t port() const;
  std::string url() const;           // "http://127.0.0.1:8000"
  struct Counts {
    uint64_t connections = 0, requests = 0;
  };
  Counts counts() const;

 private:
  struct Impl;
  explicit DemoServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace app::live

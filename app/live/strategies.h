// The four ways to make many calls, each a Python program that a learner can read, step through, and run with Python itself. The same text runs
// live and in the simulator: the one is the measurement, the other the prediction.
// Before: live_run.cpp runs them and reads what they print.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app::live {

enum class Strategy : uint8_t { serial, gather, semaphore, as_completed };
inline constexpr Strategy kStrategies[] = {Strategy::serial, Strategy::gather, Strategy::semaphore, Strategy::as_completed};
const char* name(Strategy strategy);
std::optional<Strategy> find_strategy(std::string_view name);

// What the programs have as constants.
struct Calls {
  std::vector<std::string> urls;     // in turn
  uint32_t count = 50;
  uint32_t concurrency = 10;         // of semaphore
  double timeout = 10;               // seconds, of each phase of a call, as httpx counts
  uint32_t retries = 0;
  double backoff = 0.5;              // seconds before the first retry; doubled for each further one
  double rate = 0;                   // calls begun in a second, at most; 0: any number
  bool client_per_call = false;
  bool stream = false;               // read the answer line by line, and take the time of the first
};

std::string program(Strategy strategy, const Calls& calls);

// A line that a program prints when a call is over: "call 3 0.102345 0.051 200" or "call 3 10.0 - ReadTimeout: ...".
struct Call {
  uint32_t index = 0;
  double seconds = 0;                // with its retries
  double first = -1;                 // until the first line of a streamed answer; negative: none
  int status = 0;                    // 0: no answer
  std::string error;                 // the exception, "ReadTimeout: ..."
};
std::optional<Call> parse_call(std::string_view line);
// "total 1.234567", printed at the end.
std::optional<double> parse_total(std::string_view line);

// What a program prints, line by line as it prints it.
class Lines {
 public:
  explicit Lines(std::function<void(std::string_view)> on_line) : on_line_(std::move(on_line)) {}
  void add(std::string_view text);

 private:
  std::function<void(std::string_view)> on_line_;
  std::string open_;
};

}  // namespace app::live

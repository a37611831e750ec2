// Any bytes as a lesson: read, its versions written out, its questions and rules held against an empty run.
#include "sim/lesson/course.h"
#include "sim/lesson/inspect.h"
#include "sim/lesson/parse.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  // With a head of its own in front half of the time, so that what follows is reached.
  if (size && data[0] % 2) bytes = "# /// lesson\n# id = \"x\"\n# title = \"x\"\n# order = 1\n# goals = [\"x\"]\n# ///\n#: x\n" + bytes;
  auto reading = sim::lesson::read_lesson(bytes, "fuzz.py");
  auto lesson = std::make_shared<const sim::lesson::Lesson>(std::move(reading.lesson));
  sim::lesson::mistakes_between(sim::lesson::make_course("fuzz", {lesson, lesson}));
  for (const auto& variant : lesson->variants) sim::lesson::program_text(*lesson, &variant);
  sim::lesson::Inspection with;
  with.options = [](const sim::lesson::Lesson&) {
    sim::RunOptions options;
    options.limits.steps = 2000;
    options.limits.memory = size_t{64} << 20;
    return sim::Result<sim::RunOptions>(options);
  };
  sim::lesson::inspect(*lesson, with);
  return 0;
}

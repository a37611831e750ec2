// libFuzzer target: no bytes may crash the lexer, the parser, the search for the reason, or the editor's colouring.
#include "sim/base/check.h"
#include "sim/python/lexer.h"
#include "sim/python/parser.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sim::py;
  std::string bytes(reinterpret_cast<const char*>(data), size);
  uint32_t end = 0;
  for (const ColourSpan& span : colour_spans(bytes)) {
    SIM_CHECK(span.start >= end && span.end > span.start && span.end <= size, "spans follow each other within the text");
    end = span.end;
  }
  auto text = normalise(std::move(bytes), "fuzz.py");
  if (text.index() != 0) return 0;
  const Source source{"fuzz.py", std::move(std::get<0>(text))};
  auto module = parse_module(source);
  if (const auto* problem = std::get_if<SyntaxProblem>(&module)) describe(*problem, source);
  parse_expression(source);
  return 0;
}

#include "app/load.h"

#include "app/commands/program_file.h"

#include <utility>

namespace app {

sim::Result<std::shared_ptr<const Document>> load_document(const std::string& name, const sim::RunOptions& given) {
  auto program = read_program(name);
  if (!program) return sim::Problem{program.problem()};
  sim::RunOptions options = given;
  options.detail = sim::Trace::Detail::lines;
  auto run = sim::run(*program, options);
  auto text = sim::py::normalise(program->text);
  std::string shown = std::holds_alternative<std::string>(text) ? std::move(std::get<std::string>(text)) : program->text;
  return std::shared_ptr<const Document>(std::make_shared<Document>(name, std::move(shown), std::move(run)));
}

}  // namespace app

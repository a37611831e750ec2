// From a file's name to a Document: reads it, runs it, analyses the run.
// Before: program_file.h, sim/run. After: model.cpp.
#pragma once
#include "app/document.h"
#include "sim/base/result.h"

namespace app {

// A path, or the name of a lesson. A program that fails has a document, too; only what cannot be read is a Problem.
sim::Result<std::shared_ptr<const Document>> load_document(const std::string& name, const sim::RunOptions& options = {});

}  // namespace app

// From a program's text to a Document: runs it, analyses the run. And the values at a moment: runs it again up to there.
// Before: commands/program_file.h, sim/run. After: model.cpp asks, session.cpp lets a worker answer.
#pragma once
#include "app/document.h"
#include "sim/base/result.h"
#include "sim/run/snapshot.h"

#include <atomic>

namespace app {

// Why a program is run: it was opened, its text was edited, its file changed, another run is to be seen beside it, or it ran with real HTTP and is
// played back.
enum class RunWhy : uint8_t { open, edit, reload, compare, live };

// How far a run has come: written by the thread it runs on, read by whoever waits for it.
struct RunProgress {
  std::atomic<size_t> records = 0;
  std::atomic<sim::Time> time = 0;
  std::atomic<bool> analysing = false;  // the program is over
};

struct RunRequest {
  uint64_t id = 0;
  RunWhy why = RunWhy::open;
  std::string path, text;
  sim::RunOptions options;
  std::shared_ptr<RunProgress> progress = nullptr;  // may be null
  size_t most_records = 4'000'000;                  // a run of more, which nobody could look through, ends there
  std::vector<std::string> arguments = {};          // sys.argv[1:]
  std::string folder = {};                          // sim::Program::folder
};
struct RunAnswer {
  uint64_t id = 0;
  RunWhy why = RunWhy::open;
  std::shared_ptr<const Document> document;
};
// One that `stop` ends shows what happened until then.
RunAnswer run_program(const RunRequest& request, std::atomic<bool>& stop);

// The variables at some records of a document's run. task 0: of the one that runs there.
struct ValuesRequest {
  std::shared_ptr<const Document> document;
  std::vector<size_t> records;
  sim::TaskId task = 0;
};
struct ValuesAnswer {
  std::shared_ptr<const Document> document;
  sim::TaskId task = 0;
  std::vector<size_t> records;  // that were asked for
  std::vector<sim::Snapshot> snapshots;
};
ValuesAnswer read_values(const ValuesRequest& request, std::atomic<bool>& stop);

// A document's run into a file for other tools; the path's ending says which.
struct ExportRequest {
  std::shared_ptr<const Document> document;
  std::string path;
};
struct ExportAnswer {
  std::string sentence;  // what became of it
  bool failed = false;
};
ExportAnswer export_document(const ExportRequest& request, std::atomic<bool>& stop);

// A path, or the name of a lesson: the path of what is to be opened, or a sentence.
sim::Result<std::string> find_program(const std::string& name);

}  // namespace app

// What the files that apply actions share: model.cpp (motion, view), edit.cpp (text), files.cpp (opening, running, saving).
#pragma once
#include "app/model.h"

namespace app {

void say(Model& model, std::string text, bool error = false);
void place_cursor(Model& model, size_t record);
void go(Model& model, size_t record);  // also stops playing and brings the playhead into view
void find_lanes(Model& model);
void fit(Model& model);
void clamp_view(Model& model);

// Each does its part of the actions; false: not one of its own.
bool apply_edit(Model& model, const Action& action);
bool apply_file(Model& model, const Action& action);
// Another text takes the place of the source's: what was typed and not saved is kept.
void leave_source(Model& model);
// What is being run, or waits to be, is no longer wanted.
void drop_runs(Model& model);
void run_source(Model& model, RunWhy why);
// `options`: other ones than the source's.
void request_run(Model& model, RunWhy why, const std::string& path, const std::string& text, const sim::RunOptions* options = nullptr);
// The program is no longer the text that ran with real HTTP: says so.
bool changed_meanwhile(Model& model, const std::string& text);
// A program that has no file, with a run that was recorded.
void open_recorded(Model& model, const std::string& name, const std::string& text, const sim::RunOptions& options);
void open_program(Model& model, const std::string& name);
// Where the cursor of one run stands in another: the same record while both went the same way, else the same moment.
size_t same_place(const Document& before, size_t cursor, const Document& now);

}  // namespace app

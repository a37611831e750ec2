// What the files that apply actions share: model.cpp hands them over to motion.cpp (the cursor), selection.cpp (what is seen and selected),
// edit.cpp (text), files.cpp (opening, running, saving), lessons/play.cpp, live_mode.cpp.
#pragma once
#include "app/model.h"

namespace app {

void say(Model& model, std::string text, bool error = false);
void place_cursor(Model& model, size_t record);
void go(Model& model, size_t record);  // also stops playing and brings the playhead into view
void show_playhead(Model& model);      // a playhead outside the view takes the view along
void play_on(Model& model, double seconds);
double fitting_speed(sim::Time total);  // about eight seconds for the whole run, whatever its length
void find_lanes(Model& model);
void fit(Model& model);
void clamp_view(Model& model);

// "on", "off", or nothing: the other way round. A sentence when it is something else.
std::string turned(bool& flag, std::string_view text, const char* on = "on", const char* off = "off");

// Each does its part of the actions; false: not one of its own.
bool apply_motion(Model& model, const Action& action);
bool apply_view(Model& model, const Action& action);
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
int64_t time_on_disk(const std::string& path);  // when it was written; 0: it is not there
void open_program(Model& model, const std::string& name);
// Files that were dragged onto the window: the first one is opened, of more than one the status bar says so.
void open_dropped(Model& model, const std::vector<std::string>& paths);
// Where the cursor of one run stands in another: the same record while both went the same way, else the same moment.
size_t same_place(const Document& before, size_t cursor, const Document& now);

}  // namespace app

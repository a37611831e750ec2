// One frame of the whole app: keys become actions, panels are placed and drawn, actions are applied. The same with and without a
// window. Before: window.cpp or a test calls NewFrame. After: they call Render.
#pragma once
#include "app/compare.h"
#include "app/panels/panels.h"
#include "app/timeline/draw.h"

#include <vector>

namespace app {

struct App {
  Model model;
  Look look;
  TimelineUi timeline;
  CodeUi code;
  OutputUi output;
  VariablesUi variables;
  TasksUi tasks;
  InspectorUi inspector;
  WhyUi why;
  HoodUi hood;
  AwaitTreeUi await_tree;
  StatisticsUi statistics;
  RestaurantUi restaurant;
  FindingsUi findings;
  LessonUi lesson;
  CourseUi course;
  LiveUi live;
  PaletteUi palette;
  SearchUi search;
  HelpUi help;
  PathUi path;
  NoteUi note;
  CompareUi compare;
  FrameFacts facts;
  std::vector<KeyPress> kept;  // typed before the field that they are meant for was there
  int sheet_frames = 0;        // since a sheet with a field is open
};

// `seconds` since the last frame; `keys` pressed since then.
void draw_frame(App& app, double seconds, const std::vector<KeyPress>& keys);

}  // namespace app

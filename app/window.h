// The window: GLFW, OpenGL and ImGui's back-ends. window.cpp is the only file that names them.
// After: session.cpp runs it.
#pragma once
#include "app/frame.h"
#include "sim/base/result.h"

#include <memory>
#include <string>
#include <vector>

namespace app {

class Window {
 public:
  // A Problem when there is no display. A hidden window draws as well as a shown one.
  static sim::Result<std::unique_ptr<Window>> open(int width, int height, bool shown);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  void set_title(const std::string& title);
  void resize(int width, int height);
  bool closed() const;
  // Sleeps until something is to be done: an event of the window's system, or `seconds` have passed.
  void wait(double seconds);
  void poll();
  static void wake();  // from any thread: wait() returns
  bool pending() const;  // the person did something that no frame has seen
  std::pair<int, int> size() const;
  // Draws and shows one frame. True when the person did something since the last one.
  bool frame(App& app, double seconds);
  // The last frame as a PNG.
  bool save(const std::string& path);
  double now() const;  // seconds since the start, for pacing

  struct Inside;  // what only window.cpp knows

 private:
  Window();
  std::unique_ptr<Inside> in_;
};

}  // namespace app

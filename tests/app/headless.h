// The whole app without window and graphics card: frames are laid out and drawn into lists that nobody shows.
#pragma once
#include "app/frame.h"
#include "tests/support/toy_loop.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace headless {

inline constexpr int kRight = 262, kLeft = 263, kDown = 264, kUp = 265, kSpace = 32, kEscape = 256, kEnter = 257, kTab = 258, kBackspace = 259;  // as the window tells them

// A program's text with a made trace; for tests that need no interpreter.
std::shared_ptr<const app::Document> document(sim::Trace trace, sim::Ending ending = sim::Ending::finished,
                                              std::string message = {}, uint32_t line = 0);
const std::string& program_text();
// The finished run of a program's file; null when it cannot be read.
std::shared_ptr<const app::Document> run_file(const std::string& path);
std::shared_ptr<const app::Document> run_text(const std::string& text);

class Screen {
 public:
  explicit Screen(float width = 1280, float height = 800, float scale = 1);
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  void frame(double seconds = 1.0 / 60, const std::vector<app::KeyPress>& keys = {});
  void press(int key, bool ctrl = false, bool shift = false) { frame(0, {{key, ctrl, shift, false}}); }
  // Into the field that is about to have the keyboard: ImGui gives it in a later frame.
  void type(const std::string& text);
  // "seek 0.1": as in a script.
  void act(const std::string& line);
  void resize(float width, float height);
  void move(float x, float y);
  void click(float x, float y);
  void drag(float x0, float y0, float x1, float y1, int button = 0);
  void wheel(float turns, float sideways = 0);
  void modifiers(bool ctrl, bool shift);  // held until told otherwise; for the mouse
  size_t vertices() const;

  app::App app;
  app::Model& model = app.model;

 private:
  void button(bool down, int which = 0);
  ImGuiContext* context_;
};

// All texts drawn while it lives.
struct Notes {
  std::vector<app::Paint::Drawn> drawn;
  Notes() { app::Paint::notes = &drawn; }
  ~Notes() { app::Paint::notes = nullptr; }
  Notes(const Notes&) = delete;
  Notes& operator=(const Notes&) = delete;
  bool has(std::string_view text) const {
    return std::any_of(drawn.begin(), drawn.end(), [&](const auto& d) { return d.text.find(text) != std::string::npos; });
  }
};

// The first two texts that lie over each other, as one sentence; "" when none do.
std::string overlap(std::vector<app::Paint::Drawn> drawn);

// Every panel comes to the front of its dock once.
template <class Body>
void each_front(Screen& screen, Body body) {
  size_t most = 0;
  for (int dock = 0; dock < app::kDocks; ++dock) most = std::max(most, screen.model.panels.tabs(static_cast<app::Dock>(dock)).size());
  for (size_t n = 0; n < most; ++n) {
    for (int dock = 0; dock < app::kDocks; ++dock)
      if (auto tabs = screen.model.panels.tabs(static_cast<app::Dock>(dock)); n < tabs.size()) screen.model.panels.set(tabs[n], true);
    body();
  }
}

}  // namespace headless

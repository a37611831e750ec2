#include "tests/app/headless.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace headless {

const std::string& program_text() {
  static const std::string kText =
      "import asyncio\n\n\n# Waits, then answers.\nasync def call(i: int) -> int:\n    await asyncio.sleep(0.3)\n    return "
      "i\n\n\n"
      "async def main() -> None:\n    t0 = 0\n    print(await asyncio.gather(call(1), call(2), call(3)))\n\tprint(f\"tabs and "
      "\xc3\xa9 {t0}\")\n\n\nasyncio.run(main())\n";
  return kText;
}

std::shared_ptr<const app::Document> document(sim::Trace trace, sim::Ending ending, std::string message, uint32_t line) {
  auto run = std::make_unique<sim::Run>();
  run->trace = std::move(trace);
  run->ending = ending;
  run->message = std::move(message);
  run->line = line;
  return std::make_shared<app::Document>("made.py", program_text(), std::move(run));
}

std::shared_ptr<const app::Document> run_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return nullptr;
  std::atomic<bool> stop = false;
  return app::run_program({1, app::RunWhy::open, path, text.str(), {}}, stop).document;
}

std::shared_ptr<const app::Document> run_text(const std::string& text) {
  std::atomic<bool> stop = false;
  return app::run_program({1, app::RunWhy::open, "program.py", text, {}}, stop).document;
}

Screen::Screen(float width, float height, float scale) : context_(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(context_);
  app.look.scale = scale;
  app.look.theme = app.model.theme;
  app.look.fonts = app::load_fonts(scale);
  app::apply_style(app.look);
  app::compat::prepare_headless(ImGui::GetIO());
  resize(width, height);
  move(-1, -1);
}

Screen::~Screen() {
  app::compat::release_textures();
  ImGui::DestroyContext(context_);
}

void Screen::resize(float width, float height) { ImGui::GetIO().DisplaySize = {width, height}; }

void Screen::frame(double seconds, const std::vector<app::KeyPress>& keys) {
  ImGui::GetIO().DeltaTime = 1 / 60.f;
  if (app.look.theme != app.model.theme) {
    app.look.theme = app.model.theme;
    app::apply_style(app.look);
  }
  ImGui::NewFrame();
  app::draw_frame(app, seconds, keys);
  ImGui::Render();
  app::compat::accept_textures();
}

void Screen::type(const std::string& text) {
  for (int n = 0; n < 4; ++n) frame();
  for (char c : text) ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(c)), frame();
}

void Screen::act(const std::string& line) {
  auto action = app::parse_action(line);
  if (!action) throw std::runtime_error(action.problem());
  app::apply(app.model, *action);
}

void Screen::move(float x, float y) { app::compat::mouse_at(ImGui::GetIO(), x, y); }
void Screen::button(bool down, int which) { app::compat::mouse_button(ImGui::GetIO(), which, down); }
void Screen::modifiers(bool ctrl, bool shift) { app::compat::modifiers(ImGui::GetIO(), ctrl, shift); }
void Screen::wheel(float turns, float sideways) {
  app::compat::mouse_wheel(ImGui::GetIO(), sideways, turns);
  frame(0);
}

void Screen::click(float x, float y) {
  move(x, y);
  frame(0);
  button(true);
  frame(0);
  button(false);
  frame(0);
}

void Screen::drag(float x0, float y0, float x1, float y1, int which) {
  move(x0, y0);
  frame(0);
  button(true, which);
  frame(0);
  for (int n = 1; n <= 4; ++n) {
    move(x0 + (x1 - x0) * static_cast<float>(n) / 4, y0 + (y1 - y0) * static_cast<float>(n) / 4);
    frame(0);
  }
  button(false, which);
  frame(0);
}

size_t Screen::vertices() const {
  const ImDrawData* data = ImGui::GetDrawData();
  return data ? static_cast<size_t>(data->TotalVtxCount) : 0;
}

namespace {
app::Rect visible(const app::Paint::Drawn& d) {
  return {{std::max(d.place.min.x, d.clip.min.x), std::max(d.place.min.y, d.clip.min.y)},
          {std::min(d.place.max.x, d.clip.max.x), std::min(d.place.max.y, d.clip.max.y)}};
}
}  // namespace

std::string overlap(std::vector<app::Paint::Drawn> drawn) {
  std::sort(drawn.begin(), drawn.end(), [](auto& x, auto& y) { return x.place.min.y < y.place.min.y; });
  for (size_t i = 0; i < drawn.size(); ++i) {
    app::Rect a = visible(drawn[i]);
    if (a.width() <= 0 || a.height() <= 0) continue;
    for (size_t j = i + 1; j < drawn.size() && drawn[j].place.min.y < a.max.y - 3; ++j) {
      app::Rect b = visible(drawn[j]);
      // Letters stand off the edges of their line: a little is no harm.
      float across = std::min(a.max.x, b.max.x) - std::max(a.min.x, b.min.x), down = std::min(a.max.y, b.max.y) - std::max(a.min.y, b.min.y);
      if (across > 2 && down > 4) return "'" + drawn[i].text + "' lies over '" + drawn[j].text + "'";
    }
  }
  return {};
}

}  // namespace headless

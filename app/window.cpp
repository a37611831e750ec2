#include "app/window.h"

#include "app/model_parts.h"
#include "app/other_fonts.h"

#include <glad/gl.h>  // before GLFW, which would bring its own

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <stb_image_write.h>

#include <algorithm>
#include <cmath>

namespace app {

struct Window::Inside {
  GLFWwindow* window = nullptr;
  std::vector<KeyPress> keys;
  std::vector<std::string> dropped;
  bool touched = true;
  const Theme* theme = nullptr;
  float scale = 0;
  int width = 0, height = 0;  // of the drawing, when it is not the window's own
  std::vector<Rect> grounds;
  GLuint letters = 0;  // the texture of other_fonts.h
  int letters_side = 0;
};

namespace {
static_assert(kKeyEscape == GLFW_KEY_ESCAPE && kKeyBackspace == GLFW_KEY_BACKSPACE && kKeyDelete == GLFW_KEY_DELETE && kKeyUp == GLFW_KEY_UP);
static_assert(kKeyEnd == GLFW_KEY_END && kKeyF1 == GLFW_KEY_F1 && kKeyPadMinus == GLFW_KEY_KP_SUBTRACT && kKeyPadEnter == GLFW_KEY_KP_ENTER);


std::string last_error;

Window::Inside& inside(GLFWwindow* window) { return *static_cast<Window::Inside*>(glfwGetWindowUserPointer(window)); }

// ImGui calls these before its own work. Keys are kept in a list: two presses within one frame are two.
void on_key(GLFWwindow* window, int key, int, int action, int mods) {
  if (action == GLFW_RELEASE) return;
  inside(window).keys.push_back({key, (mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_ALT) != 0, 0});
  inside(window).touched = true;
}
void touched(GLFWwindow* window) { inside(window).touched = true; }

void on_drop(GLFWwindow* window, int count, const char** paths) {
  inside(window).dropped.assign(paths, paths + count);
  touched(window);
}

// A picture of our own making: a ring with a gap and a dot on it, as in the top bar.
void set_icon(GLFWwindow* window) {
  constexpr int kSize = 48;
  std::vector<unsigned char> pixels(kSize * kSize * 4);
  for (int y = 0; y < kSize; ++y)
    for (int x = 0; x < kSize; ++x) {
      float dx = static_cast<float>(x) - 23.5f, dy = static_cast<float>(y) - 23.5f, r = std::sqrt(dx * dx + dy * dy),
            angle = std::atan2(dy, dx);
      float ring = std::clamp(4.5f - std::abs(r - 17), 0.0f, 1.0f) * (angle > -1.7f && angle < -0.75f ? 0.0f : 1.0f);
      float dot = std::clamp(6.0f - std::sqrt((dx - 10) * (dx - 10) + (dy + 13) * (dy + 13)), 0.0f, 1.0f);
      unsigned char* p = &pixels[static_cast<size_t>(y * kSize + x) * 4];
      p[0] = static_cast<unsigned char>(dot > 0 ? 230 : 110);
      p[1] = static_cast<unsigned char>(dot > 0 ? 180 : 168);
      p[2] = static_cast<unsigned char>(dot > 0 ? 80 : 254);
      p[3] = static_cast<unsigned char>(255 * std::max(ring, dot));
    }
  GLFWimage image{kSize, kSize, pixels.data()};
  glfwSetWindowIcon(window, 1, &image);
}

}  // namespace

Window::Window() : in_(std::make_unique<Inside>()) {}

sim::Result<std::unique_ptr<Window>> Window::open(int width, int height, bool shown) {
  glfwSetErrorCallback([](int, const char* text) { last_error = text; });
  if (!glfwInit())
    return sim::Problem{"no display here (" + last_error +
                        "). `loopscope timeline FILE.py` shows a run as text in the terminal."};
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "loopscope");  // as in assets/loopscope.desktop
  glfwWindowHint(GLFW_VISIBLE, shown ? GLFW_TRUE : GLFW_FALSE);
  std::unique_ptr<Window> window(new Window());
  Inside& in = *window->in_;
  in.window = glfwCreateWindow(width, height, "Loopscope", nullptr, nullptr);
  if (!in.window)
    return sim::Problem{"no window with OpenGL 3.3 can be had here (" + last_error +
                        "). `loopscope timeline FILE.py` needs none."};
  if (!shown) in.width = width, in.height = height;
  glfwMakeContextCurrent(in.window);
  if (!gladLoadGL(glfwGetProcAddress))
    return sim::Problem{"OpenGL could not be loaded. `loopscope timeline FILE.py` needs none."};
  glfwSwapInterval(1);
  set_icon(in.window);
  glfwSetWindowUserPointer(in.window, &in);
  glfwSetKeyCallback(in.window, on_key);
  glfwSetCharCallback(in.window, [](GLFWwindow* w, unsigned character) {
    inside(w).keys.push_back({0, false, false, false, character});
    touched(w);
  });
  glfwSetCursorPosCallback(in.window, [](GLFWwindow* w, double, double) { touched(w); });
  glfwSetMouseButtonCallback(in.window, [](GLFWwindow* w, int, int, int) { touched(w); });
  glfwSetScrollCallback(in.window, [](GLFWwindow* w, double, double) { touched(w); });
  glfwSetCursorEnterCallback(in.window, [](GLFWwindow* w, int) { touched(w); });
  glfwSetWindowFocusCallback(in.window, [](GLFWwindow* w, int) { touched(w); });
  glfwSetFramebufferSizeCallback(in.window, [](GLFWwindow* w, int, int) { touched(w); });
  glfwSetWindowRefreshCallback(in.window, touched);
  glfwSetDropCallback(in.window, on_drop);
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplGlfw_InitForOpenGL(in.window, true);
  ImGui_ImplOpenGL3_Init("#version 330 core");
  glGenTextures(1, &in.letters);
  other_fonts().texture.id = in.letters;
  return window;
}

Window::~Window() {
  if (ImGui::GetCurrentContext()) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
  if (in_->window) glfwDestroyWindow(in_->window);
  glfwTerminate();
}

void Window::set_title(const std::string& title) { glfwSetWindowTitle(in_->window, title.c_str()); }

void Window::resize(int width, int height) {
  if (in_->width) in_->width = width, in_->height = height;
  glfwSetWindowSize(in_->window, width, height);
}

bool Window::closed() const { return glfwWindowShouldClose(in_->window); }
void Window::wait(double seconds) { glfwWaitEventsTimeout(seconds); }
void Window::poll() { glfwPollEvents(); }
void Window::wake() { glfwPostEmptyEvent(); }
bool Window::pending() const { return in_->touched; }
std::pair<int, int> Window::size() const {
  int width = 0, height = 0;
  glfwGetWindowSize(in_->window, &width, &height);
  return {width, height};
}
double Window::now() const { return glfwGetTime(); }

namespace {

// On some systems a window's units are points and the frame buffer has more pixels; on others they are pixels and only this tells
// the density.
float density(GLFWwindow* window) {
  float x = 1, y = 1;
  int width = 1, buffer = 1, unused;
  glfwGetWindowContentScale(window, &x, &y);
  glfwGetWindowSize(window, &width, &unused);
  glfwGetFramebufferSize(window, &buffer, &unused);
  return width > 0 && buffer > 0 ? std::clamp(x * static_cast<float>(width) / static_cast<float>(buffer), 0.5f, 4.0f) : 1;
}

#if IMGUI_VERSION_NUM < 19200
// Letters stand on whole pixels and are made for them (theme.cpp): mixing four texels would give what one holds, at a price that a
// machine without a graphics card feels.
void take_nearest_texel() {
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(reinterpret_cast<intptr_t>(ImGui::GetIO().Fonts->TexID)));
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}
#endif

void refresh_look(Window::Inside& in, App& app) {
  float scale = density(in.window) * app.model.scale;
  bool restyle = app.model.theme != in.theme;
  if (std::abs(scale - in.scale) > 0.001f) {
    in.scale = scale;
    app.look.scale = scale;
    ImGui::GetIO().Fonts->Clear();
    app.look.fonts = load_fonts(scale);
#if IMGUI_VERSION_NUM < 19200
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
    take_nearest_texel();
#endif
    restyle = true;
  }
  if (!restyle) return;
  in.theme = app.look.theme = app.model.theme;
  apply_style(app.look);
}

void fill(ImU32 colour) {
  ImVec4 c = ImGui::ColorConvertU32ToFloat4(colour);
  glClearColor(c.x, c.y, c.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

// What other_fonts.h drew into its texture since the last frame.
void upload_letters(Window::Inside& in, OtherFonts::Texture& t) {
  if (t.dirty_from == t.dirty_to) return;
  glBindTexture(GL_TEXTURE_2D, in.letters);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  if (std::exchange(in.letters_side, t.side) != t.side) {
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, t.side, t.side, 0, GL_RGBA, GL_UNSIGNED_BYTE, t.pixels.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  } else {
    const uint32_t* first = t.pixels.data() + static_cast<size_t>(t.dirty_from) * static_cast<size_t>(t.side);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, t.dirty_from, t.side, t.dirty_to - t.dirty_from, GL_RGBA, GL_UNSIGNED_BYTE, first);
  }
  t.dirty_from = t.dirty_to = 0;
}

// The last frame into the frame buffer that is bound: large plain areas by clearing, the rest by ImGui's back-end.
void render(const Window::Inside& in, ImDrawData& data, int width, int height) {
  glViewport(0, 0, width, height);
  fill(in.theme->background);
  glEnable(GL_SCISSOR_TEST);
  for (const Rect& r : in.grounds) {
    ImVec2 scale = data.FramebufferScale;
    auto left = static_cast<int>(r.min.x * scale.x), right = static_cast<int>(r.max.x * scale.x);
    auto top = static_cast<int>(r.min.y * scale.y), bottom = static_cast<int>(r.max.y * scale.y);
    glScissor(left, height - bottom, right - left, bottom - top);
    fill(in.theme->panel);
  }
  glDisable(GL_SCISSOR_TEST);
  ImGui_ImplOpenGL3_RenderDrawData(&data);
}

}  // namespace

bool Window::frame(App& app, double seconds) {
  Inside& in = *in_;
  bool touched = std::exchange(in.touched, false);
  open_dropped(app.model, std::exchange(in.dropped, {}));
  ImGui_ImplOpenGL3_NewFrame();  // makes its objects, before the fonts may be made anew
  refresh_look(in, app);
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  if (in.width) {
    io.DisplaySize = {static_cast<float>(in.width), static_cast<float>(in.height)};
    io.DisplayFramebufferScale = {1, 1};
  }
  ImGui::NewFrame();
  double began = now();
  in.grounds.clear();
  app.look.grounds = &in.grounds;
  draw_frame(app, seconds, std::exchange(in.keys, {}));
  ImGui::Render();
  upload_letters(in, other_fonts().texture);
  double cost = (now() - began) * 1000;
  app.facts.milliseconds = app.facts.milliseconds > 0 ? app.facts.milliseconds * 0.9 + cost * 0.1 : cost;
  int width, height;
  glfwGetFramebufferSize(in.window, &width, &height);
  if (in.width) return touched;
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  render(in, *ImGui::GetDrawData(), width, height);
  glfwSwapBuffers(in.window);
  return touched;
}

// Into a frame buffer of its own: what a hidden or covered window shows is nobody's business.
bool Window::save(const std::string& path) {
  ImDrawData* data = ImGui::GetDrawData();
  if (!data) return false;
  auto width = static_cast<int>(data->DisplaySize.x * data->FramebufferScale.x),
       height = static_cast<int>(data->DisplaySize.y * data->FramebufferScale.y);
  GLuint buffer = 0, colour = 0;
  glGenFramebuffers(1, &buffer);
  glBindFramebuffer(GL_FRAMEBUFFER, buffer);
  glGenRenderbuffers(1, &colour);
  glBindRenderbuffer(GL_RENDERBUFFER, colour);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour);
  bool complete = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
  std::vector<unsigned char> pixels(static_cast<size_t>(width) * static_cast<size_t>(height) * 3);
  if (complete) {
    render(*in_, *data, width, height);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
  }
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  glDeleteRenderbuffers(1, &colour);
  glDeleteFramebuffers(1, &buffer);
  if (!complete) return false;
  stbi_flip_vertically_on_write(1);
  return stbi_write_png(path.c_str(), width, height, 3, pixels.data(), width * 3) != 0;
}

}  // namespace app

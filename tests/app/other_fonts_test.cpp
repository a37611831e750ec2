// Text that the app's own fonts lack: pictures, ideographs, Hebrew and Arabic, control characters.
#include "app/other_fonts.h"
#include "app/right_to_left.h"
#include "tests/app/headless.h"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <vector>

using namespace headless;
using app::other_fonts;
using app::Paint;

namespace {

// What a glyph looks like: its part of the texture.
std::vector<uint32_t> picture(const app::OtherFonts::Glyph& g) {
  const auto& t = other_fonts().texture;
  auto at = [&](float v) { return static_cast<size_t>(v * static_cast<float>(t.side) + 0.5f); };
  std::vector<uint32_t> out;
  for (size_t y = at(g.uv0.y); y < at(g.uv1.y); ++y)
    for (size_t x = at(g.uv0.x); x < at(g.uv1.x); ++x) out.push_back(t.pixels[y * static_cast<size_t>(t.side) + x]);
  return out;
}

void use(std::shared_ptr<const app::SystemFonts> fonts) {
  other_fonts().use(std::move(fonts));
  other_fonts().begin_frame();
}

const std::string kShalom = "\u05e9\u05dc\u05d5\u05dd", kMolahs = "\u05dd\u05d5\u05dc\u05e9";

}  // namespace

TEST_CASE("what no font has is shown by its number, and no two alike", "[fonts]") {
  Screen screen;
  use(app::no_system_fonts());
  std::set<std::vector<uint32_t>> seen;
  for (uint32_t c : {0x4f60u, 0x597du, 0x5e9u, 0x1f600u, 0x1f680u, 0x1bu, 0x200bu, 0x202eu}) {
    const auto& g = other_fonts().glyph(c, 16);
    CHECK(g.stand_in);
    REQUIRE(g.drawn);
    CHECK(g.advance > 0);
    CHECK(g.max.y - g.min.y <= 16);
    seen.insert(picture(g));
  }
  CHECK(seen.size() == 8);
}

TEST_CASE("what belongs to the character before it takes no room of its own", "[fonts]") {
  Screen screen;
  use(app::no_system_fonts());
  for (uint32_t c : {0x200du, 0xfe0fu, 0x1f3fdu}) {
    CHECK(other_fonts().glyph(c, 16).advance == 0);
    CHECK_FALSE(other_fonts().glyph(c, 16).drawn);
  }
}

TEST_CASE("the system's fonts are used where they have a character", "[fonts]") {
  Screen screen;
  use(app::find_system_fonts());
  size_t found = 0;
  // A Greek letter of old, a king of chess, a fraction: at least one stands in every font that is more than Latin letters.
  for (uint32_t c : {0x3e1u, 0x265au, 0x2153u, 0x5d0u}) {
    const auto& g = other_fonts().glyph(c, 16);
    CHECK(g.drawn);
    found += !g.stand_in;
  }
  INFO("fontconfig brings a font along");
  CHECK(found > 0);
}

namespace {
float last_x(const ImDrawList& list) { return std::max(list.VtxBuffer.back().pos.x, list.VtxBuffer[list.VtxBuffer.Size - 2].pos.x); }
}  // namespace

TEST_CASE("a text is as wide as what is drawn of it, in every script", "[fonts]") {
  Screen screen;
  screen.frame();
  for (bool fonts : {false, true}) {
    use(fonts ? app::find_system_fonts() : app::no_system_fonts());
    ImGui::NewFrame();
    ImGui::Begin("texts");
    Paint paint(ImGui::GetWindowDrawList(), screen.app.look);
    const app::compat::Font& font = screen.app.look.fonts.text;
    float plain = Paint::width(font, "done  now");
    for (const std::string& word : {std::string("\U0001f680"), std::string("\u4f60\u597d"), kShalom, std::string("\u0645\u0631\u062d\u0628\u0627"), std::string("\x1b[31m")}) {
      std::string text = "done " + word + " now";
      float width = Paint::width(font, text);
      CHECK(width > plain);
      paint.text(font, {0, 0}, IM_COL32_WHITE, text);
      float right = last_x(*paint.list);
      paint.text(font, {width - Paint::width(font, "now"), 0}, IM_COL32_WHITE, "now");  // it ends where the whole ends
      CHECK(std::abs(last_x(*paint.list) - right) <= 1);
      CHECK(paint.fit(font, {0, 0}, IM_COL32_WHITE, text, width + 1) == Approx(width));
      for (float room = 10; room < width; room += 7) CHECK(paint.fit(font, {0, 0}, IM_COL32_WHITE, text, room) <= room);
    }
    ImGui::End();
    ImGui::EndFrame();
  }
}

TEST_CASE("in code every character stands at its columns", "[fonts]") {
  Screen screen;
  screen.frame();
  use(app::no_system_fonts());
  ImGui::NewFrame();
  ImGui::Begin("code");
  Paint paint(ImGui::GetWindowDrawList(), screen.app.look);
  Notes notes;
  CHECK(paint.columns(screen.app.look.fonts.code, {0, 0}, IM_COL32_WHITE, "a\u4f60b\U0001f680c" + kShalom + "d\u00e9", 10) == 1 + 2 + 1 + 2 + 1 + 4 + 2);
  auto left = [&](const std::string& text) {
    for (const auto& d : notes.drawn)
      if (d.text == text) return d.place.min.x;
    return -1.0f;
  };
  CHECK(left("b") == 30);
  CHECK(left("c") == 60);
  CHECK(left("d\u00e9") == 110);
  ImGui::End();
  ImGui::EndFrame();
}

TEST_CASE("the texture of other letters stays bounded and comes to rest", "[fonts]") {
  Screen screen;
  use(app::no_system_fonts());
  auto frame = [](uint32_t last) {
    other_fonts().begin_frame();
    for (uint32_t c = 0x4e00; c < last; ++c) other_fonts().glyph(c, 40);
  };
  int frames = 0;
  do {
    frame(0x9fff);  // more than any screen shows
    REQUIRE(++frames < 1000);
  } while (other_fonts().unfinished());
  CHECK(other_fonts().texture.side <= 2048);
  for (int n = 0; n < 200; ++n) frame(0x4f00);
  CHECK_FALSE(other_fonts().unfinished());
  CHECK(other_fonts().glyph(0x4e00, 40).drawn);
  CHECK(other_fonts().glyph(0x4eff, 40).drawn);
}

TEST_CASE("text from right to left is shown as it is read", "[fonts]") {
  CHECK_FALSE(app::has_right_to_left("caf\u00e9 \u2713 \u4f60 \U0001f680"));
  CHECK(app::has_right_to_left("x = " + kShalom));
  CHECK(app::in_drawing_order("x = '" + kShalom + "' # one") == "x = '" + kMolahs + "' # one");
  CHECK(app::in_drawing_order("x = " + kShalom + " 1") == "x = 1 " + kMolahs);   // a number behind such letters belongs to them
  CHECK(app::in_drawing_order(kShalom + " 3.14 " + kShalom) == kMolahs + " 3.14 " + kMolahs);
  CHECK(app::in_drawing_order(kShalom + " (" + kShalom + ")") == "(" + kMolahs + ") " + kMolahs);
  CHECK(app::in_drawing_order("Task " + kShalom + " done") == "Task " + kMolahs + " done");
  // A point under a letter stays behind it.
  CHECK(app::in_drawing_order("\u05e9\u05b8\u05dc") == "\u05dc\u05e9\u05b8");
}

TEST_CASE("Arabic letters are joined", "[fonts]") {
  // seen first, lam and alef as one after it, meem alone
  CHECK(app::in_drawing_order("\u0633\u0644\u0627\u0645") == "\ufee1\ufefc\ufeb3");
  // meem first, reh last, hah first, beh middle, alef last
  CHECK(app::in_drawing_order("\u0645\u0631\u062d\u0628\u0627") == "\ufe8e\ufe92\ufea3\ufeae\ufee3");
  CHECK(app::in_drawing_order("\u0621") == "\u0621");      // hamza joins none
}

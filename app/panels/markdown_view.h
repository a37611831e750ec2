// Markdown on the screen: words flow, code stands in its own type. Before: ../lessons/markdown.h. After: the lesson and course panels.
#pragma once
#include "app/lessons/markdown.h"
#include "app/panels/panel.h"

namespace app {

// Draws at the window's cursor, `width` pixels wide, and moves the cursor below.
void draw_markdown(const Look& look, const std::vector<MarkdownBlock>& blocks, float width);
// The height it would take.
float markdown_height(const Look& look, const std::vector<MarkdownBlock>& blocks, float width);
// A line or more of plain words; returns the height. With `list` null it is only measured.
float flow_text(const Look& look, ImDrawList* list, const compat::Font& font, ImVec2 at, float width, ImU32 colour, std::string_view text);

}  // namespace app

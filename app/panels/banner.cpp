// How a run ended when it did not simply finish: an exception, a deadlock, a limit, a construct that is not simulated. In a
// sentence, above everything, with the way to the line.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cctype>

namespace app {

namespace {

struct Trouble {
  std::string title, text;
  bool error = true;
  uint32_t line = 0;
};

std::string first_lines(const std::string& text, int lines) {
  size_t at = 0;
  for (int n = 0; n < lines && at != std::string::npos; ++n) at = text.find('\n', at ? at + 1 : 0);
  return text.substr(0, at);
}

// A group says only how many exceptions it holds: which task raised the first of them, and what.
std::string first_of_group(const Document& d) {
  size_t first = SIZE_MAX;
  std::string out;
  for (sim::TaskId task : d.spans.by_parent()) {
    const sim::Row& row = d.spans.row(task);
    if (row.how != sim::TaskEnd::raised || row.end_record >= first) continue;
    const sim::Record& r = d.trace[row.end_record];
    if (d.trace.text(r.text).ends_with("Group")) continue;
    first = row.end_record;
    out = tr("{1} raised {2}", d.task_name(task), sim::cat(d.trace.text(r.text), std::string_view(r.text2_or_cause ? ": " : ""), d.trace.text(r.text2_or_cause)));
  }
  return out;
}

Trouble trouble_of(const Model& m) {
  Trouble out;
  if (!m.problem.empty()) return {tr("This could not be opened"), m.problem, true, 0};
  if (!m.document || m.typing || hides_future(m)) return out;  // while typing the code panel tells it, and nothing moves
  const sim::Run& run = *m.document->run;
  out.line = m.document->trouble_line;
  out.text = run.message;
  switch (run.ending) {
    case sim::Ending::finished: return {};
    case sim::Ending::system_exit: return {};
    case sim::Ending::exception:
      out.title = tr("The program ended with an exception");
      if (out.text.starts_with("ExceptionGroup") || out.text.starts_with("BaseExceptionGroup"))
        if (std::string first = first_of_group(*m.document); !first.empty()) out.text += "\n" + first;
      if (!run.unlisted_hosts.empty())
        out.text += "\n" + tr("What {1} answered is made up: the scenario does not have it. A scenario file says what hosts answer.", run.unlisted_hosts);
      break;
    case sim::Ending::syntax_error: out.title = tr("This is not Python yet"); break;
    case sim::Ending::deadlock: out.title = tr("Deadlock: nothing can ever run again"); break;
    case sim::Ending::limit:
      out.title = tr("Stopped at a limit");
      out.error = false;
      break;
    case sim::Ending::unsupported:
      out.title = tr("Loopscope does not simulate this");
      out.error = false;
      break;
    case sim::Ending::interrupted:
      out.title = tr("Stopped");
      out.error = false;
      break;
  }
  if (std::string where = sim::cat(" (line ", run.line, ")"); out.line && out.text.ends_with(where)) out.text.resize(out.text.size() - where.size());
  // The title has said so.
  for (std::string_view prefix : {"DEADLOCK: ", "UNSUPPORTED: ", "LIMIT: "})
    if (std::string_view(out.text).starts_with(prefix)) out.text.erase(0, prefix.size());
  if (!out.text.empty()) out.text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out.text[0])));
  return out;
}

// Words of `text` in as many lines as they need, at most `most`.
std::vector<std::string_view> wrap(std::string_view text, const compat::Font& font, float width, size_t most) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < most) {
    std::string_view paragraph = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(paragraph.size() + 1, text.size()));
    do {
      const char* end = compat::wrap_position(font, paragraph.data(), paragraph.data() + paragraph.size(), width);
      auto n = std::max<size_t>(1, static_cast<size_t>(end - paragraph.data()));
      if (lines.size() + 1 == most) n = paragraph.size();  // the last one ends in an ellipsis
      lines.push_back(paragraph.substr(0, n));
      paragraph.remove_prefix(n);
      while (!paragraph.empty() && paragraph.front() == ' ') paragraph.remove_prefix(1);
    } while (!paragraph.empty() && lines.size() < most);
  }
  return lines;
}

float text_width(const Look& look, float width) { return width - look.px(44 + 120); }
constexpr size_t kMostLines = 5;

}  // namespace

float banner_height(const Model& m, const Look& look, float width) {
  Trouble trouble = trouble_of(m);
  if (trouble.title.empty()) return 0;
  std::string text = first_lines(trouble.text, 6);
  return look.px(38) + look.px(19) * static_cast<float>(wrap(text, look.fonts.text, text_width(look, width), kMostLines).size());
}

void draw_banner(const Model& m, const Look& look, Rect area, Actions& actions) {
  Trouble trouble = trouble_of(m);
  if (trouble.title.empty()) return;
  const Theme& t = *look.theme;
  ImU32 ink = trouble.error ? t.failed : t.ready;
  Paint paint(ImGui::GetWindowDrawList(), look);
  paint.box(area, trouble.error ? t.error_panel : t.notice_panel, look.px(8));
  paint.box({area.min, {area.min.x + look.px(4), area.max.y}}, ink, look.px(2));
  paint.icon({area.min.x + look.px(24), area.min.y + look.px(20)}, look.px(16), Paint::Icon::warning, ink);
  float x = area.min.x + look.px(44), y = area.min.y + look.px(9);
  paint.fit(look.fonts.bold, {x, y}, t.text, trouble.title, text_width(look, area.width()));
  y += look.px(22);
  std::string text = first_lines(trouble.text, 6);
  for (std::string_view line : wrap(text, look.fonts.text, text_width(look, area.width()), kMostLines)) {
    paint.fit(look.fonts.text, {x, y}, t.dim, line, text_width(look, area.width()));
    y += look.px(19);
  }
  if (trouble.line == 0) return;
  std::string label = tr("go to line {1}", trouble.line);
  float w = Paint::width(look.fonts.small, label) + look.px(22);
  Rect r{{area.max.x - w - look.px(12), area.centre().y - look.px(14)},
         {area.max.x - look.px(12), area.centre().y + look.px(14)}};
  if (pressed("go", r)) actions.push_back({ActionId::trouble});
  paint.box(r, with_alpha(t.text, ImGui::IsItemHovered() ? 0.2f : 0.1f), look.px(7));
  paint.fit_middle(look.fonts.small, r.min.x + look.px(11), r.min.y, r.max.y, t.text, label, w);
}

}  // namespace app

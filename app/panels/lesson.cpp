// The open lesson: narration, questions, exercises with their checks, and the walk through its steps.
#include "app/panels/markdown_view.h"
#include "app/panels/panels.h"
#include "app/panels/plot_view.h"
#include "sim/base/text.h"

#include <algorithm>

namespace app {

namespace {

using sim::cat;
using sim::lesson::Question;

constexpr float kFooter = 50, kButton = 30, kEdge = 14;

class LessonPainter {
 public:
  LessonPainter(const Model& model, const Look& look, LessonUi& ui, Actions& actions)
      : m(model), play(*model.lessons.play), look(look), t(*look.theme), ui(ui), actions(actions), width(ImGui::GetContentRegionAvail().x - look.px(2 * kEdge)) {}

  void body() {
    ImGui::SetCursorPosX(look.px(kEdge));
    ImGui::BeginGroup();
    text(look.fonts.small, t.dim, play.lesson->part.empty() ? tr("about {1} minutes", play.lesson->minutes) : tr("{2}, about {1} minutes", play.lesson->minutes, play.lesson->part));
    text(look.fonts.title, t.text, play.lesson->title);
    space(8);
    if (play.step == 0) goals();
    draw_markdown(look, play.text, width);
    if (!play.problem.empty()) box(play.problem, t.failed);
    if (play.question()) question(*play.question());
    if (play.exercise()) exercise(*play.exercise());
    else if (last_step() && !play.lesson->checks.empty() && play.grade && !play.covered()) checks(tr("What holds in this run"), *play.grade, play.lesson->checks);
    if (!play.plot.points.empty()) space(10), draw_plot(look, play.plot, width);
    variants();
    terms();
    if (play.covered()) covered();
    if (is_away(m)) away();
    space(12);
    ImGui::EndGroup();
  }

  void footer(Rect r) {
    Paint paint(ImGui::GetWindowDrawList(), look);
    paint.list->AddLine(r.min, {r.max.x, r.min.y}, t.border);
    float y = r.centre().y, h = look.px(kButton) / 2;
    size_t count = play.lesson->steps.size();
    bool over = last_step() && play.finished, ends = last_step() && !play.finished;
    const char* next = over ? tr("Next lesson") : ends ? tr("Finish") : tr("Next");
    float w = button_width(next, "J"), back = button_width(tr("Back"), "K");
    Rect right{{r.max.x - look.px(10) - w, y - h}, {r.max.x - look.px(10), y + h}};
    Rect left{{r.min.x + look.px(10), y - h}, {r.min.x + look.px(10) + back, y + h}};
    if (play.step > 0 && button("back", left, tr("Back"), "K", false)) actions.push_back({ActionId::previous_step});
    if (button("next", right, next, "J", true)) actions.push_back({ActionId::next_step});
    progress({{left.max.x + look.px(12), y - look.px(4)}, {right.min.x - look.px(12), y + look.px(4)}}, count);
  }

 private:
  bool last_step() const { return play.step + 1 == play.lesson->steps.size(); }
  void space(float points) { ImGui::Dummy({1, look.px(points)}); }

  void text(const compat::Font& font, ImU32 colour, std::string_view words) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float h = flow_text(look, ImGui::GetWindowDrawList(), font, at, width, colour, words);
    ImGui::Dummy({width, h});
  }

  // Words on a ground of their own, with a mark at the left.
  void box(std::string_view words, ImU32 mark) { box(read_markdown(words), mark); }
  void box(const std::vector<MarkdownBlock>& blocks, ImU32 mark) {
    space(8);
    ImVec2 at = ImGui::GetCursorScreenPos();
    float inner = width - look.px(24), h = markdown_height(look, blocks, inner) + look.px(16);
    Paint paint(ImGui::GetWindowDrawList(), look);
    paint.box({at, {at.x + width, at.y + h}}, mix(t.panel, mark, 0.12f), look.px(5));
    paint.box({at, {at.x + look.px(3), at.y + h}}, mark);
    ImGui::SetCursorScreenPos({at.x + look.px(14), at.y + look.px(8)});
    draw_markdown(look, blocks, inner);
    ImGui::SetCursorScreenPos({at.x, at.y + h});
    ImGui::Dummy({width, look.px(2)});
  }

  float button_width(std::string_view words, std::string_view key) const {
    return app::button_width(look, look.px(kButton), words, key);
  }
  bool button(const char* id, Rect r, std::string_view words, std::string_view key, bool strong) {
    return app::button(id, look, r, words, key, strong);
  }
  // A button on a line of its own.
  bool line_button(const char* id, std::string_view words, std::string_view key, bool strong = false) {
    space(8);
    ImVec2 at = ImGui::GetCursorScreenPos();
    bool clicked = button(id, {at, {at.x + std::min(width, button_width(words, key)), at.y + look.px(kButton)}}, words, key, strong);
    ImGui::SetCursorScreenPos({at.x, at.y + look.px(kButton)});
    ImGui::Dummy({width, look.px(2)});
    return clicked;
  }

  void progress(Rect r, size_t count) {
    if (r.width() < look.px(20) || count == 0) return;
    Paint paint(ImGui::GetWindowDrawList(), look);
    float gap = look.px(3), one = (r.width() - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
    if (one < look.px(4)) {
      std::string words = tr("{1} of {2}", play.step + 1, count);
      float w = Paint::width(look.fonts.small, words);
      paint.fit_middle(look.fonts.small, r.centre().x - w / 2, r.min.y, r.max.y, t.dim, words, w + 1);
      return;
    }
    for (size_t n = 0; n < count; ++n) {
      float x = r.min.x + (one + gap) * static_cast<float>(n);
      ImU32 colour = n == play.step ? t.accent : n <= play.farthest ? mix(t.border, t.accent, 0.45f) : t.border;
      Rect hit{{x, r.min.y - look.px(6)}, {x + one, r.max.y + look.px(6)}};
      ImGui::PushID(static_cast<int>(n));
      if (pressed("step", hit)) actions.push_back({ActionId::go_to_step, "", static_cast<double>(n + 1)});
      ImGui::PopID();
      paint.box({{x, r.min.y}, {x + one, r.max.y}}, colour, look.px(3));
    }
  }

  void goals() {
    for (const std::string& goal : play.lesson->goals) {
      ImVec2 at = ImGui::GetCursorScreenPos();
      Paint paint(ImGui::GetWindowDrawList(), look);
      paint.state_glyph({at.x + look.px(6), at.y + look.fonts.text.size * 0.71f}, look.px(10), TaskState::done);
      ImGui::SetCursorScreenPos({at.x + look.px(20), at.y});
      draw_markdown(look, read_markdown(goal), width - look.px(20));
      ImGui::SetCursorScreenPos({at.x, ImGui::GetCursorScreenPos().y});
    }
    space(10);
  }

  // ---- questions

  void question(const QuestionPlay& q) {
    if (!play.text.empty()) space(8);
    draw_markdown(look, q.text, width);
    if (!q.problem.empty()) return box(tr("This run does not answer it: {1}", q.problem), t.failed);
    const Question& asked = play.lesson->questions[*play.at().question];
    space(6);
    if (asked.kind == Question::Kind::number) number(q);
    else
      for (size_t i = 0; i < q.offer.values.size(); ++i) choice(q, asked, i);
    if (!q.remark.empty() && !q.settled()) box(q.remark, t.failed);
    if (!q.settled()) return;
    box(read_markdown(cat(q.right ? (q.tries <= 1 ? tr("**Right.**") : tr("**Right now.**")) : tr("**The run says:**"), " ", answer_of(q, asked))), t.done);
    if (!q.after.empty()) space(6), draw_markdown(look, q.after, width);
  }

  static std::string answer_of(const QuestionPlay& q, const Question& asked) {
    switch (asked.kind) {
      case Question::Kind::order: return tr("the order is the one of the numbers above.");
      case Question::Kind::choice: return sim::lesson::label_of(asked, q.offer, q.offer.right[0]);
      default: return sim::lesson::show(q.offer.answer, true);
    }
  }

  void number(const QuestionPlay& q) {
    if (q.settled()) return;
    ImGui::SetNextItemWidth(std::min(width, look.px(160)));
    compat::push_font(look.fonts.text);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(look.px(10), look.px(7)));
    if (ui.wants_focus) ImGui::SetKeyboardFocusHere();
    ui.wants_focus = false;
    bool entered = ImGui::InputTextWithHint("##number", tr("a number, then Enter"), ui.number, sizeof ui.number, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CharsDecimal);
    ImGui::PopStyleVar();
    ImGui::PopFont();
    if (!entered || !ui.number[0]) return;
    actions.push_back({ActionId::answer, ui.number});
    ui.number[0] = 0;
    ui.wants_focus = true;  // for the next try
  }

  void choice(const QuestionPlay& q, const Question& asked, size_t i) {
    std::string words = sim::lesson::label_of(asked, q.offer, i);
    bool order = asked.kind == Question::Kind::order;
    auto place = std::find(q.picked.begin(), q.picked.end(), i);
    bool right = q.settled() && !order && q.offer.right[0] == i;
    bool wrong = !right && std::find(q.refused.begin(), q.refused.end(), i) != q.refused.end();
    ImVec2 at = ImGui::GetCursorScreenPos();
    float left = look.px(34), room = width - left - look.px(order ? 44 : 30);
    const compat::Font& font = order ? look.fonts.code_small : look.fonts.text;
    float h = std::max(flow_text(look, nullptr, font, at, room, t.text, words) + look.px(12), look.px(34));
    Rect r{at, {at.x + width, at.y + h}};
    ImGui::PushID(static_cast<int>(i));
    bool clicked = pressed("choice", r), over = ImGui::IsItemHovered() && !q.settled();
    ImGui::PopID();
    Paint paint(ImGui::GetWindowDrawList(), look);
    paint.box(r, right ? mix(t.panel, t.done, 0.22f) : over ? t.hover : t.raised, look.px(6));
    std::string key = cat(i + 1);
    Rect badge{{r.min.x + look.px(8), r.centre().y - look.px(9)}, {r.min.x + look.px(26), r.centre().y + look.px(9)}};
    paint.frame(badge, t.border, look.px(4));
    paint.fit_middle(look.fonts.small, badge.centre().x - Paint::width(look.fonts.small, key) / 2, badge.min.y, badge.max.y, t.dim, key, look.px(30));
    flow_text(look, paint.list, font, {r.min.x + left, r.min.y + (h - flow_text(look, nullptr, font, at, room, t.text, words)) / 2}, room, wrong ? t.dim : t.text, words);
    if (right || wrong) paint.state_glyph({r.max.x - look.px(16), r.centre().y}, look.px(11), right ? TaskState::done : TaskState::failed);
    if (order) position(q, place, r, i);
    ImGui::SetCursorScreenPos({at.x, r.max.y});
    ImGui::Dummy({width, look.px(5)});
    if (clicked && !q.settled()) actions.push_back({ActionId::answer, key});
  }

  // In an order: where this entry stands, as the learner has it or as the run says.
  void position(const QuestionPlay& q, std::vector<size_t>::const_iterator place, Rect r, size_t i) {
    size_t at = q.settled() ? static_cast<size_t>(std::find(q.offer.right.begin(), q.offer.right.end(), i) - q.offer.right.begin())
                            : static_cast<size_t>(place - q.picked.begin());
    if (!q.settled() && place == q.picked.end()) return;
    Paint paint(ImGui::GetWindowDrawList(), look);
    std::string words = cat(at + 1, ".");
    ImVec2 c{r.max.x - look.px(20), r.centre().y};
    paint.list->AddCircleFilled(c, look.px(12), q.settled() ? t.done : t.accent, 24);
    paint.fit_middle(look.fonts.small_bold, c.x - Paint::width(look.fonts.small_bold, words) / 2, c.y - look.px(10), c.y + look.px(10), t.on_accent, words, look.px(24));
  }

  void covered() {
    space(8);
    text(look.fonts.small, t.dim, play.question() && !play.question()->settled() ? tr("What comes next is covered until you answer.") : tr("What comes next is covered: a question about it follows."));
    if (line_button("reveal", tr("Show it"), "V")) actions.push_back({ActionId::uncover});
  }

  // ---- exercises and checks

  void exercise(const ExercisePlay& e) {
    space(6);
    if (e.solution) text(look.fonts.small, t.dim, play.lesson->exercises[*play.at().exercise].solutions.size() > 1 ? tr("Solution {1} is shown.", *e.solution + 1) : std::string(tr("The solution is shown.")));
    if (e.grade) checks(tr("It is done when"), *e.grade, play.lesson->exercises[*play.at().exercise].checks);
    if (!e.remark.empty()) box(e.remark, t.failed);
    if (e.grade && e.grade->done() && !e.solution) box(tr("**Done.** Every rule is kept."), t.done);
    if (line_button("solution", e.solution ? tr("Back to your version") : e.solution_seen ? tr("The solution again") : tr("Show the solution"), "Shift+S")) actions.push_back({ActionId::solution});
  }

  void checks(const char* title, const sim::lesson::Grade& g, const std::vector<sim::lesson::Check>& rules) {
    space(10);
    text(look.fonts.small_bold, t.dim, title);
    if (!g.trouble.empty()) row(0, false, tr("The program runs to its end"), g.trouble, {});
    for (size_t i = 0; i < rules.size() && i < g.checks.size(); ++i)
      row(i + 1, g.checks[i].holds, rules[i].message.empty() ? cat("`", rules[i].rule.text, "`") : rules[i].message, g.checks[i].found, rules[i].hint);
  }

  void row(size_t number, bool holds, const std::string& message, const std::string& found, const std::string& hint) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float inset = look.px(22), room = width - inset;
    auto words = read_markdown(message);
    float h = markdown_height(look, words, room) + look.px(4);
    Paint paint(ImGui::GetWindowDrawList(), look);
    bool goes = number > 0 && !holds;
    if (goes) {
      ImGui::PushID(static_cast<int>(number));
      Rect r{at, {at.x + width, at.y + h}};
      if (pressed("check", r)) actions.push_back({ActionId::check, "", static_cast<double>(number)});
      if (ImGui::IsItemHovered()) paint.box(r, t.hover, look.px(4));
      ImGui::PopID();
    }
    paint.state_glyph({at.x + look.px(8), at.y + look.fonts.text.size * 0.74f}, look.px(11), holds ? TaskState::done : TaskState::failed);
    ImGui::SetCursorScreenPos({at.x + inset, at.y + look.px(1)});
    draw_markdown(look, words, room);
    ImGui::SetCursorScreenPos({at.x + inset, at.y + h});
    if (!holds) {
      std::string why = goes ? tr("{1}  (key {2} shows where)", found, number) : found;
      float y = flow_text(look, paint.list, look.fonts.small, {at.x + inset, at.y + h}, room, t.dim, why);
      ImGui::SetCursorScreenPos({at.x + inset, at.y + h + y});
      if (!hint.empty()) draw_markdown(look, read_markdown(hint), room);
    }
    ImGui::SetCursorScreenPos({at.x, ImGui::GetCursorScreenPos().y});
    ImGui::Dummy({width, look.px(4)});
  }

  // ---- the rest

  void variants() {
    if (play.versions.empty()) return;
    space(10);
    text(look.fonts.small_bold, t.dim, tr("Compare on one time axis"));
    double longest = 1e-9;
    for (const VersionShown& version : play.versions) longest = std::max(longest, sim::seconds(version.end));
    for (size_t n = 0; n < play.versions.size(); ++n) variant(n, play.versions[n], longest);
  }

  // A click puts its timeline below the one that is shown; "code" shows it instead.
  void variant(size_t n, const VersionShown& version, double longest) {
    const auto& [name, title, end] = version;
    bool shown = shows_version(m, name), beside = compares(m, name);
    ImVec2 at = ImGui::GetCursorScreenPos();
    std::string time = time_text(end), key = shown ? std::string(tr("shown")) : cat("Alt+", n + 1);
    float w = Paint::width(look.fonts.small, time), k = Paint::width(look.fonts.small, key), code = app::button_width(look, look.px(20), tr("code"));
    Rect r{at, {at.x + width, at.y + look.px(46)}}, open{{r.max.x - code - look.px(2), r.max.y - look.px(22)}, {r.max.x - look.px(2), r.max.y - look.px(2)}};
    ImGui::PushID(name.c_str());
    bool clicked = pressed("variant", {r.min, {open.min.x, r.max.y}}), over = ImGui::IsItemHovered();
    if (clicked && !shown) actions.push_back({ActionId::variant, name});
    Paint paint(ImGui::GetWindowDrawList(), look);
    if (shown || beside || over) paint.box(r, shown || beside ? mix(t.panel, t.accent, 0.16f) : t.hover, look.px(4));
    paint.fit(look.fonts.text, {at.x + look.px(6), at.y + look.px(3)}, t.text, title, width - look.px(12));
    float right = open.min.x - look.px(6), top = r.max.y - look.px(20);
    if (!shown && app::button("code", look, open, tr("code"))) actions.push_back({ActionId::show_variant, name});
    ImGui::PopID();
    paint.text(look.fonts.small, {right - k, top}, t.dim, key);
    paint.text(look.fonts.small, {right - k - w - look.px(10), top}, t.text, time);
    float room = width - code - look.px(136), share = static_cast<float>(sim::seconds(end) / longest);
    paint.box({{at.x + look.px(6), r.max.y - look.px(14)}, {at.x + look.px(6) + std::max(room * share, 1.0f), r.max.y - look.px(8)}}, t.accent, look.px(2));
    ImGui::SetCursorScreenPos({at.x, r.max.y});
    ImGui::Dummy({width, look.px(2)});
  }

  void terms() {
    if (play.terms.empty()) return;
    space(10);
    text(look.fonts.small_bold, t.dim, tr("Words"));
    for (const auto* term : play.terms) draw_markdown(look, read_markdown(cat("**", term->term, "**: ", term->meaning)), width), space(3);
  }

  void away() {
    space(8);
    text(look.fonts.small, t.dim, tr("You are looking around."));
    if (line_button("return", tr("Back to the step"), "Backspace", true)) actions.push_back({ActionId::back_to_step});
  }

  const Model& m;
  const LessonPlay& play;
  const Look& look;
  const Theme& t;
  LessonUi& ui;
  Actions& actions;
  float width;
};

void empty_panel(const Look& look, Actions& actions) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  float w = ImGui::GetContentRegionAvail().x - look.px(2 * kEdge);
  float h = flow_text(look, ImGui::GetWindowDrawList(), look.fonts.text, {at.x + look.px(kEdge), at.y}, w, look.theme->dim, tr("No lesson is open. The key G shows the course."));
  if (pressed("to course", {at, {at.x + w, at.y + h}})) actions.push_back({ActionId::course});
}

}  // namespace

void draw_lesson(const Model& m, const Look& look, Rect area, LessonUi& ui, Actions& actions) {
  PanelFrame panel("lesson", look, area, tr("Lesson"), false);
  const LessonPlay* play = m.lessons.play.get();
  if (!play) {
    ImGui::SetCursorScreenPos(panel.body.min);
    return empty_panel(look, actions);
  }
  header_note(panel, look, tr("step {1} of {2}", play->step + 1, play->lesson->steps.size()));
  Rect footer{{panel.body.min.x, area.max.y - look.px(kFooter)}, area.max};
  ImGui::SetCursorScreenPos(panel.body.min);
  ImGui::BeginChild("page", {std::max(panel.body.width() - look.px(3), 1.0f), std::max(footer.min.y - panel.body.min.y, 1.0f)}, false,
                    ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
  if (ui.lesson != play->lesson.get() || ui.step != play->step) {
    ui.lesson = play->lesson.get();
    ui.step = play->step;
    ui.number[0] = 0;
    ui.wants_focus = true;
    ImGui::SetScrollY(0);
  }
  LessonPainter painter(m, look, ui, actions);
  painter.body();
  ImGui::EndChild();
  painter.footer(footer);
}

}  // namespace app

#include "app/export/html.h"

#include "app/export/page.h"
#include "app/export/svg.h"
#include "app/lessons/markdown.h"
#include "sim/base/text.h"
#include "sim/lesson/moments.h"
#include "sim/lesson/plot.h"
#include "sim/lesson/runs.h"
#include "sim/python/lexer.h"

#include <algorithm>
#include <cstdio>

namespace app {

namespace {

using namespace sim::lesson;
using sim::cat;

// A program's text, coloured, one element a line.
std::string program_html(const std::string& text) {
  std::string out = "<pre class=\"program\">";
  auto spans = sim::py::colour_spans(text);
  auto kind = [](sim::py::Colour c) -> const char* {
    switch (c) {
      case sim::py::Colour::keyword: return "k";
      case sim::py::Colour::string:
      case sim::py::Colour::fstring: return "s";
      case sim::py::Colour::comment: return "c";
      case sim::py::Colour::number: return "d";
      default: return nullptr;
    }
  };
  size_t span = 0;
  for (size_t from = 0, number = 1; from < text.size(); ++number) {
    size_t end = std::min(text.find('\n', from), text.size());
    out += cat("<span class=\"line\"><span class=\"number\">", number, "</span>");
    for (size_t at = from; at < end;) {
      while (span < spans.size() && spans[span].end <= at) ++span;
      bool in = span < spans.size() && spans[span].start <= at;
      size_t stop = span == spans.size() ? end : static_cast<size_t>(in ? spans[span].end : spans[span].start);
      size_t to = std::min(end, stop);
      const char* name = in ? kind(spans[span].colour) : nullptr;
      std::string piece = escaped(std::string_view(text).substr(at, to - at));
      out += name ? cat("<span class=\"", std::string_view(name), "\">", piece, "</span>") : piece;
      at = std::max(to, at + 1);
    }
    out += "</span>";
    from = end + 1;
  }
  return out + "</pre>\n";
}

std::string output_html(const Facts& facts) {
  if (facts.output().empty()) return {};
  std::string out = "<div class=\"card output\"><h3>Output</h3><code>";
  for (const PrintedLine& line : facts.output()) out += cat("<div>", escaped(line.text), "</div>");
  return out + "</code></div>\n";
}

std::string page(const std::string& title, const std::string& body, bool script) {
  return cat("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>",
             escaped(title), "</title>\n<style>", kPageStyles[0].text, std::string_view(svg_style()), "</style></head>\n<body>\n", body,
             script ? cat("<script>", kPageScripts[0].text, "</script>\n") : std::string(), "</body></html>\n");
}

class HandOut {
 public:
  HandOut(const Lesson& lesson, const Course& course, const sim::RunOptions& options)
      : lesson_(lesson), course_(course), runs_(lesson, options) {}

  std::string write() {
    std::string body = head();
    std::string steps;
    for (const Step& s : lesson_.steps) steps += step(s);
    body += cat("<main><div><div class=\"card steps\">", steps, "</div><div class=\"card\"><nav><button id=\"back\">Back</button>",
                "<span id=\"place\"></span><button id=\"next\">Next</button></nav></div>", words(), "</div><div>", version("", "The program"));
    for (const Version& v : lesson_.variants) body += version(v.name, v.title.empty() ? v.name : v.title);
    for (const Exercise& e : lesson_.exercises)
      if (e.start) body += version_of(cat("start-", e.name), "The exercise begins with", *start(e));
    body += "</div></main>\n";
    return page(lesson_.title, body, true);
  }

 private:
  std::string markdown(std::string_view text) { return html(read_markdown(text)); }
  std::string markdown(std::string_view text, const Context& context) { return html(read_markdown(fill(text, context))); }

  std::string head() {
    std::string out = cat("<header><h1>", escaped(lesson_.title), "</h1><p>", lesson_.part.empty() ? "" : cat(escaped(lesson_.part), ", "),
                          "about ", lesson_.minutes, " minutes. Arrow keys go from step to step.</p><ul>");
    for (const std::string& goal : lesson_.goals) out += cat("<li>", markdown(goal), "</li>");
    return out + "</ul></header>\n";
  }

  std::string version(const std::string& name, const std::string& title) { return version_of(name, title, *runs_.of(name)); }
  std::string version_of(const std::string& name, const std::string& title, const Facts& f) {
    return cat("<div class=\"version\" data-version=\"", escaped(name), "\"><div class=\"card\"><h3>", escaped(title), "</h3>",
               program_html(f.text()), "</div><div class=\"card\">", timeline_svg(f.trace(), f.spans(), f.run().end, size_, false), "</div>",
               output_html(f), "</div>\n");
  }

  std::shared_ptr<const Facts> start(const Exercise& e) { return runs_.run(program_text(lesson_, &*e.start).text); }

  std::string step(const Step& s) {
    const Exercise* e = s.exercise ? &lesson_.exercises[*s.exercise] : nullptr;
    std::shared_ptr<const Facts> own = e && e->start ? start(*e) : nullptr;
    const Facts& f = own ? *own : *runs_.of(s.scene.variant);
    auto found = find_moment(s.scene.moment, f);
    Point at = found ? *found : f.at_record(SIZE_MAX);
    Context context = runs_.context(f, at);
    auto is_printed = [&](const PrintedLine& l) { return l.record <= at.record; };
    auto printed = static_cast<size_t>(std::count_if(f.output().begin(), f.output().end(), is_printed));
    char x[32];
    std::snprintf(x, sizeof x, "%.1f", svg_x(at.time, f.run().end, size_));
    std::string out = cat("<section class=\"step\" data-version=\"", own ? cat("start-", e->name) : escaped(s.scene.variant), "\" data-x=\"",
                          std::string_view(x), "\" data-line=\"", line_at(f, at), "\" data-printed=\"", printed, "\"",
                          s.question ? " data-asks=\"1\"" : "", ">");
    if (e) out += cat("<h2>", escaped(e->title), "</h2>");
    out += markdown(s.text, context);
    if (!s.scene.plot.empty()) out += plot(read_plot(s.scene.plot, f, at));
    out += compared(s.scene.compare);
    if (s.question) out += question(lesson_.questions[*s.question], context);
    else if (e) out += exercise(*e);
    else out += now(f, at, s);
    return out + "</section>\n";
  }

  static uint32_t line_at(const Facts& f, Point at) {
    sim::TaskId running = f.running(at);
    for (size_t i = std::min(at.record + 1, f.trace().size()); i-- > 0;) {
      const sim::Record& r = f.trace()[i];
      if (r.event == sim::Event::line || r.event == sim::Event::task_suspended) return r.line;
      if (r.event == sim::Event::task_resumed && running) break;
    }
    return 0;
  }

  // The timelines of the versions that the step shows beside its own, all on the longest one's axis.
  std::string compared(const std::vector<std::string>& names) {
    std::string out;
    sim::Time end = 0;
    for (const std::string& name : names) end = std::max(end, runs_.of(name)->run().end);
    for (const std::string& name : names) {
      const Facts& f = *runs_.of(name);
      const Version* v = name.empty() ? nullptr : lesson_.variant(name);
      std::string title = !v ? "The program" : v->title.empty() ? v->name : v->title;
      out += cat("<h3>", escaped(title), ", for comparison: ", show_number(sim::seconds(f.run().end)), " s</h3>",
                 timeline_svg(f.trace(), f.spans(), end, size_, false));
    }
    return out;
  }

  // A table says it in print, too, and to a screen reader.
  static std::string plot(const Plot& p) {
    std::string out = "<table><tr>";
    for (const std::string& name : p.names) out += cat("<th>", escaped(name), "</th>");
    out += "</tr>";
    std::vector<double> most(p.names.size(), 1e-12);
    for (const auto& point : p.points)
      for (size_t n = 0; n < point.size(); ++n) most[n] = std::max(most[n], point[n]);
    for (const auto& point : p.points) {
      out += "<tr>";
      for (size_t n = 0; n < point.size(); ++n) {
        std::string number = show_number(point[n]), bar;
        if (n > 0) bar = cat("<meter min=\"0\" max=\"", show_number(most[n]), "\" value=\"", number, "\"></meter> ");
        out += cat("<td>", bar, number, "</td>");
      }
      out += "</tr>";
    }
    return out + "</table>";
  }

  std::string now(const Facts& f, Point at, const Step& s) {
    std::string out = cat("<p class=\"now\">", escaped(in_words(s.scene.moment)), ", ", show_number(sim::seconds(at.time)), " s.");
    size_t told = 0;
    for (sim::TaskId id : f.alive(at)) {
      if (++told > 10) break;
      std::string state = f.state(id, at);
      out += cat(" ", escaped(f.name(id)), state == "waiting" ? cat(" waits for ", escaped(f.waits_for(id, at))) : cat(" is ", state), ".");
    }
    return out + "</p>";
  }

  std::string question(const Question& q, const Context& context) {
    std::string out = markdown(text_of(q), context);
    auto offered = offer(q, context);
    if (!offered) return out;
    if (q.kind == Question::Kind::number) {
      out += cat("<form class=\"number\" data-answer=\"", show_number(offered->answer.number),
                 "\"><input aria-label=\"a number\"> <button>Answer</button></form>");
      for (const Choice& c : q.choices)
        out += cat("<div class=\"why\" data-value=\"", show_number(c.value.number), "\">", markdown(c.misconception), "</div>");
    } else {
      out += cat("<div class=\"answers\" data-kind=\"", q.kind == Question::Kind::order ? "order" : "choice", "\" data-right=\"");
      for (size_t i : offered->right) out += cat(i == offered->right[0] ? "" : ",", i);
      out += "\">";
      std::string why;
      for (size_t i = 0; i < offered->values.size(); ++i) {
        const Choice* c = offered->choice[i] == sim::lesson::kNowhere ? nullptr : &q.choices[offered->choice[i]];
        std::string label = escaped(label_of(q, *offered, i));
        out += cat("<button data-words=\"", label, "\">", label, "</button>");
        why += cat("<div class=\"why\">", c ? markdown(c->misconception) : "", "</div>");
      }
      out += "</div>" + why;
    }
    out += "<p><button class=\"reveal\">Show it</button></p><div class=\"after\">";
    auto says = [](const std::string& what) { return cat("<p>The run says <strong>", escaped(what), "</strong>.</p>"); };
    if (q.kind == Question::Kind::choice) out += says(label_of(q, *offered, offered->right[0]));
    else if (q.kind == Question::Kind::number) out += says(show(offered->answer, true));
    else {
      out += "<ol>";
      for (size_t i : offered->right) out += cat("<li>", escaped(show(offered->values[i], true)), "</li>");
      out += "</ol>";
    }
    return out + markdown(q.after, context) + "</div>";
  }

  std::string exercise(const Exercise& e) {
    std::string out = "<h3>It is done when</h3><ul>";
    for (const Check& c : e.checks)
      out += cat("<li>", c.message.empty() ? cat("<code>", escaped(c.rule.text), "</code>") : markdown(c.message), "</li>");
    out += "</ul><p><button class=\"show-solution\">Show a solution</button></p>";
    for (const Version& v : e.solutions) out += cat("<div class=\"solution\">", program_html(program_text(lesson_, &v).text), "</div>");
    return out;
  }

  // The terms that the lesson uses, wherever in the course they are explained.
  std::string words() {
    std::vector<const Term*> terms;
    for (const Step& s : lesson_.steps) {
      terms_in(s.text, course_, terms);
      if (s.question) terms_in(lesson_.questions[*s.question].text, course_, terms);
    }
    if (terms.empty()) return {};
    std::string out = "<div class=\"card\"><h3>Words</h3>";
    for (const Term* t : terms) out += cat("<p><strong>", escaped(t->term), "</strong>: ", escaped(t->meaning), "</p>");
    return out + "</div>";
  }

  const Lesson& lesson_;
  const Course& course_;
  Runs runs_;
  SvgSize size_;
};

}  // namespace

std::string lesson_as_html(const Lesson& lesson, const Course& course, const sim::RunOptions& options) {
  return HandOut(lesson, course, options).write();
}

std::string run_as_html(const sim::Run& run, const std::string& title, const std::string& text) {
  Facts facts(run, text);
  const sim::Stats& s = facts.stats();
  std::string body = cat("<header><h1>", escaped(title), "</h1><p>", show_number(sim::seconds(run.end)), " s of virtual time, ", s.tasks,
                         s.tasks == 1 ? " task, " : " tasks, ", s.turns, " turns of the loop. ", escaped(run.message),
                         "</p></header><main style=\"display:block\"><div class=\"card\">",
                         timeline_svg(facts.trace(), facts.spans(), run.end, SvgSize(), false), "</div><div class=\"card\">",
                         program_html(text), "</div>", output_html(facts), "</main>\n");
  return page(title, body, false);
}

}  // namespace app

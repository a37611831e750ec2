#include "app/export/html.h"

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

constexpr const char* kStyle =
    R"(:root{color-scheme:light}*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1b2430;background:#f4f6f8}
header{padding:16px 24px;background:#fff;border-bottom:1px solid #d9dee4}header h1{margin:0;font-size:24px}header p{margin:2px 0;color:#5b6672}
main{display:grid;grid-template-columns:minmax(300px,2fr) 5fr;gap:16px;padding:16px 24px;align-items:start}
.card{background:#fff;border:1px solid #d9dee4;border-radius:8px;padding:14px 18px;margin-bottom:14px}.card h2{font-size:19px;margin:0 0 6px}.card h3{font-size:16px;margin:10px 0 4px}
.steps .step{display:none}.steps .step.here{display:block}.now{color:#5b6672;font-size:14px}
nav{display:flex;gap:10px;align-items:center;justify-content:space-between}button{font:inherit;border:1px solid #b8c1cb;background:#fff;border-radius:6px;padding:6px 14px;cursor:pointer}
button:hover,button:focus{border-color:#1d5fbf}nav button:last-child{background:#1d5fbf;color:#fff;border-color:#1d5fbf}button:disabled{opacity:.4;cursor:default}
code,pre{font:14px/1.5 ui-monospace,"JetBrains Mono",monospace}p code,li code,h2 code,td code{background:#eef1f4;border-radius:4px;padding:1px 4px}
pre.program{margin:0;overflow:auto}pre.program span.line{display:block;padding:0 8px;white-space:pre}pre.program span.line.now{background:#fff0c2}
pre.program .number{color:#95a0ab;display:inline-block;width:3em;user-select:none}.k{color:#8b2c8c}.s{color:#1a6f3c}.c{color:#6b7681}.d{color:#9a4d00}
.version{display:none}.version.here{display:block}dfn{border-bottom:1px dotted #1d5fbf;font-style:normal;cursor:help}
.answers button{display:block;width:100%;text-align:left;margin:5px 0}.answers button.right{background:#dff3e6;border-color:#1f7a4d}.answers button.wrong{background:#fbe4e1;border-color:#c0392b}
.why,.after,.solution{display:none}.why.shown,.after.shown,.solution.shown{display:block}.output div{white-space:pre-wrap}.later{visibility:hidden}
.playhead{stroke:#d6336c;stroke-width:1.5}.cover{fill:#f4f6f8;fill-opacity:.55}.cover.full{fill-opacity:1}table{border-collapse:collapse}td,th{border-bottom:1px solid #d9dee4;padding:4px 10px;text-align:left}
@media (max-width:900px){main{grid-template-columns:1fr}}
@media print{body{background:#fff}main{display:block}.steps .step,.version,.after,.solution{display:block!important}nav,.cover,.playhead{display:none}.later{visibility:visible}.card{break-inside:avoid}}
)";

constexpr const char* kScript = R"((function(){
var steps=[].slice.call(document.querySelectorAll('.step')),at=0,open={};
function all(s,r){return [].slice.call((r||document).querySelectorAll(s))}
function covered(){for(var i=at;i<steps.length;i++)if(steps[i].dataset.asks&&!open[i])return true;return false}
function show(n){at=Math.max(0,Math.min(steps.length-1,n));var s=steps[at],d=s.dataset,hide=covered();
steps.forEach(function(e,i){e.classList.toggle('here',i===at)});
all('.version').forEach(function(v){var here=v.dataset.version===d.version;v.classList.toggle('here',here);if(!here)return;
all('.line',v).forEach(function(l,i){l.classList.toggle('now',String(i+1)===d.line)});
all('.output div',v).forEach(function(l,i){l.classList.toggle('later',i>=+d.printed)});
var svg=v.querySelector('svg');all('.playhead,.cover',svg).forEach(function(e){e.remove()});
var box=svg.viewBox.baseVal,ns='http://www.w3.org/2000/svg',c=document.createElementNS(ns,'rect');c.setAttribute('class',hide?'cover full':'cover');
c.setAttribute('x',d.x);c.setAttribute('y',0);c.setAttribute('width',Math.max(0,box.width-d.x));c.setAttribute('height',box.height);svg.appendChild(c);
var p=document.createElementNS(ns,'line');p.setAttribute('class','playhead');['x1','x2'].forEach(function(k){p.setAttribute(k,d.x)});p.setAttribute('y1',0);p.setAttribute('y2',box.height);svg.appendChild(p)});
document.getElementById('place').textContent='Step '+(at+1)+' of '+steps.length;
document.getElementById('back').disabled=at===0;document.getElementById('next').disabled=at===steps.length-1}
document.getElementById('back').onclick=function(){show(at-1)};document.getElementById('next').onclick=function(){show(at+1)};
document.addEventListener('keydown',function(e){if(e.target.tagName==='INPUT')return;if(e.key==='ArrowRight'||e.key==='j')show(at+1);if(e.key==='ArrowLeft'||e.key==='k')show(at-1);
var b=all('.answers button',steps[at])[+e.key-1];if(b)b.click()});
function settle(step){open[steps.indexOf(step)]=1;all('.after',step).forEach(function(e){e.classList.add('shown')});show(at)}
all('.answers').forEach(function(box){var step=box.closest('.step'),buttons=all('button',box),right=box.dataset.right.split(','),picked=[];
buttons.forEach(function(b,i){b.onclick=function(){if(open[steps.indexOf(step)])return;
if(box.dataset.kind==='order'){var k=picked.indexOf(i);if(k>=0)picked=picked.slice(0,k);else picked.push(i);
if(picked.length===buttons.length){for(k=0;k<picked.length&&String(picked[k])===right[k];)k++;if(k===picked.length)settle(step);else picked=picked.slice(0,k)}
buttons.forEach(function(o,j){var n=picked.indexOf(j);o.dataset.place=n<0?'':n+1;o.textContent=(n<0?'':(n+1)+'. ')+o.dataset.words});return}
var ok=String(i)===right[0];b.classList.add(ok?'right':'wrong');all('.why',step).forEach(function(w,j){w.classList.toggle('shown',!ok&&j===i)});if(ok)settle(step)}})});
all('form.number').forEach(function(f){f.onsubmit=function(e){e.preventDefault();var v=parseFloat(f.elements[0].value),s=f.closest('.step'),ok=Math.abs(v-parseFloat(f.dataset.answer))<1e-9;
all('.why',s).forEach(function(w){w.classList.toggle('shown',!ok&&parseFloat(w.dataset.value)===v)});f.elements[0].style.borderColor=ok?'#1f7a4d':'#c0392b';if(ok)settle(s)}});
all('.reveal').forEach(function(b){b.onclick=function(){settle(b.closest('.step'))}});
all('.show-solution').forEach(function(b){b.onclick=function(){all('.solution',b.closest('.step')).forEach(function(s){s.classList.toggle('shown')})}});
show(0)})();)";

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
      size_t to = std::min(end, span == spans.size() ? end : in ? static_cast<size_t>(spans[span].end) : static_cast<size_t>(spans[span].start));
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
  return cat("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>", escaped(title), "</title>\n<style>", std::string_view(kStyle), std::string_view(svg_style()), "</style></head>\n<body>\n", body,
             script ? cat("<script>", std::string_view(kScript), "</script>\n") : std::string(), "</body></html>\n");
}

class HandOut {
 public:
  HandOut(const Lesson& lesson, const Course& course, const sim::RunOptions& options) : lesson_(lesson), course_(course), runs_(lesson, options) {}

  std::string write() {
    std::string body = head();
    std::string steps;
    for (const Step& s : lesson_.steps) steps += step(s);
    body += cat("<main><div><div class=\"card steps\">", steps, "</div><div class=\"card\"><nav><button id=\"back\">Back</button><span id=\"place\"></span><button id=\"next\">Next</button></nav></div>", words(), "</div><div>", version("", "The program"));
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
    std::string out = cat("<header><h1>", escaped(lesson_.title), "</h1><p>", lesson_.part.empty() ? "" : cat(escaped(lesson_.part), ", "), "about ", lesson_.minutes, " minutes. Arrow keys go from step to step.</p><ul>");
    for (const std::string& goal : lesson_.goals) out += cat("<li>", markdown(goal), "</li>");
    return out + "</ul></header>\n";
  }

  std::string version(const std::string& name, const std::string& title) { return version_of(name, title, *runs_.of(name)); }
  std::string version_of(const std::string& name, const std::string& title, const Facts& f) {
    return cat("<div class=\"version\" data-version=\"", escaped(name), "\"><div class=\"card\"><h3>", escaped(title), "</h3>", program_html(f.text()), "</div><div class=\"card\">", timeline_svg(f.trace(), f.spans(), f.run().end, size_, false), "</div>", output_html(f), "</div>\n");
  }

  std::shared_ptr<const Facts> start(const Exercise& e) { return runs_.run(program_text(lesson_, &*e.start).text); }

  std::string step(const Step& s) {
    const Exercise* e = s.exercise ? &lesson_.exercises[*s.exercise] : nullptr;
    std::shared_ptr<const Facts> own = e && e->start ? start(*e) : nullptr;
    const Facts& f = own ? *own : *runs_.of(s.scene.variant);
    auto found = find_moment(s.scene.moment, f);
    Point at = found ? *found : f.at_record(SIZE_MAX);
    Context context = runs_.context(f, at);
    size_t printed = static_cast<size_t>(std::count_if(f.output().begin(), f.output().end(), [&](const PrintedLine& l) { return l.record <= at.record; }));
    char x[32];
    std::snprintf(x, sizeof x, "%.1f", svg_x(at.time, f.run().end, size_));
    std::string out = cat("<section class=\"step\" data-version=\"", own ? cat("start-", e->name) : escaped(s.scene.variant), "\" data-x=\"", std::string_view(x), "\" data-line=\"", line_at(f, at), "\" data-printed=\"", printed, "\"", s.question ? " data-asks=\"1\"" : "", ">");
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
      out += cat("<h3>", escaped(title), ", for comparison: ", show_number(sim::seconds(f.run().end)), " s</h3>", timeline_svg(f.trace(), f.spans(), end, size_, false));
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
        std::string bar = n == 0 ? "" : cat("<meter min=\"0\" max=\"", show_number(most[n]), "\" value=\"", show_number(point[n]), "\"></meter> ");
        out += cat("<td>", bar, show_number(point[n]), "</td>");
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
      out += cat("<form class=\"number\" data-answer=\"", show_number(offered->answer.number), "\"><input aria-label=\"a number\"> <button>Answer</button></form>");
      for (const Choice& c : q.choices) out += cat("<div class=\"why\" data-value=\"", show_number(c.value.number), "\">", markdown(c.misconception), "</div>");
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
    if (q.kind == Question::Kind::choice) out += cat("<p>The run says <strong>", escaped(label_of(q, *offered, offered->right[0])), "</strong>.</p>");
    else if (q.kind == Question::Kind::number) out += cat("<p>The run says <strong>", escaped(show(offered->answer, true)), "</strong>.</p>");
    else {
      out += "<ol>";
      for (size_t i : offered->right) out += cat("<li>", escaped(show(offered->values[i], true)), "</li>");
      out += "</ol>";
    }
    return out + markdown(q.after, context) + "</div>";
  }

  std::string exercise(const Exercise& e) {
    std::string out = "<h3>It is done when</h3><ul>";
    for (const Check& c : e.checks) out += cat("<li>", c.message.empty() ? cat("<code>", escaped(c.rule.text), "</code>") : markdown(c.message), "</li>");
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

std::string lesson_as_html(const Lesson& lesson, const Course& course, const sim::RunOptions& options) { return HandOut(lesson, course, options).write(); }

std::string run_as_html(const sim::Run& run, const std::string& title, const std::string& text) {
  Facts facts(run, text);
  std::string body = cat("<header><h1>", escaped(title), "</h1><p>", show_number(sim::seconds(run.end)), " s of virtual time, ", facts.stats().tasks, facts.stats().tasks == 1 ? " task, " : " tasks, ", facts.stats().turns, " turns of the loop. ", escaped(run.message), "</p></header><main style=\"display:block\"><div class=\"card\">",
                         timeline_svg(facts.trace(), facts.spans(), run.end, SvgSize(), false), "</div><div class=\"card\">", program_html(text), "</div>", output_html(facts), "</main>\n");
  return page(title, body, false);
}

}  // namespace app

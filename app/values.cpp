// The variables at the cursor: asked for by replays, which bring the moments around it along.
// Before: model.h. After: load.h reads them; panels/variables.cpp and panels/code.cpp show them.
#include "app/model.h"

#include <algorithm>

namespace app {

namespace {

constexpr size_t kAround = 60;  // lines before and behind the cursor that one replay looks at
constexpr size_t kMostKept = 1500;

bool is_for(const Values& v, uint64_t document, sim::TaskId task) { return v.document == document && v.task == task; }

// The selected task's frames, else those of whatever runs.
sim::TaskId wanted_task(const Model& m) { return m.selection.task; }

// Whose values are shown: at the very end, where the interpreter has cleared the module, those from before it.
size_t record_looked_at(const Model& m) {
  bool ended = m.cursor > 0 && m.document->trace[m.cursor].event == sim::Event::ended;
  return ended ? m.cursor - 1 : m.cursor;
}

// The cursor and executed lines around it: where the next steps lead.
std::vector<size_t> records_around(const Document& d, size_t cursor) {
  std::vector<size_t> records{cursor};
  auto gather = [&](int direction) {
    size_t found = 0;
    for (auto i = static_cast<ptrdiff_t>(cursor) + direction, looked = ptrdiff_t{0};
         i >= 0 && i < static_cast<ptrdiff_t>(d.trace.size()) && found < kAround && looked < 4000; i += direction, ++looked)
      if (d.trace[static_cast<size_t>(i)].event == sim::Event::line) records.push_back(static_cast<size_t>(i)), ++found;
  };
  gather(1);
  gather(-1);
  std::sort(records.begin(), records.end());
  return records;
}

}  // namespace

const sim::Snapshot* values_now(const Model& m) {
  if (!m.document || m.document->trace.size() == 0 || !is_for(m.values, m.document_id(), wanted_task(m))) return nullptr;
  auto found = m.values.at.find(record_looked_at(m));
  return found == m.values.at.end() ? nullptr : &found->second;
}

void want_values(Model& m) {
  if (!m.document || !m.document->options || m.document->trace.size() == 0) return;
  Values& v = m.values;
  if (!is_for(v, m.document_id(), wanted_task(m))) v = {m.document_id(), wanted_task(m), {}, false};
  size_t record = record_looked_at(m);
  if (v.asked || v.at.count(record)) return;
  ValuesRequest request{m.document, records_around(*m.document, record), v.task};
  v.asked = true;
  if (m.background) {
    m.requests.values = std::move(request);
    return;
  }
  std::atomic<bool> stop = false;
  accept(m, read_values(request, stop));
}

void accept(Model& m, ValuesAnswer answer) {
  Values& v = m.values;
  if (!is_for(v, answer.document->id, answer.task)) return;
  v.asked = false;
  if (v.at.size() + answer.snapshots.size() > kMostKept) v.at.clear();
  for (sim::Snapshot& s : answer.snapshots) v.at[s.record] = std::move(s);
  for (size_t record : answer.records) v.at.try_emplace(record);  // where a replay does not come it has nothing to tell, ever
}

}  // namespace app

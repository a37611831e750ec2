#include "sim/loop/context.h"

#include "sim/base/references.h"

namespace sim {

Ref<Context> Context::copy() const {
  Ref<Context> c(new Context);
  c->values_ = values_;
  return c;
}

const Value* Context::find(const Object* variable) const {
  if (!values_) return nullptr;
  for (const Entry& e : values_->entries)
    if (e.variable.get() == variable) return &e.value;
  return nullptr;
}

void Context::references(References& each) { each(values_); }

void Context::Values::references(References& each) {
  for (Entry& e : entries) {
    each(e.variable);
    each(e.value);
  }
}

void Context::own_values() {
  if (values_ && values_->refs == 1) return;
  Ref<Values> own(new Values);
  if (values_) own->entries = values_->entries;
  values_ = own;
}

void Context::set(Object* variable, Value value) {
  own_values();
  for (Entry& e : values_->entries)
    if (e.variable.get() == variable) {
      e.value.swap(value);
      return;
    }
  values_->entries.push_back({Ref<Object>(variable), std::move(value)});
}

void Context::erase(const Object* variable) {
  own_values();
  for (size_t i = 0; i < values_->entries.size(); ++i)
    if (values_->entries[i].variable.get() == variable) {
      Entry dropped = std::move(values_->entries[i]);
      values_->entries.erase(values_->entries.begin() + static_cast<ptrdiff_t>(i));
      return;
    }
}

}  // namespace sim

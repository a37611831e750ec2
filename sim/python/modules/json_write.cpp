// Values to JSON text.
#include "sim/python/depth.h"
#include "sim/python/modules/json_text.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/tuple.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace sim::py {
namespace {

class Writer {
 public:
  explicit Writer(const JsonStyle& style) : style_(style) {}
  void put(const Value& v);
  std::string take() { return std::move(out_); }

 private:
  void put_list(const Value* items, size_t n);
  void put_dict(const Value& dict);
  void put_entry(const Value& key, const Value& value, bool* first);
  void put_float(double d);
  void new_line();
  // Remembers the containers around, to notice one inside itself.
  void enter(const Value& v);
  void leave() { if (style_.check_circular) around_.pop_back(); }

  const JsonStyle& style_;
  std::string out_;
  std::vector<const Object*> around_;
  size_t level_ = 0;
};

void Writer::enter(const Value& v) {
  if (!style_.check_circular) return;
  const Object* o = v.is_object() ? v.as_object() : nullptr;
  if (o && std::find(around_.begin(), around_.end(), o) != around_.end()) raise_value_error("Circular reference detected");
  around_.push_back(o);
}

void Writer::new_line() {
  if (!style_.pretty) return;
  out_ += '\n';
  for (size_t i = 0; i < level_; ++i) out_ += style_.indent;
}

void Writer::put_float(double d) {
  if (std::isfinite(d)) {
    out_ += float_repr(d);
    return;
  }
  if (!style_.allow_nan) raise_value_error("Out of range float values are not JSON compliant: ", float_repr(d));
  out_ += std::isnan(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity";
}

void Writer::put(const Value& v) {
  charge_steps(4);
  if (out_.size() > 65536) Heap::current().require(out_.size());
  double d = 0;
  if (v.is_none()) out_ += "null";
  else if (v.is_bool()) out_ += v.as_bool() ? "true" : "false";
  else if (is_str(v)) append_json_string(out_, v.as<Str>()->view(), style_.ensure_ascii);
  else if (is_int(v)) out_ += int_to_text(plain_int(v));
  else if (v.is_float() || v.is(Kind::float_object)) float_of(v, &d), put_float(d);
  else {
    DepthScope depth(" while encoding a JSON object");
    enter(v);
    if (v.is(Kind::list)) {
      Ref<List> list(v.as<List>());
      put_list(list->items.data(), list->items.size());
    } else if (v.is(Kind::tuple)) {
      put_list(v.as<Tuple>()->data(), v.as<Tuple>()->size());
    } else if (v.is(Kind::dict)) {
      put_dict(v);
    } else {
      put(call(style_.fallback, {v}));
    }
    leave();
  }
}

void Writer::put_list(const Value* items, size_t n) {
  if (n == 0) {
    out_ += "[]";
    return;
  }
  Ref<Tuple> held = Tuple::make(items, n);       // `default` may change the list meanwhile
  out_ += '[';
  ++level_;
  for (size_t i = 0; i < n; ++i) {
    if (i) out_ += style_.item_separator;
    new_line();
    put((*held)[i]);
  }
  --level_;
  new_line();
  out_ += ']';
}

void Writer::put_entry(const Value& key, const Value& value, bool* first) {
  std::string text;
  double d = 0;
  if (is_str(key)) {
    text = key.as<Str>()->string();
  } else if (key.is_float() || key.is(Kind::float_object)) {
    float_of(key, &d);
    size_t before = out_.size();
    put_float(d);
    text = out_.substr(before);
    out_.resize(before);
  } else if (key.is_bool() || key.is_none()) {
    text = key.is_none() ? "null" : key.as_bool() ? "true" : "false";
  } else if (is_int(key)) {
    text = int_to_text(plain_int(key));
  } else {
    if (style_.skipkeys) return;
    raise_type_error("keys must be str, int, float, bool or None, not ", type_name(key));
  }
  if (!*first) out_ += style_.item_separator;
  *first = false;
  new_line();
  append_json_string(out_, text, style_.ensure_ascii);
  out_ += style_.key_separator;
  put(value);
}

void Writer::put_dict(const Value& v) {
  if (v.as<Dict>()->size() == 0) {
    out_ += "{}";
    return;
  }
  out_ += '{';
  ++level_;
  bool first = true;
  Value items = to_list(call_method(v, "items"));
  if (style_.sort_keys) call_method(items, "sort");
  iterate(items, [&](const Value& pair) {
    if (!pair.is(Kind::tuple) || pair.as<Tuple>()->size() != 2) raise_value_error("items must return 2-tuples");
    put_entry((*pair.as<Tuple>())[0], (*pair.as<Tuple>())[1], &first);
  });
  --level_;
  if (!first) new_line();
  out_ += '}';
}

void append_u_escape(std::string& out, uint32_t unit) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += "0123456789abcdef"[unit >> shift & 15];
}

}  // namespace

void append_json_string(std::string& out, std::string_view text, bool ensure_ascii) {
  out += '"';
  for (const char *p = text.data(), *end = p + text.size(); p < end;) {
    auto c = static_cast<unsigned char>(*p);
    if (c >= 0x80) {
      const char* from = p;
      uint32_t wide = decode_utf8(p);
      if (!ensure_ascii) out.append(from, p);
      else if (wide < 0x10000) append_u_escape(out, wide);
      else append_u_escape(out, 0xD800 + ((wide - 0x10000) >> 10)), append_u_escape(out, 0xDC00 + (wide & 0x3FF));
      continue;
    }
    ++p;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '\f': out += "\\f"; break;
      case '\b': out += "\\b"; break;
      default:
        if (c < 0x20 || (c == 0x7F && ensure_ascii)) append_u_escape(out, c);
        else out += static_cast<char>(c);
    }
  }
  out += '"';
}

Value write_json(const Value& v, const JsonStyle& style) {
  Writer writer(style);
  writer.put(v);
  return Str::make(writer.take());
}

}  // namespace sim::py

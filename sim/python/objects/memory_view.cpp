#include "sim/python/objects/memory_view.h"

#include "sim/python/objects/list.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/objects/tuple.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <algorithm>

namespace sim::py {

namespace {

[[noreturn]] void raise_released() { raise_value_error("operation forbidden on released memoryview object"); }

MemoryView& view_of(const Value& v) {
  auto& view = static_cast<MemoryView&>(*v.as_object());
  if (!view.base) raise_released();
  return view;
}

// Where an item lies. A bytearray may have become shorter meanwhile, which CPython forbids while there are views.
uint8_t* place_of(MemoryView& view, size_t i) {
  auto at = static_cast<size_t>(static_cast<int64_t>(view.first) + static_cast<int64_t>(i) * view.stride);
  if (at + view.item_size > view.base->data.size()) raise(Exc::BufferError, "Existing exports of data: object cannot be re-sized");
  return view.base->data.data() + at;
}

// ---- items
struct Format {
  char code;
  size_t size;
  bool is_signed;
};
constexpr Format kFormats[] = {{'B', 1, false}, {'b', 1, true},  {'c', 1, false}, {'H', 2, false}, {'h', 2, true}, {'I', 4, false},
                               {'i', 4, true},  {'L', 8, false}, {'l', 8, true},  {'Q', 8, false}, {'q', 8, true}};

const Format& format_of(char code) {
  return *std::find_if(std::begin(kFormats), std::end(kFormats), [&](const Format& f) { return f.code == code; });
}

Value item(MemoryView& view, size_t i) {
  const uint8_t* at = place_of(view, i);
  if (view.format == 'c') return Bytes::make({reinterpret_cast<const char*>(at), 1});
  Value text = Bytes::make({reinterpret_cast<const char*>(at), view.item_size});
  if (view.item_size == 1 && view.format == 'B') return Value::integer(*at);
  Value args[] = {Value(vm().types.int_), text, Value(intern("little")), Value::boolean(format_of(view.format).is_signed)};
  Ref<Tuple> names = Tuple::make({Value(intern("signed"))});
  return call(get_attr(args[0], "from_bytes"), Args{args + 1, 2, names.get()});
}

void set_item_at(MemoryView& view, size_t i, const Value& v) {
  if (view.format == 'c') {
    if (!v.is(Kind::bytes) || v.as<Bytes>()->data.size() != 1) raise_type_error("memoryview: invalid type for format 'c'");
    *place_of(view, i) = v.as<Bytes>()->data[0];
    return;
  }
  if (!is_int(v) && !type_of(v)->slots.index) raise_type_error("memoryview: invalid type for format '", view.format, "'");
  const Format& f = format_of(view.format);
  int64_t n = 0;
  bool fits = int_fits_int64(is_int(v) ? v : Value::integer(index_of(v)), &n);
  int64_t most = f.size == 8 ? INT64_MAX : (int64_t{1} << (f.size * 8 - (f.is_signed ? 1 : 0))) - 1;
  if (!fits || n > most || n < (f.is_signed ? -most - 1 : 0)) raise_value_error("memoryview: invalid value for format '", view.format, "'");
  uint8_t* at = place_of(view, i);
  for (size_t byte = 0; byte < f.size; ++byte) at[byte] = static_cast<uint8_t>(static_cast<uint64_t>(n) >> (8 * byte));
}

size_t checked_index(MemoryView& view, const Value& key) {
  if (!is_int(key) && !type_of(key)->slots.index) raise_type_error("memoryview: invalid slice key");
  int64_t i = subscript_of(key), n = static_cast<int64_t>(view.length);
  if (i < 0) i += n;
  if (i < 0 || i >= n) raise(Exc::IndexError, "index out of bounds on dimension 1");
  return static_cast<size_t>(i);
}

Ref<MemoryView> slice_of(MemoryView& view, const Value& key) {
  int64_t start, stop, step;
  int64_t n = std::max<int64_t>(0, slice_indices(key, static_cast<int64_t>(view.length), &start, &stop, &step));
  Ref<MemoryView> part(new MemoryView(view.type, view.base, static_cast<size_t>(n)));
  part->first = static_cast<size_t>(static_cast<int64_t>(view.first) + (n ? start * view.stride : 0));
  part->stride = view.stride * step;
  part->format = view.format;
  part->item_size = view.item_size;
  return part;
}

Ref<MemoryView> all_of(MemoryView& view) { return slice_of(view, call(Value(vm().types.slice), {Value::none()})); }

Value view_getitem(const Value& self, const Value& key) {
  MemoryView& view = view_of(self);
  if (key.is(Kind::slice)) return slice_of(view, key);
  return item(view, checked_index(view, key));
}

void view_setitem(const Value& self, const Value& key, const Value& v) {
  MemoryView& view = view_of(self);
  if (view.readonly()) raise_type_error("cannot modify read-only memory");
  if (v.is_null()) raise_type_error("cannot delete memory");
  if (!key.is(Kind::slice)) return set_item_at(view, checked_index(view, key), v);
  Ref<MemoryView> part = slice_of(view, key);
  std::string from(bytes_like(v));                 // a copy: it may be a view of the same bytes
  MemoryView* other = as_memory_view(v);
  if (from.size() != part->length * part->item_size || (other ? other->format : 'B') != part->format)
    raise_value_error("memoryview assignment: lvalue and rvalue have different structures");
  for (size_t i = 0; i < part->length; ++i)
    std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(i * part->item_size), part->item_size, place_of(*part, i));
}

// ---- the other slots
Value view_create(Type* type, const Args& args) {
  if (args.size() == 0) raise_type_error("memoryview() missing required argument 'object' (pos 1)");
  if (args.size() != 1) raise_type_error("memoryview() takes at most 1 argument (", args.size(), " given)");
  const Value& v = args[0];
  if (MemoryView* from = as_memory_view(v)) {
    view_of(v);
    return all_of(*from);
  }
  if (!is_bytes_like(v)) raise_type_error("memoryview: a bytes-like object is required, not '", type_name(v), "'");
  return Ref<MemoryView>(new MemoryView(type, Ref<Bytes>(v.as<Bytes>()), v.as<Bytes>()->data.size()));
}
void view_init(const Value&, const Args&) {}

Value view_repr(const Value& self) {
  bool released = !static_cast<MemoryView*>(self.as_object())->base;
  return Str::make(cat(released ? "<released memory at " : "<memory at ", address_text(self), ">"));
}
int64_t view_hash(const Value& self) {
  MemoryView& view = view_of(self);
  if (!view.readonly()) raise_value_error("cannot hash writable memoryview object");
  return hash_of(Bytes::make(view.text()));
}
Value view_compare(const Value& a, const Value& b, CompareOp op) {
  if ((op != CompareOp::eq && op != CompareOp::ne) || !has_buffer(b)) return vm().not_implemented;
  MemoryView *x = as_memory_view(a), *y = as_memory_view(b);
  bool same = a.identical(b);
  if (!same && x->base && (!y || y->base)) same = x->format == (y ? y->format : 'B') && x->text() == bytes_like(b);
  return Value::boolean(same == (op == CompareOp::eq));
}
int64_t view_len(const Value& self) { return static_cast<int64_t>(view_of(self).length); }

Ref<List> items_of(MemoryView& view) {
  charge_text(view.length);
  Ref<List> list = List::make();
  for (size_t i = 0; i < view.length; ++i) list->items.push_back(item(view, i));
  return list;
}
Value view_iter(const Value& self) { return get_iter(Value(items_of(view_of(self)))); }

// ---- methods
Value view_tolist(const Value* a) { return items_of(view_of(a[0])); }
Value view_tobytes(const Value* a) { return Bytes::make(view_of(a[0]).text()); }
Value view_hex(const Value* a) {
  Value text = Bytes::make(view_of(a[0]).text());
  if (a[1].is_null()) return call_method(text, "hex", {});
  return a[2].is_null() ? call_method(text, "hex", {a[1]}) : call_method(text, "hex", {a[1], a[2]});
}
Value view_release(const Value* a) {
  auto& view = static_cast<MemoryView&>(*a[0].as_object());
  view.base = nullptr;
  view.gathered = nullptr;
  return Value::none();
}
Value view_enter(const Value* a) {
  view_of(a[0]);
  return a[0];
}
Value view_toreadonly(const Value* a) {
  MemoryView& view = view_of(a[0]);
  if (!view.readonly()) raise_unsupported("memoryview.toreadonly() of a bytearray", "use memoryview(bytes(...))");
  return all_of(view);
}
Value view_cast(const Value* a) {
  MemoryView& view = view_of(a[0]);
  if (!a[2].is_null()) raise_unsupported("memoryview.cast() with a shape", "use one dimension");
  std::string_view text = is_str(a[1]) ? a[1].as<Str>()->view() : std::string_view();
  if (text.size() == 2 && text[0] == '@') text.remove_prefix(1);
  auto known = std::find_if(std::begin(kFormats), std::end(kFormats), [&](const Format& f) { return text.size() == 1 && f.code == text[0]; });
  if (known == std::end(kFormats)) {
    if (text == "f" || text == "d") raise_unsupported("memoryview.cast() to floats", "use struct.unpack()");
    raise_value_error("memoryview: destination format must be a native single character format prefixed with an optional '@'");
  }
  if (view.item_size != 1 && known->size != 1) raise_type_error("memoryview: cannot cast between two non-byte formats");
  if (view.stride != static_cast<int64_t>(view.item_size)) raise_type_error("memoryview: casts are restricted to C-contiguous views");
  size_t bytes = view.length * view.item_size;
  if (bytes % known->size) raise_type_error("memoryview: length is not a multiple of itemsize");
  Ref<MemoryView> cast(new MemoryView(view.type, view.base, bytes / known->size));
  cast->first = view.first;
  cast->format = known->code;
  cast->item_size = known->size;
  cast->stride = static_cast<int64_t>(known->size);
  return cast;
}

Value one(int64_t n) { return Tuple::make({Value::integer(n)}); }
Value get_contiguous(const Value& v) {
  MemoryView& view = view_of(v);
  return Value::boolean(view.length < 2 || view.stride == static_cast<int64_t>(view.item_size));
}

void add_view_attributes(TypeBuilder& b) {
  b.getter("obj", [](const Value& v) { return Value(view_of(v).base); });
  b.getter("nbytes", [](const Value& v) { return Value::integer(static_cast<int64_t>(view_of(v).length * view_of(v).item_size)); });
  b.getter("readonly", [](const Value& v) { return Value::boolean(view_of(v).readonly()); });
  b.getter("format", [](const Value& v) { return Value(Str::make(std::string(1, view_of(v).format))); });
  b.getter("itemsize", [](const Value& v) { return Value::integer(static_cast<int64_t>(view_of(v).item_size)); });
  b.getter("ndim", [](const Value& v) { return view_of(v), Value::integer(1); });
  b.getter("shape", [](const Value& v) { return one(static_cast<int64_t>(view_of(v).length)); });
  b.getter("strides", [](const Value& v) { return one(view_of(v).stride); });
  b.getter("suboffsets", [](const Value& v) { return view_of(v), Value(Tuple::make({})); });
  for (const char* name : {"contiguous", "c_contiguous", "f_contiguous"}) b.getter(name, get_contiguous);
}

}  // namespace

std::string_view MemoryView::text() {
  if (!base) raise_released();
  if (length && stride == static_cast<int64_t>(item_size)) {
    place_of(*this, length - 1);
    return base->view().substr(first, length * item_size);
  }
  Ref<Bytes> row = Bytes::make({});
  for (size_t i = 0; i < length; ++i) {
    const uint8_t* at = place_of(*this, i);
    row->data.insert(row->data.end(), at, at + item_size);
  }
  gathered = row;
  return gathered->view();
}

MemoryView* as_memory_view(const Value& v) { return v.is(Kind::other) ? dynamic_cast<MemoryView*>(v.as_object()) : nullptr; }

Type* make_memory_view_type() {
  TypeBuilder b("memoryview", Kind::other, vm().types.object, Type::final_);
  b.slots().create = view_create;
  b.slots().init = view_init;
  b.slots().repr = view_repr;
  b.slots().hash = view_hash;
  b.slots().compare = view_compare;
  b.slots().len = view_len;
  b.slots().getitem = view_getitem;
  b.slots().setitem = view_setitem;
  b.slots().iter = view_iter;
  b.method("tolist", "self, /", view_tolist).method("tobytes", "self, order='C'", view_tobytes).method("release", "self, /", view_release);
  b.method("hex", "self, sep=None, bytes_per_sep=None", view_hex).method("cast", "self, format, shape=None", view_cast);
  b.method("toreadonly", "self, /", view_toreadonly).method("__enter__", "self, /", view_enter);
  b.method("__exit__", "self, exc_type=None, exc_value=None, traceback=None, /", view_release);
  add_view_attributes(b);
  return b.finish();
}

}  // namespace sim::py

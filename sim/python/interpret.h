// What the dispatch loop calls when an instruction is not one of the quick cases, by topic; and the moves of Values on its stack.
// Before: interpret.cpp. After: instructions_*.cpp, calls.cpp, import.cpp.
// Stack arguments are named by `sp`, the place behind the top. A function here that throws leaves the stack as it was.
#pragma once
#include "sim/loop/coroutine.h"
#include "sim/python/frame.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <new>

namespace sim::py {

// ---- moving Values: a place above the top is raw memory
inline void put(Value* at, Value&& v) { new (at) Value(std::move(v)); }
inline void drop(Value* at) { at->~Value(); }
inline void drop_down_to(Value* sp, Value* bottom) {
  while (sp > bottom) drop(--sp);
}
// Puts `v` where a value is now; that one is given up last, for its end may run the program's code.
inline void replace(Value* at, Value&& v) {
  Value old;
  Value::relocate(&old, at);
  put(at, std::move(v));
}

inline Ref<Exception> as_exception(Ref<Object> e) { return Ref<Exception>::adopt(static_cast<Exception*>(e.detach())); }

// Moves the value at `from` to `place`, whose own value ends.
inline void store(Value* place, const Value* from) {
  Value old;
  Value::relocate(&old, place);
  Value::relocate(place, from);
}
// A copy of `v`, which may be part of the value at `at`, takes that one's place.
inline void copy_over(Value* at, const Value& v) {
  Value copy(v);
  drop(at);
  Value::relocate(at, &copy);
  copy.set_null();
}
inline void swap_places(Value* a, Value* b) {
  Value held;
  Value::relocate(&held, a);
  Value::relocate(a, b);
  Value::relocate(b, &held);
  held.set_null();
}

// ---- frames of plain calls, without a call in C++
// As Frame::make_for_call. A frame in the store has its defaults, as give_frame_back left them.
inline Frame* take_frame(FrameStore& store, Function* function, Code* code, uint32_t nargs) {
  size_t c = code->frame_bytes / 16;
  if (c >= FrameStore::kClasses || !store.free[c]) return Frame::make_for_call(function, code, nargs);
  Frame* f = store.free[c];
  store.free[c] = f->back;
  f->refs = 1;
  f->code = code;
  f->function = function;
  f->globals = function->globals.get();
  f->ip = code->instrs.data();
  f->traced_line = 0;
  Value* v = f->variables();
  Value* end = v + (code->localsplus.size() - code->nfree);
  f->sp = end + code->nfree;
  for (v += nargs; v < end; ++v) new (v) Value();
  for (uint32_t i = 0; i < code->nfree; ++i) new (end + i) Value((*function->closure)[i]);
  return f;
}
// As Frame::release, for a frame that ended by itself: its stack is empty.
inline void give_frame_back(FrameStore& store, Frame* f) {
  size_t c = f->code->frame_bytes / 16;
  if (f->refs != 1 || f->flags || c >= FrameStore::kClasses || f->sp != f->stack() || !f->locals.is_null()) return Frame::release(f);
  for (Value *v = f->variables(), *end = f->sp; v < end; ++v) drop(v);
  f->refs = 0;
  f->result = Frame::Result::push;
  f->back = store.free[c];
  store.free[c] = f;
  decref(f->function);
}

// ---- code
void prepare(Code& code);                          // once, before a code first runs (prepare.cpp)

// ---- calls (calls.cpp)
// Fills the variables (all null so far) from the arguments; TypeError as CPython words it.
void bind_arguments(Function* f, const Args& args, Value* variables);
// The frame of a call of `f`, arguments bound; the caller owns it.
Frame* make_call_frame(Function* f, const Args& args);
// [f, self or null, n arguments] below `sp`, the last of them named by `names` (null: none). A frame to run (callee and arguments are
// then consumed), or null: the call is done and the result lies in place of f, everything above consumed.
Frame* begin_call(Value* callee, size_t n, const Tuple* names);
// [f, null, iterable] or [f, null, iterable, dict]: as begin_call.
Frame* begin_call_ex(Value* callee, bool has_keywords);
Value call_builtin(Builtin* b, const Args& args);
// "name()" of a callable for messages about its arguments.
std::string function_text(const Value& f);

// ---- names (instructions_names.cpp)
Value load_name(Frame* f, Str* name);
void store_name(Frame* f, Str* name, Value v);
void delete_name(Frame* f, Str* name);
Value load_global(Frame* f, Str* name, InlineCache* cache);
void delete_global(Frame* f, Str* name);
Value load_class_deref(Frame* f, uint32_t variable);
[[noreturn]] void raise_unbound_local(Frame* f, uint32_t variable);
[[noreturn]] void raise_unbound_cell(Frame* f, uint32_t variable);

// ---- attributes (instructions_attributes.cpp)
// What a cache of LOAD_ATTR, LOAD_METHOD or STORE_ATTR means: kept in the upper bits of InlineCache::index.
enum class AttrCache : uint32_t { instance_dict, class_value, slot, module_dict, type_value };
constexpr uint32_t kAttrIndexBits = 28;
constexpr uint32_t kAttrIndexMask = (1u << kAttrIndexBits) - 1;
Value load_attr(const Value& o, Str* name, InlineCache* cache);
// True: *out is a plain function or native method of o's type, to be called with o first; false: *out is the attribute's value.
bool load_method(const Value& o, Str* name, InlineCache* cache, Value* out);
void store_attr(const Value& o, Str* name, Value v, InlineCache* cache);
// [super, class, self] at sp - 3 -> [function, self] or [attribute, null].
void load_super_method(Value* sp, Str* name);

// ---- making and taking apart (instructions_build.cpp)
Value build_string(const Value* items, size_t n);
Value build_list(Value* items, size_t n);                   // moves the items
Value build_map(Value* items, size_t pairs);
Value build_set(Value* items, size_t n);
Value build_slice(const Value* items, size_t n);
Value format_value(const Value& v, const Value* spec, uint32_t conversion);
void list_extend(const Value& list, const Value& iterable);
void set_update(const Value& set, const Value& iterable);
void dict_update(const Value& dict, const Value& mapping);
void dict_merge(const Value& dict, const Value& mapping, const Value& f);
void unpack_sequence(const Value& v, uint32_t n, Value* to);                       // `to`: raw memory for n values
void unpack_ex(const Value& v, uint32_t before, uint32_t after, Value* to);
Value make_function(Frame* f, Value* items, uint32_t flags, Code* code);           // `items`: what MAKE_FUNCTION's flags name
Value annotations_in(Frame* f);
Value annotation_attribute(const Value& o, Str* name);

// ---- iteration and awaiting (instructions_await.cpp)
bool for_iter(const Value& iterator, Value* out);
Value get_yield_from_iter(Frame* f, const Value& o);
inline constexpr uint32_t kIterableCoroutine = 0x100;       // in Code::co_flags, set by types.coroutine
bool is_iterable_coroutine(const Value& generator);        // it may be awaited
Value get_awaitable(const Value& o, uint32_t where);
Value get_aiter(const Value& o);
Value get_anext(const Value& o);
// Sends `v` to a receiver that is no Python generator.
Step send_to(const Value& receiver, const Value& v);
// To one that is_resumable.
inline Step send_to_coroutine(const Value& receiver, const Value& v) {
  if (receiver.is(Kind::native_coroutine)) vm().suspended_line = 0;
  return receiver.as<Coroutine>()->resume(Outcome::of(v));
}

// ---- with and exceptions (instructions_exceptions.cpp)
void before_with(Value* sp);                       // [cm] at sp - 1 -> [exit, enter, null]
void before_async_with(Value* sp);
Value with_except_start(Value* sp);
// The exception that `raise e from cause` raises; e, cause: null when absent.
Ref<Exception> exception_to_raise(const Value& e, const Value& cause);
void set_context(const Ref<Exception>& e, const Ref<Exception>& handled);
Ref<Exception> raised_here(Exc type, std::string_view message);   // as `raise` makes it: with what is being handled as its context
bool exception_matches(const Value& e, const Value& type);
void check_eg_match(Frame* f, Value* sp);          // [exception, type] at sp - 2
Value prep_reraise_star(const Value& original, const Value& list);
// "generator raised StopIteration" and its kin: what leaves a generator's frame instead of `e`, or `e` itself.
Ref<Exception> leaving_generator(const Generator& g, Ref<Exception> e);
// To sys.unraisablehook; an exception without a traceback gets the running line.
void report_ignored(const Ref<Exception>& e, const Value& object);
// A StopIteration's value is taken for the result of a generator-like.
Value stop_iteration_value(const Exception& e);

// ---- match (instructions_match.cpp)
Value match_keys(const Value& mapping, const Value& keys);
Value match_class(const Value& subject, const Value& cls, uint32_t positional, const Value& keywords);
Value copy_dict_without_keys(const Value& mapping, const Value& keys);
Value make_type_param(const Value& name, const Value& bound, const Value& default_value, uint32_t which);
Value make_type_alias(const Value& name, const Value& parameters, const Value& function);

// ---- import (import.cpp)
Value import_name(Frame* f, const Value& level, const Value& fromlist, Str* name);
Value import_from(const Value& module, Str* name);
void import_star(Frame* f, const Value& module);

// ---- classes (build_class.cpp)
Value build_class(const Args& args);               // builtins.__build_class__

}  // namespace sim::py

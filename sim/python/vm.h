// The interpreter of one run: its types, its names, its modules, and the loop over instructions.
// Before: sim/run/run.cpp makes it. After: sim/asyncio and sim/python/modules are what programs call.
#pragma once
#include "sim/base/heap.h"
#include "sim/python/errors.h"
#include "sim/python/frame.h"
#include "sim/python/objects/generator.h"
#include "sim/python/type.h"
#include "sim/trace/trace.h"
#include "sim/world/world.h"

#include <atomic>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sim {
class Loop;
struct Environment;
}

namespace sim::py {

// Types that C++ code names. Made by sim/python/types.cpp (object, type and the rest in order).
struct Types {
  Type *object, *type, *none, *bool_, *int_, *float_, *str, *bytes, *bytearray, *list, *tuple, *dict, *set, *frozenset, *range, *slice,
      *function, *builtin, *method, *cell, *code, *module, *traceback, *generator, *coroutine, *async_generator, *property, *classmethod,
      *staticmethod, *super, *ellipsis, *not_implemented, *getset, *member, *wrapper, *mapping_proxy, *generic_alias, *union_;
  std::array<Type*, static_cast<size_t>(Exc::count_)> exceptions;
  std::array<Type*, 3> dict_views, dict_iterators, dict_reverse_iterators;   // of keys, values, items
};

// Interned names that C++ code asks for often: vm().names.__init__.
#define SIM_PY_NAMES(X)                                                                                                                     \
  X(__abs__) X(__abstractmethods__) X(__add__) X(__aenter__) X(__aexit__) X(__aiter__) X(__and__) X(__anext__) X(__annotations__)           \
  X(__await__) X(__bases__) X(__bool__) X(__builtins__) X(__bytes__) X(__call__) X(__cause__) X(__class__) X(__class_getitem__)             \
  X(__classcell__) X(__contains__) X(__context__) X(__debug__) X(__del__) X(__delattr__) X(__delete__) X(__delitem__) X(__dict__) X(__dir__) \
  X(__divmod__) X(__doc__) X(__enter__) X(__eq__) X(__exit__) X(__file__) X(__float__) X(__floordiv__) X(__format__) X(__ge__)  \
  X(__get__) X(__getattr__) X(__getattribute__) X(__getitem__) X(__gt__) X(__hash__) X(__iadd__) X(__iand__) X(__ifloordiv__)               \
  X(__ilshift__) X(__imatmul__) X(__imod__) X(__imul__) X(__index__) X(__init__) X(__init_subclass__) X(__instancecheck__) X(__int__)       \
  X(__invert__) X(__ior__) X(__ipow__) X(__irshift__) X(__isub__) X(__iter__) X(__itruediv__) X(__ixor__) X(__le__) X(__len__)              \
  X(__length_hint__) X(__lshift__) X(__lt__) X(__main__) X(__match_args__) X(__matmul__) X(__missing__) X(__mod__) X(__module__) X(__mro__) \
  X(__mro_entries__) X(__mul__) X(__name__) X(__ne__) X(__neg__) X(__new__) X(__next__) X(__notes__) X(__or__) X(__orig_bases__) X(__pos__) \
  X(__pow__) X(__prepare__) X(__qualname__) X(__radd__) X(__rand__) X(__rdivmod__) X(__repr__) X(__reversed__) X(__rfloordiv__)             \
  X(__rlshift__) X(__rmatmul__) X(__rmod__) X(__rmul__) X(__ror__) X(__round__) X(__rpow__) X(__rrshift__) X(__rshift__) X(__rsub__)        \
  X(__rtruediv__) X(__rxor__) X(__self__) X(__set__) X(__set_name__) X(__setattr__) X(__setitem__) X(__slots__) X(__str__) X(__sub__)       \
  X(__subclasscheck__) X(__suppress_context__) X(__traceback__) X(__truediv__) X(__trunc__) X(__ceil__) X(__floor__) X(__type_params__)     \
  X(__weakref__) X(__wrapped__) X(__xor__) X(add_done_callback) X(append) X(args) X(athrow) X(close) X(send) X(self) X(throw_)              \
  X(value) X(keys) X(items) X(values) X(metaclass) X(name) X(_) X(__import__) X(__build_class__) X(__objclass__) X(__members__)
struct Names {
#define SIM_X(n) Str* n;
  SIM_PY_NAMES(SIM_X)
#undef SIM_X
};

struct Limits {
  uint64_t steps = 400'000'000;            // executed instructions
  Time virtual_time = 365 * 86400 * kSecond;
  size_t memory = size_t{1} << 30;         // bytes
  size_t output = 16 << 20;                // bytes
  uint64_t turns_without_time = 100'000;   // turns of the loop while the clock stands still
  uint64_t callbacks = 20'000'000;         // that the loop runs, whether or not the clock moves: a matter of a few seconds
  uint32_t recursion = 1000;
};

// What CPython's interpreter itself warns of.
struct Warning {
  Type* category;
  std::string message, file;
  uint32_t line = 0;               // 0 with the file "sys": no Python code runs
  std::string source_line;         // without its indentation
  bool has_source = false;         // the message is about an object: CPython then speaks of tracemalloc
  Value module;                    // the name of the module that the place is in; null: __main__
};

class Vm {
 public:
  Vm(const Limits& limits, World& world, Trace& trace);
  ~Vm();
  Vm(const Vm&) = delete;
  Vm& operator=(const Vm&) = delete;

  // ---- what native code asks for
  Types types{};
  Names names{};
  Value not_implemented, ellipsis;
  Ref<Dict> builtins;                      // the module's dict
  Ref<Dict> modules;                       // sys.modules
  Limits limits;
  World& world;
  Trace& trace;
  Time now() const { return world.now(); }
  Loop* running_loop = nullptr;            // the one whose callbacks run now; borrowed
  Environment* loops = nullptr;            // what all loops share; null until asyncio is used (modules/asyncio_host.cpp)
  // fd 1 or 2. Recorded in the trace, counted against the limit, handed to `on_output`.
  void write(int fd, std::string_view text);
  std::function<void(int fd, std::string_view text)> on_output;
  std::atomic<bool> interrupted = false;   // set from outside (Ctrl-C, Stop): the next instructions throw Interrupted
  std::atomic<bool>* interrupted_from_outside = nullptr;   // the same, owned by somebody else; may be null
  std::string program_path, program_dir;   // open() reads beside the program
  // The text of a file beside the program, or nothing. Set by sim/run; imports and open() ask it.
  std::function<std::optional<std::string>(const std::string& path)> read_file;
  // The next line of standard input with its end, or nothing at the end of it. Set by sim/run; absent: there is no input.
  std::function<std::optional<std::string>()> read_line;
  std::vector<std::string> argv;
  uint64_t seed = 0;
  std::vector<std::function<void()>> at_exit;   // in the order of registration; run last first

  // ---- running
  // Runs a module body in `globals`; throws Raised.
  Value run_module(const Ref<Code>& code, const Ref<Dict>& globals);
  // A code object with namespaces of its own, for eval and exec.
  Value run_code(const Ref<Code>& code, const Ref<Dict>& globals, const Value& locals);
  Value call_function(Function* f, const Args& args);              // a Python function; may run nested in C++
  Value run_class_body(Function* f, const Value& names);          // `names`: any mapping
  Outcome try_call_function(Function* f, const Args& args);        // the same without a C++ throw for a Python exception
  // Resumes a generator's frame with a value (null: it has not started, nothing is awaited) or an exception, nested in C++.
  Step resume_frame(Generator* g, Value sent, Ref<Exception> thrown);
  Value import(std::string_view name);                             // the named module, dots followed; ModuleNotFoundError or Unsupported
  const Builtin* calling_builtin() const { return calling_builtin_; }
  const Builtin* calling_builtin_ = nullptr;

  // A call of a Python function that may stand still in the middle (see Activity in sim/loop/host.h): its frames wait as a coroutine's do.
  struct Standing {
    Frame* entry = nullptr;
    Frame* innermost = nullptr;
    uint32_t depth = 1;                    // frames from the one to the other
    Ref<Exception> handled;
  };
  Standing begin_standing(Function* f, const Args& args);
  bool run_standing(Standing& s, Outcome& result);   // true: it is over
  bool can_park() const;                   // no C++ is between the beginning of the one that runs and here
  void park();                             // the running builtin is its last before it stands still

  // Prints a warning on stderr, once for each text and place (CPython's default filter); where the program has imported the module warnings, as
  // its filters say.
  void warn(Type* category, std::string message, bool has_source = false);   // at the running line of the program
  static std::string format_warning(const Warning& w);
  std::set<std::string> warnings_shown;

  // ---- where we are
  Frame* frame = nullptr;                  // the running one
  uint32_t depth = 0;                      // Python calls in progress, native recursion included: RecursionError at limits.recursion
  Ref<Exception> handled;                  // the exception being handled (sys.exc_info), of the running task or generator
  // While a job of a thread runs: the frame that was running, which is not on that thread's stack. Frames that outlive the job do not keep it.
  const Frame* below_thread = nullptr;
  uint32_t current_line() const;           // of the innermost frame of the program; 0 when none runs
  // The line of the innermost program frame in the chain of awaits that stopped last; 0: none. Reset by whoever resumes.
  uint32_t suspended_line = 0;
  uint32_t origin_depth = 0;               // sys.set_coroutine_origin_tracking_depth; a loop in debug mode sets it, too
  // sys.set_asyncgen_hooks: set by the running event loop; null: none.
  Value asyncgen_firstiter, asyncgen_finalizer;
  // Throws what a finalizer could not throw (a limit it reached), or Interrupted when the run is to end.
  void check_interrupted() {
    if (interrupted.load(std::memory_order_relaxed) ||
        (interrupted_from_outside && interrupted_from_outside->load(std::memory_order_relaxed)))
      stop_now();
  }
  std::exception_ptr stopped_in_finalizer;
  bool stopping = false;                   // a limit was reached: finalizers do nothing any more
  // Instructions run so far, and native work counted as such.
  uint64_t steps() const { return limits.steps - static_cast<uint64_t>(steps_left); }
  int64_t steps_left;                      // reaching 0 throws LimitReached{steps}
  Time step_cost = 0;                      // --step-cost: what each turn of the loop adds to the clock
  bool record_lines = false;               // each executed line of the program is a record of the trace

  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;           // found by a string_view, without making a string
  };
  std::unordered_map<std::string, Ref<Str>, TextHash, std::equal_to<>> interned;
  std::array<Ref<Str>, 128> ascii_characters;      // one-character strs, made when first asked for (Str::of_code_point)
  Ref<Str> empty_str;
  // For module code: a place to keep what a module owns in this run, by name.
  std::map<std::string, std::shared_ptr<void>, std::less<>> module_state;
  uint64_t next_type_version = 1;
  LookupCache lookup_cache;                // see Type::lookup
  std::vector<const Object*> shown_in_repr;   // see ReprScope
  uint32_t native_depth = 0;               // see DepthScope

  // ---- the interpreter's own (vm.cpp, interpret.cpp)
  enum class Exit : uint8_t { returned, yielded, raised, parked };
  FrameStore frames;
  std::vector<Ref<Code>> retired_codes;    // of functions whose __code__ was replaced: a frame may still run it
  const std::byte* stack_base = nullptr;   // of the C++ stack when the run began, roughly
  bool stack_is_deep() const;              // little of the C++ stack is left
  void finalize(Object* o) noexcept;       // Heap::finalizer: __del__, closing generators, "never awaited"
  Type *coroutine_wrapper = nullptr, *async_generator_asend = nullptr, *async_generator_athrow = nullptr, *anext_awaitable = nullptr;

 private:
  Exit run();                              // from `frame` until its entry frame ends or stands still; then result_ or raised_ is set
  template <bool kLines> Exit interpret();
  bool unwind();                           // finds who handles raised_; false: nobody down to the entry frame, which is over
  void record_line();
  void enter_frame(Frame* f);              // a call begins: its caller is the running frame; RecursionError (f is then released)
  void enter_generator(Generator* g, bool entry);                    // its frame runs again; what is sent lies on its stack
  void leave_generator(Generator* g, Generator::State state);        // suspended or finished; whoever resumed it is the running frame again
  Value make_generator(Frame* f);          // takes over the frame
  Value nested(Frame* f);                  // runs a frame that native code made; throws Raised
  [[noreturn]] void stop_now();
  Value result_;
  Ref<Exception> raised_;
  const Frame* standing_ = nullptr;        // the entry frame of what runs and may stand still
  bool parking_ = false;
  int64_t steps_before_parking_ = 0;       // `steps_left` is 0 meanwhile, which the interpreter looks at anyway
};

extern constinit thread_local Vm* current_vm;         // of this thread
inline Vm& vm() { return *current_vm; }

// Modules written in C++, sorted by name; `fill` puts functions into the dict. The list is in modules/modules.cpp.
struct NativeModule {
  std::string_view name;
  void (*fill)(const Ref<Dict>& module_dict);
};
const NativeModule* find_native_module(std::string_view name);   // null: none of that name
bool has_native_below(std::string_view package);                 // "os" when there is "os.path"

}  // namespace sim::py

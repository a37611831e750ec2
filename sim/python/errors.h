// Raising Python exceptions from C++.
#pragma once
#include "sim/base/outcome.h"
#include "sim/base/text.h"
#include "sim/python/objects/exception.h"
#include "sim/python/type.h"

#include <string>
#include <string_view>

namespace sim::py {

// The built-in exception tree: X(name, base). Order: a base before what derives from it.
// clang-format off
#define SIM_PY_EXCEPTIONS(X)                                                                                          \
  X(Exception, BaseException) X(BaseExceptionGroup, BaseException) X(ExceptionGroup, BaseExceptionGroup)             \
  X(GeneratorExit, BaseException) X(KeyboardInterrupt, BaseException) X(SystemExit, BaseException)                   \
  X(ArithmeticError, Exception) X(FloatingPointError, ArithmeticError) X(OverflowError, ArithmeticError)             \
  X(ZeroDivisionError, ArithmeticError) X(AssertionError, Exception) X(AttributeError, Exception)                    \
  X(BufferError, Exception) X(EOFError, Exception) X(ImportError, Exception) X(ModuleNotFoundError, ImportError)     \
  X(LookupError, Exception) X(IndexError, LookupError) X(KeyError, LookupError) X(MemoryError, Exception)            \
  X(NameError, Exception) X(UnboundLocalError, NameError)                                                            \
  X(OSError, Exception) X(BlockingIOError, OSError) X(ChildProcessError, OSError) X(ConnectionError, OSError)        \
  X(BrokenPipeError, ConnectionError) X(ConnectionAbortedError, ConnectionError)                                     \
  X(ConnectionRefusedError, ConnectionError) X(ConnectionResetError, ConnectionError) X(FileExistsError, OSError)    \
  X(FileNotFoundError, OSError) X(InterruptedError, OSError) X(IsADirectoryError, OSError)                           \
  X(NotADirectoryError, OSError) X(PermissionError, OSError) X(ProcessLookupError, OSError) X(TimeoutError, OSError) \
  X(ReferenceError, Exception) X(RuntimeError, Exception) X(NotImplementedError, RuntimeError)                       \
  X(RecursionError, RuntimeError) X(PythonFinalizationError, RuntimeError) X(StopAsyncIteration, Exception)          \
  X(StopIteration, Exception) X(SyntaxError, Exception) X(IndentationError, SyntaxError) X(TabError, IndentationError) \
  X(SystemError, Exception) X(TypeError, Exception) X(ValueError, Exception) X(UnicodeError, ValueError)             \
  X(UnicodeDecodeError, UnicodeError) X(UnicodeEncodeError, UnicodeError) X(UnicodeTranslateError, UnicodeError)     \
  X(Warning, Exception) X(BytesWarning, Warning) X(DeprecationWarning, Warning) X(EncodingWarning, Warning)          \
  X(FutureWarning, Warning) X(ImportWarning, Warning) X(PendingDeprecationWarning, Warning)                          \
  X(ResourceWarning, Warning) X(RuntimeWarning, Warning) X(SyntaxWarning, Warning) X(UnicodeWarning, Warning)        \
  X(UserWarning, Warning)                                                                                            \
  /* asyncio.exceptions */                                                                                           \
  X(CancelledError, BaseException) X(InvalidStateError, Exception) X(QueueEmpty, Exception) X(QueueFull, Exception)  \
  X(QueueShutDown, Exception) X(BrokenBarrierError, RuntimeError)
// clang-format on

enum class Exc : uint8_t {
  BaseException,
#define SIM_X(name, base) name,
  SIM_PY_EXCEPTIONS(SIM_X)
#undef SIM_X
  count_
};

Type* exception_type(Exc e);
Ref<Exception> make_exception(Exc e, std::string_view message);    // args = (message,), or () when the message is empty
Ref<Exception> make_exception(Exc e, const Value& arg);            // args = (arg,)
Ref<Exception> make_exception(Type* type, const Args& args);       // as calling the class; runs __init__

[[noreturn]] void raise(Exc e, std::string_view message);
[[noreturn]] void raise(Exc e, const Value& arg);
[[noreturn]] void raise(Ref<Exception> e);                         // sets __context__ to the exception being handled, as `raise` does
template <class... A> [[noreturn]] void raise_type_error(const A&... parts) { raise(Exc::TypeError, cat(parts...)); }
template <class... A> [[noreturn]] void raise_value_error(const A&... parts) { raise(Exc::ValueError, cat(parts...)); }
[[noreturn]] void raise_attribute_error(const Value& object, Str* name);   // "'X' object has no attribute 'y'"; name and obj set
[[noreturn]] void raise_stop_iteration(const Value& v);            // a null v: no arguments
[[noreturn]] void raise_unsupported(std::string construct, std::string advice);   // exit status 5, with the running line

bool matches(const Object* exception, Exc e);                      // isinstance
inline Exception* exception_of(const Raised& r) { return static_cast<Exception*>(r.exception.get()); }

// "ValueError: message", with CPython's rules for where a class's module is shown.
std::string exception_line(const Ref<Exception>& e);
// The whole report as CPython prints it: "Traceback (most recent call last):", frames of the program with source line and carets,
// causes and contexts, exception groups as a tree. Ends with a newline.
std::string format_traceback(const Ref<Exception>& e);
// sys.unraisablehook: on stderr "Exception ignored in: <object>" and the traceback, or whatever the program's own does.
void write_unraisable(const Ref<Exception>& e, const Value& object);

}  // namespace sim::py

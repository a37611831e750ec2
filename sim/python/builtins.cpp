// The module builtins: every name a program has without importing anything.
// Before: Vm's constructor. After: LOAD_GLOBAL and LOAD_NAME look here last.
#include "sim/python/builtins.h"

#include "sim/python/errors.h"
#include "sim/python/init.h"
#include "sim/python/interpret.h"
#include "sim/python/objects/memory_view.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

BuiltinsDict& BuiltinsDict::function(const char* name, const char* signature, NativeFn fn) {
  Ref<Builtin> f = make_builtin(name, signature, fn);
  f->module = Value(intern("builtins"));
  return value(name, f);
}
BuiltinsDict& BuiltinsDict::raw(const char* name, RawFn fn) {
  Ref<Builtin> f = make_raw_builtin(name, fn);
  f->module = Value(intern("builtins"));
  return value(name, f);
}
BuiltinsDict& BuiltinsDict::value(const char* name, const Value& v) {
  dict_->set(intern(name).get(), v);
  return *this;
}

namespace {

void add_types(BuiltinsDict& b) {
  const Types& t = vm().types;
  for (Type* type : {t.object, t.type, t.int_, t.bool_, t.float_, t.str, t.bytes, t.bytearray, t.list, t.tuple, t.dict, t.set,
                     t.frozenset, t.range, t.slice, t.property, t.classmethod, t.staticmethod, t.super})
    b.value(type->name->string().c_str(), Value(type));
}

void add_exceptions(BuiltinsDict& b) {
  for (Type* type : vm().types.exceptions) {
    Value module = type->dict->get(vm().names.__module__);
    if (module.is(Kind::str) && module.as<Str>()->view() == "builtins") b.value(type->name->string().c_str(), Value(type));
  }
  Value os_error(exception_type(Exc::OSError));
  b.value("EnvironmentError", os_error).value("IOError", os_error);
}

// Types that programs ask isinstance() about; there are no values of them.
Value refuse_complex(Type*, const Args&) {
  raise_unsupported("a complex number", "use two floats, or a small class of your own");
}
void add_absent_type(BuiltinsDict& b, const char* name, Value (*refuse)(Type*, const Args&)) {
  TypeBuilder t(name, Kind::other, vm().types.object, Type::final_);
  t.slots().create = refuse;
  b.value(name, Value(t.finish()));
}

// As vars(builtins) has them in CPython: among equally good suggestions for a misspelt name the first is told.
constexpr const char* kInOrder[] = {
    "__name__", "__doc__", "__package__", "__loader__", "__spec__", "__build_class__", "__import__", "abs", "all", "any", "ascii", "bin",
    "breakpoint", "callable", "chr", "compile", "delattr", "dir", "divmod", "eval", "exec", "format", "getattr", "globals", "hasattr",
    "hash", "hex", "id", "input", "isinstance", "issubclass", "iter", "aiter", "len", "locals", "max", "min", "next", "anext", "oct", "ord",
    "pow", "print", "repr", "round", "setattr", "sorted", "sum", "vars", "None", "Ellipsis", "NotImplemented", "False", "True", "bool",
    "memoryview", "bytearray", "bytes", "classmethod", "complex", "dict", "enumerate", "filter", "float", "frozenset", "property", "int",
    "list", "map", "object", "range", "reversed", "set", "slice", "staticmethod", "str", "super", "tuple", "type", "zip", "__debug__",
    "BaseException", "BaseExceptionGroup", "Exception", "GeneratorExit", "KeyboardInterrupt", "SystemExit", "ArithmeticError",
    "AssertionError", "AttributeError", "BufferError", "EOFError", "ImportError", "LookupError", "MemoryError", "NameError", "OSError",
    "ReferenceError", "RuntimeError", "StopAsyncIteration", "StopIteration", "SyntaxError", "SystemError", "TypeError", "ValueError",
    "Warning", "FloatingPointError", "OverflowError", "ZeroDivisionError", "BytesWarning", "DeprecationWarning", "EncodingWarning",
    "FutureWarning", "ImportWarning", "PendingDeprecationWarning", "ResourceWarning", "RuntimeWarning", "SyntaxWarning", "UnicodeWarning",
    "UserWarning", "BlockingIOError", "ChildProcessError", "ConnectionError", "FileExistsError", "FileNotFoundError", "InterruptedError",
    "IsADirectoryError", "NotADirectoryError", "PermissionError", "ProcessLookupError", "TimeoutError", "IndentationError",
    "_IncompleteInputError", "IndexError", "KeyError", "ModuleNotFoundError", "NotImplementedError", "PythonFinalizationError",
    "RecursionError", "UnboundLocalError", "UnicodeError", "BrokenPipeError", "ConnectionAbortedError", "ConnectionRefusedError",
    "ConnectionResetError", "TabError", "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeTranslateError", "ExceptionGroup",
    "EnvironmentError", "IOError", "open", "quit", "exit", "copyright", "credits", "license", "help",
};
void put_in_order(Dict& names) {
  for (const char* name : kInOrder) {
    Ref<Str> key = intern(name);
    Value v = names.get(key.get());
    if (v.is_null()) continue;
    names.erase(key.get());
    names.set(key.get(), v);
  }
}

}  // namespace

void init_builtins(Vm& vm) {
  BuiltinsDict b(vm.builtins);
  Value name(intern("builtins"));
  b.value("__name__", name)
      .value("__doc__", Value::none())
      .value("__package__", Value(Str::empty()))
      .value("__debug__", Value::boolean(true));
  b.value("None", Value::none()).value("True", Value::boolean(true)).value("False", Value::boolean(false));
  b.value("Ellipsis", vm.ellipsis).value("NotImplemented", vm.not_implemented);
  add_types(b);
  add_exceptions(b);
  add_absent_type(b, "complex", refuse_complex);
  b.value("memoryview", Value(make_memory_view_type()));
  b.raw("__build_class__", build_class);
  init_iterator_types(vm);
  add_number_builtins(b);
  add_object_builtins(b);
  add_iteration_builtins(b);
  add_code_builtins(b);
  add_stream_builtins(b);
  put_in_order(*vm.builtins);
}

}  // namespace sim::py

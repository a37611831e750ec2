// Functions of the program, bound methods, closures' cells, and functions written in C++.
#pragma once
#include "sim/base/value.h"
#include "sim/python/objects/dict.h"
#include "sim/python/objects/tuple.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sim::py {

class Code;
class Type;

class Cell : public Object {
 public:
  explicit Cell(Value v = Value()) : Object(Kind::cell), value(std::move(v)) {}
  Value value;                     // null: empty
  void references(References& each) override;
};

class Function : public Object {
 public:
  Function() : Object(Kind::function) {}
  Ref<Code> code;
  Ref<Dict> globals;
  Ref<Tuple> defaults;             // may be null
  Ref<Dict> kwdefaults;            // may be null
  Ref<Tuple> closure;              // of Cells; may be null
  Ref<Tuple> annotations;          // (name, value, name, value ...); may be null
  Ref<Str> name, qualname;
  Value doc;
  Value module;
  Ref<Dict>* dict_place() override { return &dict; }
  Ref<Dict> dict;                  // may be null
  Ref<Dict> annotations_dict;      // __annotations__, null until asked for
  void references(References& each) override;
};

Ref<Dict> annotations_of(Function* f);

class Method : public Object {
 public:
  Method(Value function, Value self) : Object(Kind::method), function(std::move(function)), self(std::move(self)) {}
  Value function, self;
  void references(References& each) override;
};

// The arguments of a call: npos positional ones, then one for each name in `names` (a tuple of str; null when there is none).
struct Args {
  const Value* items = nullptr;
  size_t npos = 0;
  const Tuple* names = nullptr;
  size_t size() const { return npos + (names ? names->size() : 0); }
  const Value& operator[](size_t i) const { return items[i]; }
};

using NativeFn = Value (*)(const Value* args);       // bound to the signature's parameters; absent ones are null
using RawFn = Value (*)(const Args& args);           // takes what comes

// How a function written in C++ is called: "self, /, sep=None, maxsplit=-1". A parameter with "=anything" may be absent (its Value is
// then null: the text after = is for inspection only). "*args" becomes a tuple, "**kwargs" a dict, "*" begins keyword-only ones.
struct Signature {
  struct Parameter { Ref<Str> name; bool required; };
  std::vector<Parameter> parameters;
  uint32_t positional_only = 0, positional = 0;      // positional includes positional_only
  bool has_args = false, has_kwargs = false;         // they are the last one or two of `parameters`
  std::string text;
};

// What a function written in C++ is made of.
struct BuiltinParts {
  Ref<Str> name, qualname;
  Value module;                    // str or null
  Value self;                      // null: a plain function or an unbound method
  bool is_method = false;          // found on a class, binds to the instance (list.append)
  Type* owner = nullptr;           // of a method: what self must be an instance of; null: fn looks itself
  // A call of `fn` without keywords and with at least `nleast` and at most `nparams` arguments needs no look at the signature: the absent
  // ones are null. Equal when none may be absent; nleast is UINT32_MAX when there are *args, **kwargs or keyword-only parameters.
  uint32_t nparams = 0, nleast = UINT32_MAX;
  NativeFn fn = nullptr;
  RawFn raw = nullptr;
  std::shared_ptr<const Signature> signature;        // of fn
  Value data;                      // for `raw`/`fn` that need something of their own: vm().calling_builtin()->data
  Value doc;
};

class Builtin : public Object, public BuiltinParts {
 public:
  Builtin() : Object(Kind::builtin) {}
  explicit Builtin(const BuiltinParts& parts) : Object(Kind::builtin), BuiltinParts(parts) {}
  void references(References& each) override;
  const BuiltinParts& parts() const { return *this; }   // to make another of, which is bound, or given data of its own
};

}  // namespace sim::py

// What an async generator's methods give: awaitables that drive it as far as its next item, or to its end.
// Before: GET_ANEXT in interpret.cpp, asend(), athrow(), aclose(), the built-in anext(). After: YIELD_FROM drives them, as sim::Coroutine.
#pragma once
#include "sim/python/objects/generator.h"
#include "sim/python/type.h"

namespace sim::py {

Value async_generator_anext(Generator* g);                     // __anext__()
// anext(ait, default): `awaitable` is what ait.__anext__() gave.
Value anext_with_default(const Value& awaitable, const Value& otherwise);
// The coroutine that closes `g` (aclose()), for the event loop.
Ref<Coroutine> async_generator_aclose(Generator* g);

// The last reference to one of these awaitables fell: "coroutine method 'asend' of 'x' was never awaited".
void finalize_awaitable(Object* o);

// The built-in function anext.
void add_async_builtins(Dict* builtins);

// For init_generator_types.
class Vm;
void init_async_generator_types(Vm& vm);
void add_generator_names(TypeBuilder& b, const char* prefix);   // __name__, ag_frame, ag_running ...

}  // namespace sim::py

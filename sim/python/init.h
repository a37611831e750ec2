// What makes the run's types and built-in functions: one function for each file of objects, called in order by init_types.
// Before: Vm's constructor calls init_types and then init_builtins. After: each object file fills its types' slots and methods.
#pragma once

namespace sim::py {

class Vm;

// Names, all built-in types, vm().not_implemented and vm().ellipsis. The Heap and the Vm are current already.
void init_types(Vm& vm);
// The functions and types of the module builtins, into vm().builtins.
void init_builtins(Vm& vm);

void init_object_type(Vm& vm);        // types_object.cpp
void init_type_type(Vm& vm);          // types_metatype.cpp
void init_str_types(Vm& vm);
void init_bytes_types(Vm& vm);
void init_list_type(Vm& vm);
void init_tuple_type(Vm& vm);
void init_dict_types(Vm& vm);
void init_set_types(Vm& vm);
void init_number_types(Vm& vm);       // int, bool, float
void init_range_slice_types(Vm& vm);
void init_function_types(Vm& vm);     // function, builtin_function_or_method, method, cell, code
void init_generator_types(Vm& vm);    // generator, coroutine, async_generator
void init_exception_types(Vm& vm);
void init_traceback_type(Vm& vm);
void init_descriptor_types(Vm& vm);
void init_singleton_types(Vm& vm);    // NoneType, ellipsis, NotImplementedType
void init_module_type(Vm& vm);
void init_generic_alias_types(Vm& vm);
void init_weakref_types(Vm& vm);

}  // namespace sim::py

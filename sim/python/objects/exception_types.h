// What the files of the exception types share. Before: exception.cpp. After: exception_details.cpp, exception_group.cpp.
#pragma once
#include "sim/python/objects/exception.h"
#include "sim/python/type.h"

namespace sim::py {

Value exception_create(Type* type, const Args& args);
void exception_init(const Value& self, const Args& args);
Value exception_str(const Value& self);
inline Exception* as_exception(const Value& v) { return v.as<Exception>(); }
inline Value or_none(const Value& v) { return v.is_null() ? Value::none() : v; }

// Give the types that hold more than args their slots and attributes; each is called between TypeBuilder's constructor and finish().
void build_detailed_exception(TypeBuilder& b, std::string_view name);
void build_exception_group(TypeBuilder& b, std::string_view name);

}  // namespace sim::py

// The one opcode table: OP(name, stack effect, sentence). The compiler, the interpreter and the listing all read it.
// The stack grows to the right; "arg" is Instr::arg, "a" is Instr::a. An effect of V depends on arg: see stack_effect in code.cpp.
// Names are CPython's where the meaning is CPython's.
#pragma once
#include <cstdint>

// clang-format off
#define SIM_PY_OPCODES(OP, V)                                                                                                  \
  /* stack */                                                                                                                  \
  OP(NOP, 0, "does nothing")                                                                                                   \
  OP(POP_TOP, -1, "drops the top")                                                                                             \
  OP(COPY, 1, "pushes a copy of the item arg places from the top; COPY 1 duplicates the top")                                  \
  OP(SWAP, 0, "swaps the top with the item arg places from the top; SWAP 2 swaps the two topmost")                             \
  /* names */                                                                                                                  \
  OP(LOAD_CONST, 1, "pushes consts[arg]")                                                                                      \
  OP(LOAD_FAST, 1, "pushes local arg; UnboundLocalError when it has no value")                                                 \
  OP(LOAD_FAST_AND_CLEAR, 1, "pushes local arg, which may be null, and leaves it without a value")                             \
  OP(STORE_FAST, -1, "local arg = top")                                                                                        \
  OP(DELETE_FAST, 0, "local arg loses its value; UnboundLocalError when it has none")                                          \
  OP(MAKE_CELL, 0, "local arg becomes a cell that holds the value it had, if any")                                             \
  OP(LOAD_CLOSURE, 1, "pushes the cell in local arg itself")                                                                   \
  OP(LOAD_DEREF, 1, "pushes what the cell in local arg holds; NameError when empty")                                           \
  OP(STORE_DEREF, -1, "the cell in local arg holds the top")                                                                   \
  OP(DELETE_DEREF, 0, "empties the cell in local arg")                                                                         \
  OP(LOAD_CLASS_DEREF, 1, "pushes the class body's own name of the cell in local arg, else what the cell holds")               \
  OP(LOAD_GLOBAL, 1, "pushes global or built-in names[arg]; cached")                                                           \
  OP(STORE_GLOBAL, -1, "global names[arg] = top")                                                                              \
  OP(DELETE_GLOBAL, 0, "deletes global names[arg]")                                                                            \
  OP(LOAD_NAME, 1, "pushes names[arg] of the class body or module, then globals, then built-ins")                              \
  OP(STORE_NAME, -1, "names[arg] of the class body or module = top")                                                           \
  OP(DELETE_NAME, 0, "deletes names[arg] of the class body or module")                                                         \
  OP(LOAD_BUILD_CLASS, 1, "pushes builtins.__build_class__")                                                                   \
  OP(LOAD_ASSERTION_ERROR, 1, "pushes AssertionError")                                                                         \
  /* attributes and items */                                                                                                   \
  OP(LOAD_ATTR, 0, "[o] -> [o.names[arg]]; cached")                                                                            \
  OP(LOAD_METHOD, 1, "[o] -> [function, o] when names[arg] is a plain method of o's type, else [o.names[arg], null]; for CALL; cached") \
  OP(LOAD_SUPER_METHOD, 0, "[super, class, self] -> as LOAD_METHOD of super(class, self).names[arg]; net effect -1") \
  OP(STORE_ATTR, -2, "[value, o] -> []: o.names[arg] = value; cached")                                                         \
  OP(DELETE_ATTR, -1, "[o] -> []: del o.names[arg]")                                                                           \
  OP(BINARY_SUBSCR, -1, "[o, key] -> [o[key]]")                                                                                \
  OP(STORE_SUBSCR, -3, "[value, o, key] -> []: o[key] = value")                                                                \
  OP(DELETE_SUBSCR, -2, "[o, key] -> []: del o[key]")                                                                          \
  /* operators */                                                                                                              \
  OP(BINARY_OP, -1, "[l, r] -> [l op r]; arg is an ast::Operator; a = 1: in place")                                            \
  OP(COMPARE_OP, -1, "[l, r] -> [l op r]; arg is an ast::CmpOp from Eq to GtE; a = 1: the result is made a bool")              \
  OP(IS_OP, -1, "[l, r] -> [l is r]; arg = 1: is not")                                                                         \
  OP(CONTAINS_OP, -1, "[l, r] -> [l in r]; arg = 1: not in")                                                                   \
  OP(UNARY_NEGATIVE, 0, "[v] -> [-v]")                                                                                         \
  OP(UNARY_POSITIVE, 0, "[v] -> [+v]")                                                                                         \
  OP(UNARY_INVERT, 0, "[v] -> [~v]")                                                                                           \
  OP(UNARY_NOT, 0, "[v] -> [not v]")                                                                                           \
  OP(TO_BOOL, 0, "[v] -> [bool(v)]")                                                                                           \
  /* making things */                                                                                                          \
  OP(BUILD_TUPLE, V, "[arg items] -> [tuple]")                                                                                 \
  OP(BUILD_LIST, V, "[arg items] -> [list]")                                                                                   \
  OP(BUILD_SET, V, "[arg items] -> [set]")                                                                                     \
  OP(BUILD_MAP, V, "[arg pairs key, value] -> [dict]")                                                                         \
  OP(BUILD_STRING, V, "[arg strings] -> [their concatenation]")                                                                \
  OP(BUILD_SLICE, V, "[start, stop] or, arg = 3, [start, stop, step] -> [slice]")                                              \
  OP(LIST_APPEND, -1, "[.., item] -> [..]: appends to the list arg places from the top (counted after the pop)")               \
  OP(SET_ADD, -1, "as LIST_APPEND for a set")                                                                                  \
  OP(MAP_ADD, -2, "[.., key, value] -> [..]: into the dict arg places from the top (counted after the pops)")                  \
  OP(LIST_EXTEND, -1, "[.., iterable] -> [..]: extends the list arg places from the top (counted after the pop)")              \
  OP(SET_UPDATE, -1, "as LIST_EXTEND for a set")                                                                               \
  OP(DICT_UPDATE, -1, "[.., mapping] -> [..]: {**mapping} into the dict arg places from the top (counted after the pop)")      \
  OP(DICT_MERGE, -1, "as DICT_UPDATE for call keywords: a repeated or non-string key is a TypeError naming the function, which lies arg + 2 below the dict")            \
  OP(LIST_TO_TUPLE, 0, "[list] -> [tuple]")                                                                                    \
  OP(FORMAT_VALUE, V, "[v] or, arg & 4, [v, spec] -> [str]; arg & 3: 0 none, 1 !s, 2 !r, 3 !a")                                \
  OP(UNPACK_SEQUENCE, V, "[v] -> [arg items], the first on top")                                                               \
  OP(UNPACK_EX, V, "[v] -> items before the star (arg & 0xff), the list, items behind it (arg >> 8), the first on top")        \
  /* jumps: arg is the index of the target instruction */                                                                      \
  OP(JUMP, 0, "goes to arg")                                                                                                   \
  OP(POP_JUMP_IF_FALSE, -1, "goes to arg when the top is false; any value, its truth is asked")                                \
  OP(POP_JUMP_IF_TRUE, -1, "goes to arg when the top is true")                                                                 \
  OP(POP_JUMP_IF_NONE, -1, "goes to arg when the top is None")                                                                 \
  OP(POP_JUMP_IF_NOT_NONE, -1, "goes to arg when the top is not None")                                                         \
  /* iteration */                                                                                                              \
  OP(GET_ITER, 0, "[o] -> [iter(o)]")                                                                                          \
  OP(FOR_ITER, 1, "[it] -> [it, item]; at the end drops it and goes to arg (net effect there -1)")                             \
  OP(GET_YIELD_FROM_ITER, 0, "[o] -> [o] for a generator (a coroutine only inside one), else [iter(o)]")                       \
  OP(GET_AWAITABLE, 0, "[o] -> [the iterator to await]; a: 0 await, 1 from __aenter__, 2 from __aexit__ (for the error text)")                                       \
  OP(GET_AITER, 0, "[o] -> [aiter(o)]")                                                                                        \
  OP(GET_ANEXT, 1, "[ait] -> [ait, awaitable of anext(ait)]")                                                                  \
  OP(END_ASYNC_FOR, -2, "[ait, exception] -> []: when it is StopAsyncIteration; else raises it again")                         \
  OP(YIELD_FROM, -1, "[receiver, value] -> [result]: sends; when the receiver yields, so does this frame, and it comes back here; stands for await and yield from") \
  OP(YIELD_VALUE, 0, "[v] -> [what is sent back]: hands v out and stops; in an async generator v is an item")                  \
  OP(RETURN_GENERATOR, 0, "first instruction of a generator, coroutine or async generator function: makes the object that owns the frame and returns it") \
  OP(RETURN_VALUE, -1, "returns the top")                                                                                      \
  /* with */                                                                                                                   \
  OP(BEFORE_WITH, 2, "[cm] -> [bound __exit__, bound __enter__, null]: to be called")                                          \
  OP(BEFORE_ASYNC_WITH, 2, "[cm] -> [bound __aexit__, bound __aenter__, null]: to be called, and awaited")                     \
  OP(WITH_EXCEPT_START, 1, "[exit, previous exception, exception] -> the same and exit(type, exception, traceback) on top")    \
  /* exceptions: a handler starts with [.., exception] at the depth its table entry says */                                    \
  OP(PUSH_EXC_INFO, 1, "[exception] -> [previous handled exception or None, exception]; it is now the one being handled")      \
  OP(POP_EXCEPT, -1, "[previous] -> []: previous is again the one being handled")                                              \
  OP(CHECK_EXC_MATCH, 0, "[exception, type] -> [exception, bool]")                                                             \
  OP(CHECK_EG_MATCH, 0, "[exception group, type] -> [rest or None, match or None]; for except*")                               \
  OP(PREP_RERAISE_STAR, -1, "[original, list of exceptions] -> [exception to raise again or None]")                            \
  OP(RERAISE, -1, "[exception] -> raises it again, its traceback as it was; a handler's own entry in the table cleans the rest")       \
  OP(RAISE_VARARGS, V, "arg 0: raise; 1: [e] raise e; 2: [e, cause] raise e from cause")                                       \
  /* calls: [callable, self or null, arg positional and keyword arguments] */                                                  \
  OP(PUSH_NULL, 1, "pushes null")                                                                                              \
  OP(CALL, V, "[f, self or null, arg arguments] -> [result]")                                                                  \
  OP(CALL_KW, V, "[f, self or null, arg arguments, the last of them by keyword, tuple of keyword names] -> [result]")          \
  OP(CALL_FUNCTION_EX, V, "[f, null, iterable] or, arg & 1, [f, null, iterable, dict] -> [result]")                            \
  OP(MAKE_FUNCTION, V, "[defaults tuple if arg & 1, kwdefaults dict if arg & 2, annotations tuple of (name, value) flattened if arg & 4, closure tuple of cells if arg & 8, code] -> [function]") \
  OP(MAKE_TYPE_PARAM, -2, "[name, bound, default: functions of no arguments or None] -> [TypeVar, ParamSpec or TypeVarTuple]; arg & 3: 0, 1, 2; arg & 4: the bound gives constraints") \
  OP(MAKE_TYPE_ALIAS, -2, "[name, tuple of parameters, function of no arguments giving the value] -> [TypeAliasType]")         \
  OP(SETUP_ANNOTATIONS, 0, "the class body or module has a dict __annotations__")                                              \
  OP(ANNOTATE, -1, "[value] -> []: __annotations__[consts[arg]] = value")                                                      \
  OP(LOAD_ATTR_ANNOTATION, 0, "LOAD_ATTR names[arg] in an annotation: what our stand-in of a library lacks is no error")        \
  /* import */                                                                                                                 \
  OP(IMPORT_NAME, -1, "[level, fromlist or None] -> [module names[arg]]")                                                      \
  OP(IMPORT_FROM, 1, "[module] -> [module, module.names[arg]]")                                                                \
  OP(IMPORT_STAR, -1, "[module] -> []: all its public names into the locals")                                                  \
  /* match */                                                                                                                  \
  OP(GET_LEN, 1, "[o] -> [o, len(o)]")                                                                                         \
  OP(MATCH_MAPPING, 1, "[o] -> [o, is it a mapping]")                                                                          \
  OP(MATCH_SEQUENCE, 1, "[o] -> [o, is it a sequence for match]")                                                              \
  OP(MATCH_KEYS, 1, "[o, tuple of keys] -> [o, keys, tuple of values or None]")                                                \
  OP(MATCH_CLASS, -2, "[o, class, tuple of keyword names] -> [tuple of attributes or None]; arg: count of positional patterns") \
  OP(COPY_DICT_WITHOUT_KEYS, 0, "[o, tuple of keys] -> [o, dict of the rest]; for **rest")                                     \
  /* faster forms of the above, made by the last pass of the compiler */                                                       \
  OP(LOAD_FAST_LOAD_FAST, 2, "LOAD_FAST a, then LOAD_FAST arg")                                                                \
  OP(LOAD_FAST_LOAD_CONST, 2, "LOAD_FAST a, then LOAD_CONST arg")                                                              \
  OP(STORE_FAST_LOAD_FAST, 0, "STORE_FAST a, then LOAD_FAST arg")                                                              \
  OP(COMPARE_JUMP, -2, "COMPARE_OP a and 7, then POP_JUMP_IF_FALSE arg, or with a and 8 POP_JUMP_IF_TRUE arg")                                  \
  /* BINARY_OP with the operator known, put in its place before a code first runs (prepare.cpp); the compiler never emits these */ \
  OP(BINARY_ADD, -1, "BINARY_OP Add")                                                                                          \
  OP(BINARY_SUBTRACT, -1, "BINARY_OP Sub")                                                                                     \
  OP(BINARY_MULTIPLY, -1, "BINARY_OP Mult")                                                                                    \
  OP(BINARY_DIVIDE, -1, "BINARY_OP Div")                                                                                       \
  OP(BINARY_FLOOR_DIVIDE, -1, "BINARY_OP FloorDiv")                                                                            \
  OP(BINARY_REMAINDER, -1, "BINARY_OP Mod")                                                                                    \
  OP(BINARY_BITS, -1, "BINARY_OP BitAnd, BitOr, BitXor, LShift or RShift")

namespace sim::py {

enum class Op : uint8_t {
#define SIM_OP(name, effect, sentence) name,
#define SIM_VARIES 0
  SIM_PY_OPCODES(SIM_OP, SIM_VARIES)
#undef SIM_OP
#undef SIM_VARIES
};
// clang-format on

// One instruction. `a` is a small second argument; `cache` numbers the inline cache of the instruction in its code (0: none).
struct Instr {
  Op op;
  uint8_t a = 0;
  uint16_t cache = 0;
  uint32_t arg = 0;
};
static_assert(sizeof(Instr) == 8);

}  // namespace sim::py

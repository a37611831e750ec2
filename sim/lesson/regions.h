// Places of a program that a lesson names by their words: a function's body, the block below a line, a line; and whether code
// uses certain words. Before: the lexer. After: facts.cpp.
#pragma once
#include <string_view>
#include <vector>

namespace sim::lesson {

// By line number, from 1: is it inside? `what` is a function's name, or words of a line: one that ends with a colon stands for the
// block below it. Bodies of functions inside do not count: they run elsewhere. Empty: nothing in the program is called so.
std::vector<bool> region_of(std::string_view program, std::string_view what);

// Do these words stand in the code, one behind the other? Strings and comments do not count.
bool code_contains(std::string_view program, std::string_view words);

}  // namespace sim::lesson

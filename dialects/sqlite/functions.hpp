// Functions of the language (PostgreSQL's names and meaning) and how SQLite spells them.
#pragma once

#include <string_view>
#include <vector>

namespace galley::sqlite {

enum class FunctionForm {
  same,         // f(a, b), perhaps under another name
  timestamp,    // the moment of the statement, without arguments
  uuid,         // a random UUID of version 4
  random,       // from 0 to below 1
  concat,       // NULL counts as an empty string
  coalesce,     // of one argument: the argument
  modulo,       // a % b
  left,         // the first n characters
  right,        // the last n characters
  byte_length,  // of text
  extremum      // greatest and least
};

struct Function {
  std::string_view name;    // lower case
  std::string_view sqlite;  // what is written; the form decides where it is empty
  FunctionForm form = FunctionForm::same;
  int least = 0;            // arguments
  int most = 0;             // -1: any number
  bool needs_math = false;  // only in a build with the mathematical functions
  bool needs_json = false;  // always built in from 3.38
  std::string_view remark;  // what differs
};

[[nodiscard]] const std::vector<Function>& functions();
/// Nothing when SQLite has no such function.
[[nodiscard]] const Function* find_function(std::string_view name);

}  // namespace galley::sqlite

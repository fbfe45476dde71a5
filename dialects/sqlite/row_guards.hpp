// What a statement over rows promises about them: checked right behind it.
#pragma once

#include <string>

#include "galley/diagnostics.hpp"
#include "galley/operation.hpp"

namespace galley::sqlite {

struct RowGuard {
  std::string condition;  // empty: nothing is promised
  std::string message;
};

/// Of `expect rows` and of `require`. `statements` is the number of statements that the operation has become.
[[nodiscard]] RowGuard row_guard_of(const Operation& operation, std::size_t statements, Diagnostics& diagnostics);

}  // namespace galley::sqlite

// For clients that go on after an error: statements on rows whose failure the end of the script notices.
#pragma once

#include <vector>

#include "galley/script.hpp"
#include "sqlite/context.hpp"

namespace galley::sqlite {

/// The steps of an operation on rows, each with a guard that does not hold where it has failed. Other operations are as they were.
[[nodiscard]] std::vector<Step> with_noticed_failures(std::vector<Step> steps, const Operation& operation, const Context& context);

}  // namespace galley::sqlite

// A smaller history that fails in the same way.
#pragma once

#include <functional>
#include <string>

#include "property/random_history.hpp"

namespace galley::testing {

/// `failure` says how a history fails; its first line names the property.
[[nodiscard]] RandomHistory shrink(RandomHistory history, const std::function<std::string(const RandomHistory&)>& failure);

}  // namespace galley::testing

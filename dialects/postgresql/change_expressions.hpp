// The expressions that a change carries: what is checked before printing and searched for uses of a value.
#pragma once

#include <functional>

#include "galley/operation.hpp"

namespace galley::postgresql {

/// Calls `visit` with every whole expression of the change.
void for_each_expression_of(const Change& change, const std::function<void(const Expression&)>& visit);

}  // namespace galley::postgresql

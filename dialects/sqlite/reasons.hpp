// What a statement is for, in a few words.
#pragma once

#include <string>

#include "galley/script.hpp"

namespace galley::sqlite {

/// "add column orders.status"
[[nodiscard]] std::string reason_text(const Change& change);

[[nodiscard]] Step make_step(std::string sql, std::string reason, Span span);

}  // namespace galley::sqlite

// SQLite has no domains: a column of one is of the type beneath it, with the domain's default, NOT NULL and checks as its own.
#pragma once

#include <vector>

#include "galley/operation.hpp"

namespace galley::sqlite {

/// The operations as they are without domains. What does not name one is the same object as before.
[[nodiscard]] std::vector<Operation> inline_domains(const std::vector<Operation>& operations);

}  // namespace galley::sqlite

// The comment at the head of a script: what it is, how to run it, what it costs.
#pragma once

#include <string>

#include "galley/script.hpp"

namespace galley::sqlite {

/// `rebuilds`: tables that are copied whole.
[[nodiscard]] std::string write_header(const Script& script, std::size_t rebuilds, std::string_view target_text, bool plain);

}  // namespace galley::sqlite

// Operators that say something else than was meant.
#pragma once

#include <string_view>

#include "galley/diagnostics.hpp"

namespace galley::diag {

inline constexpr DiagnosticDef<std::string_view> operator_on_conditions{"E0299", Severity::error, "\"{}\" does not join conditions"};
inline constexpr DiagnosticDef<std::string_view> comparison_with_null{"W0223", Severity::warning, "nothing is ever \"{}\" null"};
inline constexpr DiagnosticDef<std::string_view> foreign_operator{"W0224", Severity::warning, "no database here has an operator \"{}\""};

}  // namespace galley::diag

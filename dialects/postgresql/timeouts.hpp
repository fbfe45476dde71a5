// How long a script waits where the revision does not say. docs/postgresql-scripts.md has them in a table.
#pragma once

#include <string_view>

namespace galley::postgresql::timeouts {

inline constexpr std::string_view statement = "30min";
/// Outside a transaction giving up leaves an invalid index behind.
inline constexpr std::string_view lock_outside = "30min";
inline constexpr std::string_view statement_outside = "0";

}  // namespace galley::postgresql::timeouts

// A script that moves the version rows and does nothing else. It holds one section, which belongs to no revision.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "galley/script.hpp"

namespace galley {

inline constexpr RevisionIndex no_revision = UINT32_MAX;

/// The rows before and after are those of the version table, sorted.
[[nodiscard]] Script make_stamp(const std::vector<std::string>& from, const std::vector<std::string>& to, VersionRowChange change);

[[nodiscard]] bool is_stamp(const Script& script);
/// "upgrade", "downgrade" or "stamp".
[[nodiscard]] std::string_view command_of(const Script& script);

}  // namespace galley

// Output that appears whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace galley {

/// Writes `text` to `path` by way of a new file beside it and a rename, so that a reader sees the old file or the new one
/// and nothing is left behind after a failure. What is no regular file (a device, a pipe) is written to directly.
/// Returns what went wrong, or nothing.
[[nodiscard]] std::optional<std::string> write_whole_file(const std::string& path, std::string_view text);

/// Writes all of `text` to an open descriptor. Returns what went wrong, or nothing.
[[nodiscard]] std::optional<std::string> write_all(int descriptor, std::string_view text);

/// The bytes of a file, or nothing with `error` filled.
[[nodiscard]] std::optional<std::string> read_whole_file(const std::string& path, std::string& error);

}  // namespace galley

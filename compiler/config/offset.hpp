// Places of a library that counts lines and columns.
#pragma once

#include <cstdint>

#include "galley/source.hpp"

namespace galley::config {

/// The offset of a line and a column, both one-based, columns in code points; a byte order mark is no column.
[[nodiscard]] std::uint32_t offset_of(const SourceFile& file, Position position);

}  // namespace galley::config

// The one layout of migrations: texts brought into it, and trees written in it.
#pragma once

#include <optional>
#include <string>

#include "galley/ast.hpp"
#include "galley/diagnostics.hpp"

namespace galley {

/// A source in the canonical layout (docs/fmt.md), comments kept. Formatting that text again gives the same text, and it parses to
/// the same tree; both texts have the same digests. Nothing, and diagnostics, where the source has errors.
[[nodiscard]] std::optional<std::string> format_source(const SourceSet& sources, SourceId id, Diagnostics& diagnostics);

/// A tree without ast::Error as text in the canonical layout. Parsing that text gives the same tree.
[[nodiscard]] std::string to_source(const ast::File& file);

}  // namespace galley

// From text to syntax tree.
#pragma once

#include "galley/ast.hpp"
#include "galley/diagnostics.hpp"

namespace galley {

/// Reads one source. Reports every syntax error it can find and returns the revisions that were understood; a statement
/// that was not becomes ast::Error. Never throws.
[[nodiscard]] ast::File parse(const SourceSet& sources, SourceId id, Diagnostics& diagnostics);

/// The tree as indented text with byte ranges, for golden files.
[[nodiscard]] std::string dump(const ast::File& file);

/// An expression in the language's own spelling, with no more parentheses than needed.
[[nodiscard]] std::string to_source(const Expression& expression);

}  // namespace galley

// From text to syntax tree.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "galley/ast.hpp"
#include "galley/diagnostics.hpp"

namespace galley {

/// Reads one source. Reports every syntax error it can find and returns the revisions that were understood; a statement
/// that was not becomes ast::Error. Never throws.
[[nodiscard]] ast::File parse(const SourceSet& sources, SourceId id, Diagnostics& diagnostics);

/// "char(36)", "text collate nocase": a type as the configuration writes it.
struct TypeText {
  TypeName type;
  std::optional<QualifiedName> collation;
};
/// Nothing when the text is anything else.
[[nodiscard]] std::optional<TypeText> parse_type(std::string_view text);
/// The header of a source's only revision; its bodies and `meaning` are left empty. Nothing where the source holds several
/// revisions or none, or where the header has a mistake: parse() says which.
[[nodiscard]] std::optional<ast::Revision> parse_header(const SourceSet& sources, SourceId id);

/// The tree as indented text with byte ranges, for golden files.
[[nodiscard]] std::string dump(const ast::File& file);

/// An expression in the language's own spelling, with no more parentheses than needed.
[[nodiscard]] std::string to_source(const Expression& expression);

}  // namespace galley

// Names and literals as PostgreSQL reads them with standard_conforming_strings on. The only functions of this dialect that
// know escaping.
#pragma once

#include <string>
#include <string_view>

#include "galley/names.hpp"

namespace galley::postgresql {

/// Quoted only where needed: keywords that are reserved anywhere, upper case, non-ASCII, leading digits, empty.
[[nodiscard]] std::string identifier(std::string_view name);
/// A function's name: keywords that may name functions stand bare (left, coalesce).
[[nodiscard]] std::string function_identifier(std::string_view name);
/// schema.name, or the name alone when the schema is empty.
[[nodiscard]] std::string qualified(const ObjectName& name);

/// 'it''s'; with control characters or invisible marks E'a\rb', so that a reader sees them.
[[nodiscard]] std::string string_literal(std::string_view text);
/// $tag$text$tag$ with a tag that does not occur in the text: `tag`, tag1, tag2 ...
[[nodiscard]] std::string dollar_quoted(std::string_view text, std::string_view tag);

}  // namespace galley::postgresql

// Types and names of schema objects as printed in SQL that runs with an empty search_path.
#pragma once

#include <string>
#include <string_view>

#include "galley/names.hpp"

namespace galley::postgresql {

/// What printing needs to know of the options.
struct Printing {
  std::string default_schema = "public";
};

/// "numeric(12,2)", "timestamptz", "public.account_status[]". A type that pg_catalog does not have and that names no schema
/// is taken from the default one.
[[nodiscard]] std::string type_text(const Type& type, const Printing& printing);
[[nodiscard]] std::string type_text(const TypeName& type, const Printing& printing);

/// interval day to second
[[nodiscard]] bool has_fields(const TypeName& type);

/// Whether operators and casts of this type are found without the default schema on the search path.
[[nodiscard]] bool is_in_pg_catalog(const Type& type);

[[nodiscard]] std::string function_text(const QualifiedName& function, const Printing& printing);
/// A collation or operator class, perhaps written with its schema.
[[nodiscard]] std::string collation_text(const QualifiedName& collation);
[[nodiscard]] std::string collation_text(std::string_view collation);
[[nodiscard]] std::string operator_class_text(std::string_view operator_class, const Printing& printing);

/// Whether the name is of a built-in function, or of what the grammar has in place of one (coalesce).
/// The extension that makes such a type; empty for any other.
[[nodiscard]] std::string_view extension_of_type_name(std::string_view type);
[[nodiscard]] bool knows_function_name(std::string_view function);
/// "trigger", "void", "anyelement": types of parameters and results that no column can have.
[[nodiscard]] bool is_pseudo_type(std::string_view type);
/// Whether PostgreSQL or one of its well-known extensions has a type of this name.
[[nodiscard]] bool knows_type_name(std::string_view type);

}  // namespace galley::postgresql

// The shape of a table (its kind, columns, constraints and indexes) as the history says, to be compared with the real one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/catalog.hpp"

namespace galley::postgresql {

enum class ShapeParts { all, columns };

/// Whether the history knows for sure what the table looks like.
[[nodiscard]] bool is_comparable(const Table& table);

/// ['public.orders', 'column id', 'bigint NOT NULL'], an element of an array for each part.
[[nodiscard]] std::vector<std::string> shape_of(const Table& table, ShapeParts parts);

/// A type as format_type() shows it with an empty search path, without quotes; nothing where that is not sure.
[[nodiscard]] std::optional<std::string> shown_type(const Type& type);

/// A line of a DO block: keeps the query that compares, for the session.
[[nodiscard]] std::string keep_shape_query();
/// Compares: fills `variable` with a line for each difference, or with null. Lines of a DO block.
[[nodiscard]] std::string compare_shapes(std::string_view indent, std::string_view variable, const std::vector<std::string>& shapes);
/// What stops the script where the variable is not null.
[[nodiscard]] std::string refuse_difference(std::string_view indent, std::string_view variable, std::string_view code);

}  // namespace galley::postgresql

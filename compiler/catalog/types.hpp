// What the catalog knows about types beyond their names.
#pragma once

#include <string>
#include <vector>

#include "galley/catalog.hpp"

namespace galley {

/// As the language writes it: "varchar(20)", "int[]", "account_status".
[[nodiscard]] std::string type_text(const Type& type);
/// "(int, app.mood[])": what tells routines of one name apart. Types of the history are named with their schema.
[[nodiscard]] std::string signature_of(const std::vector<Type>& parameters);
/// Of the parameters that a call fills.
[[nodiscard]] std::string signature_of(const RoutineDefinition& routine);
[[nodiscard]] bool is_integer(const Type& type);
/// Whether every value of `from` is kept as it is by `to`.
[[nodiscard]] bool keeps_values(const Type& from, const Type& to);
/// Whether a server changes a column's type without being told how (an assignment cast).
[[nodiscard]] bool converts_by_itself(const Type& from, const Type& to);
/// Whether a foreign key's column of one type may refer to a column of the other.
[[nodiscard]] bool are_comparable(const Type& a, const Type& b);

}  // namespace galley

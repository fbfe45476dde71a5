// Sets of privileges: what a grant adds, what a revoke takes away, and the changes that lead from one set to another.
#pragma once

#include <string_view>
#include <vector>

#include "galley/operation.hpp"

namespace galley {

/// Privileges that an object of this kind can have, as `all` means them, in the order of PostgreSQL's manual. On newer servers it
/// means `maintain` as well, which older ones do not know.
[[nodiscard]] const std::vector<std::string_view>& privileges_of(ObjectKind kind);
/// Whether the privilege can be on single columns.
[[nodiscard]] bool takes_columns(std::string_view privilege);

/// The set after the change, sorted, each once.
[[nodiscard]] std::vector<Grant> changed_grants(const std::vector<Grant>& before, const ChangePrivileges& change, ObjectKind kind);

/// Both sets as one.
[[nodiscard]] std::vector<Grant> merged_grants(std::vector<Grant> grants, const std::vector<Grant>& more);

/// Changes that make the second set of the first, for one object: what is taken away first, then what is added.
[[nodiscard]] std::vector<ChangePrivileges> changes_between(const std::vector<Grant>& from, const std::vector<Grant>& to,
                                                            const ObjectKey& object);

/// What a new object has without any grant: everybody may execute a routine and make use of a type.
[[nodiscard]] std::vector<Grant> initial_grants(ObjectKind kind);
/// What everybody may do in the schema that every database has.
[[nodiscard]] std::vector<Grant> grants_of_default_schema(std::string_view schema);

}  // namespace galley

// What an object needs to exist, as far as its definition says it without raw text.
#pragma once

#include <optional>
#include <vector>

#include "galley/catalog.hpp"

namespace galley {

/// The type of the history that it is, if it is one.
[[nodiscard]] std::optional<ObjectKey> key_of(const Type& type);
/// Sorted, each once: types, owned columns, the table of a trigger, policy or statistics with the columns named,
/// what a publication names.
[[nodiscard]] std::vector<ObjectKey> needs_of(const SchemaObject& object);

}  // namespace galley

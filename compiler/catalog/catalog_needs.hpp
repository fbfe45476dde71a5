// What an object of the catalog needs to exist before it.
#pragma once

#include <string_view>
#include <vector>

#include "galley/catalog.hpp"

namespace galley {

/// Every table, enumeration and other object of the catalog, by kind (schemas and types before tables before views ...),
/// then by name.
[[nodiscard]] std::vector<ObjectKey> all_objects(const Catalog& catalog);

/// Objects of the catalog that this one is made of or named in: types, sequences, routines, relations, its schema. Foreign keys
/// are not among them, because they can be added later.
[[nodiscard]] std::vector<ObjectKey> needs_of(const Catalog& catalog, const ObjectKey& key, std::string_view default_schema);

}  // namespace galley

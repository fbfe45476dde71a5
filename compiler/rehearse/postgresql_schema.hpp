// What a PostgreSQL database holds beside what every server has: one row an object, its kind and name, and its definition.
#pragma once

#include <string>
#include <string_view>

#include "rehearse/rehearsal.hpp"

namespace galley {

extern const std::string_view postgresql_schema_query;

/// A row of it.
[[nodiscard]] ListedObject listed_postgresql(std::string_view object, std::string definition);

}  // namespace galley

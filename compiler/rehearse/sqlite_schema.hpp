// The objects of an SQLite database in one spelling: it keeps the text of whoever made an object, and edits it in its own way.
#pragma once

#include <string>
#include <string_view>

#include "rehearse/rehearsal.hpp"

namespace galley {

/// "table orders": SQLite does not tell names apart by their case.
[[nodiscard]] std::string sqlite_object_name(std::string_view type, std::string_view name);

/// By its text in sqlite_master. Of a table, `meaning` holds the checks alone.
[[nodiscard]] ListedObject listed_sqlite(std::string_view type, std::string_view sql);

}  // namespace galley

// Adding a column together with the values of the rows that are there.
#pragma once

#include "catalog/workspace.hpp"

namespace galley {

/// `grown` is the table with the new column. False when something was reported.
bool add_filled(AddColumn change, const Expression& fill, const Table& grown, const Places& at, Workspace& workspace);

}  // namespace galley

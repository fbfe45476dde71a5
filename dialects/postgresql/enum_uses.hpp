// Where a revision uses a value that an earlier one of the same script has added to an enumeration: a server refuses that until the
// transaction that added it is committed.
#pragma once

#include <vector>

#include "galley/dialect.hpp"

namespace galley::postgresql {

/// For a script in one transaction: each use is an error, with both places (E0443).
void refuse_new_values(const ReplayedRevision& revision, const std::vector<AddedEnumValue>& added, Diagnostics& diagnostics);

}  // namespace galley::postgresql

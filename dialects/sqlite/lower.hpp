// The statements of one revision.
#pragma once

#include <vector>

#include "galley/dialect.hpp"
#include "sqlite/capabilities.hpp"

namespace galley::sqlite {

[[nodiscard]] std::vector<Step> lower(const ReplayedRevision& revision, const Capabilities& capabilities, const DialectOptions& options,
                                      Diagnostics& diagnostics);

}  // namespace galley::sqlite

// How the statements of a revision become sections.
#pragma once

#include <string>
#include <vector>

#include "galley/script.hpp"

namespace galley {

/// Cut where a transaction has to end. Never empty.
[[nodiscard]] std::vector<Section> cut_into_sections(std::vector<Step> steps);
/// Over the statements of a section.
[[nodiscard]] std::string digest_of(const Section& section);

}  // namespace galley

// What the compiler makes of a case: the text of each section.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "case_file.hpp"

namespace galley::testing {

struct Evaluated {
  std::vector<CaseSection> sections;    // those the case has or must have, in order
  std::vector<std::string> complaints;  // what no section can show: an unknown one, other bytes on a second run
};

/// `phase` is the folder of the case below golden/: it decides how far the pipeline runs (syntax: the parser; revisions: the
/// plan; others: all of it) and which sections a new case gets. `diagnostics` is there exactly when something was said.
[[nodiscard]] Evaluated evaluate(std::string_view phase, const Case& each);

}  // namespace galley::testing

// What to do where the machine lacks something a test needs.
#pragma once

#include <string_view>

namespace galley::testing {

/// Says that the test is skipped; with CI=true, where everything has to be there, fails it.
void skip_for_lack_of(std::string_view what);

}  // namespace galley::testing

// Where the project and its executable are. Functions, so that one file alone is compiled anew in another checkout.
#pragma once

#include <string>

namespace galley::testing {

[[nodiscard]] const std::string& source_folder();
[[nodiscard]] const std::string& executable();

}  // namespace galley::testing

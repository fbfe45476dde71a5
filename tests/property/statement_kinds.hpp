// The kinds of statement that the language has, by the names of their nodes in the syntax tree: "DropTable", "AlterTable AddColumn".
#pragma once

#include <set>
#include <string>

namespace galley::testing {

[[nodiscard]] std::set<std::string> kinds_of_the_language();
[[nodiscard]] std::set<std::string> kinds_in(const std::string& migrations);

}  // namespace galley::testing

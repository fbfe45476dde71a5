// Cases of the command line: a folder with `cmd` (a line of arguments), `input/` (a copy of it is worked in), and what must
// come of it: `stdout`, `stderr`, `exit`, and `output/` where files are made.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace galley::testing {

/// What came of it, by file of the case folder: "stdout", "exit", "output/script.sql" ...
using CommandResult = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] CommandResult run_command_case(const std::filesystem::path& folder);
[[nodiscard]] CommandResult expected_of_command_case(const std::filesystem::path& folder);
void rewrite_command_case(const std::filesystem::path& folder, const CommandResult& result);

}  // namespace galley::testing

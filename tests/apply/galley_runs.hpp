// The built executable at work on folders of migrations.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "support/process.hpp"

namespace galley::testing {

/// A project's folder: the repository itself, or one below tests/apply/cases.
[[nodiscard]] std::filesystem::path repository();
[[nodiscard]] std::filesystem::path apply_case(std::string_view name);
/// A history with every kind of step that the server at hand has: before PostgreSQL 14 partitions are detached plainly.
[[nodiscard]] std::filesystem::path every_step();
/// Both of the above that are meant for a dialect: a case whose name begins with another one's name is not, nor one whose file
/// `needs` says "postgresql 15" or the like and means a newer server than the one at hand.
[[nodiscard]] std::vector<std::filesystem::path> projects_for(std::string_view dialect);

/// Without --target, scripts for PostgreSQL are compiled for the server at hand.
[[nodiscard]] RunResult galley(const std::filesystem::path& project, std::vector<std::string> arguments);

/// What a command prints that must end well; a test fails where it does not.
[[nodiscard]] std::string galley_output(const std::filesystem::path& project, const std::vector<std::string>& arguments);
/// Scripts that must compile without errors; `range` is [FROM:]TO. A downgrade is compiled with --accept-data-loss.
[[nodiscard]] std::string upgrade_script(const std::filesystem::path& project, std::string_view dialect, std::string_view range);
[[nodiscard]] std::string downgrade_script(const std::filesystem::path& project, std::string_view dialect, std::string_view range);

/// Ids of all heads.
[[nodiscard]] std::vector<std::string> heads_of(const std::filesystem::path& project);

/// A project of one file in a folder of its own is made with TemporaryFolder and this.
void write_migration(const std::filesystem::path& project, std::string_view text);

}  // namespace galley::testing

// Measurements of what statements lock, rewrite and read (tests/data/postgresql).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace galley::testing {

/// A line of ddl.csv by its columns.
using Record = std::map<std::string, std::string>;
[[nodiscard]] std::vector<Record> measured_facts();
/// The lines of any file below tests/data whose first line names its columns.
[[nodiscard]] std::vector<Record> records_of(std::string_view file);
/// How a shape is written in the language, or '!' and why it is not compared; by its id.
[[nodiscard]] std::map<std::string, std::string> measured_shapes();
/// 12-14 -> 12, 13, 14
[[nodiscard]] std::vector<int> versions_of(const std::string& range);
/// The statements that make what the record is about: tables without rows.
[[nodiscard]] std::vector<std::string> setup_of(const Record& record);
/// Of a shape: whether the server takes it, and what it locks is known.
[[nodiscard]] bool is_measured(const Record& record);

}  // namespace galley::testing

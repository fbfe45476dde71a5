// A fresh database of either dialect, worked on as the scripts' headers tell a DBA to.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "support/process.hpp"

namespace galley::testing {

class Target {
 public:
  virtual ~Target() = default;
  [[nodiscard]] virtual RunResult apply(std::string_view script) const = 0;
  /// The exit code of the client when a script refuses or fails.
  [[nodiscard]] virtual int failure() const = 0;
  [[nodiscard]] virtual std::string schema() const = 0;
  /// Every row as an INSERT, sorted; rows of Galley's own tables among them.
  [[nodiscard]] virtual std::string data() const = 0;
  /// The version table's rows in order, separated by commas; empty, too, when there is no such table.
  [[nodiscard]] virtual std::string version_rows() const = 0;
  [[nodiscard]] virtual std::string query(std::string_view sql) const = 0;
};

/// Nothing where the dialect's server or shell is missing and the test is to be skipped.
[[nodiscard]] std::unique_ptr<Target> fresh_target(std::string_view dialect);

/// A test fails where the script does.
void apply_well(const Target& target, std::string_view script);

/// Everything a failed or repeated run must not change.
struct State {
  std::string schema;
  std::string data;
  std::string version_rows;
  friend bool operator==(const State&, const State&) = default;
};
[[nodiscard]] State state_of(const Target& target);

}  // namespace galley::testing

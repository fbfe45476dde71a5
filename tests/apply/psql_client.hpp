// psql as somebody else runs it: with arguments of any kind, beside another one, or from a server that is not the tests' own.
#pragma once

#include <string>
#include <vector>

#include "support/process.hpp"
#include "support/server.hpp"

namespace galley::testing {

class PsqlClient {
 public:
  explicit PsqlClient(const PostgresDatabase& database);

  /// Nothing but the connection comes with it: no -X, no ON_ERROR_STOP.
  [[nodiscard]] RunResult run(std::vector<std::string> arguments, RunOptions options = {}) const;
  /// Goes on beside the test until it is done.
  [[nodiscard]] std::unique_ptr<BackgroundProcess> start(std::vector<std::string> arguments, const std::string& log) const;
  /// Another program of the server's installation.
  [[nodiscard]] std::string program(const std::string& name) const { return binaries_ + "/" + name; }
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> environment() const;

 private:
  std::string binaries_;
  std::string socket_;
  std::string user_;
  std::string database_;
};

/// A session that holds the locks of a statement for so many seconds, and has them when this returns.
[[nodiscard]] std::unique_ptr<BackgroundProcess> hold_locks(const PostgresDatabase& database, const PsqlClient& client,
                                                            const std::string& statement, double seconds, const std::string& log);

}  // namespace galley::testing

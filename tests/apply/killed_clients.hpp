// A script whose client or server process is killed right after one of its statements.
#pragma once

#include <string>
#include <string_view>

#include "psql_client.hpp"
#include "support/server.hpp"

namespace galley::testing {

enum class Killing {
  client,  // psql gets SIGKILL
  backend  // the server's process for the session is terminated
};

/// The script up to `end`, then the killing, then its rest, which is never reached unless the killing stands in a branch that is skipped.
[[nodiscard]] std::string killed_after(std::string_view script, std::size_t end, Killing killing);

/// Copies of one database, each made in a moment.
class Copies {
 public:
  /// `setup` is run once.
  Copies(const PostgresServer& server, std::string_view setup);
  ~Copies();
  Copies(const Copies&) = delete;
  Copies& operator=(const Copies&) = delete;

  /// Another one by this name; the one before by that name is dropped.
  void make(const std::string& name) const;
  void drop(const std::string& name) const { server_.drop_database(name); }

 private:
  const PostgresServer& server_;
  PostgresDatabase original_;
};

}  // namespace galley::testing

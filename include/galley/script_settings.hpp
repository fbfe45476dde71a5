// How a script is to be run and what it has to defend itself against, as far as that is the project's or the caller's choice.
#pragma once

#include <string>
#include <vector>

namespace galley {

enum class TransactionMode {
  per_revision,  // each revision by itself
  single,        // the whole script
  none           // that of whoever runs the script
};

enum class Runner {
  psql,  // with its conditions and variables
  plain  // any client: nothing but SQL
};

struct ScriptSettings {
  Runner runner = Runner::psql;
  TransactionMode transaction = TransactionMode::per_revision;
  bool checks_shape = true;            // tables that the script touches are compared with what the history says
  std::string lock_timeout = "5s";     // of one attempt to get a lock inside a transaction
  int lock_retries = 10;               // attempts to get the locks of a section
  std::string lock_wait = "1s";        // between two of them
  std::string role;                    // SET ROLE; empty: whoever runs the script
  std::string required_role;           // whoever runs the script has to be a member of it
  std::vector<std::string> databases;  // names of those that the script may run in; empty: any
  std::string window_begin;            // the script may start from then on, an instant in ISO 8601; empty: at any time
  std::string window_end;              // until then
  friend bool operator==(const ScriptSettings&, const ScriptSettings&) = default;
};

}  // namespace galley

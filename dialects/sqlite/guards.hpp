// Guards: statements that fail unless a condition holds, in plain SQL. Each is a temporary table whose CHECK has the message
// for its name, so that the client prints it.
//
// A CHECK stops the sqlite3 shell (.bail on) and every client that stops at an error. For clients that stop at nothing the last
// statement before COMMIT counts the guards that have held: where one is missing, it rolls the transaction back, and COMMIT
// finds none.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace galley::sqlite {

class Guards {
 public:
  /// A message such as "GAL-G01: the database is not at a1"; the same one is kept once.
  void add(const std::string& message) { add(message, guards_); }
  /// Its table is made after all others.
  void add_last(const std::string& message) { add(message, last_); }
  /// Fails with the message unless the condition is true; NULL is not.
  [[nodiscard]] std::string require(const std::string& condition, const std::string& message);
  /// Fails unless the schema has changed since the last of these, or since the beginning.
  [[nodiscard]] std::string require_schema_change();

  // When every guard is known:
  /// The statements that make the tables, one a line.
  [[nodiscard]] std::string create() const;
  /// Rolls back unless every guard has held.
  [[nodiscard]] std::string gate() const;
  /// A query of one row if the gate was open and nothing was rolled back.
  [[nodiscard]] std::string of_gate() const;
  [[nodiscard]] std::string drop() const;

 private:
  struct Guard {
    std::string message;
    std::string table;
  };

  using List = std::vector<Guard>;
  void add(const std::string& message, List& list);
  [[nodiscard]] List in_order() const;

  List guards_;
  List last_;
  std::map<std::string, std::string, std::less<>> tables_;  // by message
  std::map<std::string, std::size_t> tables_with_code_;
  std::map<std::string, std::size_t> held_;  // how often each table's guard has to hold
  std::size_t schema_changes_ = 0;
};

}  // namespace galley::sqlite

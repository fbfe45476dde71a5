// Guards: statements that fail unless a condition holds, in plain SQL. Each is a temporary table whose CHECK has the message
// for its name, so that the client prints it.
//
// A CHECK stops the sqlite3 shell (.bail on) and every client that stops at an error. Where foreign keys are on, a deferred
// key also makes COMMIT impossible, for clients that stop at nothing.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace galley::sqlite {

class Guards {
 public:
  explicit Guards(bool poisons_commit) : poisons_commit_(poisons_commit) {}

  /// A message such as "GAL-G01: the database is not at a1"; the same one is kept once.
  void add(const std::string& message) { add(message, guards_); }
  /// Its table is made after all others.
  void add_last(const std::string& message) { add(message, last_); }
  /// The statements that make the tables, one a line.
  [[nodiscard]] std::string create() const;
  [[nodiscard]] std::string drop() const;
  /// Fails with the message unless the condition is true; NULL is not.
  [[nodiscard]] std::string require(const std::string& condition, const std::string& message) const;

 private:
  struct Guard {
    std::string message;
    std::string table;
  };

  using List = std::vector<Guard>;
  void add(const std::string& message, List& list);
  [[nodiscard]] List in_order() const;

  bool poisons_commit_;
  List guards_;
  List last_;
  std::map<std::string, std::string, std::less<>> tables_;  // by message
  std::map<std::string, std::size_t> tables_with_code_;
};

}  // namespace galley::sqlite

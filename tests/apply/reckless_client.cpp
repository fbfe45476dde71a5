#include "reckless_client.hpp"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>

namespace galley::testing {

std::vector<std::string> run_every_statement(const std::string& database, const std::string& script) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open(database.c_str(), &opened);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> connection(opened, &sqlite3_close);
  if (code != SQLITE_OK) throw std::runtime_error("cannot open " + database);
  std::vector<std::string> errors;
  std::string statement;
  for (const char c : script) {
    statement += c;
    if (c != ';' || sqlite3_complete(statement.c_str()) == 0) continue;
    char* message = nullptr;
    sqlite3_exec(connection.get(), statement.c_str(), nullptr, nullptr, &message);
    if (message != nullptr) errors.emplace_back(message);
    sqlite3_free(message);
    statement.clear();
  }
  return errors;
}

}  // namespace galley::testing

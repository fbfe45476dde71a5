// The only file outside its folder that a new dialect touches.
#include <fmt/format.h>

#include <array>

#include "galley/dialect.hpp"
#include "postgresql/dialect.hpp"
#include "shells.hpp"
#include "sqlite/dialect.hpp"

namespace galley {
namespace {

struct Registration {
  std::string_view name;
  std::string_view shell;
  std::unique_ptr<Dialect> (*make)(const DialectOptions& options, std::string& error);
};
constexpr std::array dialects{Registration{"postgresql", "psql", make_postgresql}, Registration{"sqlite", "sqlite3", make_sqlite}};

}  // namespace

std::vector<std::string_view> dialect_names() {
  std::vector<std::string_view> names;
  for (const Registration& dialect : dialects) names.push_back(dialect.name);
  return names;
}

std::string_view shell_of(std::string_view dialect) {
  for (const Registration& each : dialects) {
    if (each.name == dialect) return each.shell;
  }
  return {};
}

std::unique_ptr<Dialect> make_dialect(std::string_view name, const DialectOptions& options, std::string& error) {
  for (const Registration& dialect : dialects) {
    if (dialect.name == name) return dialect.make(options, error);
  }
  error = fmt::format("there is no dialect \"{}\": known are {}", name, fmt::join(dialect_names(), ", "));
  return nullptr;
}

}  // namespace galley

#include <fmt/format.h>

#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

constexpr std::size_t line_length = 100;

}  // namespace

std::string create_enum(const EnumType& type) {
  std::vector<std::string> values;
  for (const EnumValue& value : type.values) values.push_back(string_literal(value.text));
  std::string line = fmt::format("CREATE TYPE {} AS ENUM ({});", qualified(type.name), fmt::join(values, ", "));
  if (line.size() <= line_length) return line;
  return fmt::format("CREATE TYPE {} AS ENUM (\n    {}\n);", qualified(type.name), fmt::join(values, ",\n    "));
}

std::string drop_enum(const DropEnum& change) {
  return fmt::format("DROP TYPE {}{};", change.if_exists ? "IF EXISTS " : "", qualified(change.name));
}

std::string rename_enum(const RenameEnum& change) {
  if (change.from.schema != change.to.schema)
    return fmt::format("ALTER TYPE {} SET SCHEMA {};", qualified(change.from), identifier(change.to.schema));
  return fmt::format("ALTER TYPE {} RENAME TO {};", qualified(change.from), identifier(change.to.name));
}

std::string add_enum_value(const AddEnumValue& change) {
  std::string out = fmt::format("ALTER TYPE {} ADD VALUE {}", qualified(change.name), string_literal(change.value));
  switch (change.position) {
    case ast::ValuePosition::last:
      break;
    case ast::ValuePosition::before:
      out += " BEFORE " + string_literal(change.neighbour);
      break;
    case ast::ValuePosition::after:
      out += " AFTER " + string_literal(change.neighbour);
      break;
  }
  return out + ";";
}

std::string rename_enum_value(const RenameEnumValue& change) {
  return fmt::format("ALTER TYPE {} RENAME VALUE {} TO {};", qualified(change.name), string_literal(change.from),
                     string_literal(change.to));
}

}  // namespace galley::postgresql

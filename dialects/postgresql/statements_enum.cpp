#include <fmt/format.h>

#include "base/append.hpp"
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
  return fmt::format("DROP TYPE {}{}{};", change.if_exists ? "IF EXISTS " : "", qualified(change.name), change.cascade ? " CASCADE" : "");
}

std::string rename_enum(const RenameEnum& change) {
  if (change.from.schema != change.to.schema)
    return concatenated("ALTER TYPE ", qualified(change.from), " SET SCHEMA ", identifier(change.to.schema), ';');
  return concatenated("ALTER TYPE ", qualified(change.from), " RENAME TO ", identifier(change.to.name), ';');
}

std::string add_enum_value(const AddEnumValue& change) {
  std::string out = concatenated("ALTER TYPE ", qualified(change.name), " ADD VALUE ", string_literal(change.value));
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
  return concatenated("ALTER TYPE ", qualified(change.name), " RENAME VALUE ", string_literal(change.from), " TO ",
                      string_literal(change.to), ';');
}

}  // namespace galley::postgresql

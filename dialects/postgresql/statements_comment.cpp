#include "base/append.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

std::string comment_on(std::string_view what, const std::optional<std::string>& text) {
  return concatenated("COMMENT ON ", what, " IS ", text ? string_literal(*text) : "NULL", ';');
}

}  // namespace

std::string comment_on_table(const ObjectName& table, const std::optional<std::string>& text) {
  return comment_on("TABLE " + qualified(table), text);
}
std::string comment_on_column(const ObjectName& table, std::string_view column, const std::optional<std::string>& text) {
  return comment_on(concatenated("COLUMN ", qualified(table), '.', identifier(column)), text);
}
std::string comment_on_constraint(const ObjectName& table, std::string_view constraint, const std::optional<std::string>& text) {
  return comment_on(concatenated("CONSTRAINT ", identifier(constraint), " ON ", qualified(table)), text);
}
std::string comment_on_index(const ObjectName& index, const std::optional<std::string>& text) {
  return comment_on("INDEX " + qualified(index), text);
}
std::string comment_on_object(const SchemaObject& object, const std::optional<std::string>& text, const Printing& printing) {
  return comment_on(object_text(object, printing), text);
}
std::string comment_on_enum(const ObjectName& type, const std::optional<std::string>& text) {
  return comment_on("TYPE " + qualified(type), text);
}

}  // namespace galley::postgresql

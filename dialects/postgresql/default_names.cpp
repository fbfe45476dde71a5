#include "postgresql/default_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace galley::postgresql {
namespace {

constexpr std::size_t longest_name = 63;

/// As many bytes as fit, whole characters only.
std::string_view clipped(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

}  // namespace

std::string make_object_name(std::string_view name1, std::string_view name2, std::string_view label) {
  const std::size_t overhead = (name2.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
  std::size_t length1 = name1.size();
  std::size_t length2 = name2.size();
  while (length1 + length2 > longest_name - overhead) --(length1 > length2 ? length1 : length2);
  std::string name(clipped(name1, length1));
  if (!name2.empty()) name.append("_").append(clipped(name2, length2));
  if (!label.empty()) name.append("_").append(label);
  return name;
}

std::string joined_columns(const std::vector<std::string>& columns) {
  std::string joined;
  for (const std::string& column : columns) {
    joined += (joined.empty() ? "" : "_") + column;
    if (joined.size() > longest_name) break;
  }
  return joined;
}

DefaultNames::DefaultNames(const Catalog& catalog, ObjectName table) : catalog_(catalog), table_(std::move(table)) {}

bool DefaultNames::is_relation(const std::string& name) const {
  const ObjectName relation{table_.schema, name};
  if (catalog_.find_table(relation) || catalog_.table_of_index(relation)) return true;
  constexpr std::array kinds{ObjectKind::sequence, ObjectKind::view, ObjectKind::materialized_view};
  return std::any_of(kinds.begin(), kinds.end(), [&](ObjectKind kind) { return catalog_.objects().contains({kind, relation, {}}); });
}

bool DefaultNames::is_constraint(const std::string& name) const {
  const TablePointer table = catalog_.find_table(table_);
  return table && table->find_constraint(name) != nullptr;
}

std::string DefaultNames::relation(std::string_view columns, std::string_view label) {
  std::string name = make_object_name(table_.name, columns, label);
  for (int number = 1; taken_.contains(name) || is_relation(name) || is_constraint(name); ++number)
    name = make_object_name(table_.name, columns, fmt::format("{}{}", label, number));
  taken_.insert(name);
  return name;
}

std::string DefaultNames::constraint(std::string_view columns, std::string_view label) {
  std::string name = make_object_name(table_.name, columns, label);
  for (int number = 1; taken_.contains(name) || is_constraint(name); ++number)
    name = make_object_name(table_.name, columns, fmt::format("{}{}", label, number));
  taken_.insert(name);
  return name;
}

}  // namespace galley::postgresql

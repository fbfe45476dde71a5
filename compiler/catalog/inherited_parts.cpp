#include "catalog/inherited_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/table_edits.hpp"
#include "catalog/types.hpp"

namespace galley {
namespace {

constexpr std::size_t longest_name = 63;

/// As many bytes as fit, whole characters only.
std::string clipped(const std::string& text, std::size_t bytes) {
  while (bytes < text.size() && bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

/// What the server calls the column of an index that is over an expression.
std::string key_name(const IndexKey& key) {
  if (key.column()) return *key.column();
  const Expression* expression = &key.key;
  while (const auto* cast = std::get_if<Cast>(&expression->node)) expression = cast->operand.operator->();
  const auto* call = std::get_if<Call>(&expression->node);
  return call ? call->function.name.text : "expr";
}

/// Two keys of one name: expr, expr1
void add_once(std::vector<std::string>& columns, const std::string& name) {
  std::string free = name;
  for (int number = 1; std::find(columns.begin(), columns.end(), free) != columns.end(); ++number) free = name + std::to_string(number);
  columns.push_back(std::move(free));
}

class Collector {
 public:
  Collector(const Table& child, const TablesAbove& above, const Workspace& workspace)
      : child_(child), above_(above), workspace_(workspace) {}

  /// `own_too`: also what the child has of its own under the server's name.
  InheritedParts collect(bool own_too) {
    own_too_ = own_too;
    for (const TablePointer& parent : above_) {
      if (!parent->partition_by) continue;  // one to inherit from gives no keys
      for (const Constraint& constraint : parent->constraints) add(constraint);
      for (const Index& index : parent->indexes) add(index);
    }
    return std::move(found_);
  }

 private:
  void add(Constraint constraint) {
    const auto* check = std::get_if<Check>(&constraint.what);
    if (check && check->no_inherit) return;
    const bool has_own =
        std::any_of(child_.constraints.begin(), child_.constraints.end(), [&](const Constraint& own) { return is_alike(constraint, own); });
    if (has_own && !own_too_) return;
    constraint.name = name_of(constraint);
    constraint.comment.reset();
    found_.constraints.push_back(std::move(constraint));
  }

  void add(Index index) {
    const bool has_own = std::any_of(child_.indexes.begin(), child_.indexes.end(), [&](const Index& own) { return is_alike(index, own); });
    if (has_own && !own_too_) return;
    std::vector<std::string> columns;
    for (const IndexKey& key : index.keys) add_once(columns, key_name(key));
    for (const std::string& column : index.include) add_once(columns, column);
    index.name = free_name(columns, "idx");
    index.comment.reset();
    found_.indexes.push_back(std::move(index));
  }

  std::string name_of(const Constraint& constraint) {
    return match(
        constraint.what, [&](const PrimaryKey&) { return free_name({}, "pkey"); },
        [&](const Unique& key) {
          std::vector<std::string> columns = key.columns;
          columns.insert(columns.end(), key.include.begin(), key.include.end());
          return free_name(columns, "key");
        },
        [&](const ForeignKey&) { return constraint.name; }, [&](const Check&) { return constraint.name; },
        [&](const Exclude& exclude) {
          std::vector<std::string> columns;
          for (const Exclude::Element& element : exclude.elements) add_once(columns, key_name(element.key));
          return free_name(columns, "excl");
        });
  }

  std::string free_name(const std::vector<std::string>& columns, const std::string& label) {
    const std::string joined = fmt::format("{}", fmt::join(columns, "_"));
    std::string name = server_name(child_.name.name, joined, label);
    for (int number = 1; is_taken(name); ++number) name = server_name(child_.name.name, joined, label + std::to_string(number));
    return name;
  }

  [[nodiscard]] bool is_taken(const std::string& name) const {
    const auto has_it = [&](const auto& object) { return object.name == name; };
    if (std::any_of(found_.constraints.begin(), found_.constraints.end(), has_it)) return true;
    if (std::any_of(found_.indexes.begin(), found_.indexes.end(), has_it)) return true;
    if (!own_too_ && (child_.find_constraint(name) != nullptr || child_.find_index(name) != nullptr)) return true;
    const Relation* other = workspace_.peek_relation({child_.name.schema, name});
    return other != nullptr && other->table != child_.name;
  }

  const Table& child_;
  const TablesAbove& above_;
  const Workspace& workspace_;
  bool own_too_ = false;
  InheritedParts found_;
};

}  // namespace

std::string server_name(const std::string& table, const std::string& columns, const std::string& label) {
  const std::size_t fixed = label.size() + (columns.empty() ? 1 : 2);
  std::size_t of_table = table.size();
  std::size_t of_columns = columns.size();
  while (of_table + of_columns + fixed > longest_name) --(of_table > of_columns ? of_table : of_columns);
  const std::string start = clipped(table, of_table);
  return columns.empty() ? fmt::format("{}_{}", start, label) : fmt::format("{}_{}_{}", start, clipped(columns, of_columns), label);
}

std::string identity_sequence_name(const std::string& table, const std::string& column) { return server_name(table, column, "seq"); }

bool is_alike(const Constraint& above, const Constraint& own) {
  return own.what == above.what && (!std::holds_alternative<Check>(own.what) || own.name == above.name);
}

bool is_alike(Index above, const Index& own) {
  above.name = own.name;
  above.comment = own.comment;
  return above == own;
}

InheritedParts inherited_parts(const Table& child, const TablesAbove& above, const Workspace& workspace) {
  return Collector(child, above, workspace).collect(false);
}

void keep_inherited_parts(Table& child, const TablesAbove& above, const Workspace& workspace) {
  InheritedParts parts = inherited_parts(child, above, workspace);
  for (Constraint& constraint : parts.constraints) child.constraints.push_back(std::move(constraint));
  for (Index& index : parts.indexes) insert_index(child, std::move(index));
}

void drop_inherited_parts(Table& child, const TablesAbove& above, const Workspace& workspace) {
  const InheritedParts parts = Collector(child, above, workspace).collect(true);
  for (const Constraint& constraint : parts.constraints) {
    const Constraint* own = child.find_constraint(constraint.name);
    if (own && own->what == constraint.what && !own->comment) erase_constraint(child, constraint.name);
  }
  for (const Index& index : parts.indexes) {
    const Index* own = child.find_index(index.name);
    if (own && *own == index) erase_index(child, index.name);
  }
}

}  // namespace galley

// The schema as a value. Objects are immutable and shared: a change makes a new object and swaps the pointer, so whoever
// holds an older one keeps seeing it. Everything here owns its text.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "galley/ast.hpp"
#include "galley/expression.hpp"
#include "galley/names.hpp"

namespace galley {

using ast::Deferral;
using ast::MatchType;
using ast::NullsOrder;
using ast::ReferentialAction;

struct Identity {
  bool always = false;
  std::optional<std::string> start;
  std::optional<std::string> increment;
  friend bool operator==(const Identity&, const Identity&) = default;
};
struct Generated {
  Expression value;
  bool stored = true;
  friend bool operator==(const Generated&, const Generated&) = default;
};

struct Column {
  std::string name;
  Type type;
  bool not_null = false;
  std::optional<Expression> default_value;
  std::optional<Identity> identity;
  std::optional<Generated> generated;
  std::optional<std::string> collation;
  std::optional<std::string> comment;
  Span span;
  friend bool operator==(const Column&, const Column&) = default;
};

struct PrimaryKey {
  std::vector<std::string> columns;
  std::vector<std::string> include;
  friend bool operator==(const PrimaryKey&, const PrimaryKey&) = default;
};
struct Unique {
  std::vector<std::string> columns;
  std::vector<std::string> include;
  bool nulls_not_distinct = false;
  friend bool operator==(const Unique&, const Unique&) = default;
};
struct ForeignKey {
  std::vector<std::string> columns;
  ObjectName table;
  std::vector<std::string> referenced_columns;  // always filled
  MatchType match = MatchType::simple;
  ReferentialAction on_delete = ReferentialAction::no_action;
  std::vector<std::string> on_delete_columns;
  ReferentialAction on_update = ReferentialAction::no_action;
  friend bool operator==(const ForeignKey&, const ForeignKey&) = default;
};
struct Check {
  Expression condition;
  bool no_inherit = false;
  friend bool operator==(const Check&, const Check&) = default;
};
struct IndexKey {
  Expression key;  // a ColumnReference of one part where it is a plain column
  std::optional<std::string> collation;
  std::optional<std::string> operator_class;
  bool descending = false;
  NullsOrder nulls = NullsOrder::unspecified;
  /// The column's name, or nullptr for an expression.
  [[nodiscard]] const std::string* column() const;
  friend bool operator==(const IndexKey&, const IndexKey&) = default;
};
struct Exclude {
  struct Element {
    IndexKey key;
    std::string op;
    friend bool operator==(const Element&, const Element&) = default;
  };
  std::string method;
  std::vector<Element> elements;
  std::optional<Expression> where;
  friend bool operator==(const Exclude&, const Exclude&) = default;
};

struct Constraint {
  std::string name;  // always known
  std::variant<PrimaryKey, Unique, ForeignKey, Check, Exclude> what;
  Deferral deferral = Deferral::not_deferrable;
  bool valid = true;  // false: NOT VALID, not yet validated
  /// The column whose attribute it was written as (references, check, unique, primary key); empty for a table constraint.
  /// SQLite can drop a column together with such constraints.
  std::string column;
  std::optional<std::string> comment;
  Span span;
  friend bool operator==(const Constraint& a, const Constraint& b) {  // where it was written does not matter
    return a.name == b.name && a.what == b.what && a.deferral == b.deferral && a.valid == b.valid && a.comment == b.comment;
  }
};

struct Index {
  std::string name;  // in the table's schema
  bool unique = false;
  std::string method = "btree";
  std::vector<IndexKey> keys;
  std::vector<std::string> include;
  bool nulls_not_distinct = false;
  std::optional<Expression> where;
  std::optional<std::string> comment;
  Span span;
  friend bool operator==(const Index&, const Index&) = default;
};

struct Table {
  ObjectName name;
  std::vector<Column> columns;
  std::vector<Constraint> constraints;  // in the order added; the primary key among them
  std::vector<Index> indexes;           // sorted by name
  std::optional<std::string> comment;
  std::string made_by;  // id of the revision that created it, empty when unknown; takes no part in ==
  Span span;

  [[nodiscard]] const Column* find_column(std::string_view column) const;
  [[nodiscard]] const Constraint* find_constraint(std::string_view constraint) const;
  [[nodiscard]] const Index* find_index(std::string_view index) const;
  [[nodiscard]] const Constraint* primary_key() const;
  /// The order of constraints does not matter: no server keeps one.
  friend bool operator==(const Table& a, const Table& b);
};
using TablePointer = std::shared_ptr<const Table>;

struct EnumValue {
  std::string text;
  Span span;
  friend bool operator==(const EnumValue&, const EnumValue&) = default;
};
struct EnumType {
  ObjectName name;
  std::vector<EnumValue> values;
  std::optional<std::string> comment;
  std::string made_by;
  Span span;
  [[nodiscard]] bool has_value(std::string_view value) const;
  friend bool operator==(const EnumType& a, const EnumType& b) { return a.name == b.name && a.values == b.values && a.comment == b.comment; }
};
using EnumPointer = std::shared_ptr<const EnumType>;

/// Columns that the constraint's own keys or expression name (not those of a referenced table), each once.
[[nodiscard]] std::vector<std::string> columns_of(const Constraint& constraint);
[[nodiscard]] std::vector<std::string> columns_of(const Index& index);
/// Names of columns that an expression mentions, each once, in order of appearance.
[[nodiscard]] std::vector<std::string> columns_of(const Expression& expression);

class Catalog {
 public:
  [[nodiscard]] TablePointer find_table(const ObjectName& name) const;
  [[nodiscard]] EnumPointer find_enum(const ObjectName& name) const;
  /// The table that owns an index of this name.
  [[nodiscard]] TablePointer table_of_index(const ObjectName& index) const;
  /// Tables with a foreign key to this one (the table itself included when it refers to itself), sorted.
  [[nodiscard]] std::vector<TablePointer> referencing_tables(const ObjectName& table) const;
  /// Tables with a column of this enumeration, or an expression that casts to it, sorted.
  [[nodiscard]] std::vector<TablePointer> tables_using(const ObjectName& enumeration) const;
  [[nodiscard]] const std::map<ObjectName, TablePointer>& tables() const { return tables_; }
  [[nodiscard]] const std::map<ObjectName, EnumPointer>& enums() const { return enums_; }

  void put(TablePointer table);  // adds, or replaces the one of that name
  void put(EnumPointer enumeration);
  void remove_table(const ObjectName& name);
  void remove_enum(const ObjectName& name);

  friend bool operator==(const Catalog& a, const Catalog& b);  // by value of the objects

 private:
  void link(const Table& table);
  void unlink(const Table& table);
  [[nodiscard]] std::vector<TablePointer> users_in(const std::map<ObjectName, std::set<ObjectName>>& users, const ObjectName& used) const;

  std::map<ObjectName, TablePointer> tables_;
  std::map<ObjectName, EnumPointer> enums_;
  std::map<ObjectName, ObjectName> index_tables_;
  std::map<ObjectName, std::set<ObjectName>> referencing_;  // referenced table -> tables with keys to it
  std::map<ObjectName, std::set<ObjectName>> enum_users_;
};

}  // namespace galley

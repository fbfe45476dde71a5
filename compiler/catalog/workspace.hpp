// The state of a replay: the catalog, the names it takes, what failed before, and the operations of the present revision.
// Looking something up reports what is missing, unless an earlier error explains it (a poisoned name).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/name_index.hpp"
#include "galley/diagnostics.hpp"
#include "galley/operation.hpp"

namespace galley {

/// Where the words stand that a change comes from. All three are the same place for a derived change.
struct Places {
  Span statement;
  Span object;  // the table, index or enumeration
  Span part;    // the column, constraint or value
};

/// An operation with what its downgrade needs besides.
struct Record {
  Operation operation;
  std::optional<RawSql> undo;  // of raw SQL
};

class Workspace {
 public:
  Workspace(const Dialect& dialect, const ReplayOptions& options, Diagnostics& diagnostics);

  [[nodiscard]] const Dialect& dialect() const { return dialect_; }
  [[nodiscard]] const ReplayOptions& options() const { return options_; }
  [[nodiscard]] const Catalog& catalog() const { return catalog_; }
  [[nodiscard]] const std::string& revision() const { return revision_; }

  void begin_revision(std::string id);
  [[nodiscard]] std::vector<Record> take_records() { return std::exchange(records_, {}); }
  /// While set, changes are derived from the statement there, and every report says so.
  void set_undoing(std::optional<Span> statement) { undoing_ = statement; }
  [[nodiscard]] bool is_undoing() const { return undoing_.has_value(); }

  template <class... Args>
  Diagnostics::Builder report(Span span, const DiagnosticDef<Args...>& def, const std::type_identity_t<Args>&... args) {
    Diagnostics::Builder builder = diagnostics_.report(span, def, args...);
    if (undoing_) builder.note(*undoing_, "the downgrade derived from this statement does not fit the schema");
    return builder;
  }

  // ---- names
  [[nodiscard]] ObjectName object_name(const QualifiedName& name) const;
  /// For messages: without the default schema.
  [[nodiscard]] std::string shown(const ObjectName& name) const;
  [[nodiscard]] bool same(std::string_view a, std::string_view b) const;
  /// Reports a name that servers would cut.
  bool check_length(const Name& name);

  // ---- lookups that report
  TablePointer find_table(const ObjectName& name, Span span);
  TablePointer find_table_of_index(const ObjectName& index, Span span);
  EnumPointer find_enum(const ObjectName& name, Span span);
  const Column* find_column(const Table& table, std::string_view name, Span span);
  const Constraint* find_constraint(const Table& table, std::string_view name, Span span);
  bool check_relation_free(const ObjectName& name, Span span);
  bool check_table_free(const ObjectName& name, Span span);
  bool check_enum_free(const ObjectName& name, Span span);
  bool check_column_free(const Table& table, std::string_view name, Span span);
  bool check_constraint_free(const Table& table, const Constraint& constraint, Span span);

  // ---- lookups that do not
  [[nodiscard]] const Relation* peek_relation(const ObjectName& name) const { return names_.find_relation(name); }
  [[nodiscard]] TablePointer peek_table(const ObjectName& name) const;
  [[nodiscard]] EnumPointer peek_enum(const ObjectName& name) const;
  [[nodiscard]] const Column* peek_column(const Table& table, std::string_view name) const;
  [[nodiscard]] const Constraint* peek_constraint(const Table& table, std::string_view name) const;

  // ---- what failed
  void poison(const ObjectName& object) { poisoned_.insert(object); }
  void poison(const ObjectName& table, const std::string& part) { poisoned_parts_.insert({table, part}); }
  [[nodiscard]] bool is_poisoned(const ObjectName& object) const { return poisoned_.contains(object); }
  [[nodiscard]] bool is_poisoned(const ObjectName& table, const std::string& part) const { return poisoned_parts_.contains({table, part}); }

  // ---- changes
  /// Puts the objects after the operation into the catalog and keeps the operation.
  void commit(Operation operation, std::optional<RawSql> undo = std::nullopt);
  /// Whether this revision has made the table, so that it has no rows that others could miss.
  [[nodiscard]] bool is_made_here(const ObjectName& table) const { return made_here_.contains(table); }

 private:
  void follow_made_here(const TableChange& change);

  const Dialect& dialect_;
  const ReplayOptions& options_;
  Diagnostics& diagnostics_;
  Catalog catalog_;
  NameIndex names_;
  std::string revision_;
  std::vector<Record> records_;
  std::set<ObjectName> made_here_;
  std::set<ObjectName> poisoned_;
  std::set<std::pair<ObjectName, std::string>> poisoned_parts_;
  std::optional<Span> undoing_;
};

}  // namespace galley

// The state of a replay: the catalog, the names it takes, what failed before, and the operations of the present revision.
// Looking something up reports what is missing, unless an earlier error explains it (a poisoned name).
#pragma once

#include <map>
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
  Span object;  // the table, index, enumeration or other object
  Span part;    // the column, constraint, value or new name
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
    Diagnostics::Builder builder = diagnostics_->report(span, def, args...);
    if (undoing_) builder.note(*undoing_, "the downgrade derived from this statement does not fit the schema");
    return builder;
  }

  /// Where reports go from now on; returns where they went.
  Diagnostics& exchange_diagnostics(Diagnostics& sink) { return *std::exchange(diagnostics_, &sink); }

  // ---- names
  /// A temporary table of that name comes before others.
  [[nodiscard]] ObjectName object_name(const QualifiedName& name) const;
  /// Of an object that no table owns; schemas and extensions are in no schema.
  [[nodiscard]] ObjectKey object_key(ObjectKind kind, const QualifiedName& name) const;
  /// For messages: without the default schema.
  [[nodiscard]] std::string shown(const ObjectName& name) const;
  /// As a statement would name it: "app.v", "f(int)", "tr on t", "t.c".
  [[nodiscard]] std::string shown(const ObjectKey& key) const;
  [[nodiscard]] bool same(std::string_view a, std::string_view b) const;
  /// Reports a name that servers would cut.
  bool check_length(const Name& name);

  // ---- lookups that report
  TablePointer find_table(const ObjectName& name, Span span);
  TablePointer find_table_of_index(const ObjectName& index, Span span);
  EnumPointer find_enum(const ObjectName& name, Span span);
  const Column* find_column(const Table& table, std::string_view name, Span span);
  const Constraint* find_constraint(const Table& table, std::string_view name, Span span);
  ObjectPointer find_object(const ObjectKey& key, Span span);
  bool check_relation_free(const ObjectName& name, Span span);
  /// Whether a new object of this kind may have the name: among relations, and among types, where each has one.
  bool check_name_free(ObjectKind kind, const ObjectName& name, Span span);
  bool check_table_free(const ObjectName& name, Span span) { return check_name_free(ObjectKind::table, name, span); }
  bool check_object_free(const ObjectKey& key, Span span);
  /// Once a name: nobody has made the function, unless an extension has; the history does not know what those make.
  void warn_of_function(const QualifiedName& function);
  /// Likewise of a type whose extension nobody has created.
  void warn_of_type(const std::string& type, Span span);
  bool check_column_free(const Table& table, std::string_view name, Span span);
  bool check_constraint_free(const Table& table, const Constraint& constraint, Span span);

  // ---- lookups that do not
  [[nodiscard]] const Relation* peek_relation(const ObjectName& name) const { return names_.find_relation(name); }
  [[nodiscard]] TablePointer peek_table(const ObjectName& name) const;
  [[nodiscard]] EnumPointer peek_enum(const ObjectName& name) const;
  [[nodiscard]] const NamedType* peek_type(const ObjectName& name) const { return names_.find_type(name); }
  [[nodiscard]] ObjectPointer peek_object(const ObjectKey& key) const;
  [[nodiscard]] const Column* peek_column(const Table& table, std::string_view name) const;
  [[nodiscard]] const Constraint* peek_constraint(const Table& table, std::string_view name) const;

  // ---- what failed
  void poison(const ObjectName& object) { poisoned_.insert(object); }
  void poison(const ObjectName& table, const std::string& part) { poisoned_parts_.insert({table, part}); }
  void poison(const ObjectKey& object) { is_by_name(object) ? poison(object.name) : void(poisoned_objects_.insert(object)); }
  [[nodiscard]] bool is_poisoned(const ObjectKey& object) const {
    return is_by_name(object) ? is_poisoned(object.name) : poisoned_objects_.contains(object);
  }
  [[nodiscard]] bool is_poisoned(const ObjectName& object) const { return poisoned_.contains(object); }
  [[nodiscard]] bool is_poisoned(const ObjectName& table, const std::string& part) const { return poisoned_parts_.contains({table, part}); }

  // ---- what raw SQL has made uncertain
  /// From here on the relation may differ from what the catalog says. Errors about it say so.
  void mark_unsure(const ObjectName& relation, Span statement) { unsure_.insert_or_assign(relation, statement); }
  /// Sets Table::unsure where there is such a table.
  void doubt_table(const ObjectName& name);
  /// How many errors have said so.
  [[nodiscard]] std::size_t unsure_reports() const { return unsure_reports_; }

  // ---- changes
  /// While it lives, operations that are committed say with what they go along.
  class GoingAlong {
   public:
    GoingAlong(Workspace& workspace, std::string note) : workspace_(workspace), outer_(std::exchange(workspace.along_, std::move(note))) {}
    ~GoingAlong() { workspace_.along_ = std::move(outer_); }
    GoingAlong(const GoingAlong&) = delete;
    GoingAlong& operator=(const GoingAlong&) = delete;

   private:
    Workspace& workspace_;
    std::string outer_;
  };
  /// Puts the objects after the operation into the catalog and keeps the operation.
  void commit(Operation operation, std::optional<RawSql> undo = std::nullopt);
  /// Whether this revision has made a temporary table.
  [[nodiscard]] bool has_temporary() const { return has_temporary_; }
  /// How many operations there are so far, and those from one on, which are no longer kept: their changes stay.
  [[nodiscard]] std::size_t record_count() const { return records_.size(); }
  [[nodiscard]] std::vector<Record> take_records_from(std::size_t first);
  /// Keeps an operation whose changes are in the catalog already.
  void keep(Operation operation, std::optional<RawSql> undo) { records_.push_back({std::move(operation), std::move(undo)}); }
  /// While it lives, what is committed is made elsewhere: the catalog learns of it, and no SQL is written.
  class Declaring {
   public:
    explicit Declaring(Workspace& workspace) : workspace_(workspace) { workspace_.declaring_ = true; }
    ~Declaring() { workspace_.declaring_ = false; }
    Declaring(const Declaring&) = delete;
    Declaring& operator=(const Declaring&) = delete;

   private:
    Workspace& workspace_;
  };
  [[nodiscard]] bool is_declaring() const { return declaring_; }
  /// While it lives, changes are those of statements as raw SQL has them, also in what takes something back.
  class FollowingRaw {
   public:
    explicit FollowingRaw(Workspace& workspace) : workspace_(workspace) { workspace_.following_raw_ = true; }
    ~FollowingRaw() { workspace_.following_raw_ = false; }
    FollowingRaw(const FollowingRaw&) = delete;
    FollowingRaw& operator=(const FollowingRaw&) = delete;

   private:
    Workspace& workspace_;
  };
  /// Whether objects that are made carry the owner and the privileges that they had before.
  [[nodiscard]] bool makes_as_before() const { return is_undoing() && !following_raw_; }
  /// Whether this revision has made the table, so that it has no rows that others could miss.
  [[nodiscard]] bool is_made_here(const ObjectName& table) const { return made_here_.contains(table); }

 private:
  void follow_made_here(const TableChange& change);
  void note_unsure(Diagnostics::Builder& report, const ObjectName& relation);
  /// Says what has the name in place of what was looked for.
  static void point_at_other(Diagnostics::Builder& builder, ObjectKind kind, std::string_view name, Span span, ObjectKind wanted);
  void check_schema_known(const ObjectName& name, Span span);
  bool check_type_free(ObjectKind kind, const ObjectName& name, Span span);
  /// Relations and types are poisoned together: what failed to be one of them is meant by both.
  [[nodiscard]] static bool is_by_name(const ObjectKey& key) { return is_relation(key.kind) || is_type(key.kind); }

  const Dialect& dialect_;
  const ReplayOptions& options_;
  Diagnostics* diagnostics_;
  Catalog catalog_;
  NameIndex names_;
  std::string revision_;
  std::vector<Record> records_;
  std::set<ObjectName> made_here_;
  bool has_temporary_ = false;  // a table of this revision
  std::set<ObjectName> poisoned_;
  std::set<std::pair<ObjectName, std::string>> poisoned_parts_;
  std::map<ObjectName, Span> unsure_;
  std::size_t unsure_reports_ = 0;
  std::set<ObjectKey> poisoned_objects_;
  std::set<std::string> strange_schemas_;  // warned of
  std::set<ObjectName> strange_functions_;
  std::set<std::string> strange_types_;
  std::optional<Span> undoing_;
  std::string along_;  // a note, or empty
  bool declaring_ = false;
  bool following_raw_ = false;
};

}  // namespace galley

// What a revision does, resolved and checked: the typed operations that the replay yields and the dialects lower.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/changes.hpp"
#include "galley/revision_graph.hpp"

namespace galley {

/// One table that an operation concerns: nullptr before a creation, nullptr after a drop.
struct TableChange {
  TablePointer before;
  TablePointer after;
  std::vector<ObjectPointer> triggers;  // on it before the change; filled where the table stays
};

struct ObjectChange {  // likewise
  ObjectPointer before;
  ObjectPointer after;
};
struct EnumChange {  // likewise
  EnumPointer before;
  EnumPointer after;
};

/// What taking an operation back costs. `lossy`: rows or definitions are gone for good. `impossible`: nothing can be derived.
enum class Reversibility { lossless, lossy, impossible };

struct Operation {
  Change change;
  /// The main table first, then others that change along (foreign keys after a rename, users of an enumeration).
  /// For data changes: the table as it is, before == after.
  std::vector<TableChange> tables;
  std::vector<ObjectChange> objects;  // the main one first, then those that go or change along
  EnumPointer enum_before;
  EnumPointer enum_after;
  std::vector<EnumChange> enums;  // others that change along: those of a renamed schema
  Span span;
  /// What running this operation destroys, in words for a DBA: "column public.orders.status and its values". Empty: nothing.
  std::string loss;
  /// Remarks for whoever reads the script: "built plainly: the table is made in this revision".
  std::vector<std::string> notes;
  /// Of one that makes objects: what the server gives to roles on them by the history's default privileges, by the kind of what is
  /// made (table, sequence, function, enumeration for every type, schema).
  std::map<ObjectKind, std::vector<Grant>> given_by_default;
  /// What a downgrade that undoes this operation would be.
  Reversibility reversibility = Reversibility::lossless;

  // Defined in one place, as those of Expression are.
  Operation();
  Operation(Change what, std::vector<TableChange> of_tables, Span at);
  Operation(const Operation&);
  Operation(Operation&&) noexcept;
  Operation& operator=(const Operation&);
  Operation& operator=(Operation&&) noexcept;
  ~Operation();
};

/// What takes an operation back.
struct Inverse {
  std::vector<Operation> operations;
  bool impossible = false;
};

struct ReplayedRevision {
  RevisionIndex revision = 0;
  std::vector<Operation> operations;
  /// For a downgrade: what it cannot bring back, in words ("rows deleted by migrations/x.mig:12").
  std::vector<std::string> not_restored;
  /// For a downgrade, where ReplayOptions asks for it: what the upgrade had done, and what takes back each of its operations
  /// when those behind it have not been done or are taken back already.
  std::vector<Operation> upgrade;
  std::vector<Inverse> inverses;
};

struct Replay {
  Catalog start;                        // before the first step
  Catalog end;                          // after the last one
  std::vector<ReplayedRevision> steps;  // as the plan has them
};

struct NamingConventions {  // {table} {columns} {referenced_table}; ck also {columns}: those its condition names
  std::string primary_key = "pk_{table}";
  std::string unique = "uq_{table}_{columns}";
  std::string check = "ck_{table}_{columns}";
  std::string foreign_key = "fk_{table}_{columns}";
  std::string exclude = "ex_{table}_{columns}";
  std::string index = "ix_{table}_{columns}";
};

/// What a name of a type stands for in one dialect.
struct TypeMapping {
  std::string text;  // as it is written
  TypeName type;
  std::optional<QualifiedName> collation;
  Span span;  // in the configuration
};
/// By the name as it is written, then by dialect.
using TypeMappings = std::map<std::string, std::map<std::string, TypeMapping, std::less<>>, std::less<>>;

class Dialect;
struct ReplayOptions {
  std::string default_schema = "public";
  NamingConventions naming;
  TypeMappings types;
  std::vector<std::string> dialects;   // all names that `on X` may use; empty: not checked
  bool impossible_is_warning = false;  // downgrades that cannot be derived, or are declared irreversible, are warnings
  /// Of a downgrade: compares the schema after each step with the one that the revision's upgrade had found, and goes on
  /// with that one.
  bool proves_round_trips = false;
  bool keeps_upgrades = false;  // of a downgrade: fills ReplayedRevision::upgrade
};

/// Applies every revision of the plan to an empty catalog, first those already applied, then the steps. Reports all errors
/// it can tell apart; after an error the result is not to be lowered. A downgrade that is impossible or irreversible is an
/// error here.
[[nodiscard]] Replay replay(const RevisionGraph& graph, const Plan& plan, const Dialect& dialect, const ReplayOptions& options,
                            Diagnostics& diagnostics);

/// What a revision does, where the graph holds headers alone. Valid until the next call.
using ReadRevision = std::function<const ast::Revision&(RevisionIndex)>;

/// The same step by step, so that nobody has to hold all of it at a time.
class StepwiseReplay {
 public:
  StepwiseReplay(const RevisionGraph& graph, const Plan& plan, const Dialect& dialect, const ReplayOptions& options, ReadRevision read,
                 Diagnostics& diagnostics);
  ~StepwiseReplay();
  StepwiseReplay(const StepwiseReplay&) = delete;
  StepwiseReplay& operator=(const StepwiseReplay&) = delete;

  /// Applies those revisions that were applied before the first step.
  void apply_history();
  /// The next of the plan's steps.
  [[nodiscard]] ReplayedRevision next();
  [[nodiscard]] const Catalog& catalog() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

/// `name` as it is, or cut to 63 bytes (PostgreSQL's limit, NAMEDATALEN - 1) at a character boundary, ending in _ and eight
/// hex digits of its SHA-256, so that it depends on the whole name alone.
[[nodiscard]] std::string shorten_identifier(std::string name);

/// The built-in type of a logical name or one of its SQL synonyms ("int", "integer", "int4", "timestamp with time zone").
[[nodiscard]] std::optional<TypeKind> builtin_type(std::string_view name);
/// The language's own name of a built-in type.
[[nodiscard]] std::string_view type_name(TypeKind kind);

}  // namespace galley

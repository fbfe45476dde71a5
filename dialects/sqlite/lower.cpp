#include "sqlite/lower.hpp"

#include <algorithm>
#include <iterator>

#include "sqlite/inline_domains.hpp"
#include "sqlite/noticed_failures.hpp"
#include "sqlite/objects.hpp"
#include "sqlite/reasons.hpp"
#include "sqlite/rebuild.hpp"
#include "sqlite/row_guards.hpp"
#include "sqlite/statements.hpp"

namespace galley::sqlite {
namespace {

Statements nothing(const Context& context, std::string note) {
  context.note(std::move(note));
  return {};
}
Statements no_comment(const Context& context) { return nothing(context, "SQLite keeps no comments"); }
Statements same_here(const Context& context) { return nothing(context, "nothing changes on SQLite"); }
Statements no_counterpart(const Operation& operation, std::string_view what, const Context& context) {
  context.no_counterpart(operation.span, what);
  return {};
}

/// Notes arise while an expression is written, in an order that C++ leaves to the compiler.
void sort_notes(std::vector<std::string>& notes, std::size_t from) {
  std::sort(notes.begin() + static_cast<std::ptrdiff_t>(from), notes.end());
}

/// Called for what no rebuild has absorbed.
Statements native_statements(const Operation& operation, const Context& context) {
  const auto write_it = [&](const auto& change) { return write(change, operation, context); };
  // An index of a materialized view, which was refused itself.
  const auto write_index = [&](const auto& change) { return operation.tables.empty() ? Statements{} : write(change, operation, context); };
  const auto differs_not = [&](const auto&) { return same_here(context); };
  return match(
      operation.change, [&](const CreateTable& c) { return write_it(c); }, [&](const DropTable& c) { return write_it(c); },
      [&](const RenameTable& c) { return write_it(c); }, [&](const SetTableComment&) { return no_comment(context); },
      [&](const AddColumn& c) { return write_it(c); }, [&](const DropColumn& c) { return write_it(c); },
      [&](const RenameColumn& c) { return write_it(c); }, [&](const AlterColumnType& c) { return differs_not(c); },
      [&](const SetColumnDefault& c) { return differs_not(c); },
      [&](const SetColumnNotNull& c) { return context.capabilities.alter_not_null ? write_it(c) : same_here(context); },
      [&](const SetColumnComment&) { return no_comment(context); }, [&](const AddConstraint& c) { return write_it(c); },
      [&](const DropConstraint& c) { return write_it(c); }, [&](const RenameConstraint& c) { return differs_not(c); },
      [&](const SetConstraintDeferral& c) { return differs_not(c); },
      [&](const ValidateConstraint&) { return nothing(context, "SQLite checked the rows when the constraint was added"); },
      [&](const SetConstraintComment&) { return no_comment(context); }, [&](const CreateIndex& c) { return write_index(c); },
      [&](const DropIndex& c) { return write_index(c); }, [&](const RenameIndex& c) { return write_index(c); },
      [&](const SetIndexComment&) { return no_comment(context); },
      // an enumeration is a CHECK of each column that uses it
      [](const CreateEnum&) { return Statements{}; }, [](const DropEnum&) { return Statements{}; },
      [](const RenameEnum&) { return Statements{}; }, [](const AddEnumValue&) { return Statements{}; },
      [](const RenameEnumValue&) { return Statements{}; }, [](const DropEnumValue&) { return Statements{}; },
      [](const SetEnumComment&) { return Statements{}; }, [&](const CreateObject& c) { return write_it(c); },
      [&](const DropObject& c) { return write_it(c); }, [&](const RenameObject& c) { return write_it(c); },
      [&](const AlterObject& c) { return write_it(c); }, [&](const SetObjectOwner&) { return no_owner(operation.span, context); },
      [&](const SetObjectComment&) { return no_comment(context); }, [&](const InsertRows& c) { return write_it(c); },
      [&](const UpdateRows& c) { return write_it(c); }, [&](const DeleteRows& c) { return write_it(c); },
      [&](const TruncateTables& c) { return write_it(c); }, [](const Require&) { return Statements{}; },  // its proof is all of it
      [&](const RawSql& c) { return write_it(c); },
      [&](const SetTimeout&) { return nothing(context, "SQLite has no timeouts: a script waits for the file's one lock when it begins"); },
      [&](const SetTableOptions&) { return nothing(context, "SQLite has no storage parameters"); },
      [&](const SetTablespace&) { return nothing(context, "SQLite has no tablespaces"); },
      [&](const SetLogged&) { return nothing(context, "SQLite has no unlogged tables"); },
      [&](const AttachPartition&) { return no_counterpart(operation, "a partition", context); },
      [&](const DetachPartition&) { return no_counterpart(operation, "a partition", context); },
      [&](const SetColumnIdentity& c) { return write_it(c); }, [&](const SetColumnExpression& c) { return differs_not(c); },
      [&](const Reindex& c) { return write_index(c); },
      [&](const RefreshView&) { return no_counterpart(operation, "a materialized view", context); },
      [&](const ChangePrivileges&) { return no_counterpart(operation, "a privilege", context); },
      [&](const ChangeDefaultPrivileges&) { return no_counterpart(operation, "a privilege", context); },
      [&](const SetTriggerState&) { return no_counterpart(operation, "a trigger that is switched off", context); },
      [&](const SetReplicaIdentity&) { return nothing(context, "SQLite has no replicas"); },
      [&](const SetClustering&) { return nothing(context, "SQLite keeps rows in the order of their keys"); },
      [&](const SetColumnSetting&) { return nothing(context, "SQLite decides by itself how values are stored and counted"); },
      [&](const SetRowSecurity&) { return no_counterpart(operation, "row level security", context); },
      [](const Declare&) { return Statements{}; });
}

/// Whether keys between tables that lose all their rows would ask for an order, or refuse a restricted one altogether.
bool empties_users(const Operation& operation) {
  if (!std::holds_alternative<TruncateTables>(operation.change)) return false;
  return std::ranges::any_of(operation.tables, [](const TableChange& emptied) {
    return std::ranges::any_of(emptied.before->constraints, [](const Constraint& c) { return std::holds_alternative<ForeignKey>(c.what); });
  });
}

std::vector<Step> native_steps(const Operation& operation, const Capabilities& capabilities, const DialectOptions& options,
                               Diagnostics& diagnostics) {
  std::vector<std::string> notes = operation.notes;
  Statements statements = native_statements(operation, Context{capabilities, options, diagnostics, notes});
  sort_notes(notes, operation.notes.size());
  const RowGuard guard = row_guard_of(operation, statements.size(), diagnostics);
  if (!guard.condition.empty() && statements.empty()) statements.emplace_back();
  if (statements.empty() && !notes.empty()) statements.emplace_back();
  std::vector<Step> steps;
  for (std::string& sql : statements) {
    Step step = make_step(std::move(sql), reason_text(operation.change), operation.span);
    step.raw = std::holds_alternative<RawSql>(operation.change);
    step.reversibility = operation.reversibility;
    if (std::holds_alternative<DropTable>(operation.change) || empties_users(operation)) step.prepare = foreign_keys_off;
    if (steps.empty()) {
      step.loss = operation.loss;
      step.notes = std::move(notes);
    }
    steps.push_back(std::move(step));
  }
  if (!steps.empty()) {
    steps.back().proof = guard.condition;
    steps.back().proof_message = guard.message;
  }
  if (options.script.runner != Runner::plain) return steps;
  std::vector<std::string> noted;
  return with_noticed_failures(std::move(steps), operation, Context{capabilities, options, diagnostics, noted});
}

}  // namespace

std::vector<Step> lower(const ReplayedRevision& revision, const Capabilities& capabilities, const DialectOptions& options,
                        Diagnostics& diagnostics) {
  const std::vector<Operation> operations = inline_domains(revision.operations);
  std::vector<std::string> unused;
  const RebuildPlan plan = plan_rebuilds(operations, Context{capabilities, options, diagnostics, unused});
  std::vector<Step> steps;
  const auto append = [&](std::vector<Step> more) {
    steps.insert(steps.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  auto rebuild = plan.rebuilds.begin();
  for (std::size_t i = 0; i < operations.size(); ++i) {
    for (; rebuild != plan.rebuilds.end() && rebuild->operations.back() == i; ++rebuild) {
      std::vector<std::string> notes;
      std::vector<Step> rebuilt = rebuild_steps(*rebuild, operations, Context{capabilities, options, diagnostics, notes});
      sort_notes(notes, 0);
      rebuilt.front().notes.insert(rebuilt.front().notes.end(), notes.begin(), notes.end());
      append(std::move(rebuilt));
    }
    if (!plan.absorbed[i]) append(native_steps(operations[i], capabilities, options, diagnostics));
  }
  return steps;
}

}  // namespace galley::sqlite

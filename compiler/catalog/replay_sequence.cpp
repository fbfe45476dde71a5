#include "catalog/apply.hpp"
#include "catalog/object_needs.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/objects.hpp"

namespace galley {

void run(const ast::CreateSequence& statement, Span span, Workspace& workspace) {
  SchemaObject object = new_object(workspace.object_key(ObjectKind::sequence, statement.name), statement.name.span());
  if (statement.if_not_exists && skip_existing(object.key, object.span, workspace)) return;
  bool ok = workspace.check_length(statement.name.name);
  SequenceDefinition sequence;
  std::optional<SequenceOptions> options = resolve_sequence_options(statement.options, object.span, workspace);
  if (options) sequence.options = std::move(*options);
  if (statement.owned_by) sequence.owned_by = resolve_owner(*statement.owned_by, workspace);
  ok = options.has_value() && sequence.owned_by.has_value() == statement.owned_by.has_value() && ok;
  object.definition = std::move(sequence);
  create_object(std::move(object), statement.if_not_exists, ok, span, workspace);
}

void run(const ast::AlterSequence& statement, Span span, Workspace& workspace) {
  const ObjectKey key = workspace.object_key(ObjectKind::sequence, statement.name);
  const Span place = statement.name.span();
  if (statement.if_exists && !workspace.peek_object(key)) {
    if (!workspace.is_poisoned(key)) workspace.report(place, diag::missing_already, "sequence", workspace.shown(key));
    return;
  }
  ChangeSequence change;
  std::optional<SequenceOptions> options = resolve_sequence_options(statement.options, place, workspace);
  if (!options) return;
  change.options = std::move(*options);
  change.restarts = statement.restarts;
  change.restart = statement.restart;
  change.owned_by_none = statement.owned_by_none;
  if (statement.owned_by) {
    change.owned_by = resolve_owner(*statement.owned_by, workspace);
    if (!change.owned_by) return;
  }
  const Span part = statement.owned_by ? statement.owned_by->column.span : place;
  apply(AlterObject{key, std::move(change), false}, {span, place, part}, workspace);
}

}  // namespace galley

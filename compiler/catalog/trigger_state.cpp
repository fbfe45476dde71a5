// alter table t disable trigger a, and back.
#include "catalog/apply.hpp"
#include "catalog/object_parts.hpp"
#include "catalog/statements.hpp"
#include "catalog/table_edits.hpp"
#include "catalog/undo.hpp"

namespace galley {
namespace {

ObjectChange with_state(const ObjectPointer& trigger, ast::TriggerState state) {
  auto changed = std::make_shared<SchemaObject>(*trigger);
  std::get<TriggerDefinition>(changed->definition).state = state;
  return {trigger, std::move(changed)};
}

ast::TriggerState state_of(const SchemaObject& trigger) { return std::get<TriggerDefinition>(trigger.definition).state; }

}  // namespace

void run(const ast::SetTriggerState& action, const AlteredTable& altered, Workspace& workspace) {
  SetTriggerState change{altered.table->name, action.state, action.which, {}};
  if (action.trigger) change.trigger = action.trigger->text;
  apply(change, altered.places(action.trigger ? action.trigger->span : altered.action), workspace);
}

bool apply(const SetTriggerState& change, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table) return false;
  SetTriggerState done = change;
  done.table = table->name;
  std::vector<ObjectPointer> triggers;
  if (change.which == ast::WhichTriggers::named) {
    const ObjectPointer trigger = workspace.find_object({ObjectKind::trigger, table->name, change.trigger}, at.part);
    if (!trigger) return false;
    done.trigger = trigger->key.part;
    triggers.push_back(trigger);
  } else {
    triggers = triggers_of(table->name, workspace.catalog());
  }
  TableEdits edits;
  Table& after = edits.edit(table);
  if (change.which == ast::WhichTriggers::all) after.key_triggers_off = change.state == ast::TriggerState::disabled;
  Operation operation = make_operation(std::move(done), edits.take(), at);
  for (const ObjectPointer& trigger : triggers) operation.objects.push_back(with_state(trigger, change.state));
  workspace.commit(std::move(operation));
  return true;
}

/// All at once where that is what changed, then those that had another state.
void undo(const SetTriggerState& change, const UndoSource& source, Undo& out) {
  using enum ast::TriggerState;
  const bool had_key_triggers_off = source.before().key_triggers_off;
  ast::TriggerState others = change.state;
  if (change.which == ast::WhichTriggers::all && had_key_triggers_off != source.after().key_triggers_off) {
    others = had_key_triggers_off ? disabled : enabled;
    out.changes.emplace_back(SetTriggerState{change.table, others, ast::WhichTriggers::all, {}});
  }
  for (const ObjectChange& trigger : source.record.operation.objects)
    if (state_of(*trigger.before) != others)
      out.changes.emplace_back(
          SetTriggerState{change.table, state_of(*trigger.before), ast::WhichTriggers::named, trigger.before->key.part});
}

}  // namespace galley

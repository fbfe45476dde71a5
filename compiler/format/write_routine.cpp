// Views, functions, procedures, triggers and policies.
#include <array>

#include "format/source_text.hpp"
#include "syntax/clause_words.hpp"
#include "syntax/spelling.hpp"

namespace galley::format {
namespace {

void put_some(SourceText& out, std::string_view words) { out.put_if(!words.empty(), words); }

void write(SourceText& out, const ast::Parameter& parameter) {
  put_some(out, syntax::words_of(parameter.mode));
  // A mode that is no reserved word may be a name.
  constexpr std::array modes{"out", "inout", "variadic"};
  const bool reads_as_mode = parameter.name && std::ranges::find(modes, parameter.name->text) != modes.end();
  if (reads_as_mode) out.put(syntax::spell_quoted(parameter.name->text));
  if (parameter.name && !reads_as_mode) out.name(*parameter.name);
  out.type(parameter.type);
  out.expression("default", parameter.default_value);
}

void write_result(SourceText& out, const ast::CreateRoutine& routine) {
  if (!routine.returns_table.empty()) {
    out.put("returns table");
    out.list(routine.returns_table, [&](const ast::TypeAttribute& column) { write(out, column); });
  } else if (routine.returns) {
    out.put(routine.returns_set ? "returns setof" : "returns");
    out.type(*routine.returns);
  }
}

/// What create and alter write alike.
template <class Routine>
void write_estimates_and_settings(SourceText& out, const Routine& routine) {
  put_some(out, syntax::words_of(routine.parallel));
  out.text("cost", routine.cost);
  out.text("rows", routine.rows);
  for (const ast::StorageOption& setting : routine.settings) out.put("set"), out.option(setting);
}

/// before insert or update of a, b
void write(SourceText& out, ast::TriggerTiming timing, const ast::TriggerEvents& events) {
  out.put(syntax::words_of(timing));
  bool is_first = true;
  const auto event = [&](bool happens, std::string_view words) {
    if (!happens) return;
    out.put_if(!is_first, "or");
    is_first = false;
    out.put(words);
  };
  event(events.insert, "insert");
  event(events.delete_, "delete");
  event(events.truncate, "truncate");
  event(events.update, "update");
  if (events.update_columns.empty()) return;
  out.put("of");
  out.commas(events.update_columns, [&](const Name& column) { out.name(column); });
}

void write_roles(SourceText& out, const std::vector<Name>& roles) {
  if (roles.empty()) return;
  out.put("to");
  out.commas(roles, [&](const Name& role) { out.role(role); });
}

}  // namespace

// create [or replace] [materialized] view [if not exists] v [(a, b)] [with (...)] [tablespace t] as $$...$$ [with check option | with no
// data]
void write(SourceText& out, const ast::CreateView& view) {
  out.put("create");
  out.put_if(view.or_replace, "or replace");
  out.put_if(view.materialized, "materialized");
  out.put("view");
  out.put_if(view.if_not_exists, "if not exists");
  out.qualified(view.name);
  if (!view.columns.empty()) out.names(view.columns);
  out.options("with", view.options);
  out.name("tablespace", view.tablespace);
  out.put("as");
  out.raw(view.query);
  put_some(out, syntax::words_of(view.check_option));
  out.put_if(!view.with_data, "with no data");
}

// alter [materialized] view v set (a = b) | reset (a) | rename column a to b
void write(SourceText& out, const ast::AlterView& view) {
  out.put(view.view.kind == ast::ObjectKind::materialized_view ? "alter materialized view" : "alter view");
  write(out, view.view);
  match(
      view.what, [&](const ast::SetTableOptions& n) { out.options("set", n.options); },
      [&](const ast::ResetTableOptions& n) {
        out.put("reset");
        out.list(n.options, [&](const Name& option) { out.option_name(option); });
      },
      [&](const ast::RenameColumn& n) { out.put("rename column"), out.name(n.from), out.put("to"), out.name(n.to); });
}

void write(SourceText& out, const ast::CreateRoutine& routine) {
  out.put(routine.or_replace ? "create or replace" : "create");
  out.put(routine.is_procedure ? "procedure" : "function");
  out.open_call(routine.name);
  out.commas(routine.parameters, [&](const ast::Parameter& parameter) { write(out, parameter); });
  out.glue(")");
  write_result(out, routine);
  if (!routine.language.text.empty()) out.name("language", routine.language);
  put_some(out, syntax::words_of(routine.volatility));
  out.put_if(routine.strict, "strict");
  out.put_if(routine.leakproof, "leakproof");
  out.put_if(routine.security_definer, "security definer");
  write_estimates_and_settings(out, routine);
  if (routine.body) out.put("as"), out.raw(*routine.body);
}

void write(SourceText& out, const ast::AlterRoutine& routine) {
  const auto either = [&](const std::optional<bool>& value, std::string_view yes, std::string_view no) {
    if (value) out.put(*value ? yes : no);
  };
  out.put(routine.routine.kind == ast::ObjectKind::procedure ? "alter procedure" : "alter function");
  write(out, routine.routine);
  put_some(out, syntax::words_of(routine.volatility));
  either(routine.strict, "strict", "called on null input");
  either(routine.leakproof, "leakproof", "not leakproof");
  either(routine.security_definer, "security definer", "security invoker");
  out.put_if(routine.reset_all, "reset all");
  for (const Name& setting : routine.reset) out.put("reset"), out.option_name(setting);
  write_estimates_and_settings(out, routine);
}

void write(SourceText& out, const ast::CreateTrigger& trigger) {
  out.put(trigger.or_replace ? "create or replace" : "create");
  out.put(trigger.is_constraint ? "constraint trigger" : "trigger");
  out.name(trigger.name);
  write(out, trigger.timing, trigger.events);
  out.put("on");
  out.qualified(trigger.table);
  write(out, trigger.deferral);
  out.put_if(trigger.old_table || trigger.new_table, "referencing");
  out.name("old table as", trigger.old_table);
  out.name("new table as", trigger.new_table);
  out.put_if(trigger.for_each_row, "for each row");
  out.put_if(trigger.for_each_statement, "for each statement");
  out.in_parens("when", trigger.when);
  if (trigger.body) {
    out.put("as");
    out.raw(*trigger.body);
  } else if (!trigger.function.name.text.empty()) {
    out.put("execute function");
    out.open_call(trigger.function);
    out.commas(trigger.arguments, [&](const ast::StringLiteral& argument) { out.string(argument); });
    out.glue(")");
  }
}

void write(SourceText& out, const ast::CreatePolicy& policy) {
  out.put("create policy");
  out.name(policy.name);
  out.put("on");
  out.qualified(policy.table);
  out.put_if(policy.restrictive, "as restrictive");
  put_some(out, syntax::words_of(policy.command));
  write_roles(out, policy.roles);
  out.in_parens("using", policy.using_);
  out.in_parens("with check", policy.check);
}

void write(SourceText& out, const ast::AlterPolicy& policy) {
  out.put("alter policy");
  out.name(policy.name);
  out.put("on");
  out.qualified(policy.table);
  write_roles(out, policy.roles);
  out.in_parens("using", policy.using_);
  out.in_parens("with check", policy.check);
}

}  // namespace galley::format

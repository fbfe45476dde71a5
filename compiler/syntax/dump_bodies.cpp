// Views, routines and triggers: statements with a body in the database's own SQL.
#include "syntax/clause_words.hpp"
#include "syntax/dump.hpp"
#include "syntax/spelling.hpp"

namespace galley::syntax {
namespace {

void word(TreeWriter& out, std::string_view text) {
  if (!text.empty()) out.line(text);
}

void number(TreeWriter& out, std::string_view label, const std::optional<std::string>& value) {
  if (value) out.line(fmt::format("{} {}", label, *value));
}

void options(TreeWriter& out, std::string_view label, const std::vector<ast::StorageOption>& list) {
  for (const ast::StorageOption& option : list) dump(out, label, option);
}

void parameter(TreeWriter& out, const ast::Parameter& parameter) {
  const std::string name = parameter.name ? " " + spell_name(parameter.name->text) : "";
  const std::string_view mode = words_of(parameter.mode);
  out.node(fmt::format("{}{}parameter{}", mode, mode.empty() ? "" : " ", name), parameter.span, [&] {
    out.type(parameter.type);
    out.expression("default", parameter.default_value);
  });
}

void result(TreeWriter& out, const ast::CreateRoutine& routine) {
  if (routine.returns) out.node(routine.returns_set ? "returns setof" : "returns", {}, [&] { out.type(*routine.returns); });
  for (const ast::TypeAttribute& column : routine.returns_table)
    out.node(fmt::format("returns column {}", spell_name(column.name.text)), column.span, [&] { out.type(column.type); });
}

}  // namespace

void dump(TreeWriter& out, const ast::CreateView& view) {
  out.name("name", view.name);
  out.flag("or replace", view.or_replace);
  out.flag("if not exists", view.if_not_exists);
  out.names("column", view.columns);
  options(out, "with", view.options);
  out.name("tablespace", view.tablespace);
  out.raw("as", view.query);
  out.flag("with local check option", view.check_option == ast::CheckOption::local);
  out.flag("with cascaded check option", view.check_option == ast::CheckOption::cascaded);
  out.flag("with no data", !view.with_data);
}

void dump(TreeWriter& out, const ast::RefreshView& refresh) {
  out.name("name", refresh.name);
  out.flag("concurrently", refresh.concurrently);
  out.flag("with no data", !refresh.with_data);
}

void dump(TreeWriter& out, const ast::CreateRoutine& routine) {
  out.name("name", routine.name);
  out.flag("or replace", routine.or_replace);
  for (const ast::Parameter& item : routine.parameters) parameter(out, item);
  result(out, routine);
  out.name("language", routine.language);
  word(out, words_of(routine.volatility));
  word(out, words_of(routine.parallel));
  out.flag("strict", routine.strict);
  out.flag("leakproof", routine.leakproof);
  out.flag("security definer", routine.security_definer);
  number(out, "cost", routine.cost);
  number(out, "rows", routine.rows);
  options(out, "set", routine.settings);
  if (routine.body) out.raw("as", *routine.body);
}

void dump(TreeWriter& out, const ast::AlterRoutine& routine) {
  const auto either = [&](const std::optional<bool>& value, std::string_view yes, std::string_view no) {
    if (value) out.line(*value ? yes : no);
  };
  dump(out, routine.routine);
  word(out, words_of(routine.volatility));
  word(out, words_of(routine.parallel));
  either(routine.strict, "strict", "called on null input");
  either(routine.leakproof, "leakproof", "not leakproof");
  either(routine.security_definer, "security definer", "security invoker");
  number(out, "cost", routine.cost);
  number(out, "rows", routine.rows);
  out.flag("reset all", routine.reset_all);
  out.names("reset", routine.reset);
  options(out, "set", routine.settings);
}

void dump(TreeWriter& out, const ast::AlterView& view) {
  dump(out, view.view);
  match(
      view.what, [&](const ast::SetTableOptions& n) { options(out, "set", n.options); },
      [&](const ast::ResetTableOptions& n) { out.names("reset", n.options); },
      [&](const ast::RenameColumn& n) { out.name("rename column", n.from), out.name("to", n.to); });
}

void dump(TreeWriter& out, const ast::CreateTrigger& trigger) {
  out.name("name", trigger.name);
  out.flag("or replace", trigger.or_replace);
  out.flag("constraint", trigger.is_constraint);
  out.line(words_of(trigger.timing));
  out.flag("insert", trigger.events.insert);
  out.flag("update", trigger.events.update);
  out.names("of", trigger.events.update_columns);
  out.flag("delete", trigger.events.delete_);
  out.flag("truncate", trigger.events.truncate);
  out.name("on", trigger.table);
  dump(out, trigger.deferral);
  out.name("old table", trigger.old_table);
  out.name("new table", trigger.new_table);
  out.flag("for each row", trigger.for_each_row);
  out.flag("for each statement", trigger.for_each_statement);
  out.expression("when", trigger.when);
  if (trigger.body) {
    out.raw("as", *trigger.body);
    return;
  }
  out.name("execute", trigger.function);
  for (const ast::StringLiteral& argument : trigger.arguments) out.string("argument", argument);
}

}  // namespace galley::syntax

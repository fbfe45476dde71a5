#include "syntax/routine_settings.hpp"

#include "base/letter_case.hpp"
#include "diag/catalogue/syntax.hpp"
#include "syntax/folding.hpp"

namespace galley::grammar {
namespace {

std::string read_item(Iterator& first, ParseState& state) {
  std::string item;
  if (number.read(first, state, item)) return item;
  const bool is_value = first->kind == TokenKind::word || first->kind == TokenKind::quoted || first->kind == TokenKind::string;
  if (!is_value) fail_expecting(first, "a value");
  item = state.text(*first);
  if (first->kind == TokenKind::word) item = lower_case(item);
  ++first;
  return item;
}

/// set a from current: whatever the session has that runs the script.
void refuse_from_current(Iterator at, const Name& setting, ParseState& state) {
  if (at->keyword != Kw::from_ || at[1].kind != TokenKind::word || lower_case(state.text(at[1])) != "current") return;
  if (state.may_report(at))
    state.diagnostics()
        .report(state.span(at, at + 2), diag::unsupported_form, "set ... from current")
        .help("it depends on the session that runs the script: write the value itself: set {} = ...", setting.text);
  fail_reported(at);
}

}  // namespace

bool SettingNameReader::read(Iterator& first, ParseState& state, Name& value) const {
  QualifiedName setting;
  if (!qualified_name("a setting").read(first, state, setting)) return false;
  value = {setting.has_schema() ? setting.schema.text + "." + setting.name.text : setting.name.text, setting.span()};
  return true;
}

bool RoutineSettingReader::read(Iterator& first, ParseState& state, ast::StorageOption& value) const {
  if (!setting_name.read(first, state, value.name)) return false;
  refuse_from_current(first, value.name, state);
  if (!equals.accepts(first, state) && !kw::to_.accepts(first, state)) fail_expecting(first, "\"=\"");
  const Iterator begin = ++first;
  for (bool more = true; more;) {
    value.value += (value.value.empty() ? "" : ", ") + read_item(first, state);
    more = first->kind == TokenKind::comma;
    if (more) ++first;
  }
  value.is_string = begin->kind == TokenKind::string && first == begin + 1;
  if (value.is_string) value.value = syntax::unquoted(value.value);
  return true;
}

}  // namespace galley::grammar

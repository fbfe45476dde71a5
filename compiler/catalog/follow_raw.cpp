#include "catalog/follow_raw.hpp"

#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

/// Joins changes of one object into one: from what it was first to what it is last.
template <class Change>
void join_change(std::vector<Change>& joined, const Change& next) {
  if (next.before == next.after) return;
  const auto found =
      std::find_if(joined.begin(), joined.end(), [&](const Change& earlier) { return next.before && earlier.after == next.before; });
  if (found == joined.end())
    joined.push_back(next);
  else if (!found->before && !next.after)
    joined.erase(found);  // made and gone again
  else
    found->after = next.after;
}

/// An operation has one enumeration: of a statement that changes several, the first.
void join_operation(Operation& whole, const Operation& part) {
  for (const TableChange& change : part.tables) join_change(whole.tables, change);
  for (const ObjectChange& change : part.objects) join_change(whole.objects, change);
  const bool first_enum = whole.enum_before == whole.enum_after;
  if (first_enum) whole.enum_before = part.enum_before;
  if (first_enum || whole.enum_after == part.enum_before) whole.enum_after = part.enum_after;
  if (!part.loss.empty() && whole.loss.find(part.loss) == std::string::npos) whole.loss += (whole.loss.empty() ? "" : ", ") + part.loss;
}

Span place_in(Span text, std::size_t begin, std::size_t end) {
  return {text.source, text.begin + static_cast<std::uint32_t>(begin), text.begin + static_cast<std::uint32_t>(end)};
}

/// Under one character: the parsers say where a mistake begins, not where it ends.
void report_error(const RawError& error, Span text, Workspace& workspace) {
  workspace.report(place_in(text, error.offset, error.offset + 1), error.uncertain ? diag::raw_sql_doubtful : diag::raw_sql_error,
                   error.message);
}

/// One statement over the catalog.
class RawFollower {
 public:
  explicit RawFollower(Workspace& workspace) : workspace_(workspace) {}

  void follow(const ReadStatement& statement, Span text, Operation& operation) {
    for (const RawReference& changed : statement.not_followed) not_followed(changed, text);
    if (!statement.meaning.empty()) apply_meaning(statement, operation);
  }

 private:
  void not_followed(const RawReference& changed, Span text) {
    const ObjectName name{changed.schema.empty() ? workspace_.options().default_schema : changed.schema, changed.name};
    const Span place = place_in(text, changed.offset, changed.offset + changed.name.size());
    workspace_.report(place, diag::raw_sql_not_followed, workspace_.shown(name))
        .help("if later statements need to know, say it beside the raw SQL: declare table {} (...)", workspace_.shown(name));
    workspace_.mark_unsure(name, place);
  }

  /// The raw text is what runs on the server, and the server may know better: errors are warnings here.
  void apply_meaning(const ReadStatement& statement, Operation& operation) {
    const std::size_t first = workspace_.record_count();
    Diagnostics heard;
    Diagnostics& outer = workspace_.exchange_diagnostics(heard);
    run_all(statement.meaning, workspace_);
    workspace_.exchange_diagnostics(outer);
    for (const Record& record : workspace_.take_records_from(first)) join_operation(operation, record.operation);
    for (const Diagnostic& diagnostic : heard.all()) outer.add(weakened(diagnostic));
  }

  static Diagnostic weakened(Diagnostic diagnostic) {
    if (diagnostic.severity != Severity::error) return diagnostic;
    const auto& definition = diag::raw_sql_does_not_fit;
    diagnostic.text = fmt::vformat(fmt::string_view(definition.text), fmt::make_format_args(diagnostic.text));
    diagnostic.code = definition.code;
    diagnostic.severity = definition.severity;
    return diagnostic;
  }

  Workspace& workspace_;
};

RawReading read(const RawSql& raw, const Workspace& workspace) {
  return workspace.dialect().read_raw(raw.text, raw.span, workspace.catalog());
}

}  // namespace

void check_raw(const std::optional<RawSql>& raw, Workspace& workspace) {
  if (!raw) return;
  const RawReading reading = read(*raw, workspace);
  if (reading.error && !reading.error->uncertain) report_error(*reading.error, raw->span, workspace);
}

void apply_raw(const RawSql& raw, const std::optional<RawSql>& undo, Span statement, Workspace& workspace) {
  const Places at{statement, statement, statement};
  const RawReading reading = read(raw, workspace);
  // That of a derived downgrade was reported where it is written.
  if (reading.error && !workspace.is_undoing()) report_error(*reading.error, raw.span, workspace);
  RawFollower follower(workspace);
  if (reading.statements.size() <= 1) {
    Operation operation = make_operation(raw, {}, at);
    for (const ReadStatement& only : reading.statements) follower.follow(only, raw.span, operation);
    workspace.keep(std::move(operation), undo);
    return;
  }
  // An operation each, so that each carries what it did. The whole text is undone where its first statement is.
  std::optional<RawSql> undo_of_one = undo;
  for (const ReadStatement& read_before : reading.statements) {
    const RawSql one{raw.text.substr(read_before.begin, read_before.end - read_before.begin), raw.outside_transaction,
                     place_in(raw.span, read_before.begin, read_before.end)};
    Operation operation = make_operation(one, {}, at);
    for (const ReadStatement& now : read(one, workspace).statements) follower.follow(now, one.span, operation);
    workspace.keep(std::move(operation), undo_of_one);
    if (undo_of_one) undo_of_one->text.clear();
  }
}

bool apply(const RawSql& change, const Places& at, Workspace& workspace) {
  apply_raw(change, std::nullopt, at.statement, workspace);
  return true;
}

}  // namespace galley

#include "catalog/follow_raw.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/letter_case.hpp"
#include "catalog/apply.hpp"
#include "catalog/replacement.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/views.hpp"
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

void join_enum(Operation& whole, const EnumChange& part) {
  if (part.before == part.after) return;
  if (whole.enum_before == whole.enum_after) {
    whole.enum_before = part.before;
    whole.enum_after = part.after;
  } else if (part.before && whole.enum_after == part.before) {
    whole.enum_after = part.after;
  } else {
    join_change(whole.enums, part);
  }
}

void join_operation(Operation& whole, const Operation& part) {
  for (const TableChange& change : part.tables) join_change(whole.tables, change);
  for (const ObjectChange& change : part.objects) join_change(whole.objects, change);
  join_enum(whole, {part.enum_before, part.enum_after});
  for (const EnumChange& change : part.enums) join_enum(whole, change);
  if (!part.loss.empty() && whole.loss.find(part.loss) == std::string::npos) whole.loss += (whole.loss.empty() ? "" : ", ") + part.loss;
}

Span place_in(Span text, std::size_t begin, std::size_t end) {
  return {text.source, text.begin + static_cast<std::uint32_t>(begin), text.begin + static_cast<std::uint32_t>(end)};
}

void report_error(const RawError& error, Span text, Workspace& workspace) {
  const Span place = place_in(text, error.offset, error.offset + std::max<std::size_t>(error.size, 1));
  workspace.report(place, error.uncertain ? diag::raw_sql_doubtful : diag::raw_sql_error, error.message);
}

void report_unread(Span text, Workspace& workspace) {
  workspace.report(text, diag::raw_text_unread).help("what later statements need to know of it can be said: declare table ... (...)");
}

/// Identifiers of a text, folded unless quoted: "a.b" is two of them.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  /// The next one, or nothing; `after_dot` tells whether it follows the one before by a dot.
  std::optional<std::string> next(bool& after_dot) {
    after_dot = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '.') after_dot = true;
      if (c == '"') return quoted();
      if (belongs(c)) return bare();
      if (c != '.') after_dot = false;
    }
    return std::nullopt;
  }

 private:
  static bool belongs(char c) {
    return c == '_' || c == '$' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
  }
  std::string quoted() {
    const std::size_t end = std::min(text_.find('"', at_ + 1), text_.size());
    std::string word(text_.substr(at_ + 1, end - at_ - 1));
    at_ = std::min(end + 1, text_.size());
    return word;
  }
  std::string bare() {
    std::string word;
    for (; at_ < text_.size() && belongs(text_[at_]); ++at_) word += lower_case(text_[at_]);
    return word;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Statements that may do anything, out of sight.
bool is_opaque(std::string_view text) {
  bool after_dot = false;
  const std::optional<std::string> first = Words(text).next(after_dot);
  return first == "do" || first == "call" || first == "select" || first == "execute";
}

/// Whatever table the text names may be another one from here on.
void doubt_tables_in(std::string_view text, Workspace& workspace) {
  Words words(text);
  bool after_dot = false;
  std::string last;
  while (const std::optional<std::string> word = words.next(after_dot)) {
    workspace.doubt_table({after_dot ? last : workspace.options().default_schema, *word});
    last = *word;
  }
}

std::string declaration_of(ObjectKind kind, const std::string& name) {
  switch (kind) {
    case ObjectKind::composite_type:
      return fmt::format("declare enum {0} as (...), or declare type {0} as (...)", name);
    case ObjectKind::domain:
      return fmt::format("declare domain {} as TYPE", name);
    case ObjectKind::sequence:
      return fmt::format("declare sequence {}", name);
    case ObjectKind::view:
    case ObjectKind::materialized_view:
      return fmt::format("declare view {} (...)", name);
    case ObjectKind::function:
    case ObjectKind::procedure:
      return fmt::format("declare {} {}(...)", object_kind_name(kind), name);
    case ObjectKind::table:
    case ObjectKind::column:
    case ObjectKind::constraint:
    case ObjectKind::index:
    case ObjectKind::enumeration:
    case ObjectKind::trigger:
    case ObjectKind::policy:
    case ObjectKind::schema:
    case ObjectKind::extension:
    case ObjectKind::statistics:
    case ObjectKind::publication:
    case ObjectKind::default_privileges:
      break;
  }
  return fmt::format("declare table {} (...)", name);
}

/// One statement over the catalog.
class RawFollower {
 public:
  explicit RawFollower(Workspace& workspace) : workspace_(workspace) {}

  void follow(const ReadStatement& statement, const RawSql& raw, Operation& operation) {
    const std::string_view text = std::string_view(raw.text).substr(statement.begin, statement.end - statement.begin);
    for (const RawReference& changed : statement.not_followed) not_followed(changed, raw.span);
    if (!statement.meaning.empty() && !apply_meaning(statement, operation)) doubt_tables_in(text, workspace_);
    if (statement.meaning.empty() && is_opaque(text)) doubt_tables_in(text, workspace_);
  }

 private:
  void not_followed(const RawReference& changed, Span text) {
    const ObjectName name{changed.schema.empty() ? workspace_.options().default_schema : changed.schema, changed.name};
    const Span place = place_in(text, changed.offset, changed.offset + changed.name.size());
    auto warning = workspace_.report(place, diag::raw_sql_not_followed, workspace_.shown(name));
    if (changed.kind == ObjectKind::index) return;
    warning.help("if later statements need to know, say it beside the raw SQL: {}", declaration_of(changed.kind, workspace_.shown(name)));
    workspace_.mark_unsure(name, place);
    workspace_.doubt_table(name);
  }

  /// The raw text is what runs on the server, and the server may know better: errors are warnings here. What comes of an
  /// earlier statement that was not followed has been warned of. Returns whether all of it fits the schema.
  bool apply_meaning(const ReadStatement& statement, Operation& operation) {
    const std::size_t unsure_before = workspace_.unsure_reports();
    const std::size_t first = workspace_.record_count();
    Diagnostics heard;
    Diagnostics& outer = workspace_.exchange_diagnostics(heard);
    {
      const Workspace::FollowingRaw following(workspace_);
      run_all(statement.meaning, workspace_);
    }
    workspace_.exchange_diagnostics(outer);
    for (const Record& record : workspace_.take_records_from(first)) {
      check_replacement(record.operation);
      join_operation(operation, record.operation);
    }
    const bool is_explained = workspace_.unsure_reports() > unsure_before;
    for (const Diagnostic& diagnostic : heard.all()) {
      const bool is_said = diagnostic.code == diag::body_error_uncertain.code;  // by the reader of raw SQL
      if (!is_said && (!is_explained || diagnostic.severity != Severity::error)) outer.add(weakened(diagnostic));
    }
    return !heard.has_errors();
  }

  /// What the language drops and makes again, raw SQL does not.
  void check_replacement(const Operation& operation) {
    const auto* create = std::get_if<CreateObject>(&operation.change);
    const ObjectPointer before = create && !operation.objects.empty() ? operation.objects.front().before : nullptr;
    if (!before || workspace_.is_undoing()) return;
    const std::string refusal = refusal_to_replace(*before, *create->object, workspace_);
    if (refusal.empty()) return;
    const std::string_view kind = object_kind_name(before->key.kind);
    workspace_
        .report(create->object->span, diag::raw_sql_does_not_fit,
                fmt::format("{} \"{}\" cannot be replaced: {}", kind, workspace_.shown(before->key), refusal))
        .note(before->span, "it is created here")
        .help("drop it before, or write \"create or replace {}\" in the language, which drops and creates where it has to", kind);
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
  if (reading.statements.empty()) doubt_tables_in(raw.text, workspace);
  if (reading.unread && !workspace.is_undoing()) report_unread(raw.span, workspace);
  RawFollower follower(workspace);
  if (reading.statements.size() <= 1) {
    Operation operation = make_operation(raw, {}, at);
    for (const ReadStatement& only : reading.statements) follower.follow(only, raw, operation);
    workspace.keep(std::move(operation), undo);
    return;
  }
  // An operation each, so that each carries what it did. The whole text is undone where its first statement is.
  std::optional<RawSql> undo_of_one = undo;
  for (const ReadStatement& read_before : reading.statements) {
    const RawSql one{raw.text.substr(read_before.begin, read_before.end - read_before.begin), raw.outside_transaction,
                     place_in(raw.span, read_before.begin, read_before.end)};
    Operation operation = make_operation(one, {}, at);
    for (const ReadStatement& now : read(one, workspace).statements) follower.follow(now, one, operation);
    workspace.keep(std::move(operation), undo_of_one);
    if (undo_of_one) undo_of_one->text.clear();
  }
}

bool apply(const RawSql& change, const Places& at, Workspace& workspace) {
  apply_raw(change, std::nullopt, at.statement, workspace);
  return true;
}

}  // namespace galley

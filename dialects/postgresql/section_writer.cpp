#include "postgresql/section_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/append.hpp"
#include "postgresql/annotations.hpp"
#include "postgresql/ledger.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/section_locks.hpp"
#include "postgresql/timeouts.hpp"
#include "postgresql/version_table.hpp"

namespace galley::postgresql {
namespace {

class SectionWriter {
 public:
  SectionWriter(const ScriptContext& context, const Section& section, const SectionTables& tables, std::size_t first_statement,
                std::size_t sections, std::string& out)
      : context_(context), section_(section), tables_(tables), statement_(first_statement), sections_(sections), out_(out) {}

  /// Returns where the number of sections stands.
  std::size_t write() {
    out_ += '\n';
    if (context_.settings.transaction != TransactionMode::per_revision)
      write_joined();
    else if (section_.transactional)
      write_transaction();
    else if (is_unsafe(section_))
      write_unsafe();
    else if (is_resumable(section_))
      write_resumable();
    else
      write_outside();
    return total_at_;
  }

  /// Where the version rows are those behind the revision's downgrade, and the ledger or the schema shows more.
  void write_undo() {
    append(out_, '\n');
    if (!section_.no_undo.empty()) {
      line("-- step ", section_.undoes, " of the upgrade of ", comment_text(revision_of(context_.script, section_).id),
           " has no way back (GAL-P17): ", comment_text(section_.no_undo));
      return;
    }
    const bool has_row = !section_.digest.empty();
    if (has_row) line("\\if :galley_has_ledger");
    line("SELECT ", is_turn_of(context_, section_), "\n   AND ", undo_condition(), " AS todo \\gset galley_");
    line("\\if :galley_todo");
    const std::string what = section_.title.empty() ? "" : ": " + section_.title;
    add(echo(concatenated("== undo  ", revision_of(context_.script, section_).id, "  step ", section_.undoes, " of its upgrade", what)));
    if (undoes_in_transaction())
      undo_transaction();
    else
      undo_outside();
    line("\\endif");
    if (has_row) line("\\endif");
  }

 private:
  [[nodiscard]] bool undoes_in_transaction() const {
    return section_.undoes_transaction || (section_.transactional && !section_.steps.empty());
  }

  [[nodiscard]] std::string undo_condition() const {
    if (undoes_in_transaction()) return finished_parts(context_, section_, section_.undoes);
    const std::string worked = proofs();
    // Nobody has noted that it was begun, but it has left something.
    const std::string left = worked.empty() ? std::string() : concatenated("NOT (", worked, ")");
    if (section_.digest.empty()) return left.empty() ? "false" : left;
    if (section_.steps.empty()) return has_undone_part(context_, section_);
    const std::string finished = finished_parts(context_, section_, section_.undoes);
    if (left.empty()) return finished;
    return concatenated("(", finished, "\n        OR ", finished_parts(context_, section_, section_.undoes - 1), " AND ", left, ")");
  }

  /// A condition: every statement of the section has worked. Empty where nobody can tell.
  [[nodiscard]] std::string proofs() const {
    std::string all;
    for (const Step& step : section_.steps)
      if (!step.proof.empty()) all += (all.empty() ? "" : " AND ") + step.proof;
    return all;
  }

  void undo_transaction() {
    line("BEGIN;");
    set_lock_timeout({});
    add(enter_undo(context_, section_, tables_));
    const bool has_raw = write_steps();
    line(clear_undone_part(context_, section_));
    line("COMMIT;");
    if (has_raw) line("SET search_path = '';");
  }

  void undo_outside() {
    for (const Step& step : section_.steps) write_outside_step(step);
    std::string body = check_position(context_, section_) + refuse_without_proof();
    if (!section_.digest.empty()) append(body, "  ", clear_undone_part(context_, section_), '\n');
    add(do_block("", body));
  }

  [[nodiscard]] std::string refuse_without_proof() const {
    std::string out;
    for (const Step& step : section_.steps) {
      if (step.proof.empty()) continue;
      out += refuse_if("  ", fmt::format("NOT ({})", step.proof), "GAL-N01: " + step.proof_message,
                       "Run this script again once the reason is gone; see the error above, if any.");
    }
    return out;
  }

  void add(std::string_view text) { out_ += text; }
  template <class... Parts>
  void line(const Parts&... parts) {
    append(out_, parts..., '\n');
  }

  /// \if with the position of this section: the rows before it, and its place among the steps of a split revision.
  void open_if(bool by_ledger, int finished) {
    append(out_, "SELECT ", is_turn_of(context_, section_));
    if (by_ledger) append(out_, "\n   AND ", finished_parts(context_, section_, finished));
    line(" AS todo \\gset galley_");
    line("\\if :galley_todo");
  }

  void announce() {
    const std::string_view revision = revision_of(context_.script, section_).id;
    const std::string before_total = concatenated("== ", section_.number, '/');
    total_at_ = out_.size() + std::string_view("\\echo '").size() + before_total.size();
    add(echo(concatenated(before_total, sections_, "  ", revision, "  ", section_.title)));
  }

  void write_transaction() {
    open_if(section_.is_split(), section_.part - 1);
    announce();
    line("BEGIN;");
    const auto with_timeout =
        std::find_if(section_.steps.begin(), section_.steps.end(), [](const Step& step) { return !step.lock_timeout.empty(); });
    set_lock_timeout(with_timeout == section_.steps.end() ? std::string() : with_timeout->lock_timeout);
    add(not_compared(context_, tables_));
    add(enter_section(context_, section_, tables_));
    const bool has_raw = write_steps();
    write_record();
    line("COMMIT;");
    if (has_raw) line("SET search_path = '';");  // raw SQL may have changed it for the session
    line("\\endif");
  }

  /// A part of the one transaction that the whole script is.
  void write_joined() {
    announce();
    add(not_compared(context_, tables_));
    std::ignore = write_steps();
    write_record();
  }

  /// Returns whether raw SQL is among them.
  bool write_steps() {
    bool has_raw = false;
    for (const Step& step : section_.steps) {
      has_raw = has_raw || step.raw;
      set_lock_timeout(step.lock_timeout);
      set_local("statement_timeout", step.statement_timeout.empty() ? std::string(timeouts::statement) : step.statement_timeout,
                statement_timeout_);
      set_local_path(step.raw);
      write_step(step);
    }
    set_local_path(false);
    return has_raw;
  }

  /// A statement that is safe to repeat, then its proof and its record in one transaction.
  void write_outside() {
    open_if(section_.is_split(), section_.part - 1);
    announce();
    compare_outside();
    for (const Step& step : section_.steps) write_outside_step(step);
    const std::string body = check_position(context_, section_) + refuse_without_proof();
    add(do_block(section_.is_last() ? move_declarations(context_) : "", body + record_body()));
    line("\\endif");
  }

  /// A statement that nobody can tell to be done: the ledger knows that it was started.
  void write_unsafe() {
    open_if(true, section_.part - 1);
    announce();
    compare_outside();
    line(record_started(context_, section_));
    stop_after_error();
    for (const Step& step : section_.steps) write_outside_step(step);
    line(mark_finished(context_, section_));
    line("\\endif");
    if (!section_.is_last()) return;
    open_if(true, section_.part);
    add(do_block(move_declarations(context_), check_position(context_, section_) + record_body()));
    line("\\endif");
  }

  /// A statement that notes in the ledger how far it came.
  void write_resumable() {
    open_if(true, section_.part - 1);
    announce();
    compare_outside();
    line(record_resumable(context_, section_));
    stop_after_error();
    for (const Step& step : section_.steps) write_outside_step(step);
    if (section_.is_last())
      add(do_block(move_declarations(context_), check_position(context_, section_) + record_body()));
    else
      line(mark_finished(context_, section_));
    line("\\endif");
  }

  /// Before the first statement that runs by itself.
  void compare_outside() {
    const std::string comparison = compare_found(context_, section_, tables_);
    add(not_compared(context_, tables_));
    if (comparison.empty()) return;
    add(do_block("  differences text;\n", comparison));
    stop_after_error();
  }

  void write_outside_step(const Step& step) {
    if (step.lock_timeout.empty())
      line("SET lock_timeout = ", string_literal(timeouts::lock_outside), ";  -- long on purpose: giving up may leave something half done");
    else
      line("SET lock_timeout = ", string_literal(step.lock_timeout), ';');
    if (!step.statement_timeout.empty()) line("SET statement_timeout = ", string_literal(step.statement_timeout), ';');
    if (step.raw) line("SET search_path = ", identifier(context_.default_schema), ", pg_temp;");
    if (!step.prepare.empty()) line(step.prepare);
    write_step(step);
    if (step.proof.empty()) stop_after_error();
    if (step.raw) line("SET search_path = '';");
    line("SET lock_timeout = ", string_literal(context_.settings.lock_timeout), ';');
    if (!step.statement_timeout.empty() || step.raw) line("SET statement_timeout = 0;");
  }

  /// psql goes on after an error when somebody has switched ON_ERROR_STOP off.
  void stop_after_error() { line("\\if :ERROR\n\\quit\n\\endif"); }

  void write_step(const Step& step) {
    add(annotation(context_, section_, step, statement_++));
    line(step.sql);
  }

  /// The version rows move with the last step of a revision; the others leave a row in the ledger.
  [[nodiscard]] std::string record_body() const {
    if (!section_.is_last()) return "  " + record_finished(context_, section_) + "\n";
    std::string body = move_version_rows(context_, section_);
    if (keeps_ledger(section_)) body += "  " + clear_ledger(context_, section_) + "\n";
    return body;
  }

  void write_record() {
    if (section_.is_last())
      add(do_block(move_declarations(context_), record_body()));
    else
      line(record_finished(context_, section_));
  }

  void set_lock_timeout(const std::string& of_revision) {
    set_local("lock_timeout", of_revision.empty() ? context_.settings.lock_timeout : of_revision, lock_timeout_);
  }
  void set_local(std::string_view setting, const std::string& value, std::string& present) {
    if (value == present) return;
    line("SET LOCAL ", setting, " = ", string_literal(value), ';');
    present = value;
  }
  void set_local_path(bool with_default_schema) {
    if (with_default_schema == has_path_) return;
    if (with_default_schema)
      line("SET LOCAL search_path = ", identifier(context_.default_schema), ", pg_temp;");
    else
      line("SET LOCAL search_path = '';");
    has_path_ = with_default_schema;
  }

  const ScriptContext& context_;
  const Section& section_;
  const SectionTables& tables_;
  std::size_t statement_;
  std::size_t sections_;
  std::string& out_;
  std::size_t total_at_ = 0;
  std::string lock_timeout_;
  std::string statement_timeout_;
  bool has_path_ = false;
};

}  // namespace

std::size_t write_section(const ScriptContext& context, const Section& section, const SectionTables& tables, std::size_t first_statement,
                          std::size_t sections, std::string& out) {
  return SectionWriter(context, section, tables, first_statement, sections, out).write();
}

void write_undo_section(const ScriptContext& context, const Section& section, std::size_t first_statement, std::string& out) {
  const SectionTables tables = ScriptTables(false).enter(section);
  SectionWriter(context, section, tables, first_statement, 0, out).write_undo();
}

}  // namespace galley::postgresql

#include "postgresql/section_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/append.hpp"
#include "postgresql/ledger.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/timeouts.hpp"
#include "postgresql/version_table.hpp"

namespace galley::postgresql {
namespace {

/// "ACCESS EXCLUSIVE on public.orders, no rewrite, no scan"
std::string impact_text(const Step& step) {
  if (step.locks.empty()) return {};
  std::string out;
  for (const Lock& lock : step.locks) append(out, out.empty() ? "" : ", ", lock_mode_name(lock.mode), " on ", lock.relation);
  if (step.rewrites_table) return out + ", rewrites it";
  const bool blocks_writers = step.locks.front().mode >= LockMode::share;
  if (step.scans_table) return out + (blocks_writers ? ", no rewrite, scans it" : ", scans it");
  return blocks_writers ? out + ", no rewrite, no scan" : out;
}

class SectionWriter {
 public:
  SectionWriter(const ScriptContext& context, const Section& section, std::size_t first_statement, std::size_t sections, std::string& out)
      : context_(context), section_(section), statement_(first_statement), sections_(sections), out_(out) {}

  /// Returns where the number of sections stands.
  std::size_t write() {
    out_ += '\n';
    if (section_.transactional)
      write_transaction();
    else if (is_unsafe(section_))
      write_unsafe();
    else if (is_resumable(section_))
      write_resumable();
    else
      write_outside();
    return total_at_;
  }

 private:
  void add(std::string_view text) { out_ += text; }
  template <class... Parts>
  void line(const Parts&... parts) {
    append(out_, parts..., '\n');
  }

  /// \if with the position of this section: the rows before it, and its place among the steps of a split revision.
  void open_if(bool by_ledger, int finished) {
    const std::vector<std::string>& rows = context_.script.path[static_cast<std::size_t>(section_.place) - 1];
    append(out_, "SELECT ", context_.found_rows, " = ", string_literal(rows_text(rows)));
    if (by_ledger) append(out_, "\n   AND ", finished_parts(context_, section_, finished));
    line(" AS todo \\gset galley_");
    line("\\if :galley_todo");
  }

  void announce() {
    const std::string& revision = revision_of(context_.script, section_).id;
    const std::string before_total = concatenated("== ", section_.number, '/');
    total_at_ = out_.size() + std::string_view("\\echo '").size() + before_total.size();
    add(echo(concatenated(before_total, sections_, "  ", revision, "  ", section_.title)));
  }

  void write_transaction() {
    open_if(section_.is_split(), section_.part - 1);
    announce();
    line("BEGIN;");
    const Step* first = section_.steps.empty() ? nullptr : &section_.steps.front();
    set_local_timeouts(first == nullptr ? std::string() : first->lock_timeout, first == nullptr ? std::string() : first->statement_timeout);
    add(do_block("", check_position(context_, section_)));
    bool has_raw = false;
    for (const Step& step : section_.steps) {
      has_raw = has_raw || step.raw;
      set_local_timeouts(step.lock_timeout, step.statement_timeout);
      set_local_path(step.raw);
      write_step(step);
    }
    set_local_path(false);
    write_record();
    line("COMMIT;");
    if (has_raw) line("SET search_path = '';");  // raw SQL may have changed it for the session
    line("\\endif");
  }

  /// A statement that is safe to repeat, then its proof and its record in one transaction.
  void write_outside() {
    open_if(section_.is_split(), section_.part - 1);
    announce();
    for (const Step& step : section_.steps) write_outside_step(step);
    std::string body = check_position(context_, section_);
    for (const Step& step : section_.steps) {
      if (step.proof.empty()) continue;
      body += refuse_if("  ", fmt::format("NOT ({})", step.proof), "GAL-N01: " + step.proof_message,
                        "Run this script again once the reason is gone; see the error above, if any.");
    }
    add(do_block(section_.is_last() ? "  moved bigint;\n" : "", body + record_body()));
    line("\\endif");
  }

  /// A statement that nobody can tell to be done: the ledger knows that it was started.
  void write_unsafe() {
    open_if(true, section_.part - 1);
    announce();
    line(record_started(context_, section_));
    stop_after_error();
    for (const Step& step : section_.steps) write_outside_step(step);
    line(mark_finished(context_, section_));
    line("\\endif");
    if (!section_.is_last()) return;
    open_if(true, section_.part);
    add(do_block("  moved bigint;\n", check_position(context_, section_) + record_body()));
    line("\\endif");
  }

  /// A statement that notes in the ledger how far it came.
  void write_resumable() {
    open_if(true, section_.part - 1);
    announce();
    line(record_resumable(context_, section_));
    stop_after_error();
    for (const Step& step : section_.steps) write_outside_step(step);
    if (section_.is_last())
      add(do_block("  moved bigint;\n", check_position(context_, section_) + record_body()));
    else
      line(mark_finished(context_, section_));
    line("\\endif");
  }

  void write_outside_step(const Step& step) {
    if (step.lock_timeout.empty())
      line("SET lock_timeout = ", string_literal(timeouts::lock_outside), ";  -- long on purpose: giving up may leave something half done");
    else
      line("SET lock_timeout = ", string_literal(step.lock_timeout), ';');
    line("SET statement_timeout = ", string_literal(step.statement_timeout.empty() ? timeouts::statement_outside : step.statement_timeout),
         ';');
    if (step.raw) line("SET search_path = ", identifier(context_.default_schema), ", pg_temp;");
    if (!step.prepare.empty()) line(step.prepare);
    write_step(step);
    if (step.proof.empty()) stop_after_error();
    if (step.raw) line("SET search_path = '';");
    line("RESET lock_timeout;");
    line("RESET statement_timeout;");
  }

  /// psql goes on after an error when somebody has switched ON_ERROR_STOP off.
  void stop_after_error() { line("\\if :ERROR\n\\quit\n\\endif"); }

  void write_step(const Step& step) {
    const RevisionInScript& revision = revision_of(context_.script, section_);
    std::string annotation = concatenated('[', revision.id, '.', statement_++, ']');
    if (step.span.exists()) append(annotation, ' ', context_.sources.place(step.span));
    if (const std::string impact = impact_text(step); !impact.empty()) append(annotation, "  ", impact);
    line("-- ", comment_text(annotation));
    if (!step.loss.empty()) line("--   loses: ", comment_text(step.loss));
    for (const std::string& note : step.notes) line("--   ", comment_text(note));
    line(step.sql);
  }

  /// The version rows move with the last step of a revision; the others leave a row in the ledger.
  [[nodiscard]] std::string record_body() const {
    if (!section_.is_last()) return "  " + record_finished(context_, section_) + "\n";
    std::string body = move_version_rows(context_, revision_of(context_.script, section_).change);
    if (keeps_ledger(section_)) body += "  " + clear_ledger(context_, section_) + "\n";
    return body;
  }

  void write_record() {
    if (section_.is_last())
      add(do_block("  moved bigint;\n", record_body()));
    else
      line(record_finished(context_, section_));
  }

  void set_local_timeouts(const std::string& lock, const std::string& statement) {
    set_local("lock_timeout", lock.empty() ? std::string(timeouts::lock) : lock, lock_timeout_);
    set_local("statement_timeout", statement.empty() ? std::string(timeouts::statement) : statement, statement_timeout_);
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
  std::size_t statement_;
  std::size_t sections_;
  std::string& out_;
  std::size_t total_at_ = 0;
  std::string lock_timeout_;
  std::string statement_timeout_;
  bool has_path_ = false;
};

}  // namespace

std::size_t write_section(const ScriptContext& context, const Section& section, std::size_t first_statement, std::size_t sections,
                          std::string& out) {
  return SectionWriter(context, section, first_statement, sections, out).write();
}

}  // namespace galley::postgresql

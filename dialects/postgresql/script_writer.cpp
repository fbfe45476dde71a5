#include "postgresql/script_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "postgresql/guards.hpp"
#include "postgresql/header.hpp"
#include "postgresql/plain_writer.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/section_locks.hpp"
#include "postgresql/section_writer.hpp"
#include "postgresql/version_table.hpp"

namespace galley::postgresql {
namespace {

/// Says where the database is at the end, whatever happened before.
std::string closing(const ScriptContext& context) {
  const std::vector<std::string>& rows = context.script.path.back();
  const std::string_view noun = rows.size() > 1 ? "revisions" : "revision";
  const bool is_caller_committing = context.settings.transaction == TransactionMode::none;
  std::string reached = rows.empty() ? "base" : fmt::format("{} {}", noun, shown_rows(rows));
  if (context.script.is_for_any_revision()) reached += rows.size() > 1 ? " and all that they need" : " and all that it needs";
  return fmt::format(
      "\nSELECT {} AS arrived \\gset galley_\n\\if :galley_arrived\n{}\\else\n{}\\endif\n", has_arrived(context),
      echo(is_caller_committing ? fmt::format("== done: {}, once this transaction is committed", reached) : "== done: " + reached),
      echo("== NOT done: run this script again"));
}

class PostgreSqlWriter final : public ScriptWriter {
 public:
  PostgreSqlWriter(ScriptContext context, std::size_t expected_sections)
      : context_(std::move(context)), tables_(context_.script.is_for_any_revision()), body_(expected_sections) {}

  void add(const Section& section) override {
    if (section.undoes > 0) return add_undo(section);
    const SectionTables tables = tables_.enter(section);
    facts_.note(section, revision_of(context_.script, section), starts_at_base(context_.script));
    facts_.note_locks(tables, context_.script.is_for_any_revision());
    if (is_one_transaction()) gather(section, tables);
    if (context_.script.is_for_any_revision()) {
      if (context_.settings.checks_shape) facts_.note_touches(section, shapes_by_table(context_, section, tables));
    } else {
      facts_.note_shapes(section, shapes_found(context_, section, tables, true), !shapes_found(context_, section, tables, false).empty());
    }
    if (section.part == 1) statement_ = 1;
    text_ = std::exchange(undo_text_, {});
    const auto write = is_plain() ? write_plain_section : write_section;
    const std::size_t total_at = write(context_, section, tables, statement_, body_.expected(), text_);
    statement_ += section.steps.size();
    body_.append(text_, total_at);
  }

  ScriptText finish() override {
    if (is_plain()) {
      ScriptText text{header(context_, facts_) + session_settings(context_) + "\n" + plain_preflight(context_, facts_),
                      body_.take(facts_.sections())};
      text.body.append(plain_closing(context_));
      return text;
    }
    ScriptText text{header(context_, facts_) + session_settings(context_) + "\n" + data_loss_guard(context_) + preflight(context_, facts_) +
                        begin_transaction(),
                    body_.take(facts_.sections())};
    text.body.append(undo_text_);
    if (is_one_transaction()) text.body.append(has_own_transaction() ? "\nCOMMIT;\n\\endif\n" : "\n\\endif\n");
    text.body.append(closing(context_));
    return text;
  }

 private:
  /// It belongs to none of the sections that are counted.
  void add_undo(const Section& section) {
    if (is_plain() || is_one_transaction()) return;
    facts_.note_undo(section, revision_of(context_.script, section));
    write_undo_section(context_, section, statement_, undo_text_);
    statement_ += section.steps.size();
  }

  [[nodiscard]] bool is_plain() const { return context_.settings.runner == Runner::plain; }
  [[nodiscard]] bool is_one_transaction() const { return context_.settings.transaction != TransactionMode::per_revision; }
  [[nodiscard]] bool has_own_transaction() const { return context_.settings.transaction == TransactionMode::single; }

  /// What the transaction needs that all sections share.
  void gather(const Section& section, const SectionTables& tables) {
    for (std::string& part : shapes_found(context_, section, tables, true)) shapes_.push_back(std::move(part));
    for (const SectionLock& lock : tables.locks) {
      if (!lock.stands_at_start) continue;
      SectionLock& taken = locks_.try_emplace(lock.relation, lock).first->second;
      taken.mode = std::max(taken.mode, lock.mode);
      taken.is_owned = taken.is_owned || lock.is_owned;
    }
  }
  [[nodiscard]] std::string begin_transaction() const {
    if (!is_one_transaction()) return {};
    std::vector<SectionLock> locks;
    for (const auto& [name, lock] : locks_) locks.push_back(lock);
    return fmt::format("\nSELECT {} = {} AS todo \\gset galley_\n\\if :galley_todo\n{}SET LOCAL lock_timeout = {};\n", context_.found_rows,
                       string_literal(rows_text(context_.script.path.front())), has_own_transaction() ? "BEGIN;\n" : "",
                       string_literal(context_.settings.lock_timeout)) +
           enter_script(context_, locks, shapes_);
  }

  ScriptContext context_;
  ScriptFacts facts_;
  ScriptTables tables_;
  SectionsText body_;
  std::string text_;       // of the present section
  std::string undo_text_;  // of sections that take back parts of upgrades, since the last one that is counted
  std::size_t statement_ = 1;
  // Where the whole script is one transaction:
  std::map<std::string, SectionLock> locks_;
  std::vector<std::string> shapes_;
};

}  // namespace

std::unique_ptr<ScriptWriter> begin_script(ScriptContext context, std::size_t expected_sections) {
  return std::make_unique<PostgreSqlWriter>(std::move(context), expected_sections);
}

}  // namespace galley::postgresql

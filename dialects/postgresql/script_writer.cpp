#include "postgresql/script_writer.hpp"

#include <fmt/format.h>

#include <utility>

#include "postgresql/guards.hpp"
#include "postgresql/header.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/section_writer.hpp"

namespace galley::postgresql {
namespace {

/// Says where the database is at the end, whatever happened before.
std::string closing(const ScriptContext& context) {
  const std::vector<std::string>& rows = context.script.path.back();
  const std::string_view noun = rows.size() > 1 ? "revisions" : "revision";
  const std::string reached = rows.empty() ? "base" : fmt::format("{} {}", noun, shown_rows(rows));
  return fmt::format("\nSELECT {} = {} AS arrived \\gset galley_\n\\if :galley_arrived\n{}\\else\n{}\\endif\n", context.found_rows,
                     string_literal(rows_text(rows)), echo("== done: " + reached), echo("== NOT done: run this script again"));
}

class PostgreSqlWriter final : public ScriptWriter {
 public:
  PostgreSqlWriter(ScriptContext context, std::size_t expected_sections) : context_(std::move(context)), body_(expected_sections) {}

  void add(const Section& section) override {
    facts_.note(section, revision_of(context_.script, section), starts_at_base(context_.script));
    if (section.part == 1) statement_ = 1;
    text_.clear();
    const std::size_t total_at = write_section(context_, section, statement_, body_.expected(), text_);
    statement_ += section.steps.size();
    body_.append(text_, total_at);
  }

  ScriptText finish() override {
    ScriptText text{header(context_, facts_) + session_settings(context_) + "\n" + data_loss_guard(context_) + preflight(context_, facts_),
                    body_.take(facts_.sections())};
    text.body.append(closing(context_));
    return text;
  }

 private:
  ScriptContext context_;
  ScriptFacts facts_;
  SectionsText body_;
  std::string text_;  // of the present section
  std::size_t statement_ = 1;
};

}  // namespace

std::unique_ptr<ScriptWriter> begin_script(ScriptContext context, std::size_t expected_sections) {
  return std::make_unique<PostgreSqlWriter>(std::move(context), expected_sections);
}

}  // namespace galley::postgresql

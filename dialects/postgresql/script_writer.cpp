#include "postgresql/script_writer.hpp"

#include <fmt/format.h>

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
  return fmt::format("\nSELECT {} = {} AS arrived \\gset galley_\n\\if :galley_arrived\n{}\\else\n{}\\endif\n", found_rows(context),
                     string_literal(rows_text(rows)), echo("== done: " + reached), echo("== NOT done: run this script again"));
}

}  // namespace

std::string script_text(const ScriptContext& context) {
  std::string out = header(context) + session_settings(context) + "\n" + data_loss_guard(context) + preflight(context);
  std::size_t statement = 1;
  for (const Section& section : context.script.sections) {
    if (section.part == 1) statement = 1;
    out += section_text(context, section, statement);
    statement += section.steps.size();
  }
  return out + closing(context);
}

}  // namespace galley::postgresql

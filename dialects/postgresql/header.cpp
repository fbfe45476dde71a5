#include "postgresql/header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "postgresql/guards.hpp"
#include "script/stamp.hpp"

namespace galley::postgresql {
namespace {

/// "-- Label        first line", the others below it; nothing without lines.
void append(std::string& out, std::string_view label, const std::vector<std::string>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    fmt::format_to(std::back_inserter(out), "-- {:<13}{}\n", i == 0 ? label : "", comment_text(lines[i]));
  }
}

/// No more lines than a reader takes in; the rest is counted.
template <class Item, class MakeLine>
std::vector<std::string> shortened(const std::vector<Item>& items, std::string_view noun, const MakeLine& make_line) {
  constexpr std::size_t most = 12;
  const std::size_t shown = items.size() <= most + 1 ? items.size() : most;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < shown; ++i) lines.push_back(make_line(items[i]));
  if (shown < items.size()) lines.push_back(fmt::format("and {}", counted(items.size() - shown, noun)));
  return lines;
}
std::vector<std::string> shortened(const std::vector<std::string>& lines, std::string_view noun) {
  return shortened(lines, noun, [](const std::string& line) { return line; });
}

std::vector<std::string> revisions(const Script& script) {
  return shortened(script.revisions, "more revision", [](const RevisionInScript& revision) {
    std::string line(revision.id);
    if (!revision.message.empty()) line += fmt::format("  {}", revision.message);
    if (!revision.author.empty()) line += fmt::format("   ({})", revision.author);
    return line;
  });
}

std::string tickets(const Script& script) {
  std::vector<std::string> found;
  std::set<std::string_view> seen;
  for (const RevisionInScript& revision : script.revisions) {
    if (!revision.ticket.empty() && seen.insert(revision.ticket).second) found.emplace_back(revision.ticket);
  }
  return fmt::format("{}", fmt::join(found, ", "));
}

std::string in_sections(const std::vector<int>& sections) {
  return fmt::format("section{} {}", sections.size() == 1 ? "" : "s", fmt::join(sections, ", "));
}

/// What makes others wait.
std::vector<std::string> blocks(const Script& script, const ScriptFacts& facts) {
  if (starts_at_base(script) && !is_stamp(script)) return {"nothing that is in use: it starts at base"};
  if (facts.blocked().empty()) return {"no table for longer than a row change"};
  return shortened(facts.blocked(), "more table", [](const Blocked& b) {
    std::string line = fmt::format("{}: {}, {}", b.relation, lock_mode_name(b.mode), in_sections(b.sections));
    if (!b.rewriting.empty()) line += "; rewritten in " + in_sections(b.rewriting);
    return line;
  });
}

std::vector<std::string> not_undoable(const Script& script, const ScriptFacts& facts) {
  std::vector<std::string> lines = facts.not_undoable();
  if (!script.losses.empty()) lines.insert(lines.begin(), "what it loses");
  if (lines.empty()) lines.push_back("nothing");
  return shortened(lines, "more statement");
}

std::string run_command(const ScriptContext& context) {
  const Script& script = context.script;
  const std::string_view name = command_of(script);
  if (context.settings.runner == Runner::plain)
    return "the whole file, in one session of any client; each section is one statement     (not on a standby)";
  const bool none = context.settings.transaction == TransactionMode::none;
  return fmt::format("psql -X{} -v ON_ERROR_STOP=1 -f {}.sql -L {}.log DATABASE     ({}, not on a standby)", none ? " -1" : "", name, name,
                     none ? "it has no transaction of its own" : "not with -1");
}

}  // namespace

std::string header(const ScriptContext& context, const ScriptFacts& facts) {
  const Script& script = context.script;
  const bool up = script.direction == Direction::upgrade;
  std::string out = fmt::format("-- Galley {}   {}: {} {} -> {}\n", GALLEY_VERSION, comment_text(script.project), command_of(script),
                                comment_text(script.from_text), comment_text(script.to_text));
  if (is_stamp(script))
    append(out, "Changes", {"the rows of the version table, and nothing else"});
  else
    append(out, "Revisions", revisions(script));
  if (const std::string found = tickets(script); !found.empty()) append(out, "Tickets", {found});
  append(out, "Target", {fmt::format("PostgreSQL {} or newer", context.target.version)});
  append(out, "Databases", context.settings.databases);
  if (!context.settings.window_begin.empty()) append(out, "Window", {context.settings.window_begin + " to " + context.settings.window_end});
  if (!context.settings.role.empty()) append(out, "Role", {context.settings.role});
  append(out, "Input digest", {"sha256:" + script.input_digest});
  append(out, "Run", {run_command(context)});
  append(out, "Blocks", blocks(script, facts));
  append(out, "Loses", shortened(script.losses, "more thing"));
  append(out, "Not restored", shortened(script.not_restored, "more change"));
  if (asks_for_acceptance(script) && context.settings.runner == Runner::psql)
    append(out, "Stops unless", {"run with -v accept_data_loss=yes, which accepts these losses"});
  if (up && !is_stamp(script)) append(out, "Not undoable", not_undoable(script, facts));
  append(out, "If it stops", {"read the GAL code; running this file again is safe and goes on where it stopped"});
  return out;
}

}  // namespace galley::postgresql

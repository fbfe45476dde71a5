#include "postgresql/header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "postgresql/guards.hpp"

namespace galley::postgresql {
namespace {

/// "-- Label        first line", the others below it; nothing without lines.
void append(std::string& out, std::string_view label, const std::vector<std::string>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    fmt::format_to(std::back_inserter(out), "-- {:<13}{}\n", i == 0 ? label : "", comment_text(lines[i]));
  }
}

/// No more lines than a reader takes in; the rest is counted.
std::vector<std::string> shortened(std::vector<std::string> lines, std::string_view noun) {
  constexpr std::size_t shown = 12;
  if (lines.size() <= shown + 1) return lines;
  const std::size_t left_out = lines.size() - shown;
  lines.resize(shown);
  lines.push_back(fmt::format("and {}", counted(left_out, noun)));
  return lines;
}

std::vector<std::string> revisions(const Script& script) {
  std::vector<std::string> lines;
  for (const RevisionInScript& revision : script.revisions) {
    std::string line = revision.id;
    if (!revision.message.empty()) line += "  " + revision.message;
    if (!revision.author.empty()) line += fmt::format("   ({})", revision.author);
    lines.push_back(std::move(line));
  }
  return shortened(std::move(lines), "more revision");
}

std::string tickets(const Script& script) {
  std::vector<std::string> found;
  std::set<std::string_view> seen;
  for (const RevisionInScript& revision : script.revisions) {
    if (!revision.ticket.empty() && seen.insert(revision.ticket).second) found.push_back(revision.ticket);
  }
  return fmt::format("{}", fmt::join(found, ", "));
}

std::string in_sections(const std::vector<int>& sections) {
  return fmt::format("section{} {}", sections.size() == 1 ? "" : "s", fmt::join(sections, ", "));
}

/// What makes others wait.
std::vector<std::string> blocks(const Script& script, const ScriptFacts& facts) {
  if (starts_at_base(script)) return {"nothing that is in use: it starts at base"};
  std::vector<std::string> lines;
  for (const Blocked& b : facts.blocked()) {
    std::string line = fmt::format("{}: {}, {}", b.relation, lock_mode_name(b.mode), in_sections(b.sections));
    if (!b.rewriting.empty()) line += "; rewritten in " + in_sections(b.rewriting);
    lines.push_back(std::move(line));
  }
  if (lines.empty()) lines.push_back("no table for longer than a row change");
  return shortened(std::move(lines), "more table");
}

std::vector<std::string> not_undoable(const Script& script, const ScriptFacts& facts) {
  std::vector<std::string> lines = facts.not_undoable();
  if (!script.losses.empty()) lines.insert(lines.begin(), "what it loses");
  if (lines.empty()) lines.push_back("nothing");
  return shortened(std::move(lines), "more statement");
}

std::string run_command(const Script& script) {
  const std::string_view name = script.direction == Direction::upgrade ? "upgrade" : "downgrade";
  return fmt::format("psql -X -v ON_ERROR_STOP=1 -f {}.sql -L {}.log DATABASE     (not with -1, not on a standby)", name, name);
}

}  // namespace

std::string header(const ScriptContext& context, const ScriptFacts& facts) {
  const Script& script = context.script;
  const bool up = script.direction == Direction::upgrade;
  std::string out = fmt::format("-- Galley {}   {}: {} {} -> {}\n", GALLEY_VERSION, comment_text(script.project),
                                up ? "upgrade" : "downgrade", comment_text(script.from_text), comment_text(script.to_text));
  append(out, "Revisions", revisions(script));
  if (const std::string found = tickets(script); !found.empty()) append(out, "Tickets", {found});
  append(out, "Target", {fmt::format("PostgreSQL {} or newer", context.target.version)});
  append(out, "Input digest", {"sha256:" + script.input_digest});
  append(out, "Run", {run_command(script)});
  append(out, "Blocks", blocks(script, facts));
  append(out, "Loses", shortened(script.losses, "more thing"));
  append(out, "Not restored", shortened(script.not_restored, "more change"));
  if (asks_for_acceptance(script)) append(out, "Stops unless", {"run with -v accept_data_loss=yes, which accepts these losses"});
  if (up) append(out, "Not undoable", not_undoable(script, facts));
  append(out, "If it stops", {"read the GAL code; running this file again is safe and goes on where it stopped"});
  return out;
}

}  // namespace galley::postgresql

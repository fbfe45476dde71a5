#include "sqlite/header.hpp"

#include <fmt/format.h>

#include <set>

#include "script/stamp.hpp"

namespace galley::sqlite {
namespace {

std::string line(std::string_view title, std::string_view text) { return fmt::format("-- {:<12} {}\n", title, comment_text(text)); }

/// One line for each, the title before the first.
std::string lines(std::string_view title, const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) {
    out += line(title, text);
    title = "";
  }
  return out;
}

std::string tickets(const Script& script) {
  std::set<std::string> tickets;
  for (const RevisionInScript& revision : script.revisions) {
    if (!revision.ticket.empty()) tickets.emplace(revision.ticket);
  }
  return fmt::format("{}", fmt::join(tickets, ", "));
}

}  // namespace

std::string write_header(const Script& script, std::size_t rebuilds, std::string_view target_text, bool plain) {
  std::string what = fmt::format("{}: {} {} -> {}", script.project, command_of(script), script.from_text, script.to_text);
  if (!is_stamp(script)) what += fmt::format("   ({})", counted(script.revisions.size(), "revision"));
  std::string text = fmt::format("-- Galley       {}\n", comment_text(what));
  if (is_stamp(script)) text += line("Changes", "the rows of the version table, and nothing else");
  if (const std::string all = tickets(script); !all.empty()) text += line("Ticket", all);
  text += line("Target", target_text);
  text += line("Input digest", "sha256:" + script.input_digest);
  text += line(
      "Run", plain ? "all of it, in order, in one connection of a client that stops at the first error     (make a copy of the file first)"
                   : "sqlite3 -bail DATABASE < this-file     (make a copy of the file first)");
  text += line("Blocks", "every other writer until it ends; waits at most 10 s for its turn, then stops");
  if (rebuilds > 0) {
    text += line("Rebuilds", fmt::format("{}, each copied whole; foreign keys are off meanwhile and checked before COMMIT",
                                         counted(rebuilds, "table")));
  }
  text += lines("Loses", script.losses);
  text += lines("Not restored", script.not_restored);
  text += line("If it stops", "nothing has changed, for all of it is one transaction: read the GAL code and run it again");
  return text;
}

}  // namespace galley::sqlite

#include "script/stamp.hpp"

#include <fmt/format.h>

namespace galley {
namespace {

std::string rows_text(const std::vector<std::string>& rows) { return rows.empty() ? "base" : fmt::format("{}", fmt::join(rows, ", ")); }

}  // namespace

Script make_stamp(const std::vector<std::string>& from, const std::vector<std::string>& to, VersionRowChange change) {
  Script script;
  script.from_text = rows_text(from);
  script.to_text = rows_text(to);
  script.path = {from, to};
  script.revisions.push_back({.index = no_revision, .id = "stamp", .change = std::move(change)});
  script.sections.push_back(
      {.revision = no_revision, .number = 1, .place = 1, .title = fmt::format("version rows {} -> {}", script.from_text, script.to_text)});
  return script;
}

bool is_stamp(const Script& script) { return script.revisions.size() == 1 && script.revisions.front().index == no_revision; }

std::string_view command_of(const Script& script) {
  if (is_stamp(script)) return "stamp";
  return script.direction == Direction::upgrade ? "upgrade" : "downgrade";
}

}  // namespace galley

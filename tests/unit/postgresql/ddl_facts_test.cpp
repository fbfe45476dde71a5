// What the compiler announces of each statement, against what was measured on servers of every version (tests/data/postgresql).
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "support/fake_project.hpp"
#include "support/measured_facts.hpp"

namespace galley::testing {
namespace {

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  for (std::size_t end = text.find(separator); end != std::string::npos; end = text.find(separator, at)) {
    parts.push_back(text.substr(at, end - at));
    at = end + separator.size();
  }
  parts.push_back(text.substr(at));
  return parts;
}

struct Facts {
  std::map<std::string, std::string> locks;  // relation, mode
  bool rewrites = false;
  bool scans = false;
  friend bool operator==(const Facts&, const Facts&) = default;
};

std::string text_of(const Facts& facts) {
  std::string text;
  for (const auto& [relation, mode] : facts.locks) text += fmt::format("{} on {}; ", mode, relation);
  return text + (facts.rewrites ? "rewrites" : facts.scans ? "scans" : "neither");
}

bool is_left_out(const std::string& role) {
  constexpr std::string_view others[] = {"index", "all indexes", "sequence",  "identity sequence", "owned sequence", "type",    "schema",
                                         "role",  "function",    "extension", "database",          "advisory",       "language"};
  return std::any_of(std::begin(others), std::end(others), [&](std::string_view other) { return role.starts_with(other); });
}

/// `left_out`: relations that are locked and not compared.
Facts facts_of(const Record& record, std::set<std::string>& left_out) {
  Facts facts;
  const std::string& target = record.at("target");
  if (target != "none" && record.at("lock_target") != "none") facts.locks[target] = record.at("lock_target");
  for (const std::string& part : split(record.at("lock_other"), "; ")) {
    if (part == "none" || part == "n/a") continue;
    const std::size_t colon = part.rfind(": ");
    const std::size_t open = part.find(" (");
    const std::string role = part.substr(0, std::min(open, colon));
    const std::string names = open == std::string::npos ? "" : part.substr(open + 2, part.find(')') - open - 2);
    for (const std::string& name : split(names, ", ")) {
      if (is_left_out(role))
        left_out.insert(name);
      else
        facts.locks[name] = part.substr(colon + 2);
    }
  }
  facts.rewrites = record.at("rewrites_table") == "yes";
  facts.scans = record.at("scans_table") != "no" || record.at("scans_other") != "no";
  return facts;
}

std::string bare(const std::string& relation) { return relation.substr(relation.find('.') + 1); }

bool is_index(const std::string& name, const Catalog& catalog) {
  const ObjectName wanted{"public", name};
  if (catalog.table_of_index(wanted)) return true;
  return std::any_of(catalog.tables().begin(), catalog.tables().end(),
                     [&](const auto& entry) { return entry.second->find_constraint(name) != nullptr; });
}

/// What the compiler announces of a statement in a schema; nothing, with `error`, when it does not compile.
std::optional<Facts> announced(const std::string& setup, const std::string& statement, int version, const Record& record,
                               const std::set<std::string>& left_out, std::string& error) {
  const std::string migration =
      fmt::format("revision a1; upgrade {{\n{}}}\nrevision b1 revises a1; upgrade {{\n  {};\n}} downgrade {{ }}\n", setup, statement);
  const auto fake = make_project({{"a.mig", migration}});
  DialectOptions options;
  options.target = std::to_string(version);
  const std::unique_ptr<Dialect> dialect = dialect_named("postgresql", options);
  const std::optional<Plan> plan =
      fake->project.graph ? make_plan(*fake->project.graph, Direction::upgrade, "a1:b1", fake->diagnostics) : std::nullopt;
  if (plan && !fake->diagnostics.has_errors()) {
    const Replay replayed = replay(*fake->project.graph, *plan, *dialect, {}, fake->diagnostics);
    if (!fake->diagnostics.has_errors()) {
      Facts facts;
      std::map<std::string, LockMode> modes;
      for (const Step& step : dialect->lower(replayed.steps.at(0), {}, fake->diagnostics)) {
        facts.rewrites = facts.rewrites || step.rewrites_table;
        facts.scans = facts.scans || step.scans_table || step.rewrites_table;
        for (const Lock& lock : step.locks) {
          LockMode& mode = modes.try_emplace(bare(lock.relation), LockMode::none).first->second;
          mode = std::max(mode, lock.mode);
        }
      }
      for (const auto& [relation, mode] : modes) {
        const bool is_target = relation == record.at("target");
        const bool is_other_index = is_index(relation, replayed.start) || is_index(relation, replayed.end) || left_out.contains(relation);
        if (is_target || !is_other_index) facts.locks[relation] = lock_mode_name(mode);
      }
      if (!fake->diagnostics.has_errors()) return facts;
    }
  }
  error = fake->rendered();
  return std::nullopt;
}

}  // namespace

TEST_CASE("locks, rewrites and scans are announced as they were measured, on every version", "[facts]") {
  const auto written = measured_shapes();
  int compared = 0;
  std::set<std::string> compared_shapes;
  for (const Record& record : measured_facts()) {
    const std::string& id = record.at("id");
    if (!is_measured(record)) continue;
    const auto shape = written.find(id);
    std::string statement = shape == written.end() ? record.at("sql") : shape->second;
    const bool is_outside = statement == "!not in the language";
    if (statement.starts_with('!') && !is_outside) continue;
    std::string setup;
    for (const std::string& each : setup_of(record)) setup += fmt::format("  sql $galley${}$galley$;\n", each);
    if (is_outside) statement = record.at("sql");
    std::set<std::string> left_out;
    const Facts wanted = facts_of(record, left_out);
    for (const int version : versions_of(record.at("versions"))) {
      std::string error;
      const std::optional<Facts> facts = announced(setup, statement, version, record, left_out, error);
      const bool is_too_new = error.find("E0418") != std::string::npos;  // refused for good reasons, which other tests prove
      INFO(id << " on " << version << ": " << statement << "\n" << error);
      CHECK(facts.has_value() == (!is_outside && !is_too_new));
      if (!facts || is_outside) continue;
      CHECK(text_of(*facts) == text_of(wanted));
      ++compared;
      compared_shapes.insert(id);
    }
  }
  CHECK(compared > 2000);
  CHECK(compared_shapes.size() > 300);
}

TEST_CASE("every shape that is not compared has a reason, and every reason a shape", "[facts]") {
  std::set<std::string> ids;
  for (const Record& record : measured_facts()) ids.insert(record.at("id"));
  for (const auto& [id, text] : measured_shapes()) {
    INFO(id);
    CHECK(ids.contains(id));
    CHECK(text.size() > 5);
  }
}

}  // namespace galley::testing

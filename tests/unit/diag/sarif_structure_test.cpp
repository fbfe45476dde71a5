// A log against the structure of SARIF 2.1.0: what each object must have, what it may have, and of which kind it is.
// The lists are those of the schema that OASIS publishes, for the objects that are written here.
#include <catch2/catch.hpp>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <set>

#include "diag/render.hpp"

using namespace galley;
using Json = nlohmann::json;

namespace {

using Names = std::initializer_list<std::string_view>;

/// The schema allows no other properties; `may` has those that are optional and used.
void expect_object(const Json& object, Names must, Names may) {
  REQUIRE(object.is_object());
  for (const std::string_view name : must) {
    INFO(name);
    CHECK(object.contains(name));
  }
  std::set<std::string_view> known(must);
  known.insert(may.begin(), may.end());
  for (const auto& [name, value] : object.items()) {
    INFO(name);
    CHECK(known.contains(name));
  }
}

void expect_text(const Json& value) {
  REQUIRE(value.is_string());
  CHECK_FALSE(value.get<std::string>().empty());
}

void expect_one_of(const Json& value, Names known) {
  REQUIRE(value.is_string());
  CHECK(std::set<std::string_view>(known).contains(value.get<std::string>()));
}

void expect_at_least(const Json& value, long least) {
  REQUIRE(value.is_number_integer());
  CHECK(value.get<long>() >= least);
}

void expect_level(const Json& level) { expect_one_of(level, {"none", "note", "warning", "error"}); }

void expect_message(const Json& message) {
  expect_object(message, {"text"}, {"markdown"});
  expect_text(message["text"]);
}

/// A reference of RFC 3986 that is no absolute path: nothing but these characters and escapes.
void expect_uri(const Json& uri) {
  expect_text(uri);
  const std::string text = uri.get<std::string>();
  CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/%") == std::string::npos);
  for (std::size_t at = text.find('%'); at != std::string::npos; at = text.find('%', at + 1))
    CHECK(text.substr(at + 1, 2).find_first_not_of("0123456789ABCDEF") == std::string::npos);
}

void expect_place(const Json& place) {
  expect_object(place, {"artifactLocation"}, {"region"});
  expect_object(place["artifactLocation"], {"uri"}, {});
  expect_uri(place["artifactLocation"]["uri"]);
  const Json& region = place["region"];
  expect_object(region, {"startLine", "startColumn", "endLine", "endColumn"}, {});
  expect_at_least(region["startLine"], 1);
  expect_at_least(region["startColumn"], 1);
  expect_at_least(region["endLine"], region["startLine"].get<long>());
  if (region["endLine"] == region["startLine"]) expect_at_least(region["endColumn"], region["startColumn"].get<long>());
}

void expect_rule(const Json& rule) {
  expect_object(rule, {"id"}, {"shortDescription", "fullDescription", "help", "defaultConfiguration"});
  expect_text(rule["id"]);
  for (const char* part : {"shortDescription", "fullDescription", "help"})
    if (rule.contains(part)) expect_message(rule[part]);
  expect_object(rule["defaultConfiguration"], {}, {"level"});
  expect_level(rule["defaultConfiguration"]["level"]);
}

void expect_result(const Json& result, const Json& rules) {
  expect_object(result, {"message"}, {"ruleId", "ruleIndex", "level", "locations", "relatedLocations"});
  expect_message(result["message"]);
  expect_level(result["level"]);
  expect_at_least(result["ruleIndex"], 0);
  REQUIRE(result["ruleIndex"].get<std::size_t>() < rules.size());
  CHECK(rules[result["ruleIndex"].get<std::size_t>()]["id"] == result["ruleId"]);
  for (const Json& location : result.value("locations", Json::array())) {
    expect_object(location, {"physicalLocation"}, {});
    expect_place(location["physicalLocation"]);
  }
  std::set<long> ids;
  for (const Json& location : result.value("relatedLocations", Json::array())) {
    expect_object(location, {"id", "physicalLocation"}, {"message"});
    expect_at_least(location["id"], 0);
    CHECK(ids.insert(location["id"].get<long>()).second);
    expect_place(location["physicalLocation"]);
    expect_message(location["message"]);
  }
}

void expect_run(const Json& run) {
  expect_object(run, {"tool"}, {"invocations", "columnKind", "results"});
  expect_object(run["tool"], {"driver"}, {});
  const Json& driver = run["tool"]["driver"];
  expect_object(driver, {"name"}, {"version", "rules"});
  expect_text(driver["name"]);
  expect_text(driver["version"]);
  for (const Json& rule : driver["rules"]) expect_rule(rule);
  expect_one_of(run["columnKind"], {"utf16CodeUnits", "unicodeCodePoints"});
  for (const Json& invocation : run["invocations"]) {
    expect_object(invocation, {"executionSuccessful"}, {"toolExecutionNotifications"});
    CHECK(invocation["executionSuccessful"].is_boolean());
    for (const Json& notification : invocation.value("toolExecutionNotifications", Json::array())) {
      expect_object(notification, {"message"}, {"level"});
      expect_message(notification["message"]);
      expect_level(notification["level"]);
    }
  }
  REQUIRE(run["results"].is_array());
  for (const Json& result : run["results"]) expect_result(result, driver["rules"]);
}

void expect_log(const std::string& text) {
  const Json log = Json::parse(text);
  expect_object(log, {"version", "runs"}, {"$schema"});
  CHECK(log["version"] == "2.1.0");
  CHECK(log["$schema"].get<std::string>().ends_with("sarif-2.1.0.json"));
  REQUIRE(log["runs"].is_array());
  REQUIRE(log["runs"].size() == 1);
  expect_run(log["runs"][0]);
}

constexpr DiagnosticDef<std::string_view> unknown{"E0203", Severity::error, "column \"{}\" does not exist"};
constexpr DiagnosticDef<> remark{"W0202", Severity::warning, "careful"};

}  // namespace

TEST_CASE("a log has the structure of SARIF 2.1.0") {
  SourceSet sources;
  const SourceId id = sources.add("migrations/a b:ä[1].mig", "first\n🐘ä (emial);\r\nlast\n");
  Diagnostics diagnostics;
  diagnostics.report({id, 14, 19}, unknown, "emial").suggest("email").note({id, 0, 5}, "made here").note({id, 6, 7}, "and here");
  diagnostics.report({id, 0, 27}, remark).note({}, "nowhere").help("leave it");
  diagnostics.report({id, 27, 27}, remark);
  diagnostics.report({}, unknown, "nothing");
  expect_log(render_sarif(diagnostics, sources, {.version = "1.2.3", .folder = "../proj"}));
  diagnostics.add({.text = "cannot read \"x\""});
  expect_log(render_sarif(diagnostics, sources, {.version = "1.2.3"}));
  expect_log(render_sarif({}, {}, {.version = "1.2.3"}));
}

// The formats for programs.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "diag/pages.hpp"
#include "diag/render.hpp"

using namespace galley;
using Json = nlohmann::json;

namespace {

constexpr DiagnosticDef<std::string_view> unknown{"E0203", Severity::error, "column \"{}\" does not exist"};
constexpr DiagnosticDef<> remark{"W0999", Severity::warning, "careful"};

/// Two diagnostics with a place, with a character of two UTF-16 units and one of several bytes before the first.
struct Sample {
  SourceSet sources;
  Diagnostics diagnostics;
  Sample() {
    const SourceId id = sources.add("m/a b.mig", "first\n🐘ä (emial);\nlast\n");
    diagnostics.report({id, 14, 19}, unknown, "emial").suggest("email").note({id, 0, 5}, "created here").help("write one\nor two");
    diagnostics.report({id, 21, 27}, remark).note({}, "nowhere");
  }
};

Json first_result(const std::string& log) { return Json::parse(log)["runs"][0]["results"][0]; }

}  // namespace

TEST_CASE("JSON has everything that the text has") {
  Sample sample;
  const Json report = Json::parse(render_json(sample.diagnostics, sample.sources, {.folder = "proj"}));
  CHECK(report["version"] == 1);
  CHECK(report["errors"] == 1);
  CHECK(report["warnings"] == 1);
  CHECK(report["diagnostics"][0] == Json::parse(R"({
    "severity": "error", "code": "E0203", "message": "column \"emial\" does not exist",
    "place": {"file": "proj/m/a b.mig", "start": {"line": 2, "column": 5, "offset": 14}, "end": {"line": 2, "column": 10, "offset": 19}},
    "label": "did you mean \"email\"?",
    "notes": [{"message": "created here",
               "place": {"file": "proj/m/a b.mig", "start": {"line": 1, "column": 1, "offset": 0}, "end": {"line": 1, "column": 6, "offset": 5}}}],
    "help": ["write one\nor two"]})"));
  CHECK(report["diagnostics"][1]["label"].is_null());
  CHECK(report["diagnostics"][1]["notes"][0]["place"].is_null());
}

TEST_CASE("nothing to say is an empty list, and for GitHub nothing at all") {
  CHECK(Json::parse(render_json({}, {}, {}))["diagnostics"] == Json::array());
  CHECK(Json::parse(render_sarif({}, {}, {}))["runs"][0]["results"] == Json::array());
  CHECK(render_github({}, {}, {}) == "");
}

TEST_CASE("bytes that are no UTF-8 do not break JSON") {
  SourceSet sources;
  const SourceId id = sources.add("\xFF.mig", "x");
  Diagnostics diagnostics;
  diagnostics.report({id, 0, 1}, unknown, "\xFF");
  CHECK_NOTHROW(Json::parse(render_json(diagnostics, sources, {})));
  CHECK_NOTHROW(Json::parse(render_sarif(diagnostics, sources, {})));
}

TEST_CASE("a log of SARIF counts columns in UTF-16 and writes paths as references") {
  Sample sample;
  const std::string log = render_sarif(sample.diagnostics, sample.sources, {.version = "1.2.3", .folder = "../proj"});
  const Json run = Json::parse(log)["runs"][0];
  CHECK(Json::parse(log)["version"] == "2.1.0");
  CHECK(run["columnKind"] == "utf16CodeUnits");
  CHECK(run["tool"]["driver"]["name"] == "galley");
  CHECK(run["tool"]["driver"]["version"] == "1.2.3");
  CHECK(run["invocations"][0]["executionSuccessful"] == true);
  CHECK(first_result(log) == Json::parse(R"({
    "ruleId": "E0203", "ruleIndex": 0, "level": "error",
    "message": {"text": "column \"emial\" does not exist\ndid you mean \"email\"?\nhelp: write one\nor two"},
    "locations": [{"physicalLocation": {"artifactLocation": {"uri": "../proj/m/a%20b.mig"},
                   "region": {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 11}}}],
    "relatedLocations": [{"id": 0, "message": {"text": "created here"},
                          "physicalLocation": {"artifactLocation": {"uri": "../proj/m/a%20b.mig"},
                          "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 6}}}]})"));
  CHECK(run["results"][1]["level"] == "warning");
  CHECK(run["results"][1]["message"]["text"] == "careful\nnote: nowhere");
}

TEST_CASE("each rule of a log is described by its page") {
  Sample sample;
  const Json rules = Json::parse(render_sarif(sample.diagnostics, sample.sources, {}))["runs"][0]["tool"]["driver"]["rules"];
  REQUIRE(rules.size() == 2);
  CHECK(rules[0]["id"] == "E0203");
  CHECK(rules[0]["shortDescription"]["text"] == std::string(find_page("E0203")->title));
  CHECK(rules[0]["fullDescription"]["text"].get<std::string>().starts_with("A statement names a column"));
  CHECK(rules[0]["help"]["text"].get<std::string>().find("Fix") != std::string::npos);
  CHECK(rules[0]["help"]["markdown"].get<std::string>().find("## Fix") != std::string::npos);
  CHECK(rules[0]["defaultConfiguration"]["level"] == "error");
  CHECK(rules[1]["defaultConfiguration"]["level"] == "warning");
}

TEST_CASE("what is wrong with the run is a notification, no result") {
  Diagnostics diagnostics;
  diagnostics.add({.text = "cannot read \"x\""});
  const Json run = Json::parse(render_sarif(diagnostics, {}, {}))["runs"][0];
  CHECK(run["results"].empty());
  CHECK(run["invocations"][0]["executionSuccessful"] == false);
  CHECK(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "cannot read \"x\"");
  CHECK(Json::parse(render_json(diagnostics, {}, {}))["diagnostics"][0]["code"].is_null());
}

TEST_CASE("a GitHub command keeps to its line and its separators") {
  Sample sample;
  CHECK(render_github(sample.diagnostics, sample.sources, {.folder = "proj"}) ==
        "::error file=proj/m/a b.mig,line=2,col=5,endColumn=10,title=E0203::column \"emial\" does not exist%0Adid you mean \"email\"?%0A"
        "help: write one%0Aor two%0Anote: created here (m/a b.mig:1)\n"
        "::warning file=proj/m/a b.mig,line=2,col=12,title=W0999::careful%0Anote: nowhere\n");
  SourceSet sources;
  const SourceId id = sources.add("a,b:c%.mig", "x");
  Diagnostics diagnostics;
  diagnostics.report({id, 0, 1}, unknown, "100%\r::error::");
  CHECK(render_github(diagnostics, sources, {}) ==
        "::error file=a%2Cb%3Ac%25.mig,line=1,col=1,endColumn=2,title=E0203::column \"100%25<U+000D>::error::\" does not exist\n");
}

TEST_CASE("after the limit nothing more is listed, but everything is counted") {
  Sample sample;
  const Json report = Json::parse(render_json(sample.diagnostics, sample.sources, {.limit = 1}));
  CHECK(report["diagnostics"].size() == 1);
  CHECK(report["warnings"] == 1);
}

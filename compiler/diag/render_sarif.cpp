// Diagnostics as a log of SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), for code hosts and editors.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "diag/pages.hpp"
#include "diag/places.hpp"
#include "diag/render.hpp"

namespace galley {
namespace {

using Json = nlohmann::ordered_json;

/// A path as a reference (RFC 3986): everything but unreserved characters and '/' in percent.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string uri;
  for (const char c : path) {
    if (kept.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      fmt::format_to(std::back_inserter(uri), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri;
}

std::string_view level_of(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

Json physical_location(Span span, const SourceSet& sources, const ReportOptions& options) {
  const SourceFile& file = sources[span.source];
  const PlaceRange range = utf16_range_of(file, span);
  return {{"artifactLocation", {{"uri", uri_of(path_for_reader(file, options.folder))}}},
          {"region",
           {{"startLine", range.begin.line},
            {"startColumn", range.begin.column},
            {"endLine", range.end.line},
            {"endColumn", range.end.column}}}};
}

/// What the page says before its first heading.
std::string_view summary_of(const Page& page) {
  std::string_view text = page.text.substr(0, page.text.find("\n## "));
  while (text.starts_with('\n')) text.remove_prefix(1);
  while (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

Json rule_of(const std::string& code) {
  Json rule{{"id", code}};
  if (const Page* page = find_page(code)) {
    rule["shortDescription"] = {{"text", page->title}};
    rule["fullDescription"] = {{"text", summary_of(*page)}};
    rule["help"] = {{"text", page_for_terminal(*page, false)}, {"markdown", page->text}};
  }
  rule["defaultConfiguration"] = {{"level", code.starts_with('W') ? "warning" : "error"}};
  return rule;
}

Json result_of(const Diagnostic& diagnostic, std::size_t rule, const SourceSet& sources, const ReportOptions& options) {
  Json result{{"ruleId", diagnostic.code},
              {"ruleIndex", rule},
              {"level", level_of(diagnostic.severity)},
              {"message", {{"text", whole_text(diagnostic)}}}};
  if (diagnostic.span.exists()) {
    result["locations"] = Json::array({{{"physicalLocation", physical_location(diagnostic.span, sources, options)}}});
  }
  Json related = Json::array();
  for (const DiagnosticNote& note : diagnostic.notes) {
    if (!note.span.exists()) {
      result["message"]["text"] = result["message"]["text"].get<std::string>() + "\nnote: " + note.text;
    } else {
      related.push_back({{"id", related.size()},
                         {"physicalLocation", physical_location(note.span, sources, options)},
                         {"message", {{"text", note.text}}}});
    }
  }
  if (!related.empty()) result["relatedLocations"] = std::move(related);
  return result;
}

}  // namespace

std::string render_sarif(const Diagnostics& diagnostics, const SourceSet& sources, const ReportOptions& options) {
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (!diagnostic.code.empty()) codes.push_back(diagnostic.code);
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());

  Json rules = Json::array();
  for (const std::string& code : codes) rules.push_back(rule_of(code));
  Json results = Json::array();
  Json notifications = Json::array();
  const std::size_t shown = std::min(diagnostics.all().size(), options.limit);
  for (std::size_t i = 0; i < shown; ++i) {
    const Diagnostic& diagnostic = diagnostics.all()[i];
    if (diagnostic.code.empty()) {
      notifications.push_back({{"level", level_of(diagnostic.severity)}, {"message", {{"text", diagnostic.text}}}});
    } else {
      const auto rule = std::lower_bound(codes.begin(), codes.end(), diagnostic.code) - codes.begin();
      results.push_back(result_of(diagnostic, static_cast<std::size_t>(rule), sources, options));
    }
  }
  // Whether Galley could do its work, not whether it found mistakes.
  Json invocation{{"executionSuccessful", notifications.empty()}};
  if (!notifications.empty()) invocation["toolExecutionNotifications"] = std::move(notifications);
  const Json run{{"tool", {{"driver", {{"name", "galley"}, {"version", options.version}, {"rules", std::move(rules)}}}}},
                 {"invocations", Json::array({std::move(invocation)})},
                 {"columnKind", "utf16CodeUnits"},
                 {"results", std::move(results)}};
  const Json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace galley

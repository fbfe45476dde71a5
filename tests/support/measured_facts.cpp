#include "support/measured_facts.hpp"

#include <fmt/format.h>

#include <sstream>

#include "support/files.hpp"
#include "support/paths.hpp"
#include "support/text.hpp"

namespace galley::testing {
namespace {

/// Fields in quotes may hold commas, line ends and doubled quotes.
std::vector<std::vector<std::string>> read_csv(std::string_view text) {
  std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
      lines.back().back() += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      lines.back().emplace_back();
    } else if (c == '\n' && !quoted) {
      lines.emplace_back(1);
    } else {
      lines.back().back() += c;
    }
  }
  lines.pop_back();
  return lines;
}

std::string data(std::string_view name) { return read_file(fmt::format("{}/tests/data/postgresql/{}", source_folder(), name)); }

/// By name; statements that make the piece, without those that fill it.
std::map<std::string, std::vector<std::string>> fixture() {
  std::map<std::string, std::vector<std::string>> pieces;
  std::vector<std::string>* piece = nullptr;
  std::string statement;
  const std::string text = data("fixture.sql");
  for (const std::string_view line : lines_of(text)) {
    constexpr std::string_view mark = "-- piece: ";
    if (line.starts_with(mark)) piece = &pieces[std::string(line.substr(mark.size()))];
    if (line.starts_with("--") || piece == nullptr || line.empty()) continue;
    statement.append(line).append("\n");
    if (!line.ends_with(';')) continue;
    if (!statement.starts_with("INSERT")) piece->push_back(statement);
    statement.clear();
  }
  return pieces;
}

}  // namespace

std::vector<Record> measured_facts() { return records_of("postgresql/ddl.csv"); }

std::vector<Record> records_of(std::string_view file) {
  const auto lines = read_csv(read_file(fmt::format("{}/tests/data/{}", source_folder(), file)));
  std::vector<Record> records;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    Record& record = records.emplace_back();
    for (std::size_t column = 0; column < lines[0].size(); ++column) record[lines[0][column]] = lines[i].at(column);
  }
  return records;
}

std::map<std::string, std::string> measured_shapes() {
  std::map<std::string, std::string> found;
  for (const auto& line : read_csv(data("shapes.csv"))) found[line.at(0)] = line.at(1);
  return found;
}

std::vector<int> versions_of(const std::string& range) {
  const int first = std::stoi(range);
  const std::size_t dash = range.find('-');
  const int last = dash == std::string::npos ? first : std::stoi(range.substr(dash + 1));
  std::vector<int> versions;
  for (int version = first; version <= last; ++version) versions.push_back(version);
  return versions;
}

std::vector<std::string> setup_of(const Record& record) {
  static const auto pieces = fixture();
  std::vector<std::string> statements{"CREATE SCHEMA app2;"};
  std::istringstream names(record.at("fixture"));
  for (std::string name; names >> name;) statements.insert(statements.end(), pieces.at(name).begin(), pieces.at(name).end());
  if (!record.at("setup").empty()) statements.push_back(record.at("setup") + ";");
  return statements;
}

bool is_measured(const Record& record) { return record.at("supported") == "yes" && record.at("lock_target") != "n/a"; }

}  // namespace galley::testing

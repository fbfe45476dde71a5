#include "case_options.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "support/text.hpp"

namespace galley::testing {
namespace {

constexpr std::string_view file_mark = "--- file: ";

[[noreturn]] void refuse(const std::string& what) { throw std::runtime_error(what); }

void set_range(CaseOptions& options, Direction direction, const std::string& range) {
  options.has_range = true;
  options.compile.direction = direction;
  options.compile.range = range;
}

void set_target(CaseOptions& options, const std::string& target) {
  const std::size_t colon = target.find(':');
  if (colon == std::string::npos) refuse(fmt::format("target \"{}\" names no dialect", target));
  options.targets[target.substr(0, colon)] = target.substr(colon + 1);
}

void apply_option(CaseOptions& options, const std::string& line) {
  const std::size_t blank = line.find(' ');
  const std::string word = line.substr(0, blank);
  const std::string value = blank == std::string::npos ? std::string() : line.substr(blank + 1);
  if (word == "upgrade") return set_range(options, Direction::upgrade, value);
  if (word == "downgrade") return set_range(options, Direction::downgrade, value);
  if (word == "target") return set_target(options, value);
  if (word == "project")
    options.compile.project_name = value;
  else if (word == "schema")
    options.compile.replay.default_schema = options.dialect.default_schema = value;
  else if (word == "version-table")
    options.dialect.version_table = value;
  else if (word == "foreign-keys")
    options.dialect.foreign_keys = true;
  else if (word == "accept-data-loss")
    options.compile.accept_data_loss = true;
  else if (word == "not-applied" && !value.empty())
    options.not_applied = value;
  else if (word == "bytes")
    options.bytes = true;
  else
    refuse(fmt::format("unknown option \"@ {}\"", line));
}

/// The text in braces from `at` on; moves `at` behind them.
std::string in_braces(std::string_view text, std::size_t& at) {
  const std::size_t end = text.find('}', at);
  if (at >= text.size() || text[at] != '{' || end == std::string_view::npos) refuse("\\repeat wants {count}{text}");
  const std::string inside(text.substr(at + 1, end - at - 1));
  at = end + 1;
  return inside;
}

std::string with_repetitions(std::string_view text) {
  constexpr std::string_view mark = "\\repeat";
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    if (!text.substr(at).starts_with(mark)) {
      result += text[at++];
      continue;
    }
    at += mark.size();
    const int count = std::stoi(in_braces(text, at));
    const std::string part = in_braces(text, at);
    for (int i = 0; i < count; ++i) result += part;
  }
  return result;
}

std::string with_bytes(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with("\\x")) {
      result += static_cast<char>(std::stoi(std::string(text.substr(at + 2, 2)), nullptr, 16));
      at += 4;
    } else {
      result += text[at++];
    }
  }
  return result;
}

}  // namespace

std::string with_escapes(std::string_view text) { return with_bytes(with_repetitions(text)); }

CaseOptions options_of(const Case& each) {
  CaseOptions options;
  for (const std::string& line : each.options) apply_option(options, line);
  return options;
}

std::vector<NamedText> files_of(const Case& each, const CaseOptions& options) {
  std::vector<NamedText> files{{"a.mig", ""}};
  bool is_first = true;
  for (const std::string_view line : lines_of(each.input)) {
    if (line.starts_with(file_mark)) {
      if (!is_first) files.emplace_back();
      files.back().first = std::string(line.substr(file_mark.size()));
    } else {
      files.back().second.append(line).append("\n");
    }
    is_first = false;
  }
  if (options.bytes) {
    for (NamedText& file : files) file.second = with_escapes(file.second);
  }
  return files;
}

std::unique_ptr<Dialect> dialect_of(std::string_view dialect, const CaseOptions& options) {
  DialectOptions dialect_options = options.dialect;
  if (const auto target = options.targets.find(std::string(dialect)); target != options.targets.end()) {
    dialect_options.target = target->second;
  }
  return dialect_named(dialect, dialect_options);
}

}  // namespace galley::testing

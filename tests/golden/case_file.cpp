#include "case_file.hpp"

#include <algorithm>

namespace galley::testing {
namespace {

constexpr std::string_view case_mark = "=== ";
constexpr std::string_view option_mark = "@ ";
constexpr std::string_view section_mark = ">>> ";

/// The next line with its line end.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end == std::string_view::npos ? rest.size() : end + 1);
  rest.remove_prefix(line.size());
  return line;
}

std::string after_mark(std::string_view line, std::string_view mark) {
  line.remove_prefix(mark.size());
  while (!line.empty() && (line.back() == '\n' || line.back() == ' ')) line.remove_suffix(1);
  return std::string(line);
}

}  // namespace

const CaseSection* Case::find_section(std::string_view section) const {
  const auto found = std::find_if(sections.begin(), sections.end(), [&](const CaseSection& s) { return s.name == section; });
  return found == sections.end() ? nullptr : &*found;
}

std::string section_text(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  return text.empty() ? std::string() : std::string(text) + "\n";
}

CaseFile parse_case_file(std::string_view text) {
  CaseFile file;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.starts_with(case_mark)) {
      file.cases.push_back({after_mark(line, case_mark), {}, {}, {}});
    } else if (file.cases.empty()) {
      file.comment += line;
    } else if (line.starts_with(section_mark)) {
      file.cases.back().sections.push_back({after_mark(line, section_mark), {}});
    } else if (!file.cases.back().sections.empty()) {
      file.cases.back().sections.back().text += line;
    } else if (file.cases.back().input.empty() && line.starts_with(option_mark)) {
      file.cases.back().options.push_back(after_mark(line, option_mark));
    } else {
      file.cases.back().input += line;
    }
  }
  for (Case& each : file.cases) {
    for (CaseSection& section : each.sections) section.text = section_text(section.text);
  }
  return file;
}

std::string print_case_file(const CaseFile& file) {
  std::string text = file.comment;
  for (std::size_t i = 0; i < file.cases.size(); ++i) {
    const Case& each = file.cases[i];
    text.append(case_mark).append(each.name).append("\n");
    for (const std::string& option : each.options) text.append(option_mark).append(option).append("\n");
    text += each.input;
    if (!text.ends_with('\n')) text += '\n';
    for (const CaseSection& section : each.sections) text.append(section_mark).append(section.name).append("\n").append(section.text);
    if (i + 1 < file.cases.size() && !each.sections.empty()) text += '\n';
  }
  return text;
}

}  // namespace galley::testing

// Case files: inputs and what must come of them, many cases in a file.
//
//   === name of the case                     text before the first case is a comment
//   @ upgrade a1:heads                       options, one a line (case_options.hpp)
//   revision a1; upgrade { ... }             the input, a.mig unless it says otherwise
//   --- file: b.mig                          a further file
//   >>> diagnostics                          sections, filled by --update
//   ...
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace galley::testing {

struct CaseSection {
  std::string name;
  std::string text;  // without blank lines at its end; a last line end is there unless it is empty
};

struct Case {
  std::string name;
  std::vector<std::string> options;  // without the "@ "
  std::string input;                 // byte for byte
  std::vector<CaseSection> sections;

  [[nodiscard]] const CaseSection* find_section(std::string_view section) const;
};

struct CaseFile {
  std::string comment;  // before the first case
  std::vector<Case> cases;
};

[[nodiscard]] CaseFile parse_case_file(std::string_view text);
[[nodiscard]] std::string print_case_file(const CaseFile& file);

/// As a section keeps it.
[[nodiscard]] std::string section_text(std::string_view text);

}  // namespace galley::testing

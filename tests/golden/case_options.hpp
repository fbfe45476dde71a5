// The options of a case and its input as files.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "case_file.hpp"
#include "support/fake_project.hpp"

namespace galley::testing {

struct CaseOptions {
  bool has_range = false;                      // @ upgrade [FROM:]TO, @ downgrade [FROM:]TO; otherwise upgrade heads
  CompileOptions compile;                      // @ project NAME   @ accept-data-loss   @ schema NAME
  DialectOptions dialect;                      // @ schema NAME    @ version-table NAME   @ foreign-keys
  std::map<std::string, std::string> targets;  // @ target postgresql:12
  std::string not_applied;                     // @ not-applied WHY: the scripts cannot run on an empty database
  bool bytes = false;                          // @ bytes: the input is written with escapes
};

/// \xHH becomes a byte, \repeat{1000}{(} a text many times over.
[[nodiscard]] std::string with_escapes(std::string_view text);

/// Throws when an option is unknown.
[[nodiscard]] CaseOptions options_of(const Case& each);
[[nodiscard]] std::vector<NamedText> files_of(const Case& each, const CaseOptions& options);
[[nodiscard]] std::unique_ptr<Dialect> dialect_of(std::string_view dialect, const CaseOptions& options);

}  // namespace galley::testing

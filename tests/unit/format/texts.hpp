// Every migration that the tests, the documentation and the example history hold.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "galley/format.hpp"
#include "support/fake_project.hpp"

namespace galley::testing {

/// Those without syntax errors, each named after the place where it stands.
[[nodiscard]] const std::vector<NamedText>& good_texts();
/// Nothing where the text has errors.
[[nodiscard]] std::optional<std::string> formatted(const std::string& text);
/// What is said about a text, and what becomes of it.
struct FormatResult {
  std::string said;
  std::optional<std::string> text;
};
[[nodiscard]] FormatResult format_result(const std::string& text);
/// Nothing where the text has errors.
[[nodiscard]] std::optional<ast::File> parsed(const std::string& text);

}  // namespace galley::testing

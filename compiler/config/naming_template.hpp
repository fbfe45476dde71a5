// Templates of [naming]: "fk_{table}_{columns}".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace galley::config {

struct TemplateFaults {
  std::vector<std::string> unknown;  // placeholders without their braces
  bool has_lone_brace = false;
};

/// What is wrong with a template that may use these placeholders.
[[nodiscard]] TemplateFaults check_template(std::string_view text, const std::vector<std::string_view>& placeholders);

}  // namespace galley::config

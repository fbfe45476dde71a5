#include "config/naming_template.hpp"

#include <algorithm>

namespace galley::config {

TemplateFaults check_template(std::string_view text, const std::vector<std::string_view>& placeholders) {
  TemplateFaults faults;
  for (;;) {
    const std::size_t open = text.find_first_of("{}");
    if (open == std::string_view::npos) return faults;
    const std::size_t close = text.find_first_of("{}", open + 1);
    if (text[open] == '}' || close == std::string_view::npos || text[close] == '{') {
      faults.has_lone_brace = true;
      return faults;
    }
    const std::string_view name = text.substr(open + 1, close - open - 1);
    if (std::find(placeholders.begin(), placeholders.end(), name) == placeholders.end()) faults.unknown.emplace_back(name);
    text.remove_prefix(close + 1);
  }
}

}  // namespace galley::config

#include "postgresql/parse_node.hpp"

#include <algorithm>
#include <charconv>

namespace galley::postgresql {

const ParseNode* ParseNode::find(std::string_view name) const {
  const auto found = std::find_if(children.begin(), children.end(), [&](const ParseNode& child) { return child.field == name; });
  return found == children.end() ? nullptr : &*found;
}

const ParseNode& ParseNode::operator[](std::string_view name) const {
  static const ParseNode nothing;
  const ParseNode* found = find(name);
  return found ? *found : nothing;
}

long ParseNode::number(std::string_view name) const {
  const std::string& digits = text(name);
  long result = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), result);
  return result;
}

std::vector<std::string> strings_of(const ParseNode& list) {
  std::vector<std::string> strings;
  for (const ParseNode& item : list.children)
    if (item.is("String")) strings.push_back(item.text("sval"));
  return strings;
}

NameInTree name_of(const ParseNode& list) {
  const std::vector<std::string> parts = strings_of(list);
  if (parts.empty()) return {};
  return {parts.size() > 1 ? parts[parts.size() - 2] : std::string(), parts.back()};
}

}  // namespace galley::postgresql

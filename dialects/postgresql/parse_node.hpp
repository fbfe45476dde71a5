// The tree that PostgreSQL's parser makes, as it names things itself (parsenodes.h): "RangeVar", "relname", "location".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace galley::postgresql {

/// A field whose value is the default ("" or 0 or false or an empty list) is not in the tree: reading it gives that default.
struct ParseNode {
  std::string field;                // its name in the node above; empty in a list
  std::string type;                 // "CreateStmt"; empty for scalars, lists and fields that are always of one type
  std::string value;                // of a scalar: numbers and booleans as text
  std::vector<ParseNode> children;  // fields, or items of a list

  [[nodiscard]] bool is(std::string_view of_type) const { return type == of_type; }
  [[nodiscard]] bool exists() const { return !field.empty() || !type.empty(); }
  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
  [[nodiscard]] const ParseNode* find(std::string_view name) const;
  /// The field of this name, or an empty node.
  [[nodiscard]] const ParseNode& operator[](std::string_view name) const;
  [[nodiscard]] const std::string& text(std::string_view name) const { return (*this)[name].value; }
  [[nodiscard]] bool flag(std::string_view name) const { return text(name) == "true"; }
  [[nodiscard]] long number(std::string_view name) const;
  /// Where it stands in the parsed text, in bytes. PostgreSQL does not say it of every node: 0 then.
  [[nodiscard]] std::size_t location() const { return static_cast<std::size_t>(number("location")); }
};

/// The texts of a list of String nodes: a name with its qualifiers.
[[nodiscard]] std::vector<std::string> strings_of(const ParseNode& list);

/// A name of one or two parts, the last ones of the list.
struct NameInTree {
  std::string schema;
  std::string name;
};
[[nodiscard]] NameInTree name_of(const ParseNode& list);

}  // namespace galley::postgresql

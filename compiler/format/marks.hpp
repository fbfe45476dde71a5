// What the layout of a text has to know of its meaning, taken from the tree by place.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "galley/ast.hpp"

namespace galley::format {

/// Bytes of the source. Filled in any order; sorted once, then asked.
class Marks {
 public:
  void add_call(const QualifiedName& function) { calls_.push_back(function.name.span.end); }
  void add_type(const TypeName& type) { types_.push_back(type.span); }
  /// Of calls, signs and types inside it.
  void add(const Expression& expression);
  void sort();

  /// The name that ends here is called: its parenthesis stands right behind it.
  [[nodiscard]] bool ends_call(std::uint32_t end) const { return std::ranges::binary_search(calls_, end); }
  /// The operator that begins here has no left operand.
  [[nodiscard]] bool begins_sign(std::uint32_t begin) const { return std::ranges::binary_search(signs_, begin); }
  [[nodiscard]] bool is_in_type(std::uint32_t at) const;

 private:
  std::vector<std::uint32_t> calls_;
  std::vector<std::uint32_t> signs_;
  std::vector<Span> types_;
};

[[nodiscard]] Marks marks_of(const ast::File& file);

}  // namespace galley::format

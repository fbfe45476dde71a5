#include "catalog/naming.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/sha256.hpp"
#include "galley/operation.hpp"

namespace galley {
namespace {

constexpr std::size_t longest_name = 63;  // NAMEDATALEN - 1
constexpr std::size_t hash_digits = 8;

bool continues_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::string fill(std::string_view convention, const NameParts& parts) {
  const std::string columns = parts.columns.empty() ? std::string("expr") : fmt::format("{}", fmt::join(parts.columns, "_"));
  const std::array<std::pair<std::string_view, std::string_view>, 3> values{
      {{"{table}", parts.table}, {"{columns}", columns}, {"{referenced_table}", parts.referenced_table}}};
  std::string name;
  while (!convention.empty()) {
    bool filled = false;
    for (const auto& [placeholder, value] : values) {
      if (!convention.starts_with(placeholder)) continue;
      name += value;
      convention.remove_prefix(placeholder.size());
      filled = true;
      break;
    }
    if (filled) continue;
    name += convention.front();
    convention.remove_prefix(1);
  }
  return name;
}

}  // namespace

std::string shorten_identifier(std::string name) {
  if (name.size() <= longest_name) return name;
  std::size_t keep = longest_name - hash_digits - 1;
  while (keep > 0 && continues_code_point(name[keep])) --keep;
  return fmt::format("{}_{}", std::string_view(name).substr(0, keep), std::string_view(sha256_hex(name)).substr(0, hash_digits));
}

std::string conventional_name(std::string_view convention, const NameParts& parts,
                              const std::function<bool(const std::string&)>& is_taken) {
  const std::string whole = fill(convention, parts);
  std::string name = shorten_identifier(whole);
  for (int number = 2; is_taken(name); ++number) name = shorten_identifier(fmt::format("{}_{}", whole, number));
  return name;
}

}  // namespace galley

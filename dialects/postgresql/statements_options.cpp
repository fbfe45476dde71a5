#include <fmt/format.h>

#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

/// toast.autovacuum_enabled: the prefix is a word of its own
std::string option_name(std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return identifier(name);
  return identifier(name.substr(0, dot)) + "." + identifier(name.substr(dot + 1));
}

}  // namespace

std::string storage_options(const std::vector<StorageOption>& options) {
  std::string out;
  for (const StorageOption& option : options) {
    out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", option_name(option.name.text),
                       option.is_string ? string_literal(option.value) : option.value);
  }
  return "(" + out + ")";
}

std::string storage_option_names(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + option_name(name);
  return "(" + out + ")";
}

std::string sequence_options(const SequenceOptions& options, const Printing& printing) {
  std::string out;
  const auto add = [&](const std::string& text) { out += (out.empty() ? "" : " ") + text; };
  const auto add_number = [&](std::string_view words, const std::optional<std::string>& number) {
    if (number) add(fmt::format("{} {}", words, *number));
  };
  if (options.type) add("AS " + type_text(*options.type, printing));
  add_number("START WITH", options.start);
  add_number("INCREMENT BY", options.increment);
  add_number("MINVALUE", options.minimum);
  if (options.no_minimum) add("NO MINVALUE");
  add_number("MAXVALUE", options.maximum);
  if (options.no_maximum) add("NO MAXVALUE");
  add_number("CACHE", options.cache);
  if (options.cycle) add(*options.cycle ? "CYCLE" : "NO CYCLE");
  return out;
}

}  // namespace galley::postgresql

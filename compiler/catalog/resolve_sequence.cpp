// What servers demand of the numbers of a sequence, beyond their spelling.
#include <charconv>

#include "catalog/resolve.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

std::optional<std::int64_t> number(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size()) return std::nullopt;
  return value;
}

}  // namespace

bool check_sequence_options(const SequenceOptions& options, Span span, Workspace& workspace) {
  bool ok = true;
  const auto refuse = [&](std::string_view what, const std::string& value) {
    workspace.report(span, diag::bad_sequence_option, what, value);
    ok = false;
  };
  const auto check_number = [&](std::string_view what, const std::optional<std::string>& text) {
    if (text && !number(text)) refuse(what, *text);
  };
  check_number("the start of a sequence", options.start);
  check_number("the increment of a sequence", options.increment);
  check_number("minvalue", options.minimum);
  check_number("maxvalue", options.maximum);
  check_number("the cache of a sequence", options.cache);
  if (!ok) return false;
  if (number(options.increment) == 0) refuse("the increment of a sequence", "0");
  if (number(options.cache).value_or(1) < 1) refuse("the cache of a sequence", *options.cache);
  const auto start = number(options.start);
  const auto minimum = number(options.minimum);
  const auto maximum = number(options.maximum);
  if (minimum && maximum && *minimum >= *maximum) refuse("minvalue", *options.minimum + ", as maxvalue is " + *options.maximum);
  if (start && minimum && *start < *minimum) refuse("the start of a sequence", *options.start + ", below its minvalue");
  if (start && maximum && *start > *maximum) refuse("the start of a sequence", *options.start + ", above its maxvalue");
  return ok;
}

}  // namespace galley

// Values for a column whose type is known, and DEFAULT.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/letter_case.hpp"
#include "raw_tokens.hpp"
#include "sqlite/expressions.hpp"
#include "sqlite/quoting.hpp"

namespace galley::sqlite {
namespace {

const Literal* string_of(const Expression& expression) {
  const auto* literal = std::get_if<Literal>(&expression.node);
  return literal != nullptr && literal->kind == LiteralKind::string ? literal : nullptr;
}

/// What PostgreSQL reads as a boolean ("Boolean Type").
std::optional<bool> read_boolean(std::string_view text) {
  constexpr std::array<std::string_view, 6> yes{"T", "TRUE", "Y", "YES", "ON", "1"};
  constexpr std::array<std::string_view, 6> no{"F", "FALSE", "N", "NO", "OFF", "0"};
  const std::string upper = upper_case(text);
  if (std::find(yes.begin(), yes.end(), upper) != yes.end()) return true;
  if (std::find(no.begin(), no.end(), upper) != no.end()) return false;
  return std::nullopt;
}

/// The digits of '\xdeadbeef'.
std::optional<std::string_view> read_hex(std::string_view text) {
  if (!text.starts_with("\\x") || text.size() % 2 != 0) return std::nullopt;
  text.remove_prefix(2);
  const bool all = std::all_of(text.begin(), text.end(),
                               [](char c) { return std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos; });
  return all ? std::optional(text) : std::nullopt;
}

/// "2026-01-01T10:00:00Z" as CURRENT_TIMESTAMP would write it, so that both compare as text. Nothing where it is not that form.
std::optional<std::string> read_moment(std::string_view text) {
  constexpr std::size_t date_size = 10;
  if (text.size() < date_size + 6 || text[4] != '-' || text[7] != '-' || (text[date_size] != ' ' && text[date_size] != 'T'))
    return std::nullopt;
  for (const std::string_view zero : {"Z", "z", "+00", "+00:00", "+0000"}) {
    if (text.ends_with(zero)) {
      text.remove_suffix(zero.size());
      break;
    }
  }
  std::string moment(text);
  moment[date_size] = ' ';
  return moment;
}

bool has_offset(std::string_view moment) { return moment.find_first_of("+-", 11) != std::string_view::npos; }

bool is_present_time(std::string_view sql) { return sql == "CURRENT_TIMESTAMP" || sql == "CURRENT_DATE" || sql == "CURRENT_TIME"; }

}  // namespace

std::string write_value(const Expression& expression, const Type& type, Place place, const Context& context) {
  if (const Literal* literal = string_of(expression); literal != nullptr && type.array_dimensions == 0) {
    if (type.kind == TypeKind::boolean) {
      if (const std::optional<bool> value = read_boolean(literal->text)) return *value ? "TRUE" : "FALSE";
    }
    if (type.kind == TypeKind::bytes) {
      if (const std::optional<std::string_view> digits = read_hex(literal->text)) return fmt::format("X'{}'", *digits);
    }
    if (type.kind == TypeKind::timestamptz || type.kind == TypeKind::timestamp) {
      if (const std::optional<std::string> moment = read_moment(literal->text)) {
        if (has_offset(*moment)) context.note("a moment with an offset is kept as it is written and compares as text");
        return string_literal(*moment);
      }
    }
  }
  return write_expression(expression, place, context);
}

bool is_constant(std::string_view sql) {
  if (sql.starts_with("X'")) return true;
  const std::vector<RawToken> tokens = scan_raw(sql, {}).tokens;
  const bool has_sign = !tokens.empty() && (sql.front() == '-' || sql.front() == '+');
  if (tokens.size() != (has_sign ? 2U : 1U)) return false;
  const RawTokenKind kind = tokens.back().kind;
  if (kind == RawTokenKind::word) return sql == "NULL" || sql == "TRUE" || sql == "FALSE";
  return kind == RawTokenKind::number || (kind == RawTokenKind::string && !has_sign);
}

std::string write_default(const Expression& expression, const Type& type, const Context& context) {
  std::string sql = write_value(expression, type, Place::default_value, context);
  return is_constant(sql) || is_present_time(sql) ? sql : fmt::format("({})", sql);
}

}  // namespace galley::sqlite

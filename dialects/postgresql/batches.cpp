#include "postgresql/batches.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/script_text.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

const Literal* literal_of(const Expression& expression) {
  const Expression* value = &expression;
  while (const auto* cast = std::get_if<Cast>(&value->node)) value = &*cast->operand;
  return std::get_if<Literal>(&value->node);
}

bool is_never_null(const Expression& expression) {
  if (const Literal* literal = literal_of(expression)) return literal->kind != LiteralKind::null;
  if (const auto* keyword = std::get_if<KeywordValue>(&expression.node)) return keyword->keyword.starts_with("current_");
  if (std::holds_alternative<TypedLiteral>(expression.node)) return true;
  const auto* call = std::get_if<Call>(&expression.node);
  if (call == nullptr || call->function.has_schema()) return false;
  if (call->function.name.text == "now" || call->function.name.text == "gen_random_uuid") return true;
  return call->function.name.text == "coalesce" && std::any_of(call->arguments.begin(), call->arguments.end(), is_never_null);
}

bool is_column(const Expression& expression, const std::string& column) {
  const auto* reference = std::get_if<ColumnReference>(&expression.node);
  return reference != nullptr && reference->parts.back().text == column;
}

/// Equal spellings of a literal are equal values; different ones may be ('1' and '01'), but not among texts of one kind of column
/// that compares bytes, which is not known here: so only numbers without sign or fraction and booleans count as different.
bool are_different(const Literal& a, const Literal& b) {
  const auto is_truth = [](const Literal& l) { return l.kind == LiteralKind::true_ || l.kind == LiteralKind::false_; };
  if (is_truth(a) && is_truth(b)) return a.kind != b.kind;
  const auto is_plain = [](const Literal& l) {
    return l.kind == LiteralKind::number && l.text.find_first_not_of("0123456789") == std::string::npos && !l.text.starts_with('0');
  };
  return is_plain(a) && is_plain(b) && a.text != b.text;
}

/// Whether the condition is false for every row to which the value has been assigned.
bool excludes(const Expression& condition, const Assignment& assignment) {
  if (const auto* test = std::get_if<IsTest>(&condition.node))
    return test->what == "null" && !test->negated && is_column(*test->operand, assignment.column) && is_never_null(assignment.value);
  const Literal* assigned = literal_of(assignment.value);
  if (assigned == nullptr || assigned->kind == LiteralKind::null) return false;
  const auto compared = [&](const Expression& left, const Expression& right) {
    return is_column(left, assignment.column) ? literal_of(right) : nullptr;
  };
  if (const auto* distinct = std::get_if<IsDistinct>(&condition.node)) {
    const Literal* with = compared(*distinct->left, *distinct->right);
    return with != nullptr && !distinct->negated && *with == *assigned;
  }
  const auto* binary = std::get_if<Binary>(&condition.node);
  const Literal* with = binary == nullptr ? nullptr : compared(*binary->left, *binary->right);
  if (with == nullptr) return false;
  return (binary->op == "<>" && *with == *assigned) || (binary->op == "=" && are_different(*with, *assigned));
}

/// The names and the parts of a key of one column or several.
class KeyText {
 public:
  KeyText(const Batches& batches, const std::vector<std::string>& key) : table_(qualified(batches.table)) {
    const std::string source = batches.alias.value_or(batches.table.name);
    for (std::size_t i = 0; i < key.size(); ++i) {
      const std::string suffix = key.size() == 1 ? "" : fmt::format("_{}", i + 1);
      names_.push_back(identifier(key[i]));
      columns_.push_back(fmt::format("{}.{}", identifier(source), identifier(key[i])));
      low_.push_back("galley_low" + suffix);
      high_.push_back("galley_high" + suffix);
    }
  }

  [[nodiscard]] std::string declarations() const {
    std::string out;
    for (const auto* variables : {&low_, &high_})
      for (std::size_t i = 0; i < names_.size(); ++i) out += fmt::format("  {} {}.{}%TYPE;\n", (*variables)[i], table_, names_[i]);
    return out;
  }
  [[nodiscard]] std::string above_low() const {
    return fmt::format("({} IS NULL OR {} > {})", low_.front(), compared(columns_), compared(low_));
  }
  [[nodiscard]] std::string up_to_high() const { return fmt::format("{} <= {}", compared(columns_), compared(high_)); }
  [[nodiscard]] std::string columns() const { return list(columns_); }
  [[nodiscard]] std::string names() const { return list(names_); }
  [[nodiscard]] std::string names_backwards() const { return fmt::format("{} DESC", fmt::join(names_, " DESC, ")); }
  [[nodiscard]] std::string high() const { return list(high_); }
  [[nodiscard]] std::string low() const { return list(low_); }
  [[nodiscard]] std::string move_on() const {
    std::string out;
    for (std::size_t i = 0; i < low_.size(); ++i) out += fmt::format("    {} := {};\n", low_[i], high_[i]);
    return out;
  }
  [[nodiscard]] std::string saved() const {
    std::vector<std::string> texts;
    for (const std::string& variable : high_) texts.push_back(variable + "::text");
    return fmt::format("json_build_array({})::text", list(texts));
  }
  [[nodiscard]] std::string restored() const {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < low_.size(); ++i) parts.push_back(fmt::format("last_key::json ->> {}", i));
    return list(parts);
  }

 private:
  static std::string list(const std::vector<std::string>& items) { return fmt::format("{}", fmt::join(items, ", ")); }
  static std::string compared(const std::vector<std::string>& items) { return items.size() == 1 ? items.front() : "(" + list(items) + ")"; }

  std::string table_;
  std::vector<std::string> names_;
  std::vector<std::string> columns_;
  std::vector<std::string> low_;
  std::vector<std::string> high_;
};

}  // namespace

std::string makes_where_false(const UpdateRows& change) {
  if (!change.where) return {};
  const auto* both = std::get_if<Logical>(&change.where->node);
  const std::vector<Expression> conditions = both != nullptr && both->op == "and" ? both->operands : std::vector<Expression>{*change.where};
  for (const Assignment& assignment : change.assignments) {
    const bool excluded =
        std::any_of(conditions.begin(), conditions.end(), [&](const Expression& condition) { return excludes(condition, assignment); });
    if (excluded) return fmt::format("SET {} makes WHERE false", assignment.column);
  }
  return {};
}

std::string batch_block(const Batches& batches, const std::vector<std::string>& key, const ObjectName& ledger,
                        const std::function<std::string(std::string_view range)>& statement, const Printing& printing) {
  const KeyText text(batches, key);
  const bool resumes = batches.repeats_nothing.empty();
  std::string body;
  if (resumes) body += fmt::format("  SELECT {} INTO {} FROM {} WHERE finished IS NULL;\n", text.restored(), text.low(), qualified(ledger));
  body += "  LOOP\n    SET LOCAL plan_cache_mode = force_custom_plan;  -- each batch is found by its own keys\n";
  const std::string sources = batches.sources.empty() ? "" : ", " + source_list(batches.sources);
  const std::string where = batches.where ? fmt::format(" AND ({})", expression_text(*batches.where, printing)) : "";
  body += fmt::format("    SELECT {} INTO {} FROM (\n", text.names(), text.high());
  body += fmt::format("      SELECT {} FROM {}{}\n      WHERE {}{}\n", text.columns(), target_text(batches.table, batches.alias), sources,
                      text.above_low(), where);
  body += fmt::format("      ORDER BY {} LIMIT {}) AS galley_batch\n    ORDER BY {} LIMIT 1;\n    EXIT WHEN NOT FOUND;\n", text.columns(),
                      batches.size, text.names_backwards());
  body += statement(fmt::format("{} AND {}", text.above_low(), text.up_to_high())) + "\n";
  if (resumes) body += fmt::format("    UPDATE {} SET last_key = {} WHERE finished IS NULL;\n", qualified(ledger), text.saved());
  body += text.move_on() + "    COMMIT;\n  END LOOP;\n";
  std::string block = do_block(text.declarations(), body);
  block.pop_back();  // a step has no line end
  return block;
}

ObjectName ledger_table(const std::string& default_schema) { return {default_schema, "galley_step"}; }

}  // namespace galley::postgresql

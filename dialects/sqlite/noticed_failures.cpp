#include "sqlite/noticed_failures.hpp"

#include <fmt/format.h>

#include <utility>

#include "sqlite/statements.hpp"

namespace galley::sqlite {
namespace {

constexpr std::string_view failed_message = "GAL-G13: a statement on rows has failed";

void require(Step& step, const std::string& condition) {
  step.proof = step.proof.empty() ? condition : fmt::format("{} AND {}", step.proof, condition);
  if (step.proof_message.empty()) step.proof_message = failed_message;
}

/// changes() is 0 after a statement that has failed, and so it is when there was nothing to do.
std::string was_done(const Operation& operation, const Context& context) {
  Diagnostics reported_before;
  std::vector<std::string> noted_before;
  const std::string rows = rows_to_change(operation, Context{context.capabilities, context.options, reported_before, noted_before});
  return rows.empty() ? "changes() > 0" : fmt::format("(changes() > 0 OR NOT EXISTS ({}))", rows);
}

/// insert into t (id) values (1) on conflict do nothing
///   -> the statement within that of a trigger: one fails with the other, and changes nothing without having failed.
std::vector<Step> in_trigger(Step step, const std::string& counted) {
  constexpr std::string_view temporary = "INSERT INTO temp.";  // qualified names are not allowed there
  if (step.sql.starts_with(temporary)) step.sql.erase(temporary.size() - 5, 5);
  Step helper;
  helper.reason = "so that a failure leaves no row in galley_insert, whatever the client does about errors";
  helper.operation = step.operation;
  std::vector<Step> steps{helper, helper, step, helper};
  steps[1].raw = step.raw;
  steps[0].sql = "CREATE TEMP TABLE galley_insert (rows INTEGER);";
  steps[1].sql = fmt::format(
      "CREATE TEMP TRIGGER galley_insert_rows AFTER INSERT ON galley_insert\nBEGIN\n{}\nUPDATE galley_insert SET rows = changes();\nEND;",
      step.sql);
  steps[2].sql = "INSERT INTO temp.galley_insert VALUES (NULL);";
  steps[3].sql = "DROP TABLE temp.galley_insert;";
  steps[2].proof = counted;
  require(steps[2], "EXISTS (SELECT 1 FROM temp.galley_insert)");
  return steps;
}

void require_empty(std::vector<Step>& steps, const Operation& operation, const Context& context) {
  for (const TableChange& emptied : operation.tables) {
    const std::string name = context.name(emptied.before->name, operation.span);
    for (Step& step : steps)
      if (step.sql == fmt::format("DELETE FROM {};", name)) require(step, fmt::format("NOT EXISTS (SELECT 1 FROM {})", name));
  }
}

}  // namespace

std::vector<Step> with_noticed_failures(std::vector<Step> steps, const Operation& operation, const Context& context) {
  if (std::holds_alternative<TruncateTables>(operation.change)) {
    require_empty(steps, operation, context);
    return steps;
  }
  const auto* insert = std::get_if<InsertRows>(&operation.change);
  const bool is_on_rows =
      insert != nullptr || std::holds_alternative<UpdateRows>(operation.change) || std::holds_alternative<DeleteRows>(operation.change);
  if (!is_on_rows || context.diagnostics.has_errors()) return steps;
  if (insert == nullptr || !insert->on_conflict) {
    for (Step& step : steps) require(step, was_done(operation, context));
    return steps;
  }
  std::vector<Step> all;
  for (Step& step : steps) {
    std::string counted = step.proof;
    if (const std::size_t at = counted.find("changes()"); at != std::string::npos)
      counted.replace(at, 9, "(SELECT rows FROM temp.galley_insert)");
    std::vector<Step> wrapped = in_trigger(std::move(step), counted);
    all.insert(all.end(), std::make_move_iterator(wrapped.begin()), std::make_move_iterator(wrapped.end()));
  }
  return all;
}

}  // namespace galley::sqlite

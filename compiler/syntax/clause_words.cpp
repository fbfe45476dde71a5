#include "syntax/clause_words.hpp"

namespace galley::syntax {

std::string_view words_of(ast::ReferentialAction clause) {
  switch (clause) {
    case ast::ReferentialAction::no_action:
      return "no action";
    case ast::ReferentialAction::restrict:
      return "restrict";
    case ast::ReferentialAction::cascade:
      return "cascade";
    case ast::ReferentialAction::set_null:
      return "set null";
    case ast::ReferentialAction::set_default:
      return "set default";
  }
  return {};
}

std::string_view words_of(ast::PartitionStrategy clause) {
  switch (clause) {
    case ast::PartitionStrategy::range:
      return "range";
    case ast::PartitionStrategy::list:
      return "list";
    case ast::PartitionStrategy::hash:
      return "hash";
  }
  return {};
}

std::string_view words_of(ast::ParameterMode clause) {
  switch (clause) {
    case ast::ParameterMode::in:
      break;
    case ast::ParameterMode::out:
      return "out";
    case ast::ParameterMode::inout:
      return "inout";
    case ast::ParameterMode::variadic:
      return "variadic";
  }
  return {};
}

std::string_view words_of(ast::Volatility clause) {
  switch (clause) {
    case ast::Volatility::unspecified:
      break;
    case ast::Volatility::immutable:
      return "immutable";
    case ast::Volatility::stable:
      return "stable";
    case ast::Volatility::volatile_:
      return "volatile";
  }
  return {};
}

std::string_view words_of(ast::ParallelSafety clause) {
  switch (clause) {
    case ast::ParallelSafety::unspecified:
      break;
    case ast::ParallelSafety::safe:
      return "parallel safe";
    case ast::ParallelSafety::restricted:
      return "parallel restricted";
    case ast::ParallelSafety::unsafe:
      return "parallel unsafe";
  }
  return {};
}

std::string_view words_of(ast::TriggerTiming clause) {
  switch (clause) {
    case ast::TriggerTiming::before:
      return "before";
    case ast::TriggerTiming::after:
      return "after";
    case ast::TriggerTiming::instead_of:
      return "instead of";
  }
  return {};
}

std::string_view words_of(ast::PolicyCommand clause) {
  switch (clause) {
    case ast::PolicyCommand::all:
      break;
    case ast::PolicyCommand::select:
      return "for select";
    case ast::PolicyCommand::insert:
      return "for insert";
    case ast::PolicyCommand::update:
      return "for update";
    case ast::PolicyCommand::delete_:
      return "for delete";
  }
  return {};
}

std::string_view words_of(ast::CheckOption clause) {
  switch (clause) {
    case ast::CheckOption::none:
      break;
    case ast::CheckOption::local:
      return "with local check option";
    case ast::CheckOption::cascaded:
      return "with cascaded check option";
  }
  return {};
}

std::string_view words_of_new(ast::ObjectKind kind) {
  using enum ast::ObjectKind;
  if (kind == sequence) return "sequences";
  if (kind == function) return "functions";
  if (kind == enumeration) return "types";
  return kind == schema ? "schemas" : "tables";
}

std::string_view words_of(ast::LikePart part) {
  switch (part) {
    case ast::LikePart::all:
      return "all";
    case ast::LikePart::comments:
      return "comments";
    case ast::LikePart::compression:
      return "compression";
    case ast::LikePart::constraints:
      return "constraints";
    case ast::LikePart::defaults:
      return "defaults";
    case ast::LikePart::generated:
      return "generated";
    case ast::LikePart::identity:
      return "identity";
    case ast::LikePart::indexes:
      return "indexes";
    case ast::LikePart::statistics:
      return "statistics";
    case ast::LikePart::storage:
      return "storage";
  }
  return {};
}

}  // namespace galley::syntax

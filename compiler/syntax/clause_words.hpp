// The words of clauses whose meaning is an enumerator: what the language and SQL write alike.
#pragma once

#include <string_view>

#include "galley/ast.hpp"

namespace galley::syntax {

/// In lower case; empty for what is meant where nothing is written and has no words of its own.
[[nodiscard]] std::string_view words_of(ast::ReferentialAction clause);
[[nodiscard]] std::string_view words_of(ast::PartitionStrategy clause);
[[nodiscard]] std::string_view words_of(ast::ParameterMode clause);
[[nodiscard]] std::string_view words_of(ast::Volatility clause);
[[nodiscard]] std::string_view words_of(ast::ParallelSafety clause);
[[nodiscard]] std::string_view words_of(ast::TriggerTiming clause);
[[nodiscard]] std::string_view words_of(ast::PolicyCommand clause);
[[nodiscard]] std::string_view words_of(ast::CheckOption clause);
/// "tables": what default privileges are for. An enumeration stands for every type, a function for every routine.
[[nodiscard]] std::string_view words_of_new(ast::ObjectKind kind);

/// "indexes"
[[nodiscard]] std::string_view words_of(ast::LikePart part);

}  // namespace galley::syntax

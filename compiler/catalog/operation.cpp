// The members of Operation, here so that one file alone compiles the copies of every kind of change.
#include "galley/operation.hpp"

namespace galley {

Operation::Operation() = default;
Operation::Operation(Change what, std::vector<TableChange> of_tables, Span at)
    : change(std::move(what)), tables(std::move(of_tables)), span(at) {}
Operation::Operation(const Operation&) = default;
Operation::Operation(Operation&&) noexcept = default;
Operation& Operation::operator=(const Operation&) = default;
Operation& Operation::operator=(Operation&&) noexcept = default;
Operation::~Operation() = default;

}  // namespace galley

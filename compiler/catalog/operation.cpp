// The members of Change and Operation, here so that one file alone compiles them for every kind of change.
#include "galley/operation.hpp"

#include <tuple>

namespace galley {

template <class Kind>
void become(AnyChange& change, Kind&& kind) {
  change.emplace<Kind>(std::forward<Kind>(kind));
}
template <class... Kinds>
constexpr auto become_of_each(const std::variant<Kinds...>*) {
  return std::tuple(&become<Kinds>...);
}
// Makes them exist for other files, which know their declaration alone.
extern const decltype(become_of_each(static_cast<const AnyChange*>(nullptr))) become_each;
const decltype(become_each) become_each = become_of_each(static_cast<const AnyChange*>(nullptr));

Change::Change() = default;
Change::Change(const Change&) = default;
Change::Change(Change&&) noexcept = default;
Change& Change::operator=(const Change&) = default;
Change& Change::operator=(Change&&) noexcept = default;
Change::~Change() = default;

Operation::Operation() = default;
Operation::Operation(Change what, std::vector<TableChange> of_tables, Span at)
    : change(std::move(what)), tables(std::move(of_tables)), span(at) {}
Operation::Operation(const Operation&) = default;
Operation::Operation(Operation&&) noexcept = default;
Operation& Operation::operator=(const Operation&) = default;
Operation& Operation::operator=(Operation&&) noexcept = default;
Operation::~Operation() = default;

}  // namespace galley

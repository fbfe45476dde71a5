// Closed variants and owning boxes: the building blocks of the syntax tree, the catalog and the operations.
#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "galley/shared.hpp"

namespace galley {

/// A set of visitors, one for each alternative. There is no default branch: a new alternative must not compile
/// until every place that has to know it does.
template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

template <class V, class... Fs>
decltype(auto) match(V&& value, Fs&&... branches) {
  return std::visit(Overloaded{std::forward<Fs>(branches)...}, std::forward<V>(value));
}

template <class T, class Variant>
inline constexpr bool is_kind_of = false;
template <class T, class... Kinds>
inline constexpr bool is_kind_of<T, std::variant<Kinds...>> = (std::is_same_v<T, Kinds> || ...);

/// One T, held apart; compares by value. Makes recursive types possible. Copies share it until one of them is changed.
template <class T>
class Box {
 public:
  Box() = default;
  Box(T value) : held_(std::move(value)) {}  // NOLINT: implicit by intention

  T& operator*() { return held_.write(); }
  const T& operator*() const { return get(); }
  T* operator->() { return &held_.write(); }
  const T* operator->() const { return &get(); }

  friend bool operator==(const Box& a, const Box& b) { return a.held_.is_same(b.held_) || *a == *b; }

 private:
  [[nodiscard]] const T& get() const {
    if (!held_.empty()) return held_.read();
    static const T nothing;
    return nothing;
  }
  Shared<T> held_;  // empty: a default T
};

}  // namespace galley

// Closed variants and owning boxes: the building blocks of the syntax tree, the catalog and the operations.
#pragma once

#include <memory>
#include <utility>
#include <variant>

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

/// Owns one T on the heap, copies deeply, compares by value. Makes recursive types possible.
/// Never empty, except after having been moved from.
template <class T>
class Box {
 public:
  Box() : value_(std::make_unique<T>()) {}
  Box(T value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT: implicit by intention
  Box(const Box& other) : value_(std::make_unique<T>(*other.value_)) {}
  Box(Box&& other) noexcept = default;
  Box& operator=(const Box& other) {
    if (this != &other) value_ = std::make_unique<T>(*other.value_);
    return *this;
  }
  Box& operator=(Box&& other) noexcept = default;
  ~Box() = default;

  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }

  friend bool operator==(const Box& a, const Box& b) { return *a == *b; }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace galley

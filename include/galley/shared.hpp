// Values that are cheap to copy: copies share what they hold until one of them is changed. To whoever uses them they are
// plain values. Copies may not be used in two threads at the same time, as the counts are not atomic.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace galley {

/// One T or nothing. Reading it shares, write() makes it this one's own.
template <class T>
class Shared {
 public:
  Shared() = default;
  explicit Shared(T value) : node_(new Node{std::move(value), 1}) {}
  Shared(const Shared& other) noexcept : node_(other.node_) {
    if (node_ != nullptr) ++node_->users;
  }
  Shared(Shared&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  Shared& operator=(const Shared& other) noexcept {
    Shared(other).swap(*this);
    return *this;
  }
  Shared& operator=(Shared&& other) noexcept {
    Shared(std::move(other)).swap(*this);
    return *this;
  }
  ~Shared() {
    if (node_ != nullptr && --node_->users == 0) delete node_;
  }

  [[nodiscard]] bool empty() const { return node_ == nullptr; }
  [[nodiscard]] const T& read() const { return node_->value; }
  /// A default value where there was none.
  [[nodiscard]] T& write() {
    if (node_ == nullptr) {
      node_ = new Node{T(), 1};
    } else if (node_->users > 1) {
      Shared(T(node_->value)).swap(*this);
    }
    return node_->value;
  }
  /// Whether both hold the very same object, so that they need not be compared.
  [[nodiscard]] bool is_same(const Shared& other) const { return node_ == other.node_; }
  /// Whether a change would have to copy it.
  [[nodiscard]] bool has_other_users() const { return node_ != nullptr && node_->users > 1; }
  void swap(Shared& other) noexcept { std::swap(node_, other.node_); }

 private:
  struct Node {
    T value;
    std::uint32_t users;
  };
  Node* node_ = nullptr;
};

/// As std::optional, for what is large and seldom there. A mutable access makes the value this one's own.
template <class T>
class Maybe {
 public:
  using value_type = T;
  Maybe() = default;
  Maybe(std::nullopt_t) {}                     // NOLINT: as std::optional
  Maybe(T value) : held_(std::move(value)) {}  // NOLINT
  Maybe(std::optional<T> value) {              // NOLINT
    if (value) held_ = Shared<T>(std::move(*value));
  }
  operator std::optional<T>() const { return has_value() ? std::optional<T>(held_.read()) : std::nullopt; }  // NOLINT

  [[nodiscard]] bool has_value() const { return !held_.empty(); }
  explicit operator bool() const { return has_value(); }
  const T& operator*() const { return held_.read(); }
  T& operator*() { return held_.write(); }
  const T* operator->() const { return &held_.read(); }
  T* operator->() { return &held_.write(); }
  void reset() { held_ = {}; }
  template <class... Args>
  T& emplace(Args&&... args) {
    held_ = Shared<T>(T{std::forward<Args>(args)...});
    return held_.write();
  }

  friend bool operator==(const Maybe& a, const Maybe& b) {
    if (a.held_.is_same(b.held_)) return true;
    return a.has_value() && b.has_value() && *a == *b;
  }
  friend bool operator==(const Maybe& a, const T& b) { return a.has_value() && *a == b; }
  friend bool operator==(const Maybe& a, std::nullopt_t) { return !a.has_value(); }

 private:
  Shared<T> held_;
};

/// As std::vector. Copying one costs a count; an item is copied when it is reached through a mutable iterator or index
/// while others share it, so look for it through a const one and then change only that: `list.edit(position)`.
template <class T>
class SharedList {
  using Items = std::vector<Shared<T>>;

  template <class Item, class Reference>
  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using reference = Reference&;
    using pointer = Reference*;

    Iterator() = default;
    explicit Iterator(Item* at) : at_(at) {}
    operator Iterator<const Shared<T>, const T>() const { return Iterator<const Shared<T>, const T>(at_); }  // NOLINT

    reference operator*() const { return get(*at_); }
    pointer operator->() const { return &get(*at_); }
    reference operator[](difference_type n) const { return get(at_[n]); }
    Iterator& operator++() { return *this += 1; }
    Iterator operator++(int) { return Iterator(at_++); }
    Iterator& operator--() { return *this -= 1; }
    Iterator operator--(int) { return Iterator(at_--); }
    Iterator& operator+=(difference_type n) {
      at_ += n;
      return *this;
    }
    Iterator& operator-=(difference_type n) { return *this += -n; }
    friend Iterator operator+(Iterator it, difference_type n) { return it += n; }
    friend Iterator operator+(difference_type n, Iterator it) { return it += n; }
    friend Iterator operator-(Iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(Iterator a, Iterator b) { return a.at_ - b.at_; }
    friend bool operator==(Iterator a, Iterator b) { return a.at_ == b.at_; }
    friend auto operator<=>(Iterator a, Iterator b) { return a.at_ <=> b.at_; }

   private:
    static const T& get(const Shared<T>& item) { return item.read(); }
    static T& get(Shared<T>& item) { return item.write(); }
    Item* at_ = nullptr;
  };

 public:
  using value_type = T;
  using size_type = std::size_t;
  using reference = T&;
  using const_reference = const T&;
  using iterator = Iterator<Shared<T>, T>;
  using const_iterator = Iterator<const Shared<T>, const T>;

  SharedList() = default;
  SharedList(std::initializer_list<T> items) {
    for (const T& item : items) push_back(item);
  }
  SharedList(std::vector<T> items) {  // NOLINT: a list is a vector
    for (T& item : items) push_back(std::move(item));
  }

  [[nodiscard]] std::size_t size() const { return items_.empty() ? 0 : items_.read().size(); }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] const_iterator begin() const { return const_iterator(data()); }
  [[nodiscard]] const_iterator end() const { return const_iterator(data() + size()); }
  [[nodiscard]] const_iterator cbegin() const { return begin(); }
  [[nodiscard]] const_iterator cend() const { return end(); }
  [[nodiscard]] iterator begin() { return iterator(items_.empty() ? nullptr : items_.write().data()); }
  [[nodiscard]] iterator end() { return begin() + static_cast<std::ptrdiff_t>(size()); }
  const T& operator[](std::size_t i) const { return items_.read()[i].read(); }
  T& operator[](std::size_t i) { return edit(i); }
  [[nodiscard]] const T& front() const { return (*this)[0]; }
  [[nodiscard]] const T& back() const { return (*this)[size() - 1]; }
  [[nodiscard]] T& front() { return edit(0); }
  [[nodiscard]] T& back() { return edit(size() - 1); }

  /// The item, to be changed; the others stay shared.
  [[nodiscard]] T& edit(std::size_t i) { return items_.write()[i].write(); }
  template <class... Args>
  T& emplace_back(Args&&... args) {
    return grow().emplace_back(T{std::forward<Args>(args)...}).write();
  }
  void push_back(T item) { grow().emplace_back(std::move(item)); }
  void pop_back() { items_.write().pop_back(); }
  void clear() { items_ = {}; }
  void reserve(std::size_t size) { items_.write().reserve(size); }
  void insert(const_iterator before, T item) {
    const std::ptrdiff_t place = before - std::as_const(*this).begin();
    Items& items = items_.write();
    items.insert(items.begin() + place, Shared<T>(std::move(item)));
  }
  template <std::input_iterator It>
  void insert(const_iterator before, It first, It last) {
    std::ptrdiff_t place = before - std::as_const(*this).begin();
    Items& items = items_.write();
    for (; first != last; ++first) items.insert(items.begin() + place++, Shared<T>(T(*first)));
  }
  void erase(const_iterator at) {
    const std::ptrdiff_t place = at - std::as_const(*this).begin();
    Items& items = items_.write();
    items.erase(items.begin() + place);
  }
  template <class Wanted>
  void remove_if(const Wanted& wanted) {
    if (empty()) return;
    std::erase_if(items_.write(), [&](const Shared<T>& item) { return wanted(item.read()); });
  }

  /// Whether both are the very same list.
  [[nodiscard]] bool is_same(const SharedList& other) const { return items_.is_same(other.items_); }
  friend bool operator==(const SharedList& a, const SharedList& b) {
    if (a.is_same(b)) return true;
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const Shared<T>& x = a.items_.read()[i];
      const Shared<T>& y = b.items_.read()[i];
      if (!x.is_same(y) && !(x.read() == y.read())) return false;
    }
    return true;
  }

 private:
  /// This list's own items, with room for one more, so that they are copied once at most.
  Items& grow() {
    if (!items_.has_other_users()) return items_.write();
    Items copy;
    copy.reserve(size() + 1);
    copy.insert(copy.end(), items_.read().begin(), items_.read().end());
    items_ = Shared<Items>(std::move(copy));
    return items_.write();
  }
  [[nodiscard]] const Shared<T>* data() const { return items_.empty() ? nullptr : items_.read().data(); }
  Shared<Items> items_;
};

/// Calls `edit` for the items for which `wanted` holds; the others stay shared.
template <class T, class Wanted, class Edit>
void edit_where(SharedList<T>& list, const Wanted& wanted, const Edit& edit) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (wanted(std::as_const(list)[i])) edit(list.edit(i));
}

}  // namespace galley

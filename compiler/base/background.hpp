// A second thread, for work that touches nothing which the first one uses meanwhile.
#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

namespace galley {

/// Runs tasks one after the other, in the order in which they are given.
class Background {
 public:
  /// So many files or revisions are worth a thread; fewer take less time than to start one.
  static constexpr std::size_t worth_a_thread = 65;

  /// Without a thread, each task runs at once where it is given. So it is where there are few items to work on, one
  /// processor alone, or no thread to be had.
  explicit Background(std::size_t items);
  /// After the last task.
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  /// The future ends when the task has ended, with what it has thrown.
  template <class Work>
  [[nodiscard]] std::future<void> run(Work work) {
    return add(Task(std::move(work)));
  }

 private:
  using Task = std::packaged_task<void()>;
  std::future<void> add(Task task);
  void work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  bool is_ending_ = false;
  std::thread thread_;
};

/// What `work(begin, end)` returns for the first half of so many items, and for the second half, which is done in a second thread.
template <class Work>
[[nodiscard]] auto in_halves(std::size_t items, const Work& work) {
  std::array<decltype(work(items, items)), 2> results;
  const std::size_t middle = items / 2;
  Background background(items);
  std::future<void> second = background.run([&] { results[1] = work(middle, items); });
  results[0] = work(std::size_t{0}, middle);
  second.get();
  return results;
}

}  // namespace galley

// A second thread, for work that touches nothing which the first one uses meanwhile.
#pragma once

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

namespace galley {

/// Runs tasks one after the other, in the order in which they are given.
class Background {
 public:
  /// Little work is not worth a thread: without one, each task runs at once where it is given. So it is where there is one
  /// processor alone, or no thread to be had.
  explicit Background(bool is_worth_a_thread);
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

}  // namespace galley

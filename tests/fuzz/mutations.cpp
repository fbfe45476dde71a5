// Runs a target over all seeds and over mutations of them, the same ones everywhere: fuzzing as an ordinary test.
//   fuzz_parse_test [MUTATIONS OF EACH SEED]      fuzz_parse_test - < INPUT
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <iostream>
#include <iterator>
#include <random>

#include "seeds.hpp"
#include "target.hpp"

namespace galley::fuzz {
namespace {

constexpr std::chrono::seconds time_limit{10};     // an input takes milliseconds; the machine may be busy
constexpr rlim_t memory_limit = rlim_t{2} << 30U;  // bytes
constexpr std::size_t largest = 20'000;            // bytes of a mutation

std::string current;  // for the signal handler

/// The input that did it, to standard error: only what a signal handler may do.
void show_input(int signal) {
  constexpr std::string_view before = "fuzz: this input failed:\n";
  static_cast<void>(!::write(STDERR_FILENO, before.data(), before.size()));
  static_cast<void>(!::write(STDERR_FILENO, current.data(), current.size()));
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void run(std::string input) {
  current = std::move(input);
  const auto begin = std::chrono::steady_clock::now();
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(current.data()), current.size());
  expect(std::chrono::steady_clock::now() - begin < time_limit, "the input takes too long");
}

class Mutator {
 public:
  Mutator(std::vector<std::string> all, unsigned seed) : seeds_(std::move(all)), words_(words()), random_(seed) {}

  std::string mutation_of(const std::string& seed) {
    std::string text = seed;
    for (std::size_t left = 1 + below(4); left > 0; --left) change(text);
    return text.size() > largest ? text.substr(0, largest) : text;
  }

 private:
  // Not std::uniform_int_distribution: its numbers differ from library to library.
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
  std::string_view part_of(std::string_view text) {
    const std::size_t at = below(text.size());
    return text.substr(at, below(std::min<std::size_t>(text.size() - at, 60)));
  }

  void change(std::string& text) {
    const std::size_t at = below(text.size());
    const std::string& word = words_[below(words_.size())];
    switch (below(7)) {
      case 0:
        text.erase(at, below(40));
        break;
      case 1:
        text.insert(at, part_of(text));
        break;
      case 2:
        text.insert(at, part_of(seeds_[below(seeds_.size())]));
        break;
      case 3:
        text.insert(at, " " + word + " ");
        break;
      case 4: {  // a word for another
        const std::size_t begin = std::min(text.size(), text.find_first_of(" \n(,;", at));
        const std::size_t end = std::min(text.size(), text.find_first_of(" \n(,;", begin + 1));
        text.replace(begin, end - begin, " " + word);
        break;
      }
      case 5:
        if (!text.empty()) text[at] = static_cast<char>(random_());
        break;
      default:
        text.resize(at);
    }
  }

  std::vector<std::string> seeds_;
  std::vector<std::string> words_;
  std::mt19937 random_;
};

int run_all(std::size_t mutations) {
  const std::vector<std::string> all = seeds();
  Mutator mutator(all, 7);
  std::size_t runs = 0;
  for (const std::string& seed : all) {
    run(seed);
    for (std::size_t i = 0; i < mutations; ++i) run(mutator.mutation_of(seed));
    runs += 1 + mutations;
  }
  fmt::print("{} inputs\n", runs);
  return all.empty() ? 1 : 0;
}

}  // namespace
}  // namespace galley::fuzz

int main(int argc, char** argv) {
  using namespace galley::fuzz;
#ifndef __SANITIZE_ADDRESS__  // which reserves more than anybody has
  const rlimit limit{memory_limit, memory_limit};
  setrlimit(RLIMIT_AS, &limit);
#endif
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGBUS, SIGILL}) std::signal(signal, show_input);
  const std::string argument = argc > 1 ? argv[1] : "10";
  if (argument != "-") return run_all(std::stoul(argument));
  run({std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()});
  return 0;
}

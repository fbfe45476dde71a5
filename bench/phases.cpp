// bench_phases FOLDER [upgrade|downgrade] [postgresql|sqlite]: what each phase of a compilation costs, in CPU time and in memory that was
// new to it. The phases of one revision follow one another before the next revision is read; their times are summed up.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "base/output_file.hpp"
#include "driver/lowering.hpp"
#include "driver/revision_bodies.hpp"

namespace {

using namespace galley;

enum class Phase { reading, headers, planning, parsing, replay, lowering, sections, text, output };
constexpr std::array<const char*, 9> phase_names{"reading",  "headers, graph", "plan", "parsing", "replay",
                                                 "lowering", "sections",       "text", "output"};

double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Pages of this process that are in memory.
long resident_pages() {
  long size = 0;
  long resident = 0;
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr) return 0;
  if (std::fscanf(file, "%ld %ld", &size, &resident) != 2) resident = 0;
  std::fclose(file);
  return resident;
}

class Clock {
 public:
  /// Everything since the last call belongs to the phase.
  void end(Phase phase) {
    const double now = cpu_seconds();
    spent_[static_cast<std::size_t>(phase)] += now - last_;
    last_ = now;
  }
  void end_with_memory(Phase phase) {
    end(phase);
    const long pages = resident_pages();
    grown_[static_cast<std::size_t>(phase)] = pages - pages_;
    pages_ = pages;
    last_ = cpu_seconds();
  }
  void print() const {
    const double page = static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1024 / 1024;
    double total = 0;
    for (const double seconds : spent_) total += seconds;
    for (std::size_t i = 0; i < spent_.size(); ++i)
      fmt::print(stderr, "{:<16}{:8.1f} ms {:5.1f} % {:+8.1f} MiB\n", phase_names[i], spent_[i] * 1e3, 100 * spent_[i] / total,
                 static_cast<double>(grown_[i]) * page);
    fmt::print(stderr, "{:<16}{:8.1f} ms         {:8.1f} MiB\n", "together", total * 1e3, static_cast<double>(pages_) * page);
  }

 private:
  std::array<double, phase_names.size()> spent_{};
  std::array<long, phase_names.size()> grown_{};
  double last_ = cpu_seconds();
  long pages_ = resident_pages();
};

bool read_migrations(const std::string& folder, Project& project) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder + "/migrations")) {
    if (entry.path().extension() == ".mig") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  std::string error;
  for (std::string& path : paths) {
    if (!project.sources.read(std::move(path), project.migrations.emplace_back(), error)) return false;
  }
  return true;
}

/// False when the history does not compile.
bool compile_steps(Project& project, const Dialect& dialect, const Plan& plan, Clock& clock) {
  Diagnostics diagnostics;
  RevisionBodies bodies(project, plan.direction == Direction::downgrade);
  ScriptMaker maker(*project.graph, plan);
  maker.script().accept_data_loss = true;
  const auto writer = dialect.begin_script(maker.script(), project.sources, plan.steps.size());
  const ReplayOptions options = replay_options_of({});
  const auto read = [&](RevisionIndex index) -> const ast::Revision& {
    clock.end(Phase::replay);
    const ast::Revision& revision = bodies.read(index);
    clock.end(Phase::parsing);
    return revision;
  };
  StepwiseReplay replay(*project.graph, plan, dialect, options, read, diagnostics);
  replay.apply_history();
  clock.end_with_memory(Phase::replay);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const ReplayedRevision revision = replay.next();
    clock.end(Phase::replay);
    const ast::RevisionHeader& header = project.graph->revision(plan.steps[i].revision).header;
    std::vector<Step> steps = dialect.lower(revision, {.strategy = header.strategy}, diagnostics);
    clock.end(Phase::lowering);
    const std::vector<Section> sections = maker.next(revision, std::move(steps));
    clock.end(Phase::sections);
    for (const Section& section : sections) writer->add(section);
    clock.end(Phase::text);
  }
  clock.end_with_memory(Phase::text);
  const ScriptText text = writer->finish();
  if (text.for_each([](std::string_view piece) { return write_all(STDOUT_FILENO, piece); })) return false;
  clock.end_with_memory(Phase::output);
  return !diagnostics.has_errors() && !bodies.diagnostics().has_errors();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_phases FOLDER [upgrade|downgrade] [postgresql|sqlite]\n");
    return 2;
  }
  const bool up = argc < 3 || std::string_view(argv[2]) == "upgrade";
  std::string error;
  const auto dialect = make_dialect(argc < 4 ? "postgresql" : argv[3], {}, error);
  Project project;
  Diagnostics diagnostics;
  Clock clock;
  if (!dialect || !read_migrations(argv[1], project)) return 1;
  clock.end_with_memory(Phase::reading);
  load_headers(project, diagnostics);
  clock.end_with_memory(Phase::headers);
  if (!project.graph) return 1;
  const auto plan = make_plan(*project.graph, up ? Direction::upgrade : Direction::downgrade, up ? "heads" : "base", diagnostics);
  clock.end_with_memory(Phase::planning);
  if (!plan || !compile_steps(project, *dialect, *plan, clock)) return 1;
  clock.print();
  return 0;
}

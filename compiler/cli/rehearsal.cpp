#include "cli/rehearsal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <tuple>

#include "base/output_file.hpp"
#include "cli/rehearsal_report.hpp"
#include "driver/schema.hpp"

namespace galley {
namespace {

std::string selector_of(const std::vector<std::string>& rows) { return rows.empty() ? "base" : fmt::format("{}", fmt::join(rows, ",")); }

}  // namespace

ExitCode Rehearsal::run() {
  const ExitCode code = rehearse();
  clear_progress();
  return code;
}

ExitCode Rehearsal::rehearse() {
  std::string error;
  const std::unique_ptr<RehearsalDatabase> subject = server_.make_subject(error);
  if (!subject) return session_.fail(ExitCode::input_output_failed, error);
  report_ = fmt::format("Rehearsal on {}\n", server_.description());
  if (const ExitCode code = reach_start(*subject); code != ExitCode::done) return code;
  const std::size_t colon = request_.range.find(':');
  const std::string target = colon == std::string::npos ? request_.range : request_.range.substr(colon + 1);
  const std::string up = start_ + ":" + target;
  if (const ExitCode code = go(*subject, Direction::upgrade, up, nullptr); code != ExitCode::done || !request_.round_trip) return code;
  const SchemaListing reached = subject->schema();
  const std::string down = fmt::format("{}:{}", selector_of(subject->version_rows()), start_);
  if (const ExitCode code = go(*subject, Direction::downgrade, down, nullptr); code != ExitCode::done) return code;
  // Down to a branch point takes all of its branches away, those too that were there before.
  return go(*subject, Direction::upgrade, selector_of(subject->version_rows()) + ":" + target, &reached);
}

ExitCode Rehearsal::reach_start(RehearsalDatabase& subject) {
  const std::size_t colon = request_.range.find(':');
  if (request_.starts_as_it_is) {
    start_ = colon == std::string::npos ? selector_of(subject.version_rows()) : request_.range.substr(0, colon);
    return ExitCode::done;
  }
  start_ = colon == std::string::npos || colon == 0 ? "base" : request_.range.substr(0, colon);
  if (start_ == "base") return ExitCode::done;
  const std::optional<std::string> script = compile_script(Direction::upgrade, "base:" + start_);
  if (!script) return session_.print_diagnostics();
  const RehearsedScript before = subject.run(*script, [](const std::string&) {});
  start_ = selector_of(subject.version_rows());
  if (before.error.empty()) return ExitCode::done;
  report_ += fmt::format("\non the way to {}\n{}", start_, steps_text(before));
  return session_.fail(ExitCode::findings, "the script that leads to where the rehearsal begins has failed");
}

ExitCode Rehearsal::go(RehearsalDatabase& subject, Direction direction, const std::string& range, const SchemaListing* as_before) {
  const std::optional<std::string> script = compile_script(direction, range);
  if (!script) return session_.print_diagnostics();
  const RehearsedScript run = subject.run(*script, [this](const std::string& title) { show_progress(title); });
  clear_progress();
  report_ += fmt::format("\n{} {}{}\n{}", direction == Direction::upgrade ? "up" : "down", range, as_before == nullptr ? "" : ", again",
                         steps_text(run));
  if (!run.error.empty()) return session_.fail(ExitCode::findings, "the script has failed");
  if (const ExitCode code = compare(subject, direction); code != ExitCode::done) return code;
  if (as_before == nullptr || subject.schema() == *as_before) return ExitCode::done;
  report_ += "  IT IS NOT what it was after the first upgrade:\n" + schema_report(differences(*as_before, subject.schema()), {});
  return session_.fail(ExitCode::findings, "the second upgrade has made another schema than the first");
}

ExitCode Rehearsal::compare(RehearsalDatabase& subject, Direction direction) {
  std::string error;
  const std::optional<SchemaListing> wanted = wanted_schema(subject.version_rows(), error);
  if (!wanted) return error.empty() ? session_.print_diagnostics() : session_.fail(ExitCode::findings, error);
  const SchemaListing found = subject.schema();
  const std::vector<SchemaDifference> differing =
      differences(*wanted, found, direction == Direction::upgrade ? ColumnOrder::counts : ColumnOrder::does_not_count);
  report_ += schema_report(differing, found);
  return is_as_wanted(differing) ? ExitCode::done : session_.fail(ExitCode::findings, "the schema is not what the history says");
}

std::optional<std::string> Rehearsal::compile_script(Direction direction, const std::string& range) {
  CompileOptions options = session_.compile_options();
  options.direction = direction;
  options.range = range;
  options.accept_data_loss = true;  // of a database that nobody minds
  return compile(session_.project(), dialect_, options, session_.diagnostics());
}

std::optional<SchemaListing> Rehearsal::wanted_schema(const std::vector<std::string>& rows, std::string& error) {
  if (rows.empty()) return SchemaListing{};
  const std::optional<std::string> ddl =
      schema_text(session_.project(), dialect_, session_.compile_options(), selector_of(rows), session_.diagnostics());
  const std::unique_ptr<RehearsalDatabase> made = ddl ? server_.make_empty(error) : nullptr;
  if (!made) return std::nullopt;
  if (const std::optional<std::string> failed = made->execute(*ddl)) {
    error = fmt::format("the schema of {} cannot be made by itself: {}", selector_of(rows), *failed);
    return std::nullopt;
  }
  return made->schema();
}

void Rehearsal::show_progress(const std::string& title) const {
  constexpr std::size_t width = 78;
  if (::isatty(STDERR_FILENO) == 1) std::ignore = write_all(STDERR_FILENO, fmt::format("\r\x1b[K{}", title.substr(0, width)));
}
void Rehearsal::clear_progress() const {
  if (::isatty(STDERR_FILENO) == 1) std::ignore = write_all(STDERR_FILENO, "\r\x1b[K");
}

}  // namespace galley

#include "cli/new_revision.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>

#include "base/assert.hpp"
#include "base/letter_case.hpp"
#include "galley/format.hpp"

namespace galley {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_slug = 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// 0000-00-00, perhaps with a time behind it.
bool is_date(std::string_view text) {
  constexpr std::string_view form = "0000-00-00";
  if (text.size() < form.size() || (text.size() > form.size() && text[form.size()] != 'T')) return false;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i]) return false;
  return true;
}

std::string random_id() {
  std::random_device device;
  const std::uint64_t number = (std::uint64_t{device()} << 32 | device()) & 0xffff'ffff'ffff;
  return fmt::format("{:012x}", number);
}

std::string now() {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto day = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(seconds - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::vector<Name> names_of(const std::vector<std::string>& texts) {
  std::vector<Name> names;
  for (const std::string& text : texts) names.push_back({text, {}});
  return names;
}

std::optional<ast::StringLiteral> literal_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return ast::StringLiteral{text, {}};
}

/// What a file's name may hold on every system.
std::string safe_in_a_path(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return std::string_view("/\\<>|?*&$;!~^%#()[]{}").find(c) != std::string_view::npos; }, '_');
  return text;
}

std::optional<std::vector<std::string>> needed(Session& session, const std::vector<std::string>& selectors) {
  std::vector<std::string> ids;
  for (const std::string& selector : selectors) {
    const auto revisions = select_revisions(session.graph(), selector, session.diagnostics());
    if (!revisions) return std::nullopt;
    for (const RevisionIndex revision : *revisions) ids.push_back(session.graph().id(revision));
  }
  return ids;
}

}  // namespace

void add_new_revision_options(CLI::App& command, NewRevisionOptions& options) {
  NewRevision& revision = options.revision;
  command.add_option("-m,--message", revision.message, "What the revision does, in a few words")->type_name("TEXT");
  command.add_option("--rev-id", revision.id, "Its id (default: 12 random hexadecimal digits)")->type_name("ID");
  command.add_option("--branch-label", revision.labels, "A label that names the branch from here on; may be repeated")
      ->type_name("LABEL")
      ->allow_extra_args(false)
      ->delimiter(',');
  command.add_option("--depends-on", options.depends_on, "A revision of another branch that has to come first; may be repeated")
      ->type_name("REVISION")
      ->allow_extra_args(false)
      ->delimiter(',');
  command.add_option("--date", revision.created, "2026-01-15 or 2026-01-15T10:30:00Z (default: now)")->type_name("DATE");
  command.add_option("--author", revision.author, "Who answers for it")->type_name("NAME");
  command.add_option("--ticket", revision.ticket, "Where it was asked for")->type_name("TICKET");
  command.add_option("--version-path", options.folder, "The folder of the new file (default: that of the migrations)")->type_name("DIR");
}

bool complete(NewRevision& revision, std::string& error) {
  if (revision.id.empty()) revision.id = random_id();
  if (revision.created.empty()) revision.created = now();
  if (is_date(revision.created)) return true;
  error = fmt::format("--date {} is no date: write 2026-01-15 or 2026-01-15T10:30:00Z", revision.created);
  return false;
}

std::string slug_of(std::string_view message) {
  std::string slug;
  bool is_word = false;
  for (const char c : message) {
    const char lower = lower_case(c);
    if (!(lower >= 'a' && lower <= 'z') && !is_digit(c)) {
      is_word = false;
      continue;
    }
    if (!is_word && !slug.empty()) slug += '_';
    is_word = true;
    slug += lower;
  }
  if (slug.size() <= longest_slug) return slug;
  const std::size_t last = slug.rfind('_', longest_slug);
  slug.resize(last == std::string::npos ? longest_slug : last);
  return slug;
}

std::string file_name_of(const NewRevision& revision) {
  std::string date = revision.created.substr(0, 10);
  std::erase(date, '-');
  const std::string slug = slug_of(revision.message);
  return fmt::format("{}_{}{}{}.mig", date, safe_in_a_path(revision.id), slug.empty() ? "" : "_", slug);
}

std::string text_of(const NewRevision& revision) {
  ast::File file;
  ast::RevisionHeader& header = file.revisions.emplace_back().header;
  header.id = {revision.id, {}};
  header.message = literal_of(revision.message);
  header.parents = names_of(revision.parents);
  header.dependencies = names_of(revision.dependencies);
  header.labels = names_of(revision.labels);
  header.created = literal_of(revision.created);
  header.author = literal_of(revision.author);
  header.ticket = literal_of(revision.ticket);
  return to_source(file);
}

std::string text_with_upgrade(const NewRevision& revision, std::string_view statements) {
  constexpr std::string_view nothing = "upgrade { }\n";
  std::string text = text_of(revision);
  const std::size_t body = text.rfind(nothing);
  GALLEY_ASSERT(body != std::string::npos);
  return text.replace(body, nothing.size(), fmt::format("upgrade {{\n{}}}\n\ndowngrade auto;\n", statements));
}

ExitCode write_new_revision(Session& session, const NewRevisionOptions& options) {
  NewRevision revision = options.revision;
  std::string error;
  if (!complete(revision, error)) return session.fail(ExitCode::wrong_usage, error);
  const auto dependencies = needed(session, options.depends_on);
  if (!dependencies) return session.print_diagnostics();
  revision.dependencies = *dependencies;
  const fs::path folder = options.folder.empty() ? fs::path(session.migrations_folder()) : fs::path(options.folder);
  const std::string path = (folder / file_name_of(revision)).generic_string();
  std::error_code code;
  if (fs::exists(path, code)) return session.fail(ExitCode::wrong_usage, fmt::format("\"{}\" exists already", path));

  // What is wrong with it is found as it would be found afterwards.
  Project& project = session.project();
  constexpr std::string_view hint = "    -- what changes, each statement ended by a semicolon; the way back is derived\n";
  const std::string text = revision.parents.size() > 1 ? text_of(revision) : text_with_upgrade(revision, hint);
  project.migrations.push_back(project.sources.add(path, text));
  project.graph.reset();
  load_headers(project, session.diagnostics());
  session.check_ids();
  if (const ExitCode found = session.print_diagnostics(); found != ExitCode::done) return found;
  if (!fs::create_directories(folder, code) && code)
    return session.fail(ExitCode::input_output_failed, fmt::format("cannot make \"{}\": {}", folder.generic_string(), code.message()));
  if (const ExitCode written = session.write_output(path, text); written != ExitCode::done) return written;
  return session.write_output("", path + "\n");
}

}  // namespace galley

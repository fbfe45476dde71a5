// The part of a session that chooses dialects: -d and --target, else what the configuration says.
#include "cli/session.hpp"

namespace galley {
namespace {

std::optional<Strategy> strategy_of(std::string_view name) {
  if (name.empty()) return std::nullopt;
  return name == "online" ? Strategy::online : Strategy::direct;
}

Annotations annotations_of(std::string_view name) {
  if (name == "none") return Annotations::none;
  return name == "full" ? Annotations::full : Annotations::brief;
}

}  // namespace

std::unique_ptr<Dialect> Session::make(std::string_view dialect, std::string_view target) {
  DialectOptions dialect_options{.target = std::string(target),
                                 .default_schema = config_.default_schema,
                                 .version_table = config_.version_table,
                                 .foreign_keys = config_.sqlite_foreign_keys,
                                 .annotations = annotations_of(script_choice.annotate.empty() ? config_.annotate : script_choice.annotate),
                                 .strategy = strategy_of(script_choice.strategy),
                                 .default_strategy = strategy_of(config_.strategy),
                                 .script = config_.script};
  dialect_options.script.transaction = script_choice.transaction;
  dialect_options.script.runner = script_choice.runner;
  if (!script_choice.databases.empty()) dialect_options.script.databases = script_choice.databases;
  dialect_options.script.window_begin = script_choice.window_begin;
  dialect_options.script.window_end = script_choice.window_end;
  if (target.empty()) dialect_options.target = dialect == "postgresql" ? config_.postgresql_target : config_.sqlite_target;
  std::string error;
  std::unique_ptr<Dialect> made = make_dialect(dialect, dialect_options, error);
  if (!made) fail(ExitCode::wrong_usage, error);
  return made;
}

std::vector<std::unique_ptr<Dialect>> Session::choose_dialects(const std::string& dialect, const std::string& target) {
  // A target may name its dialect: "postgresql:15".
  const std::size_t colon = target.find(':');
  const std::string named = colon == std::string::npos ? "" : target.substr(0, colon);
  const std::string number = colon == std::string::npos ? target : target.substr(colon + 1);
  if (!named.empty() && !dialect.empty() && named != dialect) {
    fail(ExitCode::wrong_usage, fmt::format("--target {} and --dialect {} name different dialects", target, dialect));
    return {};
  }
  std::vector<std::string> names = config_.dialects;
  if (!dialect.empty()) names = {dialect};
  if (!named.empty()) names = {named};
  if (names.size() > 1 && !number.empty()) {
    fail(ExitCode::wrong_usage,
         fmt::format("--target {} needs a dialect: write {}:{}", target, fmt::join(names, fmt::format(":{} or ", number)), number));
    return {};
  }
  std::vector<std::unique_ptr<Dialect>> made;
  for (const std::string& name : names) {
    made.push_back(make(name, number));
    if (!made.back()) return {};
  }
  return made;
}

std::unique_ptr<Dialect> Session::choose_dialect(const std::string& dialect, const std::string& target) {
  std::vector<std::unique_ptr<Dialect>> made = choose_dialects(dialect, target);
  if (made.size() > 1) {
    fail(ExitCode::wrong_usage, fmt::format("say for which database: -d {}", fmt::join(config_.dialects, " or -d ")));
    return nullptr;
  }
  return made.empty() ? nullptr : std::move(made.front());
}

}  // namespace galley

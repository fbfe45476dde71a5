#include "sqlite/memory_schema.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>

#include "base/letter_case.hpp"
#include "raw_tokens.hpp"
#include "sqlite/quoting.hpp"
#include "sqlite/raw_rules.hpp"
#include "sqlite/table_definition.hpp"

namespace galley::sqlite {
namespace {

std::optional<std::string> after_prefix(std::string_view message, std::string_view prefix) {
  if (!message.starts_with(prefix)) return std::nullopt;
  return std::string(message.substr(prefix.size()));
}

bool same_name(std::string_view a, std::string_view b) { return upper_case(a) == upper_case(b); }

/// The table of this name, whatever its case.
TablePointer table_named(const Catalog& catalog, const std::string& schema, std::string_view name) {
  if (TablePointer table = catalog.find_table({schema, std::string(name)})) return table;
  for (const auto& [key, table] : catalog.tables())
    if (key.schema == schema && same_name(key.name, name)) return table;
  return nullptr;
}

const ViewDefinition* view_named(const Catalog& catalog, const std::string& schema, std::string_view name, std::string& spelling) {
  const ObjectKey first{ObjectKind::view, {schema, {}}, {}};
  for (auto at = catalog.objects().lower_bound(first); at != catalog.objects().end() && at->first.kind == ObjectKind::view; ++at) {
    if (at->first.name.schema != schema || !same_name(at->first.name.name, name)) continue;
    spelling = at->first.name.name;
    return std::get_if<ViewDefinition>(&at->second->definition);
  }
  return nullptr;
}

std::string create_view(const std::string& name, const ViewDefinition& view) {
  const std::string columns = view.columns.empty() ? std::string() : fmt::format(" ({})", identifier_list(view.columns));
  return fmt::format("CREATE VIEW {}{} AS {}\n", identifier(name), columns, view.query);
}

/// Where a message points to whose place SQLite does not tell: at the end of the text, or at the word that it names.
RawError placed(std::string message, std::string_view text, int offset) {
  RawError error{.message = std::move(message), .offset = 0, .uncertain = false, .size = 0};
  if (offset >= 0)
    error.offset = static_cast<std::size_t>(offset);
  else if (error.message == "incomplete input")
    error.offset = text.size();
  else
    error.offset = offset_of_name(error.message, text).value_or(0);
  error.size = token_size_at(text, error.offset, raw_rules);
  return error;
}

/// Called by SQLite for everything that a statement reads while it is prepared.
int note_access(void* reads, int action, const char*, const char* column, const char*, const char* within) {
  auto& list = *static_cast<std::vector<Access>*>(reads);
  const auto text = [](const char* words) { return std::string(words ? words : ""); };
  if (action == SQLITE_READ) list.push_back({text(column), text(within)});
  return action == SQLITE_ATTACH || action == SQLITE_DETACH ? SQLITE_DENY : SQLITE_OK;
}

}  // namespace

int parser_minor() {
  constexpr int one_minor = 1000;
  return sqlite3_libversion_number() / one_minor % one_minor;
}

std::optional<std::string> missing_relation(std::string_view message) {
  std::optional<std::string> name = after_prefix(message, "no such table: ");
  if (!name) name = after_prefix(message, "no such view: ");
  if (name && name->starts_with("main.")) name->erase(0, std::string_view("main.").size());
  return name;
}

std::optional<std::string> missing_function(std::string_view message) { return after_prefix(message, "no such function: "); }

std::optional<std::size_t> offset_of_name(std::string_view message, std::string_view text) {
  const std::size_t colon = message.rfind(": ");
  if (colon == std::string_view::npos) return std::nullopt;
  const std::size_t dot = message.rfind('.');
  const std::size_t begin = dot != std::string_view::npos && dot > colon ? dot + 1 : colon + 2;
  const std::string wanted = upper_case(message.substr(begin));
  for (const RawToken& token : scan_raw(text, raw_rules).tokens) {
    const std::size_t quotes = token.kind == RawTokenKind::quoted_name ? 1 : 0;
    if (upper_case(text.substr(token.begin + quotes, token.end - token.begin - 2 * quotes)) == wanted) return token.begin;
  }
  return std::nullopt;
}

MemorySchema::MemorySchema(const Catalog& catalog, const DialectOptions& options)
    : catalog_(catalog), options_(options), database_(nullptr, &sqlite3_close) {
  sqlite3* handle = nullptr;
  sqlite3_open(":memory:", &handle);
  database_.reset(handle);
}

MemorySchema::~MemorySchema() = default;

bool MemorySchema::execute(const std::string& sql) {
  return sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool MemorySchema::make_relation(std::string_view name) {
  if (!asked_.insert(upper_case(name)).second) return false;
  std::string spelling;
  if (const ViewDefinition* view = view_named(catalog_, options_.default_schema, name, spelling)) {
    made_.push_back(spelling);
    return execute(create_view(spelling, *view));
  }
  const TablePointer table = table_named(catalog_, options_.default_schema, name);
  if (!table) return false;
  // What the target cannot have is reported where the table is made.
  Diagnostics unheard;
  std::vector<std::string> unseen;
  const Capabilities capabilities;
  const Context context{capabilities, options_, unheard, unseen};
  if (!execute(create_table({.name = identifier(table->name.name)}, *table, context))) return false;
  made_.push_back(table->name.name);
  for (const Index& index : table->indexes) execute(create_index(*table, index, false, context));
  return true;
}

bool MemorySchema::make_trigger(std::string_view name) {
  const auto& objects = catalog_.objects();
  for (auto at = objects.lower_bound({ObjectKind::trigger, {}, {}}); at != objects.end() && at->first.kind == ObjectKind::trigger; ++at) {
    if (!same_name(at->first.part, name)) continue;
    static_cast<void>(make_relation(at->first.name.name));
    const bool on_view = table_named(catalog_, at->first.name.schema, at->first.name.name) == nullptr;
    return execute(fmt::format("CREATE TRIGGER {} {} INSERT ON {} BEGIN SELECT 1; END", identifier(at->first.part),
                               on_view ? "INSTEAD OF" : "AFTER", identifier(at->first.name.name)));
  }
  return false;
}

PreparedStatement MemorySchema::prepare_once(std::string_view text) {
  PreparedStatement result;
  if (!database_) {
    result.empty = true;
    return result;
  }
  sqlite3_set_authorizer(database_.get(), &note_access, &result.reads);
  sqlite3_stmt* handle = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v2(database_.get(), text.data(), static_cast<int>(text.size()), &handle, &rest);
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(handle, &sqlite3_finalize);
  sqlite3_set_authorizer(database_.get(), nullptr, nullptr);
  if (code != SQLITE_OK) {
    result.error = placed(sqlite3_errmsg(database_.get()), text, sqlite3_error_offset(database_.get()));
    return result;
  }
  result.end = static_cast<std::size_t>(rest - text.data());
  result.empty = handle == nullptr;
  const bool reads_only = handle != nullptr && sqlite3_stmt_readonly(handle) != 0 && sqlite3_column_count(handle) > 0;
  const std::string_view pragma = "PRAGMA";
  result.is_query = reads_only && !upper_case(text.substr(0, pragma.size())).starts_with(pragma);
  for (int i = 0; result.is_query && i < sqlite3_column_count(handle); ++i) result.output.emplace_back(sqlite3_column_name(handle, i));
  return result;
}

PreparedStatement MemorySchema::run_definition(const std::string& text) {
  PreparedStatement prepared = prepare(text);
  const std::string start = upper_case(std::string_view(text).substr(0, text.find_first_of(" \t\r\n")));
  const bool defines = start == "CREATE" || start == "ALTER" || start == "DROP";
  if (defines && !prepared.error) execute(text);
  return prepared;
}

PreparedStatement MemorySchema::prepare(std::string_view text) {
  while (true) {
    PreparedStatement result = prepare_once(text);
    if (!result.error) return result;
    const std::optional<std::string> trigger = after_prefix(result.error->message, "no such trigger: ");
    const std::optional<std::string> relation = missing_relation(result.error->message);
    if (!(trigger && make_trigger(*trigger)) && !(relation && make_relation(*relation))) return result;
  }
}

}  // namespace galley::sqlite

// Views, triggers, and who may do what.
#include <fmt/format.h>

#include <algorithm>

#include "catalog/default_privileges.hpp"
#include "catalog/privileges.hpp"
#include "diag/catalogue/views.hpp"
#include "postgresql/lowering.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/script_text.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

constexpr int first_maintain = 17;
constexpr int first_security_invoker = 15;

std::string_view plural_words(ObjectKind kind) {
  if (kind == ObjectKind::sequence) return "SEQUENCES";
  if (kind == ObjectKind::function) return "FUNCTIONS";
  return kind == ObjectKind::procedure ? "PROCEDURES" : "TABLES";
}

template <class Change>
bool names_maintain(const Change& change) {
  return std::any_of(change.privileges.begin(), change.privileges.end(),
                     [](const Privilege& privilege) { return privilege.name == "maintain"; });
}

/// "grant select, insert (a) on t": what the script says of it.
template <class Change>
std::string reason_of(const Change& change, const std::string& objects) {
  std::string privileges;
  for (const Privilege& privilege : change.privileges) privileges += (privileges.empty() ? "" : ", ") + privilege.name;
  return fmt::format("{} {} on {}", change.is_revoke ? "revoke" : "grant", privileges, objects);
}

/// Whether the role has every privilege there is, as far as the catalog keeps them.
bool has_all(const std::vector<Grant>& grants, const std::string& role, ObjectKind kind) {
  const auto& all = privileges_of(kind);
  return std::all_of(all.begin(), all.end(), [&](std::string_view name) {
    return std::any_of(grants.begin(), grants.end(),
                       [&](const Grant& grant) { return grant.role == role && grant.privilege == name && grant.column.empty(); });
  });
}

/// From what the server gives to a new object to what it is to have. `all` is more than the catalog keeps on newer servers, so
/// that it is taken away and given as a whole.
std::vector<ChangePrivileges> changes_of_new(const std::vector<Grant>& given, const std::vector<Grant>& wanted, const ObjectKey& key) {
  std::vector<Grant> kept = given;
  std::erase_if(kept, [&](const Grant& grant) { return has_all(given, grant.role, key.kind) != has_all(wanted, grant.role, key.kind); });
  std::vector<ChangePrivileges> changes = changes_between(given, kept, key);
  for (ChangePrivileges& change : changes_between(kept, wanted, key)) changes.push_back(std::move(change));
  return changes;
}

}  // namespace

std::string Lowering::checked_view(const CreateObject& change, const ViewDefinition& view) {
  check_view_options(view.options);
  return create_view(change);
}

std::string Lowering::checked_view_options(const SchemaObject& view, const ChangeViewOptions& change) {
  check_view_options(change.set);
  return alter_view_options(view, change);
}

void Lowering::check_view_options(const std::vector<StorageOption>& options) {
  for (const StorageOption& option : options) {
    const Span place = option.name.span.exists() ? option.name.span : operation_->span;
    if (option.name.text == "security_invoker") require(first_security_invoker, "a view with security_invoker", place);
  }
}

std::string Lowering::checked_trigger(const CreateObject& change, const TriggerDefinition& trigger) {
  if (!trigger.body.empty())
    diagnostics_.report(operation_->span, diag::trigger_with_body)
        .help("make a function that returns trigger and write \"execute function\"; or keep the trigger for SQLite: on sqlite {{ ... }}");
  return create_trigger(change, printing_);
}

void Lowering::add_indexes_of(const SchemaObject& object) {
  const auto* view = std::get_if<ViewDefinition>(&object.definition);
  if (view == nullptr) return;
  for (const Index& index : view->indexes) add_index({.table = object.key.name, .index = index});
}

void Lowering::add_privileges(const ObjectKey& key, const std::string& object, const std::optional<std::string>& owner,
                              const std::vector<Grant>& grants) {
  const bool is_view = key.kind == ObjectKind::view || key.kind == ObjectKind::materialized_view;
  const std::string target = is_view ? table_text(key.name) : object;
  for (ChangePrivileges change : changes_of_new(given_to_new(key.kind, owner), grants, key)) {
    if (target_.version < first_maintain)  // a part of what `all` means on newer servers
      std::erase_if(change.privileges, [](const Privilege& privilege) { return privilege.name == "maintain"; });
    if (!change.privileges.empty()) add(change_privileges(change, target), reason_of(change, shown(key)), Impact());
  }
}

std::vector<Grant> Lowering::given_to_new(ObjectKind kind, const std::optional<std::string>& owner) const {
  const std::optional<ObjectKind> known = default_kind(kind);
  const auto found = known ? operation_->given_by_default.find(*known) : operation_->given_by_default.end();
  if (found == operation_->given_by_default.end()) return initial_grants(kind);
  std::vector<Grant> given = found->second;
  if (owner) std::erase_if(given, [&](const Grant& grant) { return grant.role == *owner; });  // joined with what it has as the owner
  return given;
}

void Lowering::add_access_of(const Table& table) {
  using enum ast::RowSecurity;
  const std::string name = shown(table.name);
  if (table.row_security) add(set_row_security({table.name, enable}), "row level security of " + name, Impact());
  if (table.force_row_security)
    add(set_row_security({table.name, force}), "row level security of " + name + ", its owner included", Impact());
  add_privileges({ObjectKind::table, table.name, {}}, table_text(table.name), table.owner, table.grants);
  for (const Column& column : table.columns) add_identity_privileges(table.name, column);
}

void Lowering::add_identity_privileges(const ObjectName& table, const Column& column) {
  if (!column.identity) return;
  const ObjectKey key{ObjectKind::column, table, column.name};
  const std::optional<std::string> owner = table_after() == nullptr ? std::nullopt : table_after()->owner;
  for (const ChangePrivileges& change : changes_of_new(given_to_new(key.kind, owner), column.identity->grants, key))
    change_identity_privileges(change, key);
}

void Lowering::change_identity_privileges(const ChangePrivileges& change, const ObjectKey& column) {
  std::string words = change_privileges(change, "SEQUENCE \x01");
  words.pop_back();
  std::string format;
  for (const char c : words) format += c == '%' ? std::string("%%") : c == '\x01' ? std::string("%s") : std::string(1, c);
  const std::string body = fmt::format("  EXECUTE pg_catalog.format({},\n    pg_catalog.pg_get_serial_sequence({}, {}));\n",
                                       string_literal(format), string_literal(qualified(column.name)), string_literal(column.part));
  Step& step = add(do_block("", body), reason_of(change, "the sequence of " + shown(column.name, column.part)), Impact());
  while (step.sql.ends_with('\n')) step.sql.pop_back();
}

std::string Lowering::privilege_target(const ChangePrivileges& change) const {
  std::string names;
  const auto add_name = [&](const std::string& name) { names += (names.empty() ? "" : ", ") + name; };
  const ObjectKind kind = change.objects.front().kind;
  if (change.all_in_schema) {
    for (const ObjectKey& schema : change.objects) add_name(identifier(schema.name.schema));
    return fmt::format("ALL {} IN SCHEMA {}", plural_words(kind), names);
  }
  std::string words;
  for (const ObjectKey& key : change.objects) {
    const auto known = std::find_if(operation_->objects.begin(), operation_->objects.end(),
                                    [&](const ObjectChange& object) { return object.before && object.before->key == key; });
    const bool is_table = known == operation_->objects.end() || std::holds_alternative<ViewDefinition>(known->before->definition);
    const std::string text = key.kind == ObjectKind::enumeration ? enum_text(key.name)
                             : is_table                          ? table_text(key.name)
                                                                 : object_text(*known->before, printing_);
    const std::size_t blank = text.find(' ');
    words = text.substr(0, blank);
    add_name(text.substr(blank + 1));
  }
  return words + " " + names;
}

void Lowering::operator()(const ChangePrivileges& change) {
  if (names_maintain(change)) require(first_maintain, "the privilege maintain", operation_->span);
  if (change.objects.front().kind == ObjectKind::column) {
    for (const ObjectKey& column : change.objects) change_identity_privileges(change, column);
    return;
  }
  std::string objects;
  for (const ObjectKey& key : change.objects)
    objects += (objects.empty() ? "" : ", ") + (change.all_in_schema ? "schema " + key.name.schema : shown(key));
  add(change_privileges(change, privilege_target(change)), reason_of(change, objects));
}

void Lowering::operator()(const ChangeDefaultPrivileges& change) {
  if (names_maintain(change)) require(first_maintain, "the privilege maintain", operation_->span);
  for (const ObjectKey& defaults : change.defaults) {
    const std::string schema = defaults.name.schema.empty() ? "" : " in schema " + defaults.name.schema;
    add(change_default_privileges(defaults, change), reason_of(change, "new " + defaults.part + schema));
  }
}

void Lowering::operator()(const SetRowSecurity& change) { add(set_row_security(change), "row level security of " + shown(change.table)); }

void Lowering::operator()(const RefreshView& change) {
  add(refresh_view(change), fmt::format("refresh {}{}", shown(change.view), change.concurrently ? " while it is read" : ""));
}

}  // namespace galley::postgresql

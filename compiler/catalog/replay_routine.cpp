#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/object_needs.hpp"
#include "catalog/resolve.hpp"
#include "catalog/resolve_body.hpp"
#include "catalog/statements.hpp"
#include "catalog/types.hpp"
#include "diag/catalogue/views.hpp"

namespace galley {
namespace {

/// From the statement to what the catalog keeps, reporting all that is wrong.
class RoutineResolver {
 public:
  RoutineResolver(const ast::CreateRoutine& statement, Workspace& workspace) : statement_(statement), workspace_(workspace) {}

  /// Nothing when something was wrong.
  std::shared_ptr<SchemaObject> run() {
    for (const ast::Parameter& parameter : statement_.parameters) add(parameter);
    result();
    attributes();
    check_defaults();
    check_result();
    if (!ok_) return nullptr;
    auto object = std::make_shared<SchemaObject>();
    object->key = {kind(), workspace_.object_name(statement_.name), signature_of(routine_)};
    object->span = statement_.name.span();
    object->definition = std::move(routine_);
    object->needs = needs_of(*object);
    object->needs.insert(object->needs.end(), row_types_.begin(), row_types_.end());
    return object;
  }
  [[nodiscard]] ObjectKind kind() const { return statement_.is_procedure ? ObjectKind::procedure : ObjectKind::function; }

 private:
  /// Of a parameter or a result: also the rows of a table or view, and types that no column can have.
  Type resolve(const TypeName& written) {
    const bool plain = !written.quoted && written.arguments.empty();
    if (plain && written.schema.empty() && workspace_.dialect().knows_pseudo_type(written.name))
      return {TypeKind::native, {{}, written.name}, {}, written.array_dimensions, nullptr, nullptr};
    const ObjectName name{written.schema.empty() ? workspace_.options().default_schema : written.schema, written.name};
    const Relation* relation = builtin_type(written.name) ? nullptr : workspace_.peek_relation(name);
    if (relation && has_row_type(relation->kind)) {
      row_types_.push_back({relation->kind, relation->table, {}});
      return {TypeKind::native, relation->table, {}, written.array_dimensions, nullptr, nullptr};
    }
    Type type = resolve_type(written, workspace_);
    ok_ = type.kind != TypeKind::unknown && ok_;
    return type;
  }

  void add(const ast::Parameter& written) {
    RoutineParameter parameter;
    parameter.mode = written.mode;
    if (written.name) {
      parameter.name = written.name->text;
      check_name(*written.name);
    }
    parameter.type = resolve(written.type);
    if (written.default_value) {
      parameter.default_value = resolve_expression(*written.default_value, {.table = nullptr, .keeper = "a default"}, workspace_);
      ok_ = parameter.default_value.has_value() && ok_;
    }
    routine_.parameters.push_back(std::move(parameter));
  }

  void check_name(const Name& name) {
    ok_ = workspace_.check_length(name) && ok_;
    const auto same = std::find_if(names_.begin(), names_.end(), [&](const Name& known) { return known.text == name.text; });
    if (same != names_.end()) {
      workspace_.report(name.span, diag::repeated_parameter, name.text).note(same->span, "it is named here before");
      ok_ = false;
    }
    names_.push_back(name);
  }

  void result() {
    routine_.returns_set = statement_.returns_set;
    if (statement_.returns) routine_.returns = resolve(*statement_.returns);
    for (const ast::TypeAttribute& written : statement_.returns_table) {
      check_name(written.name);
      routine_.returns_table.push_back({written.name.text, resolve(written.type), std::nullopt});
    }
  }

  void attributes() {
    ok_ = workspace_.check_length(statement_.name.name) && ok_;
    routine_.language = statement_.language.text;
    routine_.volatility = statement_.volatility;
    routine_.parallel = statement_.parallel;
    routine_.strict = statement_.strict;
    routine_.leakproof = statement_.leakproof;
    routine_.security_definer = statement_.security_definer;
    routine_.cost = statement_.cost;
    routine_.rows = statement_.rows;
    routine_.settings = statement_.settings;
    if (statement_.body) routine_.body = statement_.body->text;
  }

  static bool is_filled_by_calls(const ast::Parameter& parameter) {
    return parameter.mode == ast::ParameterMode::in || parameter.mode == ast::ParameterMode::inout;
  }

  void check_defaults() {
    bool has_default = false;
    for (const ast::Parameter& parameter : statement_.parameters) {
      if (!is_filled_by_calls(parameter)) continue;
      if (has_default && !parameter.default_value) {
        workspace_.report(parameter.span, diag::default_missing);
        ok_ = false;
      }
      has_default = has_default || parameter.default_value.has_value();
    }
  }

  void check_result() {
    const auto returns_something = [](const ast::Parameter& parameter) {
      return parameter.mode == ast::ParameterMode::out || parameter.mode == ast::ParameterMode::inout;
    };
    const bool has_result = statement_.returns || !statement_.returns_table.empty() ||
                            std::any_of(statement_.parameters.begin(), statement_.parameters.end(), returns_something);
    if (statement_.is_procedure || has_result || workspace_.is_declaring()) return;
    workspace_.report(statement_.name.span(), diag::result_missing, statement_.name.name.text)
        .help("write \"returns void\" behind the parameters of a function that gives nothing back");
    ok_ = false;
  }

  const ast::CreateRoutine& statement_;
  Workspace& workspace_;
  RoutineDefinition routine_;
  std::vector<ObjectKey> row_types_;
  std::vector<Name> names_;
  bool ok_ = true;
};

/// Functions and procedures share their names.
bool check_other_kind(const ObjectKey& key, Span span, Workspace& workspace) {
  ObjectKey other = key;
  other.kind = key.kind == ObjectKind::function ? ObjectKind::procedure : ObjectKind::function;
  const ObjectPointer known = workspace.peek_object(other);
  if (!known) return true;
  workspace.report(span, diag::routine_of_other_kind, object_kind_name(other.kind)).note(known->span, "it is created here");
  return false;
}

bool check_body(const SchemaObject& routine, const std::optional<ast::RawText>& body, Workspace& workspace) {
  return !body || resolve_body(workspace.dialect().read_body(routine, workspace.catalog()), body->span, workspace);
}

}  // namespace

void run(const ast::CreateRoutine& statement, Span span, Workspace& workspace) {
  RoutineResolver resolver(statement, workspace);
  std::shared_ptr<SchemaObject> object = resolver.run();
  const Places at{span, statement.name.span(), statement.name.span()};
  const bool ok = object && check_other_kind(object->key, at.object, workspace) && check_body(*object, statement.body, workspace);
  if (!ok || !apply(CreateObject{std::move(object), false, statement.or_replace}, at, workspace))
    workspace.poison(ObjectKey{resolver.kind(), workspace.object_name(statement.name), {}});
}

void run(const ast::AlterRoutine& statement, Span span, Workspace& workspace) {
  const std::optional<ObjectKey> key = resolve_reference(statement.routine, workspace);
  if (!key) return;
  ChangeRoutine change;
  change.volatility = statement.volatility;
  change.parallel = statement.parallel;
  change.strict = statement.strict;
  change.leakproof = statement.leakproof;
  change.security_definer = statement.security_definer;
  change.cost = statement.cost;
  change.rows = statement.rows;
  change.settings = statement.settings;
  for (const Name& setting : statement.reset) change.reset.push_back(setting.text);
  change.reset_all = statement.reset_all;
  const Span place = statement.routine.span;
  apply(AlterObject{*key, std::move(change), false}, {span, place, place}, workspace);
}

}  // namespace galley

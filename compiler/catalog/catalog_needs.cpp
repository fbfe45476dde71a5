#include "catalog/catalog_needs.hpp"

#include <algorithm>
#include <array>

#include "catalog/expressions_of.hpp"

namespace galley {
namespace {

using enum ObjectKind;

/// The order in which a person would write a schema down.
int rank(ObjectKind kind) {
  constexpr std::array order{schema, extension,         enumeration, domain, composite_type, sequence,    function, procedure, table,
                             view,   materialized_view, trigger,     policy, statistics,     publication, column,   index,     constraint};
  return static_cast<int>(std::find(order.begin(), order.end(), kind) - order.begin());
}

class Needs {
 public:
  Needs(const Catalog& catalog, const ObjectKey& of, std::string_view default_schema)
      : catalog_(catalog), of_(of), default_schema_(default_schema) {}

  std::vector<ObjectKey> take() {
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

  void of_table(const Table& table) {
    schema_of(table.name);
    for (const Column& column : table.columns) type(column.type);
    for_each_expression_of(table, [&](const Expression& root) { expression(root); });
    if (table.partition_by)
      for (const IndexKey& key : table.partition_by->keys) expression(key.key);
    if (table.partition_of) add({ObjectKind::table, table.partition_of->parent, {}});
    for (const ObjectName& parent : table.inherits) add({ObjectKind::table, parent, {}});
  }

  void of_object(const SchemaObject& object) {
    if (!object.key.name.schema.empty()) schema_of(object.key.name);
    for (const ObjectKey& needed : object.needs) whole(needed);
    if (is_part_of_table(object.key.kind)) whole({ObjectKind::table, object.key.name, {}});
  }

  void schema_of(const ObjectName& name) { add({schema, {{}, name.schema}, {}}); }

 private:
  static bool is_part_of_table(ObjectKind kind) { return kind == trigger || kind == policy; }

  void add(ObjectKey key) {
    if (key == of_) return;
    const bool known = key.kind == ObjectKind::table         ? catalog_.find_table(key.name) != nullptr
                       : key.kind == ObjectKind::enumeration ? catalog_.find_enum(key.name) != nullptr
                                                             : catalog_.find_object(key) != nullptr;
    if (known) found_.push_back(std::move(key));
  }

  /// A part needs what it is a part of; a relation may be of any kind.
  void whole(const ObjectKey& key) {
    if (key.kind == column || key.kind == constraint || key.kind == index || key.kind == ObjectKind::table) {
      for (const ObjectKind kind : {ObjectKind::table, view, materialized_view, sequence}) add({kind, key.name, {}});
    } else {
      add(key);
    }
  }

  void type(const Type& type) {
    if (type.kind == TypeKind::enumeration) add({enumeration, type.name, {}});
    if (type.kind == TypeKind::domain) add({domain, type.name, {}});
    if (type.kind == TypeKind::composite) add({composite_type, type.name, {}});
    if (type.kind == TypeKind::native) extensions();
  }

  /// Which extension brings a type or a function is not known, so all of them come first.
  void extensions() {
    for (auto it = catalog_.objects().lower_bound({extension, {}, {}}); it != catalog_.objects().end() && it->first.kind == extension; ++it)
      add(it->first);
  }

  void expression(const Expression& root) {
    for_each_expression(root, [&](const Expression& part) {
      if (const auto* cast = std::get_if<Cast>(&part.node); cast && cast->type) type(*cast->type);
      if (const auto* call = std::get_if<Call>(&part.node)) called(*call);
    });
  }

  void called(const Call& call) {
    const ObjectName name{call.function.has_schema() ? call.function.schema.text : std::string(default_schema_), call.function.name.text};
    for (const ObjectPointer& routine : catalog_.find_routines(name)) add(routine->key);
    if (call.function.name.text != "nextval" || call.arguments.empty()) return;
    // nextval('app.s') and nextval('app.s'::regclass)
    const Expression* argument = &call.arguments.front();
    if (const auto* cast = std::get_if<Cast>(&argument->node)) argument = &*cast->operand;
    const auto* literal = std::get_if<Literal>(&argument->node);
    if (!literal || literal->kind != LiteralKind::string) return;
    const std::size_t dot = literal->text.find('.');
    add({sequence,
         dot == std::string::npos ? ObjectName{std::string(default_schema_), literal->text}
                                  : ObjectName{literal->text.substr(0, dot), literal->text.substr(dot + 1)},
         {}});
  }

  const Catalog& catalog_;
  const ObjectKey& of_;
  std::string_view default_schema_;
  std::vector<ObjectKey> found_;
};

}  // namespace

std::vector<ObjectKey> all_objects(const Catalog& catalog) {
  std::vector<ObjectKey> keys;
  for (const auto& [name, table] : catalog.tables()) keys.push_back({ObjectKind::table, name, {}});
  for (const auto& [name, type] : catalog.enums()) keys.push_back({enumeration, name, {}});
  for (const auto& [key, object] : catalog.objects()) keys.push_back(key);
  std::stable_sort(keys.begin(), keys.end(), [](const ObjectKey& a, const ObjectKey& b) {
    const int left = rank(a.kind);
    const int right = rank(b.kind);
    return left != right ? left < right : a < b;
  });
  return keys;
}

std::vector<ObjectKey> needs_of(const Catalog& catalog, const ObjectKey& key, std::string_view default_schema) {
  Needs needs(catalog, key, default_schema);
  if (key.kind == ObjectKind::table) {
    if (const TablePointer table = catalog.find_table(key.name)) needs.of_table(*table);
  } else if (key.kind == enumeration) {
    needs.schema_of(key.name);
  } else if (const ObjectPointer object = catalog.find_object(key)) {
    needs.of_object(*object);
  }
  return needs.take();
}

}  // namespace galley

#include "galley/catalog.hpp"

#include <algorithm>
#include <tuple>

#include "base/letter_case.hpp"
#include "catalog/expressions_of.hpp"
#include "catalog/family.hpp"
#include "catalog/list_difference.hpp"
#include "catalog/sequence_calls.hpp"

namespace galley {
namespace {

template <class T>
const T* find_named(const SharedList<T>& objects, std::string_view name) {
  const auto found = std::find_if(objects.begin(), objects.end(), [&](const T& object) { return object.name == name; });
  return found == objects.end() ? nullptr : &*found;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}
void add_once(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more) add_once(names, name);
}

void add_types(const Type& type, std::set<ObjectName>& types) {
  if (type.kind != TypeKind::enumeration && type.kind != TypeKind::domain && type.kind != TypeKind::composite) return;
  if (!types.insert(type.name).second || !type.definition) return;
  if (const auto* domain = std::get_if<DomainDefinition>(&type.definition->definition)) add_types(domain->type, types);
  if (const auto* composite = std::get_if<CompositeDefinition>(&type.definition->definition))
    for (const CompositeAttribute& attribute : composite->attributes) add_types(attribute.type, types);
}

bool is_routine(const ObjectKey& key) { return key.kind == ObjectKind::function || key.kind == ObjectKind::procedure; }

bool has_parents(const Table& table) { return table.partition_of.has_value() || !table.inherits.empty(); }

bool refers_to(const Table& table, const ObjectName& referenced) {
  return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint.what);
    return key && key->table == referenced;
  });
}

template <class Key>
void forget(std::map<Key, std::set<Key>>& users, const Key& used, const Key& user) {
  const auto entry = users.find(used);
  if (entry == users.end()) return;
  entry->second.erase(user);
  if (entry->second.empty()) users.erase(entry);
}

/// Unless another table has taken the name since.
void forget_index(std::map<ObjectName, ObjectName>& index_tables, const Table& table, const Index& index) {
  const auto found = index_tables.find({table.name.schema, index.name});
  if (found != index_tables.end() && found->second == table.name) index_tables.erase(found);
}

using Users = std::map<ObjectName, std::set<ObjectName>>;

// The links of another value of the same table: only what the two do not share is looked at.

void relink_indexes(std::map<ObjectName, ObjectName>& index_tables, const Table& before, const Table& after) {
  for_each_missing(before.indexes, after.indexes, [&](const Index& index) { forget_index(index_tables, before, index); });
  for_each_missing(after.indexes, before.indexes, [&](const Index& index) {
    index_tables.insert_or_assign({after.name.schema, index.name}, after.name);
  });
}

void relink_keys(Users& referencing, const Table& before, const Table& after) {
  for_each_missing(before.constraints, after.constraints, [&](const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint.what);
    if (key && !refers_to(after, key->table)) forget(referencing, key->table, before.name);
  });
  for_each_missing(after.constraints, before.constraints, [&](const Constraint& constraint) {
    if (const auto* key = std::get_if<ForeignKey>(&constraint.what)) referencing[key->table].insert(after.name);
  });
}

void relink_parents(Users& children, const Table& before, const Table& after) {
  if (!has_parents(before) && !has_parents(after)) return;
  for (const ObjectName& parent : parents_of(before)) forget(children, parent, before.name);
  for (const ObjectName& parent : parents_of(after)) children[parent].insert(after.name);
}

template <class Key, class T>
bool same_objects(const std::map<Key, std::shared_ptr<const T>>& a, const std::map<Key, std::shared_ptr<const T>>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x.first == y.first && (x.second == y.second || *x.second == *y.second); });
}

template <class Key, class T, class Wanted>
void append_range(const std::map<Key, std::shared_ptr<const T>>& objects, const Key& from, const Wanted& wanted,
                  std::vector<std::shared_ptr<const T>>& out) {
  for (auto at = objects.lower_bound(from); at != objects.end() && wanted(at->first); ++at) out.push_back(at->second);
}

}  // namespace

const std::string* IndexKey::column() const {
  const auto* reference = std::get_if<ColumnReference>(&key.node);
  return reference && reference->parts.size() == 1 ? &reference->parts.front().text : nullptr;
}

const Column* Table::find_column(std::string_view column) const { return find_named(columns, column); }
const Constraint* Table::find_constraint(std::string_view constraint) const { return find_named(constraints, constraint); }
const Index* Table::find_index(std::string_view index) const { return find_named(indexes, index); }

const Constraint* Table::primary_key() const {
  for (const Constraint& constraint : constraints)
    if (std::holds_alternative<PrimaryKey>(constraint.what)) return &constraint;
  return nullptr;
}

bool operator==(const Table& a, const Table& b) {
  return a.name == b.name && a.columns == b.columns && a.indexes == b.indexes && a.comment == b.comment &&
         a.partition_by == b.partition_by && a.partition_of == b.partition_of && a.inherits == b.inherits && a.unlogged == b.unlogged &&
         a.temporary == b.temporary && a.strict == b.strict && a.without_rowid == b.without_rowid && a.row_security == b.row_security &&
         a.force_row_security == b.force_row_security && a.key_triggers_off == b.key_triggers_off &&
         a.replica_identity == b.replica_identity && a.options == b.options && a.tablespace == b.tablespace && a.owner == b.owner &&
         a.grants == b.grants &&
         (a.constraints.is_same(b.constraints) ||
          std::is_permutation(a.constraints.begin(), a.constraints.end(), b.constraints.begin(), b.constraints.end()));
}

bool operator==(const ViewDefinition& a, const ViewDefinition& b) {
  const bool same_columns = a.output == b.output && (!a.output.empty() || a.columns == b.columns);
  return same_columns && a.query == b.query && a.options == b.options && a.tablespace == b.tablespace && a.check_option == b.check_option &&
         a.with_data == b.with_data && a.indexes == b.indexes;
}

RoutineDefinition RoutineDefinition::with_defaults() const {
  RoutineDefinition full = *this;
  const std::string written_in = lower_case(language);
  const bool is_compiled = written_in == "c" || written_in == "internal";
  if (volatility == ast::Volatility::unspecified) full.volatility = ast::Volatility::volatile_;
  if (parallel == ast::ParallelSafety::unspecified) full.parallel = ast::ParallelSafety::unsafe;
  if (!cost) full.cost = is_compiled ? "1" : "100";
  if (!rows && (returns_set || !returns_table.empty())) full.rows = "1000";
  return full;
}

bool operator==(const RoutineDefinition& a, const RoutineDefinition& b) {
  const auto parts = [](const RoutineDefinition& r) {
    return std::tie(r.parameters, r.returns, r.returns_set, r.returns_table, r.language, r.volatility, r.parallel, r.strict, r.leakproof,
                    r.security_definer, r.cost, r.rows, r.settings, r.body);
  };
  const RoutineDefinition full_a = a.with_defaults();
  const RoutineDefinition full_b = b.with_defaults();
  return parts(full_a) == parts(full_b);
}

bool EnumType::has_value(std::string_view value) const {
  return std::any_of(values.begin(), values.end(), [&](const EnumValue& known) { return known.text == value; });
}

bool operator==(const Type& a, const Type& b) {
  const bool same_enumeration = a.enumeration == b.enumeration || (a.enumeration && b.enumeration && *a.enumeration == *b.enumeration);
  const bool same_definition = a.definition == b.definition || (a.definition && b.definition && *a.definition == *b.definition);
  return same_definition && a.kind == b.kind && a.name == b.name && a.fields == b.fields && a.arguments == b.arguments &&
         a.array_dimensions == b.array_dimensions && same_enumeration;
}

std::vector<std::string> columns_of(const Expression& expression) {
  std::vector<std::string> names;
  for_each_expression(expression, [&](const Expression& part) {
    if (const auto* reference = std::get_if<ColumnReference>(&part.node)) add_once(names, reference->parts.back().text);
  });
  return names;
}

std::vector<std::string> columns_of(const Constraint& constraint) {
  std::vector<std::string> names;
  match(
      constraint.what, [&](const PrimaryKey& key) { add_once(names, key.columns), add_once(names, key.include); },
      [&](const Unique& key) { add_once(names, key.columns), add_once(names, key.include); },
      [&](const ForeignKey& key) { add_once(names, key.columns); }, [&](const Check& check) { names = columns_of(check.condition); },
      [&](const Exclude& exclude) {
        for (const Exclude::Element& element : exclude.elements) add_once(names, columns_of(element.key.key));
        if (exclude.where) add_once(names, columns_of(*exclude.where));
      });
  return names;
}

std::vector<std::string> columns_of(const Index& index) {
  std::vector<std::string> names;
  for (const IndexKey& key : index.keys) add_once(names, columns_of(key.key));
  add_once(names, index.include);
  if (index.where) add_once(names, columns_of(*index.where));
  return names;
}

TablePointer Catalog::find_table(const ObjectName& name) const {
  const auto found = tables_.find(name);
  return found == tables_.end() ? nullptr : found->second;
}

EnumPointer Catalog::find_enum(const ObjectName& name) const {
  const auto found = enums_.find(name);
  return found == enums_.end() ? nullptr : found->second;
}

TablePointer Catalog::table_of_index(const ObjectName& index) const {
  const auto found = index_tables_.find(index);
  return found == index_tables_.end() ? nullptr : find_table(found->second);
}

std::vector<TablePointer> Catalog::referencing_tables(const ObjectName& table) const { return users_in(referencing_, table); }
std::vector<TablePointer> Catalog::tables_using(const ObjectName& type) const { return users_in(type_users_, type); }
std::vector<TablePointer> Catalog::tables_counting_with(const ObjectName& sequence) const { return users_in(sequence_users_, sequence); }

std::vector<TablePointer> Catalog::children_of(const ObjectName& table) const { return users_in(children_, table); }

std::vector<TablePointer> Catalog::tables_calling(const ObjectName& routine) const {
  std::set<ObjectName> callers;
  for (const ObjectName& spelling : {routine, ObjectName{{}, routine.name}})
    if (const auto found = routine_users_.find(spelling); found != routine_users_.end())
      callers.insert(found->second.begin(), found->second.end());
  std::vector<TablePointer> tables;
  for (const ObjectName& caller : callers) tables.push_back(find_table(caller));
  return tables;
}

std::vector<TablePointer> Catalog::users_in(const Users& users, const ObjectName& used) const {
  std::vector<TablePointer> tables;
  const auto entry = users.find(used);
  if (entry == users.end()) return tables;
  for (const ObjectName& user : entry->second) tables.push_back(find_table(user));
  return tables;
}

ObjectPointer Catalog::find_object(const ObjectKey& key) const {
  const auto found = objects_.find(key);
  return found == objects_.end() ? nullptr : found->second;
}

std::vector<ObjectPointer> Catalog::find_routines(const ObjectName& name) const {
  std::vector<ObjectPointer> routines;
  for (const ObjectKind kind : {ObjectKind::function, ObjectKind::procedure})
    append_range(
        objects_, ObjectKey{kind, name, {}}, [&](const ObjectKey& key) { return key.kind == kind && key.name == name; }, routines);
  return routines;
}

std::vector<ObjectPointer> Catalog::objects_of_table(const ObjectName& table) const {
  std::vector<ObjectPointer> objects;
  for (const ObjectKind kind : {ObjectKind::trigger, ObjectKind::policy})
    append_range(
        objects_, ObjectKey{kind, table, {}}, [&](const ObjectKey& key) { return key.kind == kind && key.name == table; }, objects);
  return objects;
}

std::vector<ObjectPointer> Catalog::objects_needing(const ObjectKey& key) const {
  std::set<ObjectKey> users;
  const auto add = [&](const std::set<ObjectKey>& some) { users.insert(some.begin(), some.end()); };
  if (const auto found = needed_by_.find(key); found != needed_by_.end()) add(found->second);
  const bool is_relation = key.kind == ObjectKind::table || key.kind == ObjectKind::view || key.kind == ObjectKind::materialized_view;
  if (is_relation)
    for (const ObjectKind part : {ObjectKind::column, ObjectKind::index, ObjectKind::constraint}) {
      const auto is_part = [&](const ObjectKey& needed) { return needed.kind == part && needed.name == key.name; };
      for (auto at = needed_by_.lower_bound({part, key.name, {}}); at != needed_by_.end() && is_part(at->first); ++at) add(at->second);
    }
  users.erase(key);
  std::vector<ObjectPointer> objects;
  for (const ObjectKey& user : users) objects.push_back(find_object(user));
  return objects;
}

Catalog::Contents Catalog::contents_of_schema(const std::string& wanted) const {
  using enum ObjectKind;
  Contents contents;
  const auto is_inside = [&](const ObjectName& name) { return name.schema == wanted; };
  append_range(tables_, ObjectName{wanted, {}}, is_inside, contents.tables);
  append_range(enums_, ObjectName{wanted, {}}, is_inside, contents.enums);
  for (const ObjectKind kind : {sequence, domain, composite_type, view, materialized_view, function, procedure, statistics})
    append_range(
        objects_, ObjectKey{kind, {wanted, {}}, {}}, [&](const ObjectKey& key) { return key.kind == kind && is_inside(key.name); },
        contents.objects);
  return contents;
}

void Catalog::put(TablePointer table) {
  const auto found = tables_.lower_bound(table->name);
  if (found != tables_.end() && found->first == table->name) {
    const Table& before = *found->second;
    relink_indexes(index_tables_, before, *table);
    relink_keys(referencing_, before, *table);
    relink_parents(children_, before, *table);
    relink_mentions(before, *table);
    found->second = std::move(table);
    return;
  }
  link(*table);
  const ObjectName name = table->name;
  tables_.emplace_hint(found, name, std::move(table));
}

void Catalog::put(EnumPointer enumeration) { enums_.insert_or_assign(enumeration->name, enumeration); }

void Catalog::put(ObjectPointer object) {
  const ObjectKey key = object->key;
  remove_object(key);
  for (const ObjectKey& needed : object->needs) needed_by_[needed].insert(key);
  if (is_routine(key)) routine_names_.insert(key.name.name);
  objects_.emplace(key, std::move(object));
}

void Catalog::remove_object(const ObjectKey& key) {
  const auto found = objects_.find(key);
  if (found == objects_.end()) return;
  const ObjectPointer object = found->second;  // `key` may be its member
  objects_.erase(found);
  for (const ObjectKey& needed : object->needs) forget(needed_by_, needed, object->key);
}

void Catalog::remove_table(const ObjectName& name) {
  const auto found = tables_.find(name);
  if (found == tables_.end()) return;
  const TablePointer table = found->second;  // `name` may be its member
  tables_.erase(found);
  unlink(*table);
}

void Catalog::remove_enum(const ObjectName& name) { enums_.erase(name); }

namespace {

template <class Mentions>
void note_expression(const Expression& root, Mentions& mentions) {
  for_each_expression(root, [&](const Expression& part) {
    if (const auto* cast = std::get_if<Cast>(&part.node); cast && cast->type) add_types(*cast->type, mentions.types);
    const auto* call = std::get_if<Call>(&part.node);
    if (call == nullptr) return;
    mentions.routines.insert({call->function.schema.text, call->function.name.text});
    if (const std::optional<ObjectName> sequence = sequence_of(part)) mentions.sequences.insert(*sequence);
  });
}

/// Of a table or a part of it, without the types of columns.
template <class Part, class Mentions>
void note_expressions(const Part& part, Mentions& mentions) {
  for_each_expression_of(part, [&](const Expression& root) { note_expression(root, mentions); });
}

/// Of what `table` does not share with `other`.
template <class Mentions>
void note_missing(const Table& table, const Table& other, Mentions& mentions) {
  for_each_missing(table.columns, other.columns, [&](const Column& column) {
    add_types(column.type, mentions.types);
    note_expressions(column, mentions);
  });
  for_each_missing(table.constraints, other.constraints, [&](const Constraint& constraint) { note_expressions(constraint, mentions); });
  for_each_missing(table.indexes, other.indexes, [&](const Index& index) { note_expressions(index, mentions); });
  if (table.partition_by && !(table.partition_by == other.partition_by))
    for (const IndexKey& key : table.partition_by->keys) note_expression(key.key, mentions);
}

}  // namespace

Catalog::Mentions Catalog::mentions_of(const Table& table) {
  Mentions mentions;
  for (const Column& column : table.columns) add_types(column.type, mentions.types);
  note_expressions(table, mentions);
  return mentions;
}

void Catalog::link(const Table& table) {
  for (const Index& index : table.indexes) index_tables_.insert_or_assign({table.name.schema, index.name}, table.name);
  for (const Constraint& constraint : table.constraints)
    if (const auto* key = std::get_if<ForeignKey>(&constraint.what)) referencing_[key->table].insert(table.name);
  for (const ObjectName& parent : parents_of(table)) children_[parent].insert(table.name);
  add_mentions(mentions_of(table), table.name);
}

void Catalog::add_mentions(const Mentions& mentions, const ObjectName& table) {
  for (const ObjectName& type : mentions.types) type_users_[type].insert(table);
  for (const ObjectName& sequence : mentions.sequences) sequence_users_[sequence].insert(table);
  for (const ObjectName& routine : mentions.routines)
    if (routine_names_.contains(routine.name)) routine_users_[routine].insert(table);
}

void Catalog::remove_mentions(const Mentions& mentions, const ObjectName& table) {
  for (const ObjectName& type : mentions.types) forget(type_users_, type, table);
  for (const ObjectName& sequence : mentions.sequences) forget(sequence_users_, sequence, table);
  for (const ObjectName& routine : mentions.routines) forget(routine_users_, routine, table);
}

/// Most changes touch nothing that names a type, a sequence or a routine of the history.
void Catalog::relink_mentions(const Table& before, const Table& after) {
  Mentions changed;
  note_missing(before, after, changed);
  note_missing(after, before, changed);
  if (changed.types.empty() && changed.sequences.empty() && changed.routines.empty()) return;
  remove_mentions(mentions_of(before), before.name);
  add_mentions(mentions_of(after), after.name);
}

void Catalog::unlink(const Table& table) {
  for (const Index& index : table.indexes) forget_index(index_tables_, table, index);
  for (const Constraint& constraint : table.constraints)
    if (const auto* key = std::get_if<ForeignKey>(&constraint.what)) forget(referencing_, key->table, table.name);
  for (const ObjectName& parent : parents_of(table)) forget(children_, parent, table.name);
  remove_mentions(mentions_of(table), table.name);
}

bool operator==(const Catalog& a, const Catalog& b) {
  return same_objects(a.tables_, b.tables_) && same_objects(a.enums_, b.enums_) && same_objects(a.objects_, b.objects_);
}

}  // namespace galley

#include "catalog/recreate.hpp"

#include <algorithm>
#include <set>

#include "catalog/catalog_needs.hpp"
#include "catalog/default_privileges.hpp"
#include "catalog/inherited_parts.hpp"
#include "catalog/privileges.hpp"
#include "catalog/publications.hpp"

namespace galley {
namespace {

class Recreation {
 public:
  Recreation(const Catalog& catalog, std::string_view default_schema, bool keys_may_dangle)
      : catalog_(catalog), default_schema_(default_schema), keys_may_dangle_(keys_may_dangle) {}

  std::vector<Operation> run() {
    for (const ObjectKey& key : all_objects(catalog_)) make_with_needs(key);
    grant_on_default_schema();
    return take();
  }

  void make(const ObjectKey& key) {
    if (key.kind == ObjectKind::table) {
      if (const TablePointer table = catalog_.find_table(key.name); table && !table->declared) make_table(table);
    } else if (key.kind == ObjectKind::enumeration) {
      if (const EnumPointer type = catalog_.find_enum(key.name); type && !type->declared) make_enum(type);
    } else if (const ObjectPointer object = catalog_.find_object(key); object && !object->declared) {
      make_object(object);
    }
  }

  std::vector<Operation> take() {
    for (Operation& key : later_) operations_.push_back(std::move(key));
    for (Operation& defaults : last_) operations_.push_back(std::move(defaults));
    return std::move(operations_);
  }

 private:
  /// Depth first, with a stack of its own: a chain of keys may be long. What would close a circle is skipped, so that
  /// only foreign keys and what is written into raw bodies can be met before its time.
  void make_with_needs(const ObjectKey& wanted) {
    struct Visit {
      ObjectKey key;
      std::vector<ObjectKey> needs;
      std::size_t next = 0;
    };
    if (!begun_.insert(wanted).second) return;
    std::vector<Visit> open;
    open.push_back({wanted, order_of_needs(wanted)});
    while (!open.empty()) {
      Visit& visit = open.back();
      if (visit.next < visit.needs.size()) {
        const ObjectKey need = visit.needs[visit.next++];
        if (begun_.insert(need).second) open.push_back({need, order_of_needs(need)});
        continue;
      }
      make(visit.key);
      open.pop_back();
    }
  }

  std::vector<ObjectKey> order_of_needs(const ObjectKey& key) const {
    std::vector<ObjectKey> needs = needs_of(catalog_, key, default_schema_);
    if (key.kind == ObjectKind::sequence) drop_owner(key, needs);
    if (key.kind != ObjectKind::table) return needs;
    // Keys last: they alone can wait.
    for (const Constraint& constraint : catalog_.find_table(key.name)->constraints) {
      const auto* foreign = std::get_if<ForeignKey>(&constraint.what);
      if (foreign && catalog_.find_table(foreign->table)) needs.push_back({ObjectKind::table, foreign->table, {}});
    }
    return needs;
  }

  /// A sequence finds its owner last: the table may count with it.
  void drop_owner(const ObjectKey& sequence, std::vector<ObjectKey>& needs) const {
    const auto& owner = std::get<SequenceDefinition>(catalog_.find_object(sequence)->definition).owned_by;
    if (owner) std::erase(needs, ObjectKey{ObjectKind::table, owner->table, {}});
  }

  void make_table(const TablePointer& table) {
    const auto waits = [&](const Constraint& constraint) {
      if (!constraint.valid && !keys_may_dangle_) return true;  // what is made with the table is valid
      const auto* foreign = std::get_if<ForeignKey>(&constraint.what);
      return foreign && !keys_may_dangle_ && foreign->table != table->name && !made_.contains(foreign->table);
    };
    made_.insert(table->name);
    auto first = std::make_shared<Table>(*table);
    first->constraints.remove_if(waits);
    const bool apart = is_made_apart(*table);
    if (apart) {
      first->partition_of.reset();
      edit_where(
          first->columns, [](const Column& column) { return column.inherited; }, [](Column& column) { column.inherited = false; });
    }
    operations_.emplace_back(CreateTable{*first, false}, std::vector<TableChange>{{nullptr, first}}, table->span);
    TablePointer before = first;
    if (apart) {
      operations_.emplace_back(AttachPartition{table->partition_of->parent, table->name, table->partition_of->bound},
                               std::vector<TableChange>{{first, table}}, table->span);
      before = table;
    }
    for (const Constraint& constraint : table->constraints) {
      if (!waits(constraint) || first->find_constraint(constraint.name)) continue;
      auto after = std::make_shared<Table>(*before);
      after->constraints.push_back(constraint);
      later_.emplace_back(AddConstraint{table->name, constraint, std::nullopt}, std::vector<TableChange>{{before, after}}, constraint.span);
      before = after;
    }
  }

  /// Whether a column has not what it would have from the table above it.
  [[nodiscard]] static bool differs_from(const Table& above, const Table& table) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& own) {
      const Column* inherited = above.find_column(own.name);
      return inherited != nullptr && (own.default_value != inherited->default_value || own.not_null != inherited->not_null);
    });
  }

  /// Whether a partition has a key or an index of its own in place of one of the tables above it, or other defaults. A server would make
  /// both where the partition is created as one, so such a table is made by itself and attached.
  [[nodiscard]] bool is_made_apart(const Table& table) const {
    const Table* below = &table;
    for (TablePointer above; below->partition_of; below = above.get()) {
      above = catalog_.find_table(below->partition_of->parent);
      if (!above) return false;
      if (below == &table && differs_from(*above, table)) return true;
      for (const Constraint& constraint : above->constraints)
        for (const Constraint& own : table.constraints)
          if (is_alike(constraint, own)) return true;
      for (const Index& index : above->indexes)
        for (const Index& own : table.indexes)
          if (is_alike(index, own)) return true;
    }
    return false;
  }

  /// It is there in every database, with what everybody may do in it.
  void grant_on_default_schema() {
    const ObjectKey key{ObjectKind::schema, {{}, std::string(default_schema_)}, {}};
    const ObjectPointer schema = catalog_.find_object(key);
    if (!schema || !schema->declared) return;
    for (ChangePrivileges& change : changes_between(grants_of_default_schema(default_schema_), schema->grants, key)) {
      Operation& granted = operations_.emplace_back(std::move(change), std::vector<TableChange>{}, schema->span);
      granted.objects = {{schema, schema}};
    }
  }

  void make_enum(const EnumPointer& type) {
    Operation& made = operations_.emplace_back(CreateEnum{*type}, std::vector<TableChange>{}, type->span);
    made.enum_after = type;
  }

  void make_object(const ObjectPointer& object) {
    if (object->key.kind == ObjectKind::default_privileges) return make_defaults(*object);
    const auto* sequence = std::get_if<SequenceDefinition>(&object->definition);
    if (!sequence || !sequence->owned_by) {
      const bool may_be_there = object->key.kind == ObjectKind::extension;  // plpgsql is on every server
      add_object(CreateObject{object, may_be_there, false}, nullptr, object);
      return;
    }
    // The table's default may need the sequence, so that it finds its owner last.
    auto free = std::make_shared<SchemaObject>(*object);
    std::get<SequenceDefinition>(free->definition).owned_by.reset();
    add_object(CreateObject{free, false, false}, nullptr, free);
    ChangeSequence change;
    change.owned_by = sequence->owned_by;
    Operation& owned = later_.emplace_back(AlterObject{object->key, std::move(change), false}, std::vector<TableChange>{}, object->span);
    owned.objects = {{free, object}};
  }

  /// When everything is there: what is made here has its own privileges.
  void make_defaults(const SchemaObject& defaults) {
    for (ChangeDefaultPrivileges& change : restoring(defaults))
      last_.emplace_back(std::move(change), std::vector<TableChange>{}, defaults.span);
  }

  void add_object(CreateObject change, ObjectPointer before, ObjectPointer after) {
    const Span span = after->span;
    Operation& made = operations_.emplace_back(std::move(change), std::vector<TableChange>{}, span);
    if (const auto* publication = std::get_if<PublicationDefinition>(&after->definition))
      for (const TablePointer& table : tables_with_children(publication->tables, catalog_)) made.tables.push_back({table, table});
    made.objects = {{std::move(before), std::move(after)}};
  }

  const Catalog& catalog_;
  std::string_view default_schema_;
  bool keys_may_dangle_;
  std::set<ObjectKey> begun_;
  std::set<ObjectName> made_;  // tables
  std::vector<Operation> operations_;
  std::vector<Operation> later_;
  std::vector<Operation> last_;
};

}  // namespace

std::vector<Operation> recreate(const Catalog& catalog, std::string_view default_schema, bool keys_may_dangle) {
  return Recreation(catalog, default_schema, keys_may_dangle).run();
}

std::vector<Operation> recreate_one(const Catalog& catalog, const ObjectKey& key) {
  Recreation recreation(catalog, {}, true);
  recreation.make(key);
  return recreation.take();
}

}  // namespace galley

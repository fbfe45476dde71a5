#include <fmt/format.h>

#include "base/append.hpp"
#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {

ObjectName index_name(const ObjectName& table, std::string_view index) { return {table.schema, std::string(index)}; }

std::string index_key(const IndexKey& key, const Printing& printing) {
  std::string out = index_key_text(key.key, printing);
  if (key.collation) out += " COLLATE " + collation_text(*key.collation);
  if (key.operator_class) out += " " + operator_class_text(*key.operator_class, printing);
  if (key.descending) out += " DESC";
  if (key.nulls == NullsOrder::first) out += " NULLS FIRST";
  if (key.nulls == NullsOrder::last) out += " NULLS LAST";
  return out;
}

std::string create_index(const CreateIndex& change, const Printing& printing, bool alone) {
  const Index& index = change.index;
  std::string keys;
  for (const IndexKey& key : index.keys) keys += (keys.empty() ? "" : ", ") + index_key(key, printing);
  std::string out =
      fmt::format("CREATE {}INDEX {}{}{} ON {}{}{} ({})", index.unique ? "UNIQUE " : "", change.concurrently ? "CONCURRENTLY " : "",
                  change.if_not_exists ? "IF NOT EXISTS " : "", identifier(index.name), alone ? "ONLY " : "", qualified(change.table),
                  index.method == "btree" ? "" : " USING " + identifier(index.method), keys);
  if (!index.include.empty()) out += " INCLUDE " + name_list(index.include);
  if (index.nulls_not_distinct) out += " NULLS NOT DISTINCT";
  if (!index.options.empty()) out += " WITH " + storage_options(index.options);
  if (index.tablespace) out += " TABLESPACE " + identifier(*index.tablespace);
  // On one line where no transaction would undo it: psql runs what it has of a statement when its input is cut off.
  if (index.where) out += (change.concurrently ? " WHERE " : "\n    WHERE ") + expression_text(*index.where, printing);
  return out + ";";
}

std::string drop_index(const DropIndex& change) {
  return concatenated("DROP INDEX ", change.concurrently ? "CONCURRENTLY " : "", change.if_exists ? "IF EXISTS " : "",
                      qualified(index_name(change.table, change.index)), change.cascade ? " CASCADE" : "", ';');
}

std::string rename_index(const RenameIndex& change) {
  return concatenated("ALTER INDEX ", qualified(index_name(change.table, change.from)), " RENAME TO ", identifier(change.to), ';');
}

std::string reindex(const Reindex& change) {
  const bool is_index = change.target == ast::ReindexTarget::index;
  return concatenated("REINDEX ", is_index ? "INDEX" : "TABLE", ' ', change.concurrently ? "CONCURRENTLY " : "",
                      qualified(is_index ? index_name(change.table, change.index) : change.table), ';');
}

}  // namespace galley::postgresql

// create table, and the constraints of tables.
#include "postgresql/meaning.hpp"

namespace galley::postgresql {
namespace {

ast::Deferral deferral_of(const ParseNode& constraint) {
  if (!constraint.flag("deferrable")) return ast::Deferral::not_deferrable;
  return constraint.flag("initdeferred") ? ast::Deferral::initially_deferred : ast::Deferral::initially_immediate;
}

ast::ExcludeConstraint read_exclusion(const ParseNode& node, Words words, MeaningReader& reader) {
  ast::ExcludeConstraint exclude;
  exclude.method = reader.words.name(node.text("access_method"), words);
  const std::vector<Words> elements = reader.words.items(reader.words.in_parentheses(words));
  const std::vector<ParseNode>& written = node["exclusions"].children;
  if (elements.size() != written.size()) reader.not_understood();
  for (std::size_t i = 0; i < std::min(elements.size(), written.size()); ++i) {
    const std::vector<ParseNode>& pair = written[i]["items"].children;
    const Words key = reader.words.before_word(elements[i], "WITH");
    exclude.elements.push_back({read_index_key(pair.front(), key, reader), name_of(pair.back()["items"]).name});
  }
  const Words condition = reader.words.in_parentheses(reader.words.after_word(words, "WHERE"));
  exclude.where = reader.optional_expression(condition, node["where_clause"]);
  return exclude;
}

/// What names an exclusion constraint: its keys.
std::vector<std::string> excluded_names(const ParseNode& constraint) {
  std::vector<std::string> names;
  for (const ParseNode& pair : constraint["exclusions"].children) add_key_name(pair["items"].children.front(), names);
  return names;
}

std::vector<std::string> texts(const std::vector<Name>& names) {
  std::vector<std::string> result;
  for (const Name& name : names) result.push_back(name.text);
  return result;
}

/// Words of WITH, TABLESPACE and the like: of a key they cannot be said in the language.
bool has_index_options(const ParseNode& constraint) { return constraint.has("options") || constraint.has("indexspace"); }

class TableReader {
 public:
  TableReader(const ParseNode& tree, MeaningReader& reader)
      : tree_(tree), reader_(reader), name_(reader.object_name(tree["relation"])), names_(reader.catalog, name_) {}

  void read() {
    reader_.changes(tree_["relation"]);
    create_.name = reader_.relation(tree_["relation"]);
    create_.if_not_exists = tree_.flag("if_not_exists");
    create_.unlogged = tree_["relation"].text("relpersistence") == "u";
    create_.temporary = tree_["relation"].text("relpersistence") == "t";
    take_written_names();
    read_elements();
    read_parents();
    if (tree_.has("partspec")) create_.partition_by = read_partition_by(tree_["partspec"], reader_);
    create_.options = reader_.storage_options(tree_["options"]);
    if (const std::string& tablespace = tree_.text("tablespacename"); !tablespace.empty()) create_.tablespace = reader_.named(tablespace);
    if (tree_.has("ofTypename") || tree_.has("accessMethod")) reader_.not_understood();
    reader_.add(std::move(create_));
    for (ast::AlterSequence& owned : owned_) reader_.add(std::move(owned));
  }

 private:
  void take_written_names() {
    for (const ParseNode& element : tree_["tableElts"].children) {
      names_.take(element.text("conname"));
      for (const ParseNode& constraint : element["constraints"].children) names_.take(constraint.text("conname"));
    }
  }

  void read_elements() {
    const StatementText& words = reader_.words;
    for (const ParseNode& element : tree_["tableElts"].children) {
      if (element.is("ColumnDef")) {
        const std::size_t statements = reader_.meaning.size();
        create_.elements.emplace_back(read_column(element, words.item(words.from(element.location())), name_, names_, reader_));
        if (reader_.meaning.size() > statements) own_sequence(std::get<ast::CreateSequence>(reader_.meaning.back().what));
      } else if (element.is("Constraint")) {
        create_.elements.emplace_back(read_table_constraint(element, name_, names_, reader_));
      } else {
        reader_.not_understood();
      }
    }
  }
  void own_sequence(const ast::CreateSequence& made) {
    ast::AlterSequence& owned = owned_.emplace_back();
    owned.name = made.name;
    owned.owned_by = ast::ColumnOf{create_.name, std::get<ast::ColumnDefinition>(create_.elements.back()).name};
  }

  void read_parents() {
    const std::vector<ParseNode>& parents = tree_["inhRelations"].children;
    if (tree_.has("partbound")) {
      const Words bound = reader_.words.from(tree_["partbound"].location());
      create_.partition_of = ast::PartitionOf{reader_.relation(parents.front()), read_partition_bound(tree_["partbound"], bound, reader_)};
      return;
    }
    for (const ParseNode& parent : parents) create_.inherits.push_back(reader_.relation(parent));
  }

  const ParseNode& tree_;
  MeaningReader& reader_;
  ObjectName name_;
  DefaultNames names_;
  ast::CreateTable create_;
  std::vector<ast::AlterSequence> owned_;  // the table must be there first
};

}  // namespace

ast::TableConstraint read_table_constraint(const ParseNode& node, const ObjectName&, DefaultNames& names, MeaningReader& reader) {
  const Words words = reader.words.item(reader.words.from(node.location()));
  const std::string& kind = node.text("contype");
  std::string name = node.text("conname");
  const bool unnamed = name.empty();
  ast::TableConstraint constraint;
  constraint.span = reader.words.span(words);
  constraint.deferral = deferral_of(node);
  constraint.not_valid = node.flag("skip_validation");
  if (kind == "CONSTR_PRIMARY") {
    constraint.what = ast::PrimaryKeyConstraint{reader.names(node["keys"], words), reader.names(node["including"], words)};
    if (unnamed) name = names.relation({}, "pkey");
  } else if (kind == "CONSTR_UNIQUE") {
    ast::UniqueConstraint unique{node.flag("nulls_not_distinct"), reader.names(node["keys"], words),
                                 reader.names(node["including"], words)};
    if (unnamed) name = names.relation(joined_columns(texts(unique.columns)), "key");
    constraint.what = std::move(unique);
  } else if (kind == "CONSTR_FOREIGN") {
    ast::ForeignKeyConstraint key{reader.names(node["fk_attrs"], words), read_references(node, words, reader)};
    if (unnamed) name = names.constraint(joined_columns(texts(key.columns)), "fkey");
    constraint.what = std::move(key);
  } else if (kind == "CONSTR_CHECK") {
    constraint.what =
        ast::CheckConstraint{reader.expression(reader.words.in_parentheses(words), node["raw_expr"]), node.flag("is_no_inherit")};
    if (unnamed) name = default_check_name(node["raw_expr"], names);
  } else if (kind == "CONSTR_EXCLUSION") {
    ast::ExcludeConstraint exclude = read_exclusion(node, words, reader);
    if (unnamed) name = names.relation(joined_columns(excluded_names(node)), "excl");
    constraint.what = std::move(exclude);
  } else {
    reader.not_understood();
  }
  if (has_index_options(node)) reader.not_understood();
  constraint.name = reader.words.name(std::move(name), words);
  return constraint;
}

bool read_table_statement(const ParseNode& tree, MeaningReader& reader) {
  if (tree.is("CreateStmt")) {
    TableReader(tree, reader).read();
    return true;
  }
  // Tables whose columns only the server knows.
  const ParseNode& into = tree[tree.is("SelectStmt") ? "intoClause" : "into"];
  const bool makes_table = into.exists() && (tree.is("SelectStmt") || tree.text("objtype") == "OBJECT_TABLE");
  if (makes_table) reader.changes(into["rel"]);
  if (tree.is("CreateForeignTableStmt")) reader.changes(tree["base"]["relation"]);
  if (!makes_table && !tree.is("CreateForeignTableStmt")) return false;
  reader.not_understood();
  return true;
}

}  // namespace galley::postgresql

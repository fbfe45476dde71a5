// Columns with what stands at them.
#include <array>

#include "postgresql/meaning.hpp"
#include "postgresql/read_query.hpp"

namespace galley::postgresql {
namespace {

struct SerialType {
  std::string_view name;
  std::string_view type;
};
constexpr std::array serial_types{SerialType{"serial", "int"},           SerialType{"serial4", "int"},
                                  SerialType{"bigserial", "bigint"},     SerialType{"serial8", "bigint"},
                                  SerialType{"smallserial", "smallint"}, SerialType{"serial2", "smallint"}};

const SerialType* serial_type(const ParseNode& type) {
  const std::vector<std::string> names = strings_of(type["names"]);
  for (const SerialType& serial : serial_types)
    if (names.size() == 1 && names.front() == serial.name) return &serial;
  return nullptr;
}

ast::ReferentialAction referential_action(const std::string& letter) {
  if (letter == "r") return ast::ReferentialAction::restrict;
  if (letter == "c") return ast::ReferentialAction::cascade;
  if (letter == "n") return ast::ReferentialAction::set_null;
  return letter == "d" ? ast::ReferentialAction::set_default : ast::ReferentialAction::no_action;
}

/// Where the parts of a column begin that are not its type.
std::vector<std::size_t> places_of_attributes(const ParseNode& column) {
  std::vector<std::size_t> places;
  if (column.has("collClause")) places.push_back(column["collClause"].location());
  for (const ParseNode& constraint : column["constraints"].children) places.push_back(constraint.location());
  return places;
}

class ColumnReader {
 public:
  ColumnReader(const ParseNode& node, Words words, const ObjectName& table, DefaultNames& names, MeaningReader& reader)
      : node_(node), words_(words), table_(table), names_(names), reader_(reader), places_(places_of_attributes(node)) {}

  ast::ColumnDefinition read() {
    column_.name = reader_.words.name(node_.text("colname"), node_.location());
    column_.span = reader_.words.span(words_);
    read_type();
    if (node_.has("collClause"))
      add(ast::CollateAttribute{reader_.qualified(node_["collClause"]["collname"])}, node_["collClause"].location());
    for (const ParseNode& constraint : node_["constraints"].children) read_attribute(constraint);
    if (node_.has("storage") || node_.has("compression") || node_.has("fdwoptions")) reader_.not_understood();
    return std::move(column_);
  }

 private:
  ast::ColumnAttribute& add(decltype(ast::ColumnAttribute::what) what, std::size_t location) {
    ast::ColumnAttribute& attribute = column_.attributes.emplace_back();
    attribute.what = std::move(what);
    attribute.span = reader_.words.span(part(location));
    return attribute;
  }
  /// An attribute's words, up to the next one.
  [[nodiscard]] Words part(std::size_t location) const { return reader_.words.item(reader_.words.from(location), places_); }

  void read_type() {
    const ParseNode& type = node_["typeName"];
    if (const SerialType* serial = serial_type(type)) return read_serial(*serial, type.location());
    column_.type = reader_.type(part(type.location()), type);
  }

  /// serial: a sequence that the column owns, and a default that draws from it.
  void read_serial(const SerialType& serial, std::size_t location) {
    const Span span = reader_.words.span(part(location));
    column_.type.name = serial.type;
    column_.type.span = span;
    ast::CreateSequence sequence;
    sequence.name = {{table_.schema, span}, {names_.relation(column_.name.text, "seq"), span}};
    sequence.options.type = column_.type;
    Expression name{Literal{LiteralKind::string, sequence.name.schema.text + "." + sequence.name.name.text}, span};
    TypeName regclass;
    regclass.name = "regclass";
    regclass.span = span;
    Call draw;
    draw.function.name = {"nextval", span};
    draw.arguments.push_back({Cast{std::move(name), std::move(regclass), std::nullopt}, span});
    reader_.add(std::move(sequence));
    add(ast::NotNullAttribute{}, location);
    add(ast::DefaultAttribute{{std::move(draw), span}}, location);
  }

  void read_attribute(const ParseNode& constraint) {
    const std::string& kind = constraint.text("contype");
    const std::size_t location = constraint.location();
    const StatementText& words = reader_.words;
    if (kind == "CONSTR_NOTNULL") {
      add(ast::NotNullAttribute{}, location);
    } else if (kind == "CONSTR_NULL") {
      add(ast::NullAttribute{}, location);
    } else if (kind == "CONSTR_DEFAULT") {
      add(ast::DefaultAttribute{reader_.expression(words.after_word(part(location), "DEFAULT"), constraint["raw_expr"])}, location);
    } else if (kind == "CONSTR_IDENTITY") {
      add(ast::IdentityAttribute{constraint.text("generated_when") == "a", read_sequence_options(constraint["options"], reader_)},
          location);
    } else if (kind == "CONSTR_GENERATED") {
      add(ast::GeneratedAttribute{reader_.expression(words.in_parentheses(part(location)), constraint["raw_expr"])}, location);
    } else if (kind.starts_with("CONSTR_ATTR_")) {
      read_deferral(kind);
    } else {
      read_constraint(kind, constraint);
    }
  }

  void read_constraint(const std::string& kind, const ParseNode& constraint) {
    const std::size_t location = constraint.location();
    if (constraint.has("options") || constraint.has("indexspace")) reader_.not_understood();
    std::string name = constraint.text("conname");
    ast::ColumnAttribute* attribute = nullptr;
    if (kind == "CONSTR_PRIMARY") {
      attribute = &add(ast::PrimaryKeyAttribute{}, location);
      if (name.empty()) name = names_.relation({}, "pkey");
    } else if (kind == "CONSTR_UNIQUE") {
      attribute = &add(ast::UniqueAttribute{constraint.flag("nulls_not_distinct")}, location);
      if (name.empty()) name = names_.relation(column_.name.text, "key");
    } else if (kind == "CONSTR_FOREIGN") {
      attribute = &add(ast::ReferencesAttribute{read_references(constraint, part(location), reader_)}, location);
      if (name.empty()) name = names_.constraint(column_.name.text, "fkey");
    } else if (kind == "CONSTR_CHECK") {
      const Words condition = reader_.words.in_parentheses(part(location));
      attribute =
          &add(ast::CheckAttribute{reader_.expression(condition, constraint["raw_expr"]), constraint.flag("is_no_inherit")}, location);
      if (name.empty()) name = default_check_name(constraint["raw_expr"], names_);
    } else {
      return reader_.not_understood();
    }
    attribute->constraint_name = reader_.words.name(std::move(name), part(location));
  }

  void read_deferral(const std::string& kind) {
    if (column_.attributes.empty()) return reader_.not_understood();
    ast::Deferral& deferral = column_.attributes.back().deferral;
    if (kind == "CONSTR_ATTR_DEFERRED")
      deferral = ast::Deferral::initially_deferred;
    else if (kind == "CONSTR_ATTR_DEFERRABLE" && deferral == ast::Deferral::not_deferrable)
      deferral = ast::Deferral::initially_immediate;
  }

  const ParseNode& node_;
  Words words_;
  const ObjectName& table_;
  DefaultNames& names_;
  MeaningReader& reader_;
  std::vector<std::size_t> places_;
  ast::ColumnDefinition column_;
};

}  // namespace

ast::ColumnDefinition read_column(const ParseNode& node, Words words, const ObjectName& table, DefaultNames& names, MeaningReader& reader) {
  return ColumnReader(node, words, table, names, reader).read();
}

std::string default_check_name(const ParseNode& condition, DefaultNames& names) {
  QueryReading reading;
  collect_references(condition, 0, reading);
  return names.constraint(reading.columns.size() == 1 ? reading.columns.front() : std::string(), "check");
}

ast::References read_references(const ParseNode& node, Words words, MeaningReader& reader) {
  const Words behind_table = reader.words.from(node["pktable"].location());
  ast::References references;
  references.table = reader.relation(node["pktable"]);
  references.columns = reader.names(node["pk_attrs"], {behind_table.first + 1, words.last});
  if (node.text("fk_matchtype") == "p") reader.not_understood();
  references.match = node.text("fk_matchtype") == "f" ? ast::MatchType::full : ast::MatchType::simple;
  references.on_delete = referential_action(node.text("fk_del_action"));
  references.on_delete_columns = reader.names(node["fk_del_set_cols"], words);
  references.on_update = referential_action(node.text("fk_upd_action"));
  return references;
}

}  // namespace galley::postgresql

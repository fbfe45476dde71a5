#include "postgresql/meaning.hpp"

namespace galley::postgresql {
namespace {

/// owned by t.id, or by none
void read_owner(const ParseNode& option, std::optional<ast::ColumnOf>& owned_by, bool& by_none, MeaningReader& reader) {
  std::vector<std::string> names = strings_of(option["arg"]["items"]);
  const Words words = reader.words.from(option.location());
  if (names.size() == 1) {
    by_none = true;
    return;
  }
  const std::string column = names.back();
  names.pop_back();
  const std::string schema = names.size() > 1 ? names[names.size() - 2] : std::string();
  owned_by = ast::ColumnOf{reader.words.name(schema, names.back(), words), reader.words.name(column, words)};
}

template <class Statement>
void read_options(const ParseNode& tree, Statement& statement, bool& by_none, MeaningReader& reader) {
  statement.name = reader.relation(tree["sequence"]);
  statement.options = read_sequence_options(tree["options"], reader);
  for (const ParseNode& option : tree["options"].children)
    if (option.text("defname") == "owned_by") read_owner(option, statement.owned_by, by_none, reader);
}

}  // namespace

std::string number_after(const ParseNode& option, const MeaningReader& reader) {
  const Words words = reader.words.from(option.location());
  for (std::size_t i = words.first; i < words.last; ++i) {
    const std::string_view text = reader.words.text({i, i + 1});
    if (text.front() < '0' || text.front() > '9') continue;
    const bool negative = i > words.first && reader.words.text({i - 1, i}) == "-";
    return (negative ? "-" : "") + std::string(text);
  }
  return {};
}

ast::SequenceOptions read_sequence_options(const ParseNode& list, MeaningReader& reader) {
  ast::SequenceOptions options;
  for (const ParseNode& option : list.children) {
    const std::string& name = option.text("defname");
    const bool has_value = option.has("arg");
    const auto number = [&] { return number_after(option, reader); };
    if (name == "as") {
      const Words type = reader.words.from(option["arg"].location());
      options.type = reader.type({type.first, type.first + 1}, option["arg"]);
    } else if (name == "start") {
      options.start = number();
    } else if (name == "increment") {
      options.increment = number();
    } else if (name == "minvalue") {
      options.no_minimum = !has_value;
      if (has_value) options.minimum = number();
    } else if (name == "maxvalue") {
      options.no_maximum = !has_value;
      if (has_value) options.maximum = number();
    } else if (name == "cache") {
      options.cache = number();
    } else if (name == "cycle") {
      options.cycle = option["arg"].flag("boolval");
    } else if (name != "restart" && name != "owned_by" && name != "generated") {
      reader.not_understood();
    }
  }
  return options;
}

bool read_sequence_statement(const ParseNode& tree, MeaningReader& reader) {
  if (!tree.is("CreateSeqStmt") && !tree.is("AlterSeqStmt")) return false;
  reader.changes(tree["sequence"]);
  bool by_none = false;
  if (tree.is("CreateSeqStmt")) {
    ast::CreateSequence create;
    create.if_not_exists = tree.flag("if_not_exists");
    read_options(tree, create, by_none, reader);
    if (tree["sequence"].text("relpersistence") != "p") reader.not_understood();
    reader.add(std::move(create));
    return true;
  }
  ast::AlterSequence alter;
  alter.if_exists = tree.flag("missing_ok");
  read_options(tree, alter, by_none, reader);
  alter.owned_by_none = by_none;
  for (const ParseNode& option : tree["options"].children) {
    if (option.text("defname") != "restart") continue;
    alter.restarts = true;
    if (option.has("arg")) alter.restart = number_after(option, reader);
  }
  reader.add(std::move(alter));
  return true;
}

}  // namespace galley::postgresql

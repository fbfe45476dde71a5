// Functions, procedures and triggers.
#include <algorithm>

#include "base/letter_case.hpp"
#include "postgresql/meaning.hpp"

namespace galley::postgresql {
namespace {

/// An attribute that create and alter have alike; false where it is another one.
template <class Routine>
bool read_attribute(const ParseNode& option, Routine& routine, const MeaningReader& reader) {
  const std::string& name = option.text("defname");
  const std::string value = option_value(option);
  const bool is_set = value == "true";
  if (name == "volatility") {
    routine.volatility = value == "immutable" ? ast::Volatility::immutable
                         : value == "stable"  ? ast::Volatility::stable
                                              : ast::Volatility::volatile_;
  } else if (name == "parallel") {
    routine.parallel = value == "safe"         ? ast::ParallelSafety::safe
                       : value == "restricted" ? ast::ParallelSafety::restricted
                                               : ast::ParallelSafety::unsafe;
  } else if (name == "strict") {
    routine.strict = is_set;
  } else if (name == "leakproof") {
    routine.leakproof = is_set;
  } else if (name == "security") {
    routine.security_definer = is_set;
  } else if (name == "cost") {
    routine.cost = number_after(option, reader);
  } else if (name == "rows") {
    routine.rows = number_after(option, reader);
  } else {
    return false;
  }
  return true;
}

/// set search_path = app, pg_temp: up to the next attribute
ast::StorageOption read_setting(const ParseNode& option, const std::vector<std::size_t>& option_places, MeaningReader& reader) {
  const StatementText& text = reader.words;
  const ParseNode& setting = option["arg"];
  const Words words = text.from(option.location());
  std::size_t begin = words.first;
  while (begin < words.last && text.text({begin, begin + 1}) != "=" && !text.is_word(begin, "TO")) ++begin;
  std::size_t end = words.last;
  for (const std::size_t place : option_places)
    if (place > option.location()) end = std::min(end, text.from(place).first);
  if (begin + 1 >= end || setting.text("kind") != "VAR_SET_VALUE") {
    reader.not_understood();
    return {};
  }
  return {text.name(setting.text("name"), words), std::string(text.text({begin + 1, end})), false};
}

class RoutineReader {
 public:
  RoutineReader(const ParseNode& tree, MeaningReader& reader) : tree_(tree), reader_(reader), words_(reader.words) {}

  void read() {
    reader_.changes(ObjectKind::function, name_of(tree_["funcname"]));
    create_.or_replace = tree_.flag("replace");
    create_.is_procedure = tree_.flag("is_procedure");
    create_.name = reader_.qualified(tree_["funcname"]);
    for (const ParseNode& option : tree_["options"].children) option_places_.push_back(option.location());
    for (const ParseNode& parameter : tree_["parameters"].children) read_parameter(parameter);
    read_result();
    for (const ParseNode& option : tree_["options"].children) read_option(option);
    if (tree_.has("sql_body")) reader_.not_understood();
    reader_.add(std::move(create_));
  }

 private:
  void read_parameter(const ParseNode& parameter) {
    const ParseNode& type = parameter["argType"];
    const Words words = words_.item(words_.from(type.location()));
    Words written = words_.before_word(words, "DEFAULT");
    for (std::size_t i = written.first; i < written.last; ++i)
      if (words_.text({i, i + 1}) == "=") written.last = i;
    const TypeName read = reader_.type(written, type);
    const std::string& mode = parameter.text("mode");
    if (mode == "FUNC_PARAM_TABLE") {
      const Name column = words_.name(parameter.text("name"), {written.first - 1, written.last});
      create_.returns_table.push_back({column, read, std::nullopt, words_.span(words)});
      return;
    }
    ast::Parameter& added = create_.parameters.emplace_back();
    added.mode = mode == "FUNC_PARAM_OUT"        ? ast::ParameterMode::out
                 : mode == "FUNC_PARAM_INOUT"    ? ast::ParameterMode::inout
                 : mode == "FUNC_PARAM_VARIADIC" ? ast::ParameterMode::variadic
                                                 : ast::ParameterMode::in;
    if (parameter.has("name")) added.name = words_.name(parameter.text("name"), {written.first - 1, written.last});
    added.type = read;
    if (parameter.has("defexpr")) added.default_value = reader_.expression({written.last + 1, words.last}, parameter["defexpr"]);
    added.span = words_.span(words);
  }

  void read_result() {
    if (!tree_.has("returnType") || !create_.returns_table.empty()) return;
    ParseNode type = tree_["returnType"];
    create_.returns_set = type.flag("setof");
    std::erase_if(type.children, [](const ParseNode& field) { return field.field == "setof"; });
    create_.returns = reader_.type(words_.item(words_.from(type.location()), option_places_), type);
  }

  void read_option(const ParseNode& option) {
    const std::string& name = option.text("defname");
    if (read_attribute(option, create_, reader_)) return;
    if (name == "language") {
      create_.language = words_.name(option_value(option), words_.from(option.location()));
    } else if (name == "set") {
      create_.settings.push_back(read_setting(option, option_places_, reader_));
    } else if (name == "as" && option["arg"]["items"].children.size() == 1) {
      const Words body = words_.from(option.location());
      create_.body = ast::RawText{option["arg"]["items"].children.front().text("sval"), inside_of_string({body.first + 1, body.first + 2})};
    } else {
      reader_.not_understood();
    }
  }

  /// $tag$inside$tag$ or 'inside'
  [[nodiscard]] Span inside_of_string(Words string) const {
    const std::string_view text = words_.text(string);
    const std::size_t tag = text.starts_with('$') ? text.find('$', 1) : 0;
    const auto quote = static_cast<std::uint32_t>(tag == std::string_view::npos ? 1 : tag + 1);
    Span span = words_.span(string);
    if (span.end - span.begin < 2 * quote) return span;
    span.begin += quote;
    span.end -= quote;
    return span;
  }

  const ParseNode& tree_;
  MeaningReader& reader_;
  const StatementText& words_;
  std::vector<std::size_t> option_places_;
  ast::CreateRoutine create_;
};

/// `alter routine` does not say which of the two kinds it is.
ObjectKind altered_kind(const ParseNode& tree, const MeaningReader& reader) {
  if (tree.text("objtype") != "OBJECT_ROUTINE") return object_kind(tree.text("objtype")).value_or(ObjectKind::function);
  const std::vector<ObjectPointer> known = reader.catalog.find_routines(reader.object_name(name_of(tree["func"]["objname"])));
  return known.empty() ? ObjectKind::function : known.front()->key.kind;
}

class AlterRoutineReader {
 public:
  AlterRoutineReader(const ParseNode& tree, MeaningReader& reader) : tree_(tree), reader_(reader) {}

  void read() {
    reader_.changes(ObjectKind::function, name_of(tree_["func"]["objname"]));
    ParseNode routine = tree_["func"];
    routine.type = "ObjectWithArgs";  // told only where something else could stand
    alter_.routine = read_object(altered_kind(tree_, reader_), routine, reader_);
    for (const ParseNode& option : tree_["actions"].children) option_places_.push_back(option.location());
    for (const ParseNode& option : tree_["actions"].children) {
      if (option.text("defname") == "set")
        read_setting_or_reset(option);
      else if (!read_attribute(option, alter_, reader_))
        reader_.not_understood();
    }
    // The last word of all says nothing, and no tree has it.
    const Words words = reader_.words.all();
    if (!words.empty() && !alter_.settings.empty() && reader_.words.is_word(words.last - 1, "RESTRICT")) reader_.not_understood();
    reader_.add(std::move(alter_));
  }

 private:
  /// One after the other, as the server does it.
  void read_setting_or_reset(const ParseNode& option) {
    const std::string& kind = option["arg"].text("kind");
    const std::string name = lower_case(option["arg"].text("name"));
    std::erase_if(alter_.settings, [&](const ast::StorageOption& set) { return lower_case(set.name.text) == name; });
    std::erase_if(alter_.reset, [&](const Name& reset) { return lower_case(reset.text) == name; });
    if (kind == "VAR_RESET_ALL") {
      alter_.settings.clear();
      alter_.reset.clear();
      alter_.reset_all = true;
    } else if (kind == "VAR_RESET" || kind == "VAR_SET_DEFAULT") {
      alter_.reset.push_back(reader_.named(option["arg"].text("name")));
    } else {
      alter_.settings.push_back(read_setting(option, option_places_, reader_));
    }
  }

  const ParseNode& tree_;
  MeaningReader& reader_;
  std::vector<std::size_t> option_places_;
  ast::AlterRoutine alter_;
};

// pg_trigger.h
constexpr long before_bit = 1 << 1;
constexpr long insert_bit = 1 << 2;
constexpr long delete_bit = 1 << 3;
constexpr long update_bit = 1 << 4;
constexpr long truncate_bit = 1 << 5;
constexpr long instead_bit = 1 << 6;

void read_trigger(const ParseNode& tree, MeaningReader& reader) {
  const StatementText& words = reader.words;
  const long timing = tree.number("timing");
  const long events = tree.number("events");
  reader.changes(tree["relation"]);
  ast::CreateTrigger create;
  create.or_replace = tree.flag("replace");
  create.is_constraint = tree.flag("isconstraint");
  create.name = reader.named(tree.text("trigname"));
  create.timing = (timing & before_bit) != 0    ? ast::TriggerTiming::before
                  : (timing & instead_bit) != 0 ? ast::TriggerTiming::instead_of
                                                : ast::TriggerTiming::after;
  create.events = {(events & insert_bit) != 0, (events & update_bit) != 0, (events & delete_bit) != 0, (events & truncate_bit) != 0,
                   reader.names(tree["columns"], words.all())};
  create.table = reader.relation(tree["relation"]);
  if (tree.flag("deferrable"))
    create.deferral = tree.flag("initdeferred") ? ast::Deferral::initially_deferred : ast::Deferral::initially_immediate;
  for (const ParseNode& transition : tree["transitionRels"].children)
    (transition.flag("isNew") ? create.new_table : create.old_table) = reader.named(transition.text("name"));
  create.for_each_row = tree.flag("row");
  create.when = reader.optional_expression(words.in_parentheses(words.after_word(words.all(), "WHEN")), tree["whenClause"]);
  create.function = reader.qualified(tree["funcname"]);
  for (std::string& argument : strings_of(tree["args"])) create.arguments.push_back({std::move(argument), words.whole()});
  if (tree.has("constrrel")) reader.not_understood();
  reader.add(std::move(create));
}

}  // namespace

bool read_routine_statement(const ParseNode& tree, MeaningReader& reader) {
  if (tree.is("CreateFunctionStmt"))
    RoutineReader(tree, reader).read();
  else if (tree.is("AlterFunctionStmt"))
    AlterRoutineReader(tree, reader).read();
  else if (tree.is("CreateTrigStmt"))
    read_trigger(tree, reader);
  else
    return false;
  return true;
}

}  // namespace galley::postgresql

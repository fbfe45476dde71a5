#include "config/config.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdint>
#include <functional>

#include "base/duration.hpp"
#include "base/edit_distance.hpp"
#include "base/letter_case.hpp"
#include "base/utf8.hpp"
#include "config/naming_template.hpp"
#include "config/offset.hpp"
#include "diag/catalogue/configuration.hpp"
#include "galley/dialect.hpp"
#include "galley/syntax.hpp"

namespace galley {
namespace {

using config::check_template;
using config::TemplateFaults;

/// An identifier of PostgreSQL's has at most NAMEDATALEN - 1 bytes.
constexpr std::size_t most_identifier_bytes = 63;

/// Where things of toml++ stand.
class Places {
 public:
  Places(const SourceSet& sources, SourceId id) : sources_(sources), id_(id) {}

  Span span(const toml::source_region& region) const {
    return {id_, offset(region.begin), std::max(offset(region.begin), offset(region.end))};
  }
  std::string_view text(const toml::source_region& region) const { return sources_.text(span(region)); }

 private:
  std::uint32_t offset(const toml::source_position& position) const {
    return position ? config::offset_of(sources_[id_], {position.line, position.column}) : 0;
  }

  const SourceSet& sources_;
  SourceId id_;
};

/// One value of the file, with what is needed to complain about it.
struct Value {
  std::string_view key;
  const toml::node& node;
  const Places& places;
  Diagnostics& diagnostics;

  Span span() const { return places.span(node.source()); }
  std::string_view text() const { return places.text(node.source()); }
};

std::string_view type_text(toml::node_type type) {
  switch (type) {
    case toml::node_type::none:
      return "nothing";
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
      return "an integer";
    case toml::node_type::floating_point:
      return "a number with a fraction";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::date:
      return "a date";
    case toml::node_type::time:
      return "a time";
    case toml::node_type::date_time:
      return "a date with a time";
  }
  return {};
}

bool is_deceptive_text(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    if (is_deceptive(point.value)) return true;
    text.remove_prefix(std::max<std::size_t>(1, point.size));
  }
  return false;
}

// ---- readers, one for each kind of value; the setting keeps its default where the value is wrong

bool read_string(const Value& value, std::string& setting) {
  const auto text = value.node.value_exact<std::string>();
  if (!text) {
    auto report = value.diagnostics.report(value.span(), diag::wrong_type, value.key, type_text(value.node.type()));
    if (value.node.is_number()) {
      report.help("write it in quotes: {} = \"{}\"", value.key, value.text());
    } else {
      report.help("write a string: {} = \"...\"", value.key);
    }
  } else if (text->find_first_not_of(' ') == std::string::npos) {
    value.diagnostics.report(value.span(), diag::empty_value, value.key).help("leave \"{}\" out to get its default", value.key);
  } else if (is_deceptive_text(*text)) {
    value.diagnostics.report(value.span(), diag::control_character, value.key);
  } else {
    setting = *text;
    return true;
  }
  return false;
}

void read_identifier(const Value& value, std::string& setting) {
  std::string name;
  if (!read_string(value, name)) return;
  if (name.size() > most_identifier_bytes) {
    value.diagnostics.report(value.span(), diag::long_identifier, value.key, name.size())
        .help("an identifier has at most {} bytes", most_identifier_bytes);
    return;
  }
  setting = std::move(name);
}

void read_bool(const Value& value, bool& setting) {
  if (const auto flag = value.node.value_exact<bool>()) {
    setting = *flag;
  } else {
    value.diagnostics.report(value.span(), diag::wrong_type, value.key, type_text(value.node.type()))
        .help("write true or false, without quotes");
  }
}

/// One of a few words.
void read_choice(const Value& value, const std::vector<std::string>& choices, std::string& setting) {
  std::string text;
  if (!read_string(value, text)) return;
  if (std::find(choices.begin(), choices.end(), text) != choices.end()) {
    setting = std::move(text);
    return;
  }
  const std::vector<std::string_view> known(choices.begin(), choices.end());
  value.diagnostics.report(value.span(), diag::unknown_choice, value.key, text)
      .suggest(nearest(text, known))
      .help("write one of \"{}\"", fmt::join(choices, "\", \""));
}

void read_duration(const Value& value, std::string& setting) {
  std::string text;
  if (!read_string(value, text)) return;
  if (is_duration(text) && text.find_first_not_of("0123456789") != std::string::npos) {
    setting = std::move(text);
  } else {
    value.diagnostics.report(value.span(), diag::invalid_duration, value.key)
        .help("write digits and a unit (us, ms, s, min, h, d): \"5s\"");
  }
}

void read_count(const Value& value, int& setting, std::int64_t most) {
  const auto number = value.node.value_exact<std::int64_t>();
  if (!number) {
    value.diagnostics.report(value.span(), diag::wrong_type, value.key, type_text(value.node.type()))
        .help("write a whole number, without quotes");
  } else if (*number < 1 || *number > most) {
    value.diagnostics.report(value.span(), diag::out_of_range, value.key, value.text()).help("it is a number from 1 to {}", most);
  } else {
    setting = static_cast<int>(*number);
  }
}

void read_shape(const Value& value, bool& setting) {
  std::string text = setting ? "check" : "off";
  read_choice(value, {"check", "off"}, text);
  setting = text == "check";
}

void read_names(const Value& value, std::vector<std::string>& setting) {
  const toml::array* names = value.node.as_array();
  if (names == nullptr) {
    value.diagnostics.report(value.span(), diag::wrong_type, value.key, type_text(value.node.type()))
        .help("write an array: {} = [\"...\"]", value.key);
    return;
  }
  std::vector<std::string> read;
  for (const toml::node& element : *names) {
    std::string name;
    read_identifier({value.key, element, value.places, value.diagnostics}, name);
    read.push_back(std::move(name));
  }
  if (names->empty())
    value.diagnostics.report(value.span(), diag::empty_value, value.key).help("leave \"{}\" out to allow all of them", value.key);
  setting = std::move(read);
}

void read_template(const Value& value, std::string& setting, const std::vector<std::string_view>& placeholders) {
  std::string text;
  if (!read_string(value, text)) return;
  const TemplateFaults faults = check_template(text, placeholders);
  for (const std::string& unknown : faults.unknown) {
    value.diagnostics.report(value.span(), diag::unknown_placeholder, fmt::format("{{{}}}", unknown), value.key)
        .suggest(nearest(unknown, placeholders))
        .help("the placeholders are {{{}}}", fmt::join(placeholders, "}, {"));
  }
  if (faults.has_lone_brace)
    value.diagnostics.report(value.span(), diag::lone_brace, value.key).help("braces stand around placeholders only: {{table}}");
  setting = std::move(text);
}

void read_dialects(const Value& value, std::vector<std::string>& setting) {
  const toml::array* names = value.node.as_array();
  if (names == nullptr) {
    value.diagnostics.report(value.span(), diag::wrong_type, value.key, type_text(value.node.type()))
        .help("write an array: {} = [\"{}\"]", value.key, dialect_names().front());
    return;
  }
  const std::vector<std::string_view> known = dialect_names();
  std::vector<std::string> read;
  for (const toml::node& element : *names) {
    const Value one{value.key, element, value.places, value.diagnostics};
    std::string name;
    if (!read_string(one, name)) continue;
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      value.diagnostics.report(one.span(), diag::unknown_dialect_name, name)
          .suggest(nearest(name, known))
          .help("the dialects are {}", fmt::join(known, ", "));
    } else if (std::find(read.begin(), read.end(), name) != read.end()) {
      value.diagnostics.report(one.span(), diag::repeated_dialect, name);
    } else {
      read.push_back(std::move(name));
    }
  }
  if (names->empty())
    value.diagnostics.report(value.span(), diag::empty_value, value.key).help("leave \"{}\" out to mean all of them", value.key);
  setting = std::move(read);
}

std::optional<TypeMapping> read_type(const Value& value) {
  std::string text;
  if (!read_string(value, text)) return std::nullopt;
  std::optional<TypeText> type = parse_type(text);
  if (!type) {
    value.diagnostics.report(value.span(), diag::invalid_type, value.key)
        .help("write it as in a migration: \"char(36)\", \"text collate nocase\"");
    return std::nullopt;
  }
  return TypeMapping{.text = std::move(text), .type = std::move(type->type), .collation = std::move(type->collation), .span = value.span()};
}

/// guid = "uuid" for every dialect, guid = { postgresql = "uuid", sqlite = "char(36)" } for each its own
void read_type_mapping(const Value& value, Config& config) {
  const std::vector<std::string_view> known = dialect_names();
  auto& mapping = config.types[lower_case(value.key)];
  const toml::table* table = value.node.as_table();
  if (table == nullptr) {
    if (const std::optional<TypeMapping> type = read_type(value))
      for (const std::string_view dialect : known) mapping.emplace(dialect, *type);
    return;
  }
  for (const auto& [key, node] : *table) {
    if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
      value.diagnostics.report(value.places.span(key.source()), diag::unknown_dialect_name, key.str())
          .suggest(nearest(key.str(), known))
          .help("the dialects are {}", fmt::join(known, ", "));
    } else if (std::optional<TypeMapping> type = read_type({key.str(), node, value.places, value.diagnostics})) {
      mapping.emplace(key.str(), std::move(*type));
    }
  }
}

void read_name_template(const Value& value, std::string& setting) { read_template(value, setting, {"table", "columns"}); }

// ---- the settings

struct Setting {
  std::string_view section;
  std::string_view key;
  void (*read)(const Value& value, Config& config);
};

constexpr Setting settings[] = {
    {"project", "name", [](const Value& v, Config& c) { read_string(v, c.project); }},
    {"project", "dialects", [](const Value& v, Config& c) { read_dialects(v, c.dialects); }},
    {"project", "migrations", [](const Value& v, Config& c) { read_string(v, c.migrations); }},
    {"project", "version_table", [](const Value& v, Config& c) { read_identifier(v, c.version_table); }},
    {"project", "version_length", [](const Value& v, Config& c) { read_count(v, c.version_length, 255); }},
    {"postgresql", "target", [](const Value& v, Config& c) { read_string(v, c.postgresql_target); }},
    {"postgresql", "default_schema", [](const Value& v, Config& c) { read_identifier(v, c.default_schema); }},
    {"postgresql", "strategy", [](const Value& v, Config& c) { read_choice(v, strategy_names(), c.strategy); }},
    {"postgresql", "annotate", [](const Value& v, Config& c) { read_choice(v, annotation_names(), c.annotate); }},
    {"postgresql", "lock_timeout", [](const Value& v, Config& c) { read_duration(v, c.script.lock_timeout); }},
    {"postgresql", "lock_retries", [](const Value& v, Config& c) { read_count(v, c.script.lock_retries, 1000); }},
    {"postgresql", "lock_wait", [](const Value& v, Config& c) { read_duration(v, c.script.lock_wait); }},
    {"postgresql", "shape", [](const Value& v, Config& c) { read_shape(v, c.script.checks_shape); }},
    {"postgresql", "role", [](const Value& v, Config& c) { read_identifier(v, c.script.role); }},
    {"postgresql", "required_role", [](const Value& v, Config& c) { read_identifier(v, c.script.required_role); }},
    {"postgresql", "databases", [](const Value& v, Config& c) { read_names(v, c.script.databases); }},
    {"sqlite", "target", [](const Value& v, Config& c) { read_string(v, c.sqlite_target); }},
    {"sqlite", "foreign_keys", [](const Value& v, Config& c) { read_bool(v, c.sqlite_foreign_keys); }},
    {"naming", "pk", [](const Value& v, Config& c) { read_name_template(v, c.naming.primary_key); }},
    {"naming", "uq", [](const Value& v, Config& c) { read_name_template(v, c.naming.unique); }},
    {"naming", "ck", [](const Value& v, Config& c) { read_name_template(v, c.naming.check); }},
    {"naming", "fk",
     [](const Value& v, Config& c) {
       read_template(v, c.naming.foreign_key, {"table", "columns", "referenced_table"});
     }},
    {"naming", "ex", [](const Value& v, Config& c) { read_name_template(v, c.naming.exclude); }},
    {"naming", "ix", [](const Value& v, Config& c) { read_name_template(v, c.naming.index); }},
};

/// Its keys are names that the project chooses.
constexpr std::string_view section_of_types = "types";

/// Of each setting that the predicate accepts, one of its members; each once.
std::vector<std::string_view> names_of(std::string_view Setting::*member, const std::function<bool(const Setting&)>& accepts) {
  std::vector<std::string_view> names;
  for (const Setting& setting : settings) {
    if (accepts(setting) && std::find(names.begin(), names.end(), setting.*member) == names.end()) names.push_back(setting.*member);
  }
  return names;
}

std::vector<std::string_view> sections_with(std::string_view key) {
  return names_of(&Setting::section, [&](const Setting& setting) { return setting.key == key; });
}

class ConfigReader {
 public:
  ConfigReader(const Places& places, Diagnostics& diagnostics) : places_(places), diagnostics_(diagnostics) {}

  Config read(const toml::table& document) {
    std::vector<std::string_view> sections = names_of(&Setting::section, [](const Setting&) { return true; });
    sections.push_back(section_of_types);
    for (const auto& [key, node] : document) {
      if (std::find(sections.begin(), sections.end(), key.str()) == sections.end()) {
        report_unknown_section(key, node, sections);
      } else if (const toml::table* section = node.as_table()) {
        read_section(key.str(), *section);
      } else {
        diagnostics_.report(places_.span(key.source()), diag::wrong_type, key.str(), type_text(node.type()))
            .help("write it as a section: [{}]", key.str());
      }
    }
    return std::move(config_);
  }

 private:
  void report_unknown_section(const toml::key& key, const toml::node& node, const std::vector<std::string_view>& sections) {
    const Span place = places_.span(key.source());
    if (const auto homes = sections_with(key.str()); !homes.empty() && !node.is_table()) {
      diagnostics_.report(place, diag::key_without_section, key.str()).help("write it below [{}]", fmt::join(homes, "] or ["));
    } else if (!node.is_table()) {
      const auto meant = nearest(key.str(), names_of(&Setting::key, [](const Setting&) { return true; }));
      auto report = diagnostics_.report(place, diag::key_without_section, key.str());
      report.suggest(meant).help("settings stand below [{}]", fmt::join(meant ? sections_with(*meant) : sections, "] or ["));
    } else {
      diagnostics_.report(place, diag::unknown_section, key.str())
          .suggest(nearest(key.str(), sections))
          .help("the sections are [{}]", fmt::join(sections, "], ["));
    }
  }

  void read_section(std::string_view section, const toml::table& table) {
    for (const auto& [key, node] : table) {
      const std::string_view name = key.str();
      if (section == section_of_types) {
        read_type_mapping({name, node, places_, diagnostics_}, config_);
        continue;
      }
      const auto setting =
          std::find_if(std::begin(settings), std::end(settings), [&](const Setting& s) { return s.section == section && s.key == name; });
      if (setting != std::end(settings)) {
        setting->read({name, node, places_, diagnostics_}, config_);
      } else {
        report_unknown_key(section, key);
      }
    }
  }

  void report_unknown_key(std::string_view section, const toml::key& key) {
    auto report = diagnostics_.report(places_.span(key.source()), diag::unknown_key, key.str(), section);
    if (const auto homes = sections_with(key.str()); !homes.empty()) {
      report.help("it belongs below [{}]", fmt::join(homes, "] or ["));
      return;
    }
    const auto keys = names_of(&Setting::key, [&](const Setting& setting) { return setting.section == section; });
    report.suggest(nearest(key.str(), keys)).help("the keys of [{}] are {}", section, fmt::join(keys, ", "));
  }

  const Places& places_;
  Diagnostics& diagnostics_;
  Config config_;
};

/// The library takes the end of the line for a character that a string may not have.
void report_invalid(const toml::parse_error& error, const Places& places, std::string_view text, Diagnostics& diagnostics) {
  const Span place = places.span(error.source());
  const bool at_line_end = place.begin < text.size() && (text[place.begin] == '\n' || text[place.begin] == '\r');
  const bool is_open_string = at_line_end && error.description().find("string") != std::string_view::npos;
  diagnostics.report(place, diag::invalid_toml, is_open_string ? "this string is not closed on its line" : error.description());
}

}  // namespace

const std::vector<std::string>& strategy_names() {
  static const std::vector<std::string> names{"direct", "online"};
  return names;
}
const std::vector<std::string>& annotation_names() {
  static const std::vector<std::string> names{"none", "brief", "full"};
  return names;
}

std::vector<std::string> all_dialects() {
  std::vector<std::string> names;
  for (const std::string_view name : dialect_names()) names.emplace_back(name);
  return names;
}

std::size_t Config::longest_id() const {
  constexpr std::size_t of_galley = 255;
  constexpr std::size_t of_alembic = 32;
  if (version_length > 0) return static_cast<std::size_t>(version_length);
  return version_table == "alembic_version" ? of_alembic : of_galley;
}

std::optional<Config> read_config(const SourceSet& sources, SourceId id, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const Places places(sources, id);
  try {
    const toml::table document = toml::parse(sources[id].text());
    Config config = ConfigReader(places, diagnostics).read(document);
    if (diagnostics.error_count() == errors_before) return config;
  } catch (const toml::parse_error& error) { report_invalid(error, places, sources[id].text(), diagnostics); }
  return std::nullopt;
}

}  // namespace galley

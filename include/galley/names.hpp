// Names and types as they are written and as the catalog knows them.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "galley/source.hpp"

namespace galley {

/// An identifier after folding: unquoted ones in lower case, quoted ones as written.
struct Name {
  std::string text;
  Span span;
  friend bool operator==(const Name&, const Name&) = default;
};

/// A name as written, perhaps with a schema (empty where left out).
struct QualifiedName {
  Name schema;
  Name name;
  [[nodiscard]] bool has_schema() const { return !schema.text.empty(); }
  [[nodiscard]] Span span() const { return has_schema() ? join(schema.span, name.span) : name.span; }
  friend bool operator==(const QualifiedName&, const QualifiedName&) = default;
};

/// A name in the catalog: the schema is always known.
struct ObjectName {
  std::string schema;
  std::string name;
  friend auto operator<=>(const ObjectName&, const ObjectName&) = default;
};

/// A type as written. `name` is in lower case with single blanks ("double precision", "timestamp with time zone",
/// "interval day to second" and "int" stay as they are; the catalog resolves synonyms). Arguments are kept as text: "12", "Point".
struct TypeName {
  std::string schema;
  std::string name;
  bool quoted = false;  // "Name": never a built-in synonym
  std::vector<std::string> arguments;
  std::uint8_t array_dimensions = 0;
  Span span;
  friend bool operator==(const TypeName&, const TypeName&) = default;
};

enum class TypeKind : std::uint8_t {
  smallint,
  integer,
  bigint,
  numeric,
  real,
  double_precision,
  boolean,
  character,
  varchar,
  text,
  bytes,
  date,
  time,
  timetz,
  timestamp,
  timestamptz,
  interval,
  uuid,
  json,
  jsonb,
  enumeration,  // one of the history's; `enumeration` points at its present values
  domain,       // one of the history's; `definition` is the domain as it is
  composite,    // likewise
  native,       // known to one dialect only, by name
  unknown       // poisoned: an error was reported; silences what touches it
};

struct EnumType;
struct SchemaObject;

/// A resolved type. Tables hold the enumeration as it is at their time, so a table describes itself.
struct Type {
  TypeKind kind = TypeKind::unknown;
  ObjectName name;  // of enumeration, domain, composite and native
  std::vector<std::string> arguments;
  std::uint8_t array_dimensions = 0;
  std::shared_ptr<const EnumType> enumeration;
  std::shared_ptr<const SchemaObject> definition;  // of domain and composite
  std::string fields;                              // of an interval: "day to second"

  friend bool operator==(const Type& a, const Type& b);  // enumerations by value
};

}  // namespace galley

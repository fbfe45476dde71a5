// What roles are given on objects that are made later: of whom, where and on what, and what a new object has of it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/workspace.hpp"

namespace galley {

/// What the defaults of an object are called by: table (of views as well), sequence, function (of every routine), enumeration (of every
/// type) or schema; nothing where there are none.
[[nodiscard]] std::optional<ObjectKind> default_kind(ObjectKind kind);
/// Of one role that makes objects, empty for whoever runs the script, in one schema or, empty, in all of them.
[[nodiscard]] ObjectKey default_privileges_key(ObjectKind kind, const std::string& schema, const std::string& role);
/// The kind that such a key is about.
[[nodiscard]] ObjectKind kind_of_new(const ObjectKey& defaults);
/// What the key gives when nobody has changed it.
[[nodiscard]] std::vector<Grant> initial_defaults(const ObjectKey& defaults);
/// What it gives now.
[[nodiscard]] std::vector<Grant> present_defaults(const ObjectKey& defaults, const Catalog& catalog);
/// Those that a schema has of its own.
[[nodiscard]] std::vector<ObjectPointer> defaults_in_schema(const std::string& schema, const Catalog& catalog);
/// The changes that make what the key gave, after it went with its schema.
[[nodiscard]] std::vector<ChangeDefaultPrivileges> restoring(const SchemaObject& defaults);

/// What the server gives to roles on the new objects of one operation. One that takes another back makes objects that carry what they
/// had before.
class AccessOfNew {
 public:
  /// `owner`: who has what is made, where the history has given it to somebody. What is declared is made elsewhere.
  AccessOfNew(std::string schema, const std::optional<std::string>& owner, const Workspace& workspace);

  /// Fills in what an object of the kind begins with.
  void give(ObjectKind kind, std::vector<Grant>& grants);
  /// To the sequences of identities.
  void give(Table& table);
  void give(Column& column);
  [[nodiscard]] std::map<ObjectKind, std::vector<Grant>> take() { return std::move(given_); }
  void store_in(Operation& operation) { operation.given_by_default = take(); }

 private:
  /// Nothing where the history has not changed what every server begins with.
  [[nodiscard]] std::optional<std::vector<Grant>> defaults_of(ObjectKind kind) const;

  std::string schema_;
  std::string role_;
  const Workspace& workspace_;
  bool has_defaults_;
  std::map<ObjectKind, std::vector<Grant>> given_;
};

}  // namespace galley

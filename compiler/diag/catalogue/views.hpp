// What replaying a history can find wrong with views, routines, triggers, policies and privileges.
#pragma once

#include "diag/catalogue/catalog.hpp"
#include "galley/diagnostics.hpp"

namespace galley::diag {

inline constexpr DiagnosticDef<Text> default_privileges{"E0264", Severity::error, "default privileges {}"};
/// what the server's parser says
inline constexpr DiagnosticDef<Text> body_error{"E0265", Severity::error, "{}"};
inline constexpr DiagnosticDef<Text> body_error_uncertain{"W0220", Severity::warning, "{}"};
/// the kind and the name
inline constexpr DiagnosticDef<Text, Text> cannot_replace{"E0266", Severity::error,
                                                          "{} \"{}\" would have to be dropped to be replaced, but is in use"};
inline constexpr DiagnosticDef<Text, Text> read_otherwise{"E0249", Severity::error, "{} \"{}\" would come back with other columns"};
inline constexpr DiagnosticDef<Text> refresh_needs_unique_index{
    "E0267", Severity::error, "materialized view \"{}\" has no unique index that a concurrent refresh could use"};
inline constexpr DiagnosticDef<Text> repeated_parameter{"E0268", Severity::error, "parameter \"{}\" is named twice"};
inline constexpr DiagnosticDef<> default_missing{"E0269", Severity::error, "a parameter behind one with a default needs one too"};
inline constexpr DiagnosticDef<Text> result_missing{"E0270", Severity::error, "function \"{}\" has no result"};
inline constexpr DiagnosticDef<Text, Text> not_a_trigger_function{"E0271", Severity::error, "function \"{}\" returns {}, not trigger"};
inline constexpr DiagnosticDef<Text, Text> trigger_conflict{"E0272", Severity::error, "{} cannot be {}"};
inline constexpr DiagnosticDef<Text> row_not_named{"E0273", Severity::error, "column \"{}\" belongs to neither row of the trigger"};
inline constexpr DiagnosticDef<Text, Text> condition_not_taken{"E0274", Severity::error, "a policy for {} takes no \"{}\""};
/// the privilege, the kind of object
inline constexpr DiagnosticDef<Text, Text> privilege_not_of_kind{"E0275", Severity::error, "there is no privilege \"{}\" on a {}"};
inline constexpr DiagnosticDef<Text, Text> no_such_columns{"E0276", Severity::error, "privilege \"{}\" on a {} takes no columns"};
inline constexpr DiagnosticDef<Text> refresh_without_data{"E0277", Severity::error,
                                                          "a concurrent refresh of \"{}\" needs the rows that it has, or will have"};
inline constexpr DiagnosticDef<Text> routine_of_other_kind{"E0278", Severity::error, "there is a {} of this name and these parameters"};

inline constexpr DiagnosticDef<> option_for_public{"E0279", Severity::error, "\"public\" cannot have the grant option"};

inline constexpr DiagnosticDef<> trigger_with_body{"E0435", Severity::error, "a trigger of PostgreSQL has no body of its own"};

inline constexpr DiagnosticDef<Text, Text> type_of_extension{"W0222", Severity::warning,
                                                             "type \"{}\" comes with extension \"{}\", which this history does not create"};
inline constexpr DiagnosticDef<Text> unknown_function{"W0221", Severity::warning, "function \"{}\" is not known"};

}  // namespace galley::diag

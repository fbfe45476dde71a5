// What replaying a history over the catalog can find wrong.
#pragma once

#include <cstddef>
#include <string_view>

#include "galley/diagnostics.hpp"

namespace galley::diag {

using Text = std::string_view;

// ---- names that nothing has
inline constexpr DiagnosticDef<Text> unknown_table{"E0201", Severity::error, "table \"{}\" does not exist"};
inline constexpr DiagnosticDef<Text> unknown_type{"E0202", Severity::error, "type \"{}\" does not exist"};
inline constexpr DiagnosticDef<Text, Text> unknown_column{"E0203", Severity::error, "column \"{}\" does not exist in table \"{}\""};
inline constexpr DiagnosticDef<Text, Text> unknown_constraint{"E0204", Severity::error, "constraint \"{}\" does not exist in table \"{}\""};
inline constexpr DiagnosticDef<Text> unknown_index{"E0205", Severity::error, "index \"{}\" does not exist"};
inline constexpr DiagnosticDef<Text> unknown_enum{"E0206", Severity::error, "enum \"{}\" does not exist"};
inline constexpr DiagnosticDef<Text, Text> unknown_enum_value{"E0207", Severity::error, "'{}' is not a value of enum \"{}\""};
inline constexpr DiagnosticDef<Text> unknown_dialect{"E0208", Severity::error, "dialect \"{}\" does not exist"};

// ---- names that are taken, repeated or too long
inline constexpr DiagnosticDef<Text, Text> name_taken{"E0210", Severity::error, "{} \"{}\" exists already"};
inline constexpr DiagnosticDef<Text, Text> column_exists{"E0211", Severity::error, "column \"{}\" exists already in table \"{}\""};
inline constexpr DiagnosticDef<Text, Text> constraint_exists{"E0212", Severity::error, "constraint \"{}\" exists already in table \"{}\""};
inline constexpr DiagnosticDef<Text, Text> enum_value_exists{"E0213", Severity::error, "enum \"{}\" has the value '{}' already"};
inline constexpr DiagnosticDef<Text> repeated_column{"E0214", Severity::error, "column \"{}\" is named twice"};
inline constexpr DiagnosticDef<Text> second_primary_key{"E0215", Severity::error, "table \"{}\" has a primary key already"};
inline constexpr DiagnosticDef<Text, std::size_t> name_too_long{"E0219", Severity::error, "the name \"{}\" has {} bytes, more than 63"};

// ---- columns
inline constexpr DiagnosticDef<Text, Text, Text> conflicting_properties{"E0216", Severity::error,
                                                                        "column \"{}\" cannot have both {} and {}"};
inline constexpr DiagnosticDef<Text, Text> column_in_use{"E0217", Severity::error, "column \"{}\" of table \"{}\" is in use"};
/// "a statistics target", what was written
inline constexpr DiagnosticDef<Text, Text> bad_column_setting{"E0243", Severity::error, "{} cannot be {}"};
/// the index, why not
inline constexpr DiagnosticDef<Text, Text> no_replica_identity{"E0248", Severity::error,
                                                               "index \"{}\" cannot identify rows to replicas: {}"};
inline constexpr DiagnosticDef<Text> cannot_empty{"E0209", Severity::error,
                                                  "table \"{}\" cannot be emptied while another one refers to it"};
inline constexpr DiagnosticDef<Text, Text> repeated_attribute{"E0218", Severity::error, "column \"{}\" has {} twice"};
inline constexpr DiagnosticDef<Text> attribute_without_name{"E0220", Severity::error, "{} is no constraint and takes no name"};
inline constexpr DiagnosticDef<Text, Text> not_null_needed{"E0228", Severity::error, "column \"{}\" cannot take null: it is {}"};
inline constexpr DiagnosticDef<Text, Text> identity_type{"E0229", Severity::error, "column \"{}\" is an identity, but of type {}"};
inline constexpr DiagnosticDef<Text> column_in_default{"E0231", Severity::error, "{} cannot name columns"};
inline constexpr DiagnosticDef<Text> subselect_in_stored{"E0232", Severity::error, "a sub-select cannot stand in {}"};
inline constexpr DiagnosticDef<Text> serial_type{"E0239", Severity::error, "type \"{}\" is not part of the language"};
inline constexpr DiagnosticDef<Text, Text> type_arguments{"E0240", Severity::error, "type \"{}\" cannot take ({})"};

// ---- constraints, keys and what needs them
inline constexpr DiagnosticDef<Text, Text> no_unique_key{"E0221", Severity::error, "table \"{}\" has no unique key on ({})"};
inline constexpr DiagnosticDef<std::size_t, std::size_t> key_column_count{"E0222", Severity::error,
                                                                          "the foreign key has {} columns, but refers to {}"};
inline constexpr DiagnosticDef<Text, Text, Text, Text> key_type_mismatch{"E0223", Severity::error,
                                                                         "column \"{}\" is {}, but column \"{}\" that it refers to is {}"};
inline constexpr DiagnosticDef<Text> no_primary_key{"E0224", Severity::error, "table \"{}\" has no primary key to refer to"};
inline constexpr DiagnosticDef<Text, Text> key_to_unlogged{
    "E0242", Severity::error, "foreign key \"{}\" of a logged table refers to table \"{}\", which is unlogged"};
inline constexpr DiagnosticDef<Text> table_referenced{"E0225", Severity::error,
                                                      "table \"{}\" is referenced by foreign keys of other tables"};
inline constexpr DiagnosticDef<Text, Text> key_in_use{"E0226", Severity::error, "{} \"{}\" is needed by foreign keys"};
inline constexpr DiagnosticDef<Text> not_valid_impossible{"E0237", Severity::error, "{} cannot be not valid"};
inline constexpr DiagnosticDef<Text> not_deferrable{"E0238", Severity::error, "{} cannot be deferrable"};
inline constexpr DiagnosticDef<Text> nothing_to_validate{"E0245", Severity::error,
                                                         "constraint \"{}\" is neither a foreign key nor a check"};

// ---- enumerations
inline constexpr DiagnosticDef<Text> enum_in_use{"E0227", Severity::error, "enum \"{}\" is in use"};
inline constexpr DiagnosticDef<Text, Text> enum_value_in_use{"E0241", Severity::error, "value '{}' of enum \"{}\" is in use"};
inline constexpr DiagnosticDef<Text> enum_not_made_anew{"E0244", Severity::error,
                                                        "enum \"{}\" cannot lose a value, because of what is made with it"};
inline constexpr DiagnosticDef<Text> replaced_by_itself{"E0246", Severity::error, "value '{}' cannot be replaced by itself"};

// ---- rows
inline constexpr DiagnosticDef<> column_in_values{"E0230", Severity::error, "inserted values cannot name columns"};
inline constexpr DiagnosticDef<std::size_t, Text, std::size_t> value_count{"E0233", Severity::error, "the row has {} value{}, expected {}"};
inline constexpr DiagnosticDef<Text> value_missing{"E0234", Severity::error,
                                                   "column \"{}\" takes no null and has no default, but is given no value"};
inline constexpr DiagnosticDef<Text> null_not_taken{"E0235", Severity::error, "column \"{}\" takes no null"};
inline constexpr DiagnosticDef<Text, Text> value_not_taken{"E0236", Severity::error, "column \"{}\" is {} and takes no value"};

inline constexpr DiagnosticDef<Text> bad_timeout{"E0247", Severity::error, "'{}' is not a duration"};

// ---- partitions, inheritance, identities
inline constexpr DiagnosticDef<Text, Text, Text> wrong_bound{"E0280", Severity::error, "table \"{}\" is partitioned by {}, not by {}"};
inline constexpr DiagnosticDef<Text, Text> key_misses_partition{"E0281", Severity::error,
                                                                "{} of a partitioned table must contain its partition key ({})"};
inline constexpr DiagnosticDef<Text, Text> not_of_partitions{"E0282", Severity::error, "table \"{}\" is not {}"};
inline constexpr DiagnosticDef<Text, Text, Text> inherited_column{"E0283", Severity::error,
                                                                  "column \"{}\" of table \"{}\" comes from table \"{}\""};
inline constexpr DiagnosticDef<Text, Text> index_no_key{"E0284", Severity::error, "index \"{}\" cannot become a key: {}"};
inline constexpr DiagnosticDef<Text, Text> no_identity_possible{"E0285", Severity::error, "column \"{}\" cannot become an identity: {}"};
inline constexpr DiagnosticDef<Text, Text> property_missing{"E0286", Severity::error, "column \"{}\" has no {}"};
inline constexpr DiagnosticDef<Text, Text> bad_sequence_option{"E0287", Severity::error, "{} cannot be {}"};
inline constexpr DiagnosticDef<Text> not_a_foreign_key{"E0288", Severity::error, "constraint \"{}\" is not a foreign key"};
inline constexpr DiagnosticDef<Text, Text> partition_mismatch{"E0289", Severity::error, "table \"{}\" cannot become a partition: {}"};

// ---- raw SQL
inline constexpr DiagnosticDef<Text> raw_sql_error{"E0421", Severity::error, "{} in raw SQL"};
inline constexpr DiagnosticDef<Text> raw_sql_doubtful{"W0252", Severity::warning,
                                                      "{} in raw SQL, as far as can be told without the server"};
inline constexpr DiagnosticDef<Text> raw_sql_not_followed{"W0253", Severity::warning, "what this does to \"{}\" is not known"};
inline constexpr DiagnosticDef<> raw_text_unread{"W0255", Severity::warning, "this text is too large to be read when it is compiled"};
inline constexpr DiagnosticDef<Text> raw_sql_does_not_fit{"W0254", Severity::warning, "raw SQL does not fit the schema: {}"};

// ---- downgrades
inline constexpr DiagnosticDef<Text, Text> irreversible{"E0250", Severity::error, "revision \"{}\" is irreversible: {}"};
inline constexpr DiagnosticDef<Text, Text, Text> ambiguous_column{"E0290", Severity::error,
                                                                  "column \"{}\" may be that of \"{}\" or of \"{}\""};
inline constexpr DiagnosticDef<Text> unknown_source{"E0291", Severity::error, "the statement has no table or alias \"{}\""};
inline constexpr DiagnosticDef<Text, Text> aggregate_not_here{"E0292", Severity::error, "aggregate function \"{}\" cannot stand in {}"};
inline constexpr DiagnosticDef<Text> no_key_for_conflict{"E0293", Severity::error,
                                                         "table \"{}\" has no unique key of exactly these columns"};
inline constexpr DiagnosticDef<> conflict_without_key{"E0294", Severity::error, "\"do update\" needs the columns of a unique key"};
inline constexpr DiagnosticDef<std::size_t, Text> unexpected_row_count{"E0295", Severity::error,
                                                                       "the statement inserts {}, but {} are expected"};
inline constexpr DiagnosticDef<Text> not_in_batches{"E0296", Severity::error, "{} cannot be done in batches"};
inline constexpr DiagnosticDef<Text> no_key_for_batches{"E0297", Severity::error,
                                                        "table \"{}\" has no primary key to walk along in batches"};
inline constexpr DiagnosticDef<Text, Text> number_out_of_range{"E0298", Severity::error, "{} is no number of rows from {} on"};
inline constexpr DiagnosticDef<Text, Text> irreversible_warning{"W0250", Severity::warning, "revision \"{}\" is irreversible: {}"};
inline constexpr DiagnosticDef<> no_inverse{"E0251", Severity::error, "no downgrade can be derived from this statement"};
inline constexpr DiagnosticDef<> no_inverse_warning{"W0251", Severity::warning, "no downgrade can be derived from this statement"};
inline constexpr DiagnosticDef<Text> not_restored{"W0260", Severity::warning,
                                                  "the downgrade of revision \"{}\" does not bring back the schema that its upgrade found"};

// ---- branches
inline constexpr DiagnosticDef<Text, Text> changed_on_both{"W0261", Severity::warning, "both branches that \"{}\" merges change {}"};

// ---- remarks
inline constexpr DiagnosticDef<Text, Text> exists_already{"W0201", Severity::warning,
                                                          "{} \"{}\" exists already: the statement does nothing"};
inline constexpr DiagnosticDef<Text, Text> missing_already{"W0202", Severity::warning,
                                                           "{} \"{}\" does not exist: the statement does nothing"};

}  // namespace galley::diag

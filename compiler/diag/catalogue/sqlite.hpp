// What SQLite cannot express, or may not stand in its script.
#pragma once

#include "galley/diagnostics.hpp"

namespace galley::diag {

inline constexpr DiagnosticDef<std::string_view> no_counterpart_in_sqlite{"E0450", Severity::error, "{} has no counterpart in SQLite"};
inline constexpr DiagnosticDef<std::string_view> no_schemas_in_sqlite{"E0451", Severity::error, "SQLite has no schema \"{}\""};
inline constexpr DiagnosticDef<std::string_view> sqlite_name_reserved{"E0452", Severity::error, "the name \"{}\" is reserved on SQLite"};
inline constexpr DiagnosticDef<std::string_view> sqlite_identity_not_key{
    "E0453", Severity::error, "identity column \"{}\" is not the whole primary key, as SQLite needs it"};
inline constexpr DiagnosticDef<std::string_view> sqlite_generated_too_old{"E0454", Severity::error,
                                                                          "generated column \"{}\" needs SQLite 3.31"};

inline constexpr DiagnosticDef<std::string_view> sqlite_raw_unclosed{"E0460", Severity::error, "this SQL has a {} that is never closed"};
inline constexpr DiagnosticDef<> sqlite_raw_ends_transaction{"E0461", Severity::error,
                                                             "this statement would end the script's own transaction"};
inline constexpr DiagnosticDef<std::string_view> sqlite_raw_useless_inside{"E0462", Severity::error,
                                                                           "{} does nothing or fails inside a transaction"};
inline constexpr DiagnosticDef<> sqlite_raw_outside{"E0463", Severity::error,
                                                    "an SQLite script is one transaction, so nothing can run outside it"};
inline constexpr DiagnosticDef<std::string_view> sqlite_raw_shell_line{
    "E0464", Severity::error, "the sqlite3 shell would take the line \"{}\" for the end of the statement"};
inline constexpr DiagnosticDef<> sqlite_raw_dot_command{"E0465", Severity::error,
                                                        "the sqlite3 shell would take this for one of its own commands"};

inline constexpr DiagnosticDef<std::string_view, std::string_view> sqlite_strict_type{
    "E0490", Severity::error, "column \"{}\": a STRICT table of SQLite has no type {}"};
inline constexpr DiagnosticDef<std::string_view> sqlite_strict_too_old{"E0491", Severity::error,
                                                                       "the STRICT table \"{}\" needs SQLite 3.37"};
inline constexpr DiagnosticDef<std::string_view> sqlite_rowid_needed{"E0492", Severity::error,
                                                                     "table \"{}\" has neither a rowid nor a primary key"};
inline constexpr DiagnosticDef<std::string_view> sqlite_temporary_rebuild{"E0493", Severity::error,
                                                                          "this change would rebuild the temporary table \"{}\""};

inline constexpr DiagnosticDef<> sqlite_data_loss{"E0470", Severity::error, "this downgrade destroys data, and nobody has accepted that"};

inline constexpr DiagnosticDef<> sqlite_rows_not_counted{
    "E0495", Severity::error, "SQLite needs several statements for these rows, so they cannot be counted together"};

}  // namespace galley::diag

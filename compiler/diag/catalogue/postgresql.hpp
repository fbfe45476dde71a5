// E041x to E044x: what PostgreSQL, or a script for psql, cannot express.
#pragma once

#include <string_view>

#include "galley/diagnostics.hpp"

namespace galley::diag {

inline constexpr DiagnosticDef<std::string_view> raw_sql_unclosed{"E0410", Severity::error, "{} is never closed in raw SQL"};
inline constexpr DiagnosticDef<> raw_sql_empty{"E0411", Severity::error, "raw SQL without a statement"};
inline constexpr DiagnosticDef<std::string_view> raw_sql_ends_transaction{
    "E0412", Severity::error, "\"{}\" in raw SQL would end the transaction that records the revision"};
inline constexpr DiagnosticDef<> raw_sql_backslash{"E0414", Severity::error, "backslash outside quotes in raw SQL"};
inline constexpr DiagnosticDef<> raw_sql_copy{"E0415", Severity::error, "COPY FROM STDIN in raw SQL"};
inline constexpr DiagnosticDef<> raw_sql_discard{"E0416", Severity::error, "DISCARD ALL in raw SQL would release the lock of the script"};
inline constexpr DiagnosticDef<> null_character{"E0417", Severity::error, "text holds the character U+0000"};
inline constexpr DiagnosticDef<std::string_view, int, int> feature_too_new{"E0418", Severity::error,
                                                                           "{} needs PostgreSQL {}, the target is {}"};
inline constexpr DiagnosticDef<> concurrent_cascade{"E0420", Severity::error, "an index cannot be dropped concurrently with cascade"};

/// the index, why not
inline constexpr DiagnosticDef<std::string_view, std::string_view> no_order_of_rows{"E0422", Severity::error,
                                                                                    "rows cannot be clustered by index \"{}\": {}"};
inline constexpr DiagnosticDef<std::string_view> not_on_partitioned{"E0440", Severity::error, "{} is not possible on a partitioned table"};
inline constexpr DiagnosticDef<std::string_view> virtual_expression_stays{
    "E0441", Severity::error, "the expression of the virtual generated column \"{}\" cannot be dropped"};
inline constexpr DiagnosticDef<std::string_view> detach_beside_default{
    "E0442", Severity::error, "a partition cannot be detached concurrently beside the default partition \"{}\""};
/// what the statement does
inline constexpr DiagnosticDef<std::string_view> not_in_one_transaction{"E0443", Severity::error,
                                                                        "{} does not fit into one transaction with the rest of the script"};
/// what the statement does
inline constexpr DiagnosticDef<std::string_view> not_in_plain_script{
    "E0444", Severity::error, "{} runs outside of transactions alone, which plain SQL cannot make safe"};
inline constexpr DiagnosticDef<> plain_downgrade_loses{"E0445", Severity::error,
                                                       "this downgrade loses data, and nobody can be asked in plain SQL"};

/// "for sqlite"
inline constexpr DiagnosticDef<std::string_view> not_idempotent{"E0446", Severity::error,
                                                                "one script for databases at different revisions is not possible {}"};

inline constexpr DiagnosticDef<std::string_view> direct_blocks{"W0443", Severity::warning, "{}"};
inline constexpr DiagnosticDef<std::string_view, std::string_view> type_change_rewrites{"W0444", Severity::warning,
                                                                                        "changing the type of \"{}\" copies table \"{}\""};

}  // namespace galley::diag

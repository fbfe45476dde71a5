// What is said about the graph of revisions, about selectors and about ranges.
#pragma once

#include <cstdint>

#include "galley/diagnostics.hpp"

namespace galley::diag {

// ---- the graph

inline constexpr DiagnosticDef<std::string_view> duplicate_revision{"E0301", Severity::error, "revision \"{}\" is defined twice"};
inline constexpr DiagnosticDef<std::string_view, std::string_view> unknown_parent{"E0302", Severity::error,
                                                                                  "parent \"{}\" of revision \"{}\" does not exist"};
inline constexpr DiagnosticDef<std::string_view, std::string_view> unknown_dependency{
    "E0303", Severity::error, "revision \"{}\" that \"{}\" depends on does not exist"};
inline constexpr DiagnosticDef<std::string_view> revision_loop{"E0304", Severity::error, "revisions need one another in a loop: {}"};
inline constexpr DiagnosticDef<std::string_view> revises_itself{"E0305", Severity::error, "revision \"{}\" revises itself"};
inline constexpr DiagnosticDef<std::string_view> depends_on_itself{"E0306", Severity::error, "revision \"{}\" depends on itself"};
inline constexpr DiagnosticDef<std::string_view, std::string_view> redundant_parent{
    "E0307", Severity::error, "parent \"{}\" is already an ancestor of parent \"{}\""};
inline constexpr DiagnosticDef<std::string_view> repeated_parent{"E0308", Severity::error, "parent \"{}\" is named twice"};
inline constexpr DiagnosticDef<std::string_view> label_is_revision{"E0309", Severity::error, "label \"{}\" is the id of a revision"};
inline constexpr DiagnosticDef<std::string_view> label_used_twice{"E0310", Severity::error, "label \"{}\" is used twice"};
/// revision or label, the name, what is wrong with it
inline constexpr DiagnosticDef<std::string_view, std::string_view, std::string_view> unusable_name{"E0311", Severity::error,
                                                                                                   "{} \"{}\" {}"};
inline constexpr DiagnosticDef<std::string_view, std::string_view> reserved_name{"E0312", Severity::error,
                                                                                 "{} \"{}\" has the name of a selector"};
inline constexpr DiagnosticDef<std::size_t> id_too_long{"E0313", Severity::error, "revision id has {} bytes"};
/// characters, most, table
inline constexpr DiagnosticDef<std::size_t, std::size_t, std::string_view> id_too_long_for_table{
    "E0314", Severity::error, "revision id has {} characters, more than the {} of a row in \"{}\""};

// ---- selectors

inline constexpr DiagnosticDef<std::string_view> empty_selector{"E0320", Severity::error, "a revision is missing in \"{}\""};
inline constexpr DiagnosticDef<std::string_view> unknown_selector{"E0321", Severity::error, "no revision is called \"{}\""};
/// prefix, count, candidates
inline constexpr DiagnosticDef<std::string_view, std::size_t, std::string_view> ambiguous_prefix{
    "E0322", Severity::error, "\"{}\" is the beginning of {} revisions: {}"};
/// selector, count, candidates
inline constexpr DiagnosticDef<std::string_view, std::size_t, std::string_view> several_heads{"E0323", Severity::error,
                                                                                              "\"{}\" is not one revision but {}: {}"};
inline constexpr DiagnosticDef<std::string_view> no_revisions{"E0324", Severity::error, "\"{}\" names nothing: there are no revisions"};
inline constexpr DiagnosticDef<std::string_view> base_in_list{"E0325", Severity::error, "\"base\" stands beside other revisions in \"{}\""};
inline constexpr DiagnosticDef<std::string_view, std::string_view> unknown_label{"E0326", Severity::error,
                                                                                 "no revision has the label \"{}\" of \"{}\""};
inline constexpr DiagnosticDef<std::string_view, std::string_view> unknown_in_branch{"E0327", Severity::error,
                                                                                     "\"{}\" in \"{}\" names no revision"};
/// the term, revisions walked, revisions asked for, where it ended
inline constexpr DiagnosticDef<std::string_view, std::uint32_t, std::uint32_t, std::string_view> walk_runs_out{
    "E0328", Severity::error, "\"{}\" runs out after {} of {} revisions, at \"{}\""};
/// the term, where it forks, the ways
inline constexpr DiagnosticDef<std::string_view, std::string_view, std::string_view> walk_forks{
    "E0329", Severity::error, "\"{}\" does not say which way to go at \"{}\": {}"};
inline constexpr DiagnosticDef<std::string_view, std::string_view> not_on_branch{"E0337", Severity::error,
                                                                                 "\"{}\" is not on the branch \"{}\""};
inline constexpr DiagnosticDef<std::string_view> no_start{"E0338", Severity::error, "\"{}\" does not say what it is counted from"};
/// the rest, what it stands behind
inline constexpr DiagnosticDef<std::string_view, std::string_view> trailing_text{"E0339", Severity::error,
                                                                                 "\"{}\" behind \"{}\" means nothing"};
/// the term, count, rows
inline constexpr DiagnosticDef<std::string_view, std::size_t, std::string_view> several_starts{
    "E0342", Severity::error, "\"{}\" could be counted from {} revisions: {}"};
/// the branch, the start, the term
inline constexpr DiagnosticDef<std::string_view, std::string_view, std::string_view> branch_not_applied{
    "E0343", Severity::error, "nothing of the branch \"{}\" is applied at \"{}\", where \"{}\" starts"};

// ---- ranges

inline constexpr DiagnosticDef<std::string_view> malformed_range{"E0330", Severity::error, "range \"{}\" has more than one \":\""};
/// the row, what implies it
inline constexpr DiagnosticDef<std::string_view, std::string_view> impossible_rows{
    "E0331", Severity::error, "\"{}\" and \"{}\" cannot be in the version table together"};
inline constexpr DiagnosticDef<std::string_view, std::string_view, std::string_view> backward_upgrade{
    "E0332", Severity::error, "upgrade \"{}\" runs backwards: \"{}\" is already applied at \"{}\""};
inline constexpr DiagnosticDef<std::string_view, std::string_view, std::string_view> backward_downgrade{
    "E0333", Severity::error, "downgrade \"{}\" runs forwards: \"{}\" comes after \"{}\""};
inline constexpr DiagnosticDef<std::string_view, std::string_view> unrelated_target{"E0334", Severity::error,
                                                                                    "\"{}\" is not an ancestor of \"{}\""};
/// the target, what needs it
inline constexpr DiagnosticDef<std::string_view, std::string_view> held_target{
    "E0335", Severity::error, "nothing to take down above \"{}\", which is no row of the version table because \"{}\" needs it"};
inline constexpr DiagnosticDef<std::string_view, std::string_view> contradictory_targets{
    "E0336", Severity::error, "\"{}\" cannot stay: it goes down with the descendants of \"{}\""};

inline constexpr DiagnosticDef<std::string_view> backward_range{"E0344", Severity::error, "range \"{}\" runs backwards"};

// ---- galley.sum

inline constexpr DiagnosticDef<std::string_view> changed_revision{"E0350", Severity::error,
                                                                  "revision \"{}\" is not what galley.sum has recorded"};
inline constexpr DiagnosticDef<std::string_view> inserted_revision{"E0351", Severity::error,
                                                                   "revision \"{}\" was put below others that galley.sum has recorded"};
inline constexpr DiagnosticDef<std::string_view> missing_recorded_revision{"E0352", Severity::error,
                                                                           "revision \"{}\", which galley.sum has recorded, is gone"};
inline constexpr DiagnosticDef<> malformed_sum{"E0353", Severity::error, "this is no line of galley.sum"};
inline constexpr DiagnosticDef<std::string_view> contradictory_sum{"E0354", Severity::error,
                                                                   "galley.sum has two digests of revision \"{}\""};
inline constexpr DiagnosticDef<std::string_view> unrecorded_revision{"W0350", Severity::warning,
                                                                     "revision \"{}\" is not recorded in galley.sum"};

// ---- rows of a database

/// the row, where it was read
inline constexpr DiagnosticDef<std::string_view, std::string_view> unknown_row{"E0340", Severity::error,
                                                                               "row \"{}\" of {} is no revision of this history"};
/// line number, where it was read, the line
inline constexpr DiagnosticDef<std::size_t, std::string_view, std::string_view> malformed_row{
    "E0341", Severity::error, "line {} of {} is no row of a version table: \"{}\""};

}  // namespace galley::diag

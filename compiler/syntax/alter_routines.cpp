// alter function and alter procedure: attributes in any order.
#include <algorithm>

#include "base/letter_case.hpp"
#include "syntax/expect.hpp"
#include "syntax/object_readers.hpp"
#include "syntax/routine_settings.hpp"

namespace galley::grammar {
namespace {

using ast::ParallelSafety;
using ast::Volatility;

class AttributeReader {
 public:
  AttributeReader(Iterator& first, ParseState& state, ast::AlterRoutine& value) : first_(first), state_(state), value_(value) {}

  /// False, where none stands here.
  bool read() {
    begin_ = first_;
    if (take(first_, state_, {Kw::set_})) return set();
    if (take(first_, state_, {Kw::reset_})) return reset();
    if (take(first_, state_, {Kw::external_, Kw::security_}) || take(first_, state_, {Kw::security_})) return security();
    return value_.routine.kind == ast::ObjectKind::function && (volatility() || null_input() || leakproof() || parallel() || estimate());
  }

 private:
  template <class T>
  void once(std::optional<T>& target, T what, std::string_view words) {
    note_given(target.has_value(), words);
    target = std::move(what);
  }
  /// Where the attribute begins.
  void note_given(bool is_given, std::string_view words) {
    if (is_given) report_given_twice(state_, begin_, words);
  }

  bool set() {
    ast::StorageOption setting;
    expect(routine_setting, first_, state_, setting);
    note_named(setting.name);
    // What the server has for every session is no setting of the routine.
    if (!setting.is_string && setting.value == "default")
      value_.reset.push_back(std::move(setting.name));
    else
      value_.settings.push_back(std::move(setting));
    return true;
  }
  bool reset() {
    if (take(first_, state_, {Kw::all_})) {
      note_given(value_.reset_all, "\"reset all\"");
      value_.reset_all = true;
      value_.settings.clear();  // those before it go as well
      value_.reset.clear();
      return true;
    }
    Name setting;
    if (!setting_name.read(first_, state_, setting)) fail_expecting(first_, "a setting or \"all\"");
    note_named(setting);
    value_.reset.push_back(std::move(setting));
    return true;
  }
  void note_named(const Name& setting) {
    const auto same = [&](const Name& known) { return lower_case(known.text) == lower_case(setting.text); };
    const bool is_named = std::ranges::any_of(value_.reset, same) ||
                          std::ranges::any_of(value_.settings, [&](const ast::StorageOption& known) { return same(known.name); });
    note_given(is_named, fmt::format("setting \"{}\"", setting.text));
  }
  bool security() {
    const bool is_definer = take(first_, state_, {Kw::definer_});
    if (!is_definer && !take(first_, state_, {Kw::invoker_})) fail_expecting(first_, "\"definer\" or \"invoker\"");
    once(value_.security_definer, is_definer, "\"security\"");
    return true;
  }

  bool volatility() {
    Volatility found = Volatility::unspecified;
    if (take(first_, state_, {Kw::immutable_}))
      found = Volatility::immutable;
    else if (take(first_, state_, {Kw::stable_}))
      found = Volatility::stable;
    else if (take(first_, state_, {Kw::volatile_}))
      found = Volatility::volatile_;
    if (found == Volatility::unspecified) return false;
    note_given(value_.volatility != Volatility::unspecified, "the volatility");
    value_.volatility = found;
    return true;
  }
  bool null_input() {
    const bool returns_null = take(first_, state_, {Kw::returns_});
    const bool is_called = !returns_null && take(first_, state_, {Kw::called_});
    if (!returns_null && !is_called && !take(first_, state_, {Kw::strict_})) return false;
    if (returns_null) expect(first_, state_, Kw::null_);
    if (returns_null || is_called)
      for (const Kw word : {Kw::on_, Kw::null_, Kw::input_}) expect(first_, state_, word);
    once(value_.strict, !is_called, "what is done on null input");
    return true;
  }
  bool leakproof() {
    const bool is_not = take(first_, state_, {Kw::not_, Kw::leakproof_});
    if (!is_not && !take(first_, state_, {Kw::leakproof_})) return false;
    once(value_.leakproof, !is_not, "\"leakproof\"");
    return true;
  }
  bool parallel() {
    if (!take(first_, state_, {Kw::parallel_})) return false;
    note_given(value_.parallel != ParallelSafety::unspecified, "\"parallel\"");
    if (take(first_, state_, {Kw::safe_}))
      value_.parallel = ParallelSafety::safe;
    else if (take(first_, state_, {Kw::restricted_}))
      value_.parallel = ParallelSafety::restricted;
    else if (take(first_, state_, {Kw::unsafe_}))
      value_.parallel = ParallelSafety::unsafe;
    else
      fail_expecting(first_, "\"safe\", \"restricted\" or \"unsafe\"");
    return true;
  }
  bool estimate() {
    if (take(first_, state_, {Kw::cost_})) {
      expect_once(number, first_, state_, value_.cost);
      return true;
    }
    if (!take(first_, state_, {Kw::rows_})) return false;
    expect_once(number, first_, state_, value_.rows);
    return true;
  }

  Iterator& first_;
  ParseState& state_;
  ast::AlterRoutine& value_;
  Iterator begin_ = nullptr;
};

constexpr std::string_view attributes_of_procedures = R"("security", "set", "reset", "owner to" or "set schema")";
constexpr std::string_view attributes_of_functions =
    R"("immutable", "stable", "volatile", "strict", "leakproof", "security", "parallel", "cost", "rows", "set", "reset", )"
    R"("owner to" or "set schema")";

}  // namespace

template <>
bool ObjectStatement<ast::AlterRoutine>::read(Iterator& first, ParseState& state, ast::AlterRoutine& value) const {
  Iterator at = first;
  const bool is_procedure = take(at, state, {Kw::alter_, Kw::procedure_});
  if (!is_procedure && !take(at, state, {Kw::alter_, Kw::function_})) return false;
  const auto kind = is_procedure ? ast::ObjectKind::procedure : ast::ObjectKind::function;
  if (!read_reference(at, state, kind, value.routine)) fail_expecting(at, is_procedure ? "a procedure name" : "a function name");
  // [no] depends on extension: not there yet, and named so by whoever comes last.
  if (at->keyword == Kw::depends_ || (at->keyword == Kw::no_ && at[1].keyword == Kw::depends_)) return false;
  first = at;
  AttributeReader attributes(first, state, value);
  if (!attributes.read()) fail_expecting(first, std::string(is_procedure ? attributes_of_procedures : attributes_of_functions));
  while (attributes.read()) {}
  return true;
}

}  // namespace galley::grammar

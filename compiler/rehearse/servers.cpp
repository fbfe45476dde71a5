#include "rehearse/servers.hpp"

#include <unistd.h>

#include <array>

namespace galley {
namespace {

struct Registration {
  std::string_view dialect;
  bool runs_shell;
  std::string (*wrong)(const RehearsalPlace& place);
  std::unique_ptr<RehearsalServer> (*make)(const RehearsalPlace& place, const RehearsalOptions& options, std::string& error);
};

std::string wrong_for_postgresql(const RehearsalPlace& place) {
  if (!place.file.empty()) return "--database is a file of SQLite: PostgreSQL is rehearsed in a cluster of its own";
  if (place.binaries.empty())
    return "PostgreSQL is rehearsed with --server BINDIR, the folder with initdb and postgres (pg_config --bindir)";
  if (::geteuid() == 0)
    return "PostgreSQL does not run as root: run this as another user, with runuser -u postgres -- galley rehearse ... for example";
  return {};
}
std::string wrong_for_sqlite(const RehearsalPlace& place) {
  return place.binaries.empty() ? std::string() : "--server is for PostgreSQL: SQLite is rehearsed without one";
}

constexpr std::array places{
    Registration{"postgresql", true, wrong_for_postgresql,
                 [](const RehearsalPlace& place, const RehearsalOptions& options, std::string& error) {
                   return make_postgresql_rehearsal(place.binaries, options, error);
                 }},
    Registration{"sqlite", false, wrong_for_sqlite,
                 [](const RehearsalPlace& place, const RehearsalOptions& options, std::string& error) {
                   return make_sqlite_rehearsal(place.file, options, error);
                 }},
};

const Registration* find(std::string_view dialect) {
  for (const Registration& each : places)
    if (each.dialect == dialect) return &each;
  return nullptr;
}

}  // namespace

std::string_view dialect_for(const RehearsalPlace& place) { return place.binaries.empty() ? "sqlite" : "postgresql"; }

std::string wrong_place(const RehearsalPlace& place) {
  const Registration* found = find(place.dialect);
  return found == nullptr ? "there are no rehearsals on " + place.dialect : found->wrong(place);
}

bool runs_shell(const RehearsalPlace& place) {
  const Registration* found = find(place.dialect);
  return found != nullptr && found->runs_shell;
}

std::unique_ptr<RehearsalServer> make_rehearsal(const RehearsalPlace& place, const RehearsalOptions& options, std::string& error) {
  error = wrong_place(place);
  return error.empty() ? find(place.dialect)->make(place, options, error) : nullptr;
}

}  // namespace galley

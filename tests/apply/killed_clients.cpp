#include "killed_clients.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace galley::testing {

std::string killed_after(std::string_view script, std::size_t end, Killing killing) {
  const std::string_view how =
      killing == Killing::client ? "\\! kill -9 $PPID\n" : "SELECT pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid());\n";
  return fmt::format("{}{}{}", script.substr(0, end), how, script.substr(end));
}

Copies::Copies(const PostgresServer& server, std::string_view setup) : server_(server), original_(server) {
  const RunResult result = original_.psql(setup);
  if (result.exit != 0) throw std::runtime_error("the setup failed: " + result.err);
}

Copies::~Copies() = default;

void Copies::make(const std::string& name) const {
  if (server_.query("postgres", fmt::format("SELECT count(*) FROM pg_database WHERE datname = '{}'", name)) != "0\n") drop(name);
  static_cast<void>(server_.query("postgres", fmt::format("CREATE DATABASE {} TEMPLATE {}", name, original_.name())));
}

}  // namespace galley::testing

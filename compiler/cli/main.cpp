#include "cli/commands.hpp"

int main(int argc, char** argv) { return galley::run(argc, argv); }

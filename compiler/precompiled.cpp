// The file that compiler/precompiled.hpp is compiled with.
#include "precompiled.hpp"

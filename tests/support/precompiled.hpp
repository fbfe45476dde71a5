// What every test includes; as compiler/precompiled.hpp.
#pragma once

#include <catch2/catch.hpp>

#include "precompiled.hpp"

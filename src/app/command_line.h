// The command line: which command, with which options, and the exit code it ends in.
#pragma once

namespace pleno::app {

// Parses the arguments, runs the command, catches Error. Returns an exit code (README).
int run(int argc, char** argv);

}  // namespace pleno::app

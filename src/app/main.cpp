#include "app/command_line.h"

int main(int argc, char** argv) { return pleno::app::run(argc, argv); }

#include "app/command_line.h"
#include "app/surroundings.h"

int main(int argc, char** argv) {
  pleno::app::settle_process();
  return pleno::app::run(argc, argv);
}

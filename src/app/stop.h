// Being asked to stop: SIGTERM or Ctrl-C lets the step at hand end, and nothing new is begun. A second one
// ends the program at once, which is as safe as a power cut.
#pragma once

namespace pleno::app {

void listen_for_stop();  // from here on; once
bool stopping();         // ask between steps

}  // namespace pleno::app

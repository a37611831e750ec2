// Where the person's own files lie: settings and themes, unsaved text, what was learnt. By the XDG rules; below the home folder when nothing says otherwise.
#pragma once
#include <string>

namespace app {

std::string settings_folder();  // $XDG_CONFIG_HOME/loopscope
std::string state_folder();     // $XDG_STATE_HOME/loopscope
std::string data_folder();      // $XDG_DATA_HOME/loopscope

}  // namespace app

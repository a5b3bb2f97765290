#include "text/language.h"

namespace pleno {
namespace {
Language chosen = Language::Indonesian;
}

void set_language(Language language) { chosen = language; }
Language language() { return chosen; }

}  // namespace pleno

package dev.troupe.os;

class LinuxUserTest extends UserContract {
  @Override
  EngineChoice engine() {
    return EngineChoice.LINUX;
  }
}

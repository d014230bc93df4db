package dev.troupe.os;

class LinuxTreeTest extends TreeContract {
  @Override
  EngineChoice engine() {
    return EngineChoice.LINUX;
  }
}

package dev.troupe.os;

class LinuxOutputTest extends OutputContract {
  @Override
  EngineChoice engine() {
    return EngineChoice.LINUX;
  }
}

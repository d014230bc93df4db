package dev.troupe.os;

class PortableOutputTest extends OutputContract {
  @Override
  EngineChoice engine() {
    return EngineChoice.PORTABLE;
  }
}

package dev.troupe.os;

class PortableEngineTest extends EngineContract {
  @Override
  EngineChoice engine() {
    return EngineChoice.PORTABLE;
  }
}

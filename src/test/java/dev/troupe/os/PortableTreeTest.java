package dev.troupe.os;

class PortableTreeTest extends TreeContract {
  @Override
  EngineChoice engine() {
    return EngineChoice.PORTABLE;
  }
}

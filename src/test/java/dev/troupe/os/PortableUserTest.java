package dev.troupe.os;

class PortableUserTest extends UserContract {
  @Override
  EngineChoice engine() {
    return EngineChoice.PORTABLE;
  }
}

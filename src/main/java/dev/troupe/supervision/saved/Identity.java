package dev.troupe.supervision.saved;

import dev.troupe.supervision.ports.Tenant;

/**
 * Who an instance is.
 *
 * @param app key of its app
 * @param id counts across all apps; kept by the instance that replaces it in a reload
 * @param slot position within its app
 * @param generation grows with each reload of the slot
 * @param uniqueId carried by its children and all their descendants; never another instance's
 */
public record Identity(long app, int id, int slot, int generation, String uniqueId) {
  public Tenant tenant() {
    return new Tenant(app, slot, generation);
  }

  /**
   * What tells its children from other workers of the app, those of other generations included:
   * Cantor's number of the pair of slot and generation, from 1.
   */
  public int workerId() {
    int sum = slot + generation;
    return sum * (sum + 1) / 2 + slot + 1;
  }
}

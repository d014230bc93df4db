package dev.troupe.supervision.ports;

/**
 * Who uses a listening socket: one instance of an app, across its children. Two generations of one
 * slot share the slot's socket.
 *
 * @param app key of the app
 * @param slot position within the app
 * @param generation grows with each reload of the slot
 */
public record Tenant(long app, int slot, int generation) {}

package dev.troupe.logs;

/**
 * Whose output it is.
 *
 * @param app the app's name
 * @param instance the instance's id
 */
record Origin(String app, int instance) {}

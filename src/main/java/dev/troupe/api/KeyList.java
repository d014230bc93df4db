package dev.troupe.api;

import java.util.List;

/** {@code GET /api/v1/keys}: named keys, oldest first. */
public record KeyList(List<KeyInfo> keys) {}

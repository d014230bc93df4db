package dev.troupe.api;

import java.util.List;

/**
 * What went wrong, as a problem document (RFC 9457, {@code application/problem+json}).
 *
 * @param type a URI of the kind of problem; {@code about:blank} if the status says it all
 * @param title the kind of problem in a few words
 * @param status the HTTP status, 400 to 599
 * @param detail what failed, on what, and the remedy, in one line
 * @param errors one line for each wrong field: {@code apps[0].instances: "many" is not a number
 *     ...}
 */
public record Problem(String type, String title, int status, String detail, List<String> errors) {}

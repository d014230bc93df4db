package dev.troupe.http;

import dev.troupe.http.access.Caller;
import java.util.Map;

/**
 * A request as a route sees it: admitted, complete, decoded.
 *
 * @param target what stands for {@code {target}} in the path, percent-decoded; empty without one
 * @param query the query's parameters, percent-decoded; only names the route knows
 * @param body the request's body; empty for a route that takes none
 * @param caller who has made it
 * @param lastEventId number of the last event that a stream's subscriber has seen before it lost
 *     the connection ({@code Last-Event-ID}); empty if it says none
 */
record Call(
    String target, Map<String, String> query, String body, Caller caller, String lastEventId) {}

package dev.troupe.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The dashboard's files. They hold no data, so they are for everybody. */
final class PageRoutes {
  private PageRoutes() {}

  static List<Route> of() {
    return List.of(
        Route.get("/", _ -> answer("index.html")).forEverybody(),
        Route.get("/assets/{target}", call -> answer(call.target())).forEverybody());
  }

  private static CompletionStage<HttpResponse> answer(String name) {
    return CompletableFuture.completedFuture(
        PageFile.read(name)
            .map(PageFile::response)
            .orElseGet(() -> Answers.refusal(new Reply.NotFound("there is no file " + name))));
  }
}

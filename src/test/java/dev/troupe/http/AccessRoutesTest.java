package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Json;
import dev.troupe.http.Endpoint.Way;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, sessions and the page, over real connections. */
@Timeout(20)
class AccessRoutesTest {
  private static Endpoint endpoint;

  @BeforeAll
  static void open() {
    endpoint = new Endpoint();
  }

  @AfterAll
  static void close() {
    endpoint.close();
  }

  private static Wire.Answer ask(Way way, String method, String path, String json) {
    try (var wire = endpoint.connect(way)) {
      return wire.send(endpoint.requestWithBody(method, path, json)).answer();
    }
  }

  private static Wire.Answer asBrowser(String method, String path, String... headers) {
    try (var wire = endpoint.tcp()) {
      return wire.send(
              "%s %s HTTP/1.1\r\nHost: %s\r\n%s\r\n\r\n"
                  .formatted(method, path, endpoint.address(), String.join("\r\n", headers)))
          .answer();
    }
  }

  private static Map<String, Object> object(Wire.Answer answer) {
    try {
      return Json.readObject(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private static String made(String name, String role) {
    var answer =
        ask(
            Way.UNIX,
            "POST",
            "/api/v1/keys",
            "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return String.valueOf(object(answer).get("secret"));
  }

  private static String origin() {
    return "Origin: http://" + endpoint.address();
  }

  private static String cookie(Wire.Answer answer) {
    var matcher = Pattern.compile("^(troupe-\\d+=[^;]*);").matcher(answer.header("set-cookie"));
    assertThat(matcher.find()).as(answer.header("set-cookie")).isTrue();
    return "Cookie: " + matcher.group(1);
  }

  @ParameterizedTest
  @CsvSource({
    "view, GET, /api/v1/apps, 200",
    "view, GET, /metrics, 200",
    "view, POST, /api/v1/apps/api/stop, 403",
    "view, DELETE, /api/v1/apps/api, 403",
    "view, GET, /api/v1/keys, 403",
    "operate, POST, /api/v1/apps/api/stop, 200",
    "operate, DELETE, /api/v1/apps/api, 403",
    "operate, POST, /api/v1/daemon/shutdown, 403",
    "admin, DELETE, /api/v1/apps/api, 200",
    "admin, GET, /api/v1/keys, 200",
  })
  void aKeyMayDoWhatItsRoleCovers(String role, String method, String path, int status) {
    var name = role + status + path.length() + method;
    var answer = asBrowser(method, path, "Authorization: Bearer " + made(name, role));
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    if (status == 403) {
      assertThat(answer.body()).contains("key " + name + " may only " + role);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"env\":{\"A\":\"1\"}}", "{\"changes\":{\"interpreter\":\"sh\"}}"})
  void whoOperatesMayNotChangeWhatIsRun(String body) {
    var key = "Authorization: Bearer " + made("ops" + body.length(), "operate");
    var json = "Content-Type: application/json\r\nContent-Length: " + body.length();
    try (var wire = endpoint.tcp()) {
      var answer =
          wire.send(
                  "POST /api/v1/apps/api/restart HTTP/1.1\r\nHost: %s\r\n%s\r\n%s\r\n\r\n%s"
                      .formatted(endpoint.address(), key, json, body))
              .answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    }
  }

  @Test
  void aRevokedKeyOpensNothing() {
    var secret = made("lost", "admin");
    assertThat(ask(Way.TCP, "DELETE", "/api/v1/keys/lost", "").status()).isEqualTo(200);
    assertThat(asBrowser("GET", "/api/v1/apps", "Authorization: Bearer " + secret).status())
        .isEqualTo(401);
    assertThat(ask(Way.TCP, "DELETE", "/api/v1/keys/lost", "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"a b\",\"role\":\"view\"} | 400 | name: must be",
        "{\"name\":\"x\",\"role\":\"root\"} | 400 | role: must be one of view, operate, admin",
        "{\"name\":\"token\",\"role\":\"view\"} | 409 | revoke it first",
      })
  void aKeyThatCannotBeIsRefused(String json, int status, String reason) {
    var answer = ask(Way.UNIX, "POST", "/api/v1/keys", json);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains(reason);
  }

  @Test
  void aLinkLetsOneBrowserIn() {
    var link = ask(Way.UNIX, "POST", "/api/v1/session/link", "{\"role\":\"operate\"}");
    var url = String.valueOf(object(link).get("url"));
    assertThat(url).startsWith("http://" + endpoint.address() + "/login?code=");
    var path = url.substring(url.indexOf("/login"));
    var followed = asBrowser("GET", path);
    assertThat(followed.status()).isEqualTo(303);
    assertThat(followed.header("location")).isEqualTo("/");
    assertThat(followed.header("set-cookie")).contains("HttpOnly", "SameSite=Strict");
    assertThat(object(asBrowser("GET", "/api/v1/session", cookie(followed))))
        .isEqualTo(Map.of("name", "token", "role", "operate"));
    assertThat(asBrowser("GET", path).header("set-cookie")).isEmpty();
  }

  @Test
  void aBrowserLogsInByAKeyAndOut() {
    var json = "{\"key\":\"" + endpoint.token() + "\"}";
    var begun = ask(Way.TCP, "POST", "/api/v1/session", json);
    assertThat(begun.status()).isEqualTo(204);
    var cookie = cookie(begun).replaceFirst("troupe-\\d+", "troupe-" + port());
    assertThat(asBrowser("GET", "/api/v1/apps", cookie).status()).isEqualTo(200);
    assertThat(asBrowser("POST", "/api/v1/apps/api/stop", cookie).status()).isEqualTo(403);
    assertThat(asBrowser("POST", "/api/v1/apps/api/stop", cookie, origin()).status())
        .isEqualTo(200);
    assertThat(asBrowser("DELETE", "/api/v1/session", cookie, origin()).status()).isEqualTo(204);
    assertThat(asBrowser("GET", "/api/v1/apps", cookie).status()).isEqualTo(401);
  }

  private static String port() {
    return endpoint.address().replaceFirst(".*:", "");
  }

  @Test
  void aWrongKeyBeginsNoSession() {
    var answer = ask(Way.TCP, "POST", "/api/v1/session", "{\"key\":\"wrong\"}");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("set-cookie")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=UTF-8",
    "/assets/uPlot.iife.min.js, application/javascript; charset=UTF-8",
    "/assets/uPlot.min.css, text/css; charset=UTF-8",
  })
  void thePageIsForEverybodyAndTakesNothingFromElsewhere(String path, String type) {
    var answer = asBrowser("GET", path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo(type);
    assertThat(answer.header("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/nothing.js",
    "/assets/..%2Freference.conf",
    "/assets/vendor%2FuPlot.min.css"
  })
  void otherFilesOfTheJarAreNotServed(String path) {
    assertThat(asBrowser("GET", path).status()).isEqualTo(404);
  }
}

package dev.troupe.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.os.ListenAddress;
import dev.troupe.os.ListenAddress.Tcp;
import dev.troupe.os.ListenAddress.Udp;
import dev.troupe.os.ListenAddress.Unix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines are compared as Node 20, 22 and 24 were seen to take them. */
class DaemonLineTest {

  private static FromWorker.QueryServer query(ListenAddress address) {
    return new FromWorker.QueryServer(1, address, 0, 511, "null");
  }

  private static void assertLine(String line, String expected) {
    assertThat(line).isEqualTo(expected.replace('\'', '"'));
  }

  @Test
  void sendsASocketAlong() {
    assertLine(
        DaemonLine.socket(query(new Tcp(null, 3000, false)), "k", "null", 0),
        "{'cmd':'NODE_HANDLE','type':'net.Native','msg':{'cmd':'NODE_CLUSTER','errno':null,"
            + "'key':'k','ack':1,'data':null,'seq':0}}");
  }

  @Test
  void namesADatagramSocketAsSuch() {
    assertThat(DaemonLine.socket(query(new Udp(null, 53, false, false)), "k", "null", 0))
        .contains("\"type\":\"dgram.Native\"");
  }

  @Test
  void givesBackTheFirstWorkersData() {
    assertThat(DaemonLine.socket(query(new Tcp(null, 1, false)), "k", "{\"t\":\"a\\n\"}", 0))
        .contains("\"data\":{\"t\":\"a\\n\"}");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-,'::',IPv6", "'::1','::1',IPv6", "127.0.0.1,127.0.0.1,IPv4"})
  void announcesTurnsWithTheServersName(String host, String address, String family) {
    assertLine(
        DaemonLine.turns(
            query(new Tcp(host, 0, false)), "k", new Tcp(host, 3000, false), "null", 5),
        "{'cmd':'NODE_CLUSTER','errno':null,'key':'k','ack':1,'data':null,'sockname':{'address':'"
            + address
            + "','family':'"
            + family
            + "','port':3000},'seq':5}");
  }

  @Test
  void leavesOutTheNameOfAUnixSocket() {
    var path = new Unix("/run/a.sock");
    assertThat(DaemonLine.turns(query(path), "k", path, "null", 5)).doesNotContain("sockname");
  }

  @Test
  void refusesWithANegativeErrorNumberAndTheWorkersOwnData() {
    assertLine(
        DaemonLine.refusal(1, 98, "{\"ticketKeys\":\"ab\"}", 2),
        "{'cmd':'NODE_CLUSTER','errno':-98,'key':'','ack':1,'data':{'ticketKeys':'ab'},'seq':2}");
  }

  @Test
  void handsAConnectionOver() {
    assertLine(
        DaemonLine.connection("k\"", 3),
        "{'cmd':'NODE_HANDLE','type':'net.Native','msg':{'cmd':'NODE_CLUSTER','act':'newconn',"
            + "'key':'k\\'','seq':3}}");
  }

  @Test
  void asksToLeaveAndLetsLeave() {
    assertLine(DaemonLine.disconnect(4), "{'cmd':'NODE_CLUSTER','act':'disconnect','seq':4}");
    assertLine(DaemonLine.ack(9, 5), "{'cmd':'NODE_CLUSTER','ack':9,'seq':5}");
  }

  @Test
  void bringsAMessageOnOneLine() {
    assertLine(DaemonLine.user("{\n  'a': 1\r\n}".replace('\'', '"')), "{   'a': 1  }");
  }
}

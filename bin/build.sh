# Builds the jar of a source checkout. Sourced by `troupe` when there is none or it is out of date.

build() {
  if [ -d "$t_target" ] && [ ! -w "$t_target" ] || [ ! -w "$t_root" ]; then
    find_build && return
    echo "Troupe must be built from its sources once, by somebody who may write to $t_root: mvn -B package" >&2
    return 1
  fi
  command -v mvn >/dev/null || {
    echo "Troupe must be built from its sources, and Maven is not in PATH: install it (https://maven.apache.org)." >&2
    return 1
  }
  mkdir -p "$t_target" || return 1
  t_building=$t_target/building
  if ! mkdir "$t_building" 2>/dev/null; then
    await_other_build && return
    rm -rf "$t_building"
    mkdir "$t_building" || return 1
  fi
  echo $$ >"$t_building/pid"
  trap 'rm -rf "$t_building"; kill "$t_worker" 2>/dev/null; exit 130' INT TERM HUP
  build_alone
  t_status=$?
  rm -rf "$t_building"
  trap - INT TERM HUP
  return $t_status
}

build_alone() {
  # Maven runs on whatever Java it finds, and looks for ours in variables like these.
  set -- JAVA25_HOME="$t_jdk" mvn -B -q -f "$t_root/pom.xml" \
    -Dmaven.test.skip=true -Dspotless.check.skip=true -Dformat=off \
    -Dmaven.source.skip=true -Dmaven.javadoc.skip=true -Dcyclonedx.skip=true -Dassembly.skipAssembly=true package
  [ -n "${JAVA_HOME:-}" ] || command -v java >/dev/null || set -- JAVA_HOME="$t_jdk" "$@"
  t_reason="first use"
  [ -z "$t_output" ] || t_reason="its sources have changed"
  if run_with_progress "Building Troupe ($t_reason)" "$t_target/build.log" env "$@" && find_build; then
    make_archives_now
    return 0
  fi
  echo "Building Troupe failed. The end of $t_target/build.log:" >&2
  tail -n 25 "$t_target/build.log" >&2
  return 1
}

# Another command builds: waits for it. Fails if that came to nothing.
await_other_build() {
  echo "Another command is building Troupe; waiting for it ..." >&2
  while [ -d "$t_building" ]; do
    sleep 1
    t_other=$(cat "$t_building/pid" 2>/dev/null) || continue
    kill -0 "$t_other" 2>/dev/null || return 1
  done
  ! is_stale
}

# Archives make every later command three times as fast. Not having them is no failure.
make_archives_now() {
  [ "${TROUPE_ARCHIVES:-}" = off ] && return
  run_with_progress "Preparing quick starts" "$t_target/archives.log" "$t_root/bin/make-archives"
}

# Runs a command, its output into a file, with one line on standard error that counts the seconds.
run_with_progress() {
  t_what=$1
  t_log=$2
  shift 2
  "$@" >"$t_log" 2>&1 </dev/null &
  t_worker=$!
  t_seconds=0
  [ -t 2 ] || echo "$t_what ..." >&2
  while kill -0 "$t_worker" 2>/dev/null; do
    [ -t 2 ] && printf '\r%s ... %s s' "$t_what" "$t_seconds" >&2
    sleep 1
    t_seconds=$((t_seconds + 1))
  done
  [ -t 2 ] && printf '\r%s ... %s s\n' "$t_what" "$t_seconds" >&2
  wait "$t_worker"
}

# Builds the jar of a source checkout. Sourced by `troupe` when there is none or it is out of date.

build() {
  command -v mvn >/dev/null || {
    echo "Troupe must be built from its sources once, and Maven is not in PATH: install it (https://maven.apache.org)." >&2
    return 1
  }
  mkdir -p "$output" || return 1
  if ! mkdir "$output/building" 2>/dev/null; then
    await_other_build && return
  fi
  echo $$ >"$output/building/pid"
  trap 'rm -rf "$output/building"; [ -n "${builder:-}" ] && kill "$builder" 2>/dev/null; exit 130' INT TERM HUP
  run_with_progress "Building Troupe (first use)" "$output/build.log" \
    mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true -f "$root/pom.xml" package
  status=$?
  if [ $status -eq 0 ] && find_jar; then
    # Maven leaves a jar alone whose content would not change.
    touch "$jar"
    make_archives_now
  else
    echo "Building Troupe failed. The end of $output/build.log:" >&2
    tail -n 25 "$output/build.log" >&2
    status=1
  fi
  rm -rf "$output/building"
  trap - INT TERM HUP
  return $status
}

# Another command builds: waits for it. Fails if that command is dead; its lock is taken over.
await_other_build() {
  echo "Another command is building Troupe; waiting for it ..." >&2
  while [ -d "$output/building" ]; do
    sleep 1
    other=$(cat "$output/building/pid" 2>/dev/null) || continue
    kill -0 "$other" 2>/dev/null || return 1
  done
  ! is_stale
}

# Archives make every later command three times as fast. Not having them is no failure.
make_archives_now() {
  [ "${TROUPE_ARCHIVES:-}" = off ] && return
  run_with_progress "Preparing quick starts" "$output/archives.log" "$root/bin/make-archives"
}

# Runs a command, its output into a file, with one line on standard error that counts the seconds.
run_with_progress() {
  what=$1
  log=$2
  shift 2
  "$@" >"$log" 2>&1 </dev/null &
  builder=$!
  seconds=0
  [ -t 2 ] || echo "$what ..." >&2
  while kill -0 "$builder" 2>/dev/null; do
    [ -t 2 ] && printf '\r%s ... %s s' "$what" "$seconds" >&2
    sleep 1
    seconds=$((seconds + 1))
  done
  [ -t 2 ] && printf '\r%s ... %s s\n' "$what" "$seconds" >&2
  wait "$builder"
}

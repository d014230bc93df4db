# What is installed where: the JDK, the jars, the class archives. Sourced by the scripts beside it, which set `t_root`.

# The oldest Java that will do.
t_needed_java=25

# For short-lived commands: little heap, the quick compiler, no code generated for reflection, and no word on standard
# output but the command's own.
t_cli_options="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmx128m -Xshare:auto"
t_cli_options="$t_cli_options -Xlog:disable -Xlog:all=error:stderr -Djdk.reflect.useNativeAccessorOnly=true"

# Sets `t_jdk` and `t_jdk_build`, or says what to install.
find_jdk() {
  if [ -n "${TROUPE_JAVA_HOME:-}" ]; then
    suits "$TROUPE_JAVA_HOME" && return
    echo "TROUPE_JAVA_HOME=$TROUPE_JAVA_HOME is no JDK $t_needed_java or newer." >&2
    return 1
  fi
  suits "${JAVA_HOME:-}" && return
  suits "${JAVA25_HOME:-}" && return
  find_jdk_in_path && return
  find_jdk_in_folders && return
  echo "Troupe needs a JDK $t_needed_java or newer (https://adoptium.net): install one, or set JAVA_HOME to it." >&2
  return 1
}

find_jdk_in_path() {
  t_java=$(command -v java) || return 1
  [ -h "$t_java" ] && t_java=$(readlink -f "$t_java")
  t_java=${t_java%/*}
  suits "${t_java%/*}"
}

find_jdk_in_folders() {
  if [ -n "${TROUPE_JDK_FOLDER:-}" ]; then
    look_in "$TROUPE_JDK_FOLDER"
    return
  fi
  t_user=${HOME:-/nonexistent}
  look_in /usr/lib/jvm /usr/lib64/jvm /usr/java /usr/local/java /usr/jdk /opt/java /opt \
    "$t_user/.sdkman/candidates/java" "$t_user/.jdks" "$t_user/.m2/jdks" "$t_user/.gradle/jdks" "$t_user/.jabba/jdk" \
    "$t_user/.asdf/installs/java" "$t_user/.local/share/mise/installs/java" \
    /Library/Java/JavaVirtualMachines "$t_user/Library/Java/JavaVirtualMachines" /opt/homebrew/opt /usr/local/opt
}

look_in() {
  for t_folder in "$@"; do
    for t_candidate in "$t_folder"/*; do
      suits "$t_candidate" && return
      suits "$t_candidate/Contents/Home" && return
      suits "$t_candidate/libexec/openjdk.jdk/Contents/Home" && return
    done
  done
  return 1
}

# Whether a folder is a JDK that will do, by its `release` file: starting it to ask would take 40 ms.
suits() {
  [ -r "$1/release" ] && [ -x "$1/bin/java" ] || return 1
  t_java_version=
  t_runtime_version=
  t_vendor_version=
  t_arch=
  while IFS='=' read -r t_key t_value; do
    t_value=${t_value#\"}
    t_value=${t_value%\"}
    case $t_key in
      JAVA_VERSION) t_java_version=$t_value ;;
      JAVA_RUNTIME_VERSION) t_runtime_version=$t_value ;;
      IMPLEMENTOR_VERSION) t_vendor_version=$t_value ;;
      OS_ARCH) t_arch=$t_value ;;
    esac
  done <"$1/release"
  t_java_version=${t_java_version%%[!0-9]*}
  [ "${t_java_version:-0}" -ge "$t_needed_java" ] || return 1
  t_jdk=$1
  t_jdk_build=${t_vendor_version:-$t_runtime_version}-$t_arch
}

# Whether this is a source checkout that is not built, or was before its sources changed. Sets `t_output`, where what
# runs lies: each build has a folder of its own, which the daemons started from it go on using.
is_stale() {
  t_output=$t_root
  [ -f "$t_root/pom.xml" ] || return 1
  t_target=$t_root/target
  find_build || return 0
  [ -n "$(find "$t_root/pom.xml" "$t_root/src/main" -newer "$t_target/dist/current" -print -quit 2>/dev/null)" ]
}

# Sets `t_output` to the folder of the last build, and `t_jar`.
find_build() {
  t_output=
  [ -r "$t_target/dist/current" ] && read -r t_build <"$t_target/dist/current" || return 1
  t_output=$t_target/dist/$t_build
  find_jar
}

# Sets `t_jar`.
find_jar() {
  for t_jar in "$t_output"/troupe-[0-9]*.jar; do
    [ -r "$t_jar" ] && return
  done
  t_jar=
  return 1
}

# Sets `t_jar`, the archives, and four class paths: for what every command needs, for process files too, for a whole screen, and for the
# daemon. Each jar is opened as soon as a class is looked for in vain, which picocli does: with the daemon's jars that
# costs a command 20 ms.
lay_out() {
  find_jar || {
    echo "There is no troupe jar in $t_output." >&2
    exit 1
  }
  t_version=${t_jar##*/troupe-}
  t_version=${t_version%.jar}
  t_cli_class_path=$t_jar:$t_output/lib/troupe-$t_version-picocli.jar
  t_file_class_path=
  t_terminal_class_path=
  t_daemon_class_path=
  for t_library in "$t_output"/lib/*.jar; do
    case ${t_library##*/} in
      troupe-*) ;;
      jackson-core-* | jackson-jr-*) t_cli_class_path=$t_cli_class_path:$t_library ;;
      jackson-* | snakeyaml-* | config-* | cron-utils-*) t_file_class_path=$t_file_class_path:$t_library ;;
      jline-*) t_terminal_class_path=$t_terminal_class_path:$t_library ;;
      *) t_daemon_class_path=$t_daemon_class_path:$t_library ;;
    esac
  done
  t_file_class_path=$t_cli_class_path$t_file_class_path
  t_terminal_class_path=$t_cli_class_path$t_terminal_class_path
  t_daemon_class_path=$t_file_class_path$t_daemon_class_path
  if [ -w "$t_output" ]; then
    t_archives=$t_output/cds
  else
    t_archives=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/troupe/${t_output##*/}
  fi
  t_cli_archive=$t_archives/cli-$t_version-$t_jdk_build.jsa
  t_daemon_archive=$t_archives/daemon-$t_version-$t_jdk_build.jsa
  # Made before the archives, removed after them: what is left behind means that it went wrong.
  t_archives_failed=$t_archives/failed-$t_version-$t_jdk_build
}

# Starts making the archives; not again within the hour if that went wrong.
make_archives_later() {
  [ "${TROUPE_ARCHIVES:-}" = off ] && return
  [ -n "$(find "$t_archives_failed" -newer "$t_jar" -mmin -60 2>/dev/null)" ] && return
  nohup "$t_root/bin/make-archives" </dev/null >/dev/null 2>&1 &
}

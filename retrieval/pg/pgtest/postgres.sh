#!/usr/bin/env bash
# A real PostgreSQL with pgvector for tests and for trying things out, on 127.0.0.1, without changing the host.
#
#   postgres.sh setup     get the programs (the first time one download of Debian packages, then nothing)
#   postgres.sh start     setup, make the cluster, start the server, print its DSN; does nothing where that is done
#   postgres.sh replica DSN   as start, but the cluster is a copy of that server's, and follows it
#   postgres.sh stop | status | dsn | bindir
#   postgres.sh destroy   stop, and delete the cluster; the programs stay
#
# The programs are, first match wins:
#   1. those in $WENCE_POSTGRES_BIN
#   2. the host's own, when pgvector 0.8 or newer lies beside them (Debian 13, the pgvector image)
#   3. Debian 13's packages, from the mirror that the host's apt already uses, unpacked (not installed) into the cache
#      and run with their own loader and C library, so that any Debian can run them
#
# Environment, all optional:
#   WENCE_POSTGRES_PORT     54329
#   WENCE_POSTGRES_DATA     folder of the cluster; beside the programs, one a port
#   WENCE_POSTGRES_DURABLE  1 = fsync and WAL for replicas, as in production; otherwise what tests need, and no more
#   WENCE_POSTGRES_OPTIONS  further options of the server, as in "-c shared_buffers=1GB"
#   XDG_CACHE_HOME          the cache is $XDG_CACHE_HOME/wence, by default ~/.cache/wence, for root /var/cache/wence
set -euo pipefail

suite=trixie
major=17
tree_version=$suite-$major-1 # to be raised when what is unpacked, or how, changes
port=${WENCE_POSTGRES_PORT:-54329}

# The server refuses to run as root, and the user that it then runs as cannot look into root's home.
if [ "$(id -u)" = 0 ]; then
  cache=${XDG_CACHE_HOME:-/var/cache}/wence
  server_user=postgres
  id "$server_user" >/dev/null 2>&1 || server_user=nobody
else
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/wence
  server_user=
fi
tree=$cache/$tree_version
data=${WENCE_POSTGRES_DATA:-$cache/cluster-$port}
log=$data.log # a folder: the cluster's own must be empty before initdb

say() { printf 'postgres.sh: %s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# as runs a program as the user that owns the cluster, in a folder that this user can see.
as() {
  if [ -z "$server_user" ]; then (cd / && "$@"); return; fi
  (cd / && setpriv --reuid="$(id -u "$server_user")" --regid="$(id -g "$server_user")" --clear-groups \
    env HOME=/nonexistent "$@")
}

own() { [ -z "$server_user" ] || chown -R "$server_user" "$@"; }

# --- programs

# host_bindir prints the folder of the newest server of the host that has pgvector 0.8.
host_bindir() {
  local bin share version best=
  for bin in $(ls -d /usr/lib/postgresql/*/bin /usr/local/pgsql/bin 2>/dev/null | sort -V); do
    [ -x "$bin/initdb" ] && [ -x "$bin/pg_config" ] || continue
    share=$("$bin/pg_config" --sharedir) || continue
    version=$(sed -n "s/^default_version *= *'\([0-9.]*\)'.*/\1/p" "$share/extension/vector.control" 2>/dev/null) || continue
    [ "$(printf '%s\n' 0.8 "$version" | sort -V | head -1)" = 0.8 ] && best=$bin
  done
  [ -n "$best" ] && echo "$best"
}

bindir() {
  if [ -n "${WENCE_POSTGRES_BIN:-}" ]; then echo "$WENCE_POSTGRES_BIN"; return; fi
  host_bindir || echo "$tree/usr/lib/postgresql/$major/bin"
}

setup() {
  local bin
  bin=$(bindir)
  [ ! -x "$bin/postgres" ] || return 0
  [ -z "${WENCE_POSTGRES_BIN:-}" ] || die "there is no postgres in WENCE_POSTGRES_BIN=$WENCE_POSTGRES_BIN"
  mkdir -p "$cache"
  exec 9>"$cache/setup.lock"
  flock 9
  if [ ! -x "$bin/postgres" ]; then # another process may have done it while this one waited
    rm -rf "$tree.new"
    say "unpacking PostgreSQL $major and pgvector of Debian $suite into $tree"
    (unpack "$tree.new") || die "could not get PostgreSQL; install postgresql-$major-pgvector yourself, or name a server in WENCE_TEST_POSTGRES"
    mv "$tree.new" "$tree"
  fi
  exec 9>&-
}

# unpack fills folder $1, by an apt with state of its own.
unpack() {
  local root=$1 apt=$1/.apt
  mkdir -p "$apt"/{lists/partial,cache/archives/partial,debs,none}
  : >"$apt/status"
  sources >"$apt/sources.list"
  grep -q " $suite main" "$apt/sources.list" || die "the host's apt has no Debian mirror"
  configuration "$apt" >"$apt/apt.conf"
  export APT_CONFIG=$apt/apt.conf
  apt-get -qq update >&2
  local packages
  packages=$(with_libraries "postgresql-$major" "postgresql-client-$major" "postgresql-$major-pgvector")
  # shellcheck disable=SC2086
  (cd "$apt/debs" && apt-get -qq download $packages >&2)
  local deb
  for deb in "$apt"/debs/*.deb; do dpkg-deb -x "$deb" "$root"; done
  local home=$root/usr/lib/postgresql/$major
  # not needed to run, and most of the size
  rm -rf "$home"/lib/bitcode "$home"/lib/llvmjit* "$root"/usr/share/{doc,man,locale,lintian} "$root"/usr/lib/*/gconv
  wrap "$root" "$home"
  "$home/bin/postgres" --version >&2
  rm -rf "$apt"
  chmod -R go+rX "$root"
}

# sources lists the mirrors of the host's apt, for the wanted suite instead of the host's.
sources() {
  local key=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -f "$key" ] || die "no $key: install debian-archive-keyring"
  apt-get --print-uris update 2>/dev/null |
    sed -nE "s#^'(.*)/dists/(bookworm|trixie)(-security|-updates)?/InRelease'.*#deb [signed-by=$key] \1 $suite\3 main#p" | sort -u
}

configuration() {
  cat <<END
Dir::Etc::sourcelist "$1/sources.list";
Dir::Etc::sourceparts "$1/none";
Dir::Etc::preferences "$1/none/file";
Dir::Etc::preferencesparts "$1/none";
Dir::State::lists "$1/lists";
Dir::State::status "$1/status";
Dir::Cache "$1/cache";
Acquire::Languages "none";
Acquire::Retries "5";
APT::Sandbox::User "";
APT::Architecture "$(dpkg --print-architecture)";
END
}

# with_libraries prints the packages and, step by step, the shared libraries that they depend on. LLVM, for JIT alone,
# would be the largest part.
with_libraries() {
  local seen=" " todo="$*" found package
  while [ -n "$todo" ]; do
    seen="$seen$todo "
    # shellcheck disable=SC2086
    found=$(apt-cache depends --important $todo | sed -nE 's/^ *\|?(Pre)?Depends: ((lib|zlib1g)[a-z0-9.+-]*)$/\2/p' |
      grep -vE '^libllvm|perl|-data$|-common$|^libc-bin$|^libdebconf' | sort -u || true)
    todo=
    for package in $found; do
      case $seen in *" $package "*) ;; *) todo="$todo${todo:+ }$package" ;; esac
    done
  done
  echo "$seen"
}

# wrap puts a script before each program that starts it with the tree's own loader, and proves that each finds all its
# libraries in the tree.
wrap() {
  local root=$1 home=$2 loader libraries program name
  loader=$(cd "$root" && ls usr/lib/*/ld-linux-*.so.* | head -1)
  libraries=$(dirname "$loader")
  mkdir "$home/libexec"
  for program in "$home"/bin/*; do
    name=${program##*/}
    mv "$program" "$home/libexec/$name"
    cat >"$program" <<END
#!/bin/sh
here=\${0%/*}
root=\$here/../../../../..
exec "\$root/$loader" --library-path "\$root/$libraries" --argv0 "\$0" "\$here/../libexec/$name" "\$@"
END
    chmod 755 "$program"
  done
  for program in "$home"/libexec/{postgres,initdb,pg_ctl,psql} "$home"/lib/vector.so; do
    if "$root/$loader" --library-path "$root/$libraries" --list "$program" 2>&1 | grep -E 'not found|error while loading' >&2; then
      die "$program cannot be loaded"
    fi
  done
}

# --- server

dsn() { echo "postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"; }

up() {
  [ -f "$data/postmaster.pid" ] && as "$(bindir)/pg_ctl" -D "$data" status >/dev/null 2>&1 &&
    as "$(bindir)/pg_isready" -q -h 127.0.0.1 -p "$port"
}

# start starts the server; with a DSN a missing cluster is copied from there.
start() {
  setup
  mkdir -p "$log"
  own "$log"
  exec 8>"$log/lock"
  flock 8
  if up; then dsn; return; fi
  [ -f "$data/PG_VERSION" ] || create "$@"
  local bin attempt
  bin=$(bindir)
  # After a crash, processes of the old server may hold its memory for a moment.
  for attempt in 1 2 3 4 5; do
    as "$bin/pg_ctl" -D "$data" -l "$log/server.log" -o "-p $port ${WENCE_POSTGRES_OPTIONS:-}" -w -t 60 start >"$log/pg_ctl.log" 2>&1 8>&- && break
    up && break
    [ "$attempt" != 5 ] || { cat "$log/pg_ctl.log" >&2; tail -20 "$log/server.log" >&2; die "the server did not start"; }
    sleep 1
  done
  if [ -f "$data/standby.signal" ]; then dsn; return; fi
  # template1 has the extension, so that every new database has it
  local database
  for database in template1 postgres; do
    as "$bin/psql" -qX -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$port" -U postgres -d "$database" \
      -c 'set client_min_messages = warning; create extension if not exists vector' >&2
  done
  dsn
}

create() {
  local new=$data.new locale=(--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8) bin
  bin=$(bindir)
  rm -rf "$new"
  mkdir -p "$new"
  own "$new"
  if [ -n "${1:-}" ]; then
    chmod 700 "$new"
    as "$bin/pg_basebackup" -d "$1" -D "$new" -R -c fast --no-sync >"$log/basebackup.log" 2>&1 ||
      { cat "$log/basebackup.log" >&2; die "pg_basebackup failed"; }
    mv "$new" "$data"
    return
  fi
  [ "$(as "$bin/postgres" --version | grep -oE '[0-9]+' | head -1)" -ge 17 ] || locale=(--locale=C)
  as "$bin/initdb" -D "$new" -U postgres -A trust -E UTF8 "${locale[@]}" --no-sync --no-instructions >"$log/initdb.log" 2>&1 ||
    { cat "$log/initdb.log" >&2; die "initdb failed"; }
  settings >>"$new/postgresql.conf"
  mv "$new" "$data"
}

settings() {
  local zone=UTC
  [ -e /usr/share/zoneinfo/UTC ] || zone=GMT # without the host's tzdata only GMT is known
  cat <<END
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
shared_buffers = '256MB'
maintenance_work_mem = '256MB'
max_parallel_maintenance_workers = 0 # CVE-2026-3172: parallel hnsw builds before pgvector 0.8.2
jit = off
timezone = '$zone'
log_timezone = '$zone'
END
  [ "${WENCE_POSTGRES_DURABLE:-}" = 1 ] || cat <<END
# survives the death of the server, not of the machine
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = '2GB'
checkpoint_timeout = '30min'
END
}

stop() {
  [ -f "$data/postmaster.pid" ] || return 0
  as "$(bindir)/pg_ctl" -D "$data" -m fast -w -t 60 stop >&2
}

case ${1:-} in
  setup) setup && bindir ;;
  start) start ;;
  replica) start "${2:?DSN of the server to follow}" ;;
  stop) stop ;;
  status) if up; then echo "running: $(dsn)"; else echo "not running"; exit 3; fi ;;
  dsn) dsn ;;
  bindir) bindir ;;
  destroy) stop; rm -rf "$data" "$data.new" "$log" ;;
  *) say "usage: postgres.sh setup|start|replica DSN|stop|status|dsn|bindir|destroy"; exit 2 ;;
esac

# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of settings.sh and the other files here
# The daemons of the node, by name: pid (inside the node) and log of each.

start() {
  local name=$1
  shift
  if running "$name"; then
    return
  fi
  rm -f "$state/pids/$name"
  # Of the caller's environment (proxies, secrets) nothing is a daemon's business.
  # shellcheck disable=SC2016 # expanded by the inner shell
  in_node setsid --fork env --ignore-environment PATH="$PATH" sh -c 'echo $$ >"$1"; shift; exec "$@"' sh "$state/pids/$name" "$@" \
    >>"$state/log/$name.log" 2>&1 </dev/null
}

running() {
  [ -s "$state/pids/$1" ] && in_node kill -0 "$(cat "$state/pids/$1")" 2>/dev/null
}

died() {
  [ -s "$state/pids/$1" ] && ! running "$1"
}

# wait_for NAME SECONDS WHAT COMMAND... : until COMMAND succeeds, the process
# NAME dies or the time is over; then the end of its log tells why.
wait_for() {
  local name=$1 what=$3
  local deadline=$((SECONDS + $2))
  shift 3
  until "$@" >/dev/null 2>&1; do
    if died "$name"; then
      give_up "$name" "$name died while waiting for $what"
    fi
    if [ $SECONDS -ge $deadline ]; then
      give_up "$name" "$what did not come in time"
    fi
    sleep 0.2
  done
}

give_up() {
  local log=$state/log/$1.log
  echo "local/cluster: $2" >&2
  if [ -e "$log" ]; then
    echo "the end of $log:" >&2
    tail -n 25 "$log" >&2
  fi
  exit 1
}

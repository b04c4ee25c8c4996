# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of settings.sh and the other files here
# The node is a set of namespaces: network, mount and process. Its first
# process holds them; when that one dies the kernel ends all others, daemons
# and containers alike, and drops their mounts, links and routes with them.

# Containerd, CNI and the kubelet have files in fixed places; within the node
# these are empty directories of its own. The first two are on every machine.
private=(/run /var/log /var/lib/cni /var/lib/kubelet)

# node_pid : the machine's pid of the node's first process, if it lives. The
# start time tells it from a stranger that got the same pid after a reboot.
node_pid() {
  local pid start
  read -r pid start <"$state/node" || return
  local stat
  read -ra stat <"/proc/$pid/stat" || return
  [ "${stat[21]}" = "$start" ] && echo "$pid"
} 2>/dev/null

# node_create : a new node; one that was killed comes back with its data.
node_create() {
  if ! node_pid >/dev/null; then
    # The cgroups that a killed node leaves would pass for pods that still run.
    network_down
    cgroups_down
    rm -rf "$state/node" "$state/pids"
    mkdir -p "$state/log" "$state/pids"
    setsid unshare --net --mount --propagation slave --pid --fork --kill-child \
      "$local_dir/node/init" "$state/node" "$bin/pause" "${private[@]}" \
      >"$state/log/node.log" 2>&1 </dev/null 9>&- &
  fi
  wait_for node 10 "the node's namespaces" node_is_furnished
}

# node_is_furnished : init has done its work and gone over to pause.
node_is_furnished() {
  local pid
  pid=$(node_pid) && [ "$(<"/proc/$pid/comm")" = pause ]
}

# in_node COMMAND... : runs a command in the node's namespaces.
in_node() {
  nsenter --target "$(node_pid)" --net --mount --pid -- "$@" 9>&-
}

node_destroy() {
  local pid
  if pid=$(node_pid); then
    kill -KILL "$pid"
    wait_for node 30 "the end of the node's processes" test ! -e "/proc/$pid"
    network_down
  fi
  # Where a kubelet of the machine's own is at home, these are not empty.
  rmdir "${private[@]:2}" 2>/dev/null || true
}

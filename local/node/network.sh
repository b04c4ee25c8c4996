# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of settings.sh and the other files here
# One veth pair joins the node to the machine. The machine gets three routes
# and keeps its packet filter; nothing else of it changes.

link=bdc-node

network_up() {
  # The last step below shows that all were done.
  if [ -n "$(ip route show "$BDC_SERVICE_SUBNET" via "$node_address" dev $link 2>/dev/null)" ]; then
    return
  fi
  ip link delete $link 2>/dev/null || true
  local subnet
  for subnet in "$BDC_NODE_SUBNET" "$BDC_POD_SUBNET" "$BDC_SERVICE_SUBNET"; do
    if [ -n "$(ip route show to root "$subnet")" ]; then
      echo "local/cluster: this machine already routes (a part of) $subnet; choose another (see local/settings.sh)" >&2
      exit 1
    fi
  done
  local mask=${BDC_NODE_SUBNET#*/}

  # Pods must not get around the policies, which know IPv4, by IPv6, nor with
  # the address of another pod.
  in_node sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1 \
    net.ipv4.conf.all.rp_filter=1 net.ipv4.conf.default.rp_filter=1 net.ipv4.ip_forward=1
  ip link add $link type veth peer name eth0 netns "$(node_pid)"
  in_node ip link set lo up
  in_node ip address add "$node_address/$mask" dev eth0
  in_node ip link set eth0 up
  ip address add "$machine_address/$mask" dev $link
  ip link set $link up
  in_node ip route add default via "$machine_address"
  ip route add "$BDC_POD_SUBNET" via "$node_address"
  ip route add "$BDC_SERVICE_SUBNET" via "$node_address"
}

# The link goes with the node, by itself, but not at once; unless it belongs to
# a cluster with another BDC_STATE.
network_down() {
  wait_for node 10 "the end of the link $link of another node" link_is_free
}

link_is_free() {
  ! ip link show $link
}

# Every pod gets a link of its own rather than a port of a bridge: so all its
# packets are routed by the node, where kube-proxy and the policies see them.
pod_network() {
  mkdir -p "$state/cni/bin" "$state/cni/net.d"
  ln -sf /usr/lib/cni/{ptp,host-local,portmap,loopback} "$state/cni/bin/"
  ln -sf "$bin/network-policy-cni" "$state/cni/bin/"
  cat >"$state/cni/net.d/pods.conflist" <<J
{
  "cniVersion": "1.0.0",
  "name": "pods",
  "plugins": [
    {
      "type": "ptp",
      "ipam": {
        "type": "host-local",
        "dataDir": "$state/cni/addresses",
        "ranges": [[{"subnet": "$BDC_POD_SUBNET"}]],
        "routes": [{"dst": "0.0.0.0/0"}]
      }
    },
    {"type": "portmap", "capabilities": {"portMappings": true}},
    {"type": "network-policy-cni", "socket": "/run/network-policy.sock"}
  ]
}
J
}

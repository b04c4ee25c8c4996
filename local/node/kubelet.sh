# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of settings.sh and the other files here
# The kubelet, and the cgroups that hold its pods.

node_name=local
cgroup=big-data-cluster

# cgroups_v1 : whether this machine has one hierarchy per controller.
cgroups_v1() {
  [ ! -e /sys/fs/cgroup/cgroup.controllers ]
}

# The kubelet wants the root of its cgroups to be there already. It weighs as much as ten processes per CPU: by default all
# pods together get no more of a busy machine than any one of its processes.
cgroups_up() {
  local hierarchy controller controllers
  if cgroups_v1; then
    for hierarchy in /sys/fs/cgroup/*/; do
      mkdir -p "$hierarchy$cgroup"
    done
    echo $((10 * 1024 * $(nproc))) >"/sys/fs/cgroup/cpu/$cgroup/cpu.shares"
  else
    read -ra controllers </sys/fs/cgroup/cgroup.controllers
    for controller in "${controllers[@]}"; do
      echo "+$controller" >/sys/fs/cgroup/cgroup.subtree_control 2>/dev/null || true
    done
    mkdir -p "/sys/fs/cgroup/$cgroup"
    echo $((10 * 100 * $(nproc))) >"/sys/fs/cgroup/$cgroup/cpu.weight"
  fi
}

cgroups_down() {
  local root
  for root in /sys/fs/cgroup/$cgroup /sys/fs/cgroup/*/"$cgroup"; do
    if [ -d "$root" ]; then
      wait_for kubelet 30 "the end of $root" remove_cgroup "$root"
    fi
  done
}

remove_cgroup() {
  find "$1" -depth -type d -exec rmdir {} + 2>/dev/null
  [ ! -d "$1" ]
}

kubelet() {
  mkdir -p "$state/kubelet"
  # Pods that ask for the node's DNS get none: the cluster has no way out.
  : >"$state/resolv.conf"
  # Images come from archives, not from a registry, so none may be collected:
  # hence no threshold of disk space, whose remedy is to delete images.
  cat >"$state/kubelet.yaml" <<C
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
clusterDNS: [$dns_service_address]
clusterDomain: cluster.local
resolvConf: $state/resolv.conf
podLogsDir: $state/pod-logs
volumePluginDir: $state/volume-plugins
failCgroupV1: false
cgroupDriver: cgroupfs
cgroupRoot: /$cgroup
oomScoreAdj: 0
failSwapOn: false
maxPods: 200
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
evictionHard: {memory.available: 100Mi}
seccompDefault: true
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: true}
  x509: {clientCAFile: $pki/ca.crt}
authorization: {mode: Webhook}
tlsCertFile: $pki/kubelet-server.crt
tlsPrivateKeyFile: $pki/kubelet-server.key
C
  start kubelet "$bin/kubelet" --config="$state/kubelet.yaml" --kubeconfig="$pki/kubelet.kubeconfig" \
    --root-dir="$state/kubelet" --hostname-override=$node_name --node-ip="$node_address"
}

node_is_ready() {
  kubectl wait --for=condition=Ready "node/$node_name" --timeout=0
}

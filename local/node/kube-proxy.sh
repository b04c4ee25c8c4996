# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of settings.sh and the other files here

kube_proxy() {
  # conntrack: the machine's limits stay as they are.
  cat >"$state/kube-proxy.yaml" <<C
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
clientConnection: {kubeconfig: $pki/kube-proxy.kubeconfig}
clusterCIDR: $BDC_POD_SUBNET
hostnameOverride: $node_name
metricsBindAddress: 127.0.0.1:10249
conntrack: {maxPerCore: 0, min: 0}
oomScoreAdj: 0
C
  start kube-proxy "$bin/kube-proxy" --config="$state/kube-proxy.yaml"
}

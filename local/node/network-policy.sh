# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of settings.sh and the other files here

network_policy() {
  start network-policy "$bin/network-policy" --kubeconfig="$pki/network-policy.kubeconfig" --socket=/run/network-policy.sock
}

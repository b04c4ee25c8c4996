# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of settings.sh and the other files here
# What runs in the cluster itself, and the rights of what does not.

addons() {
  wait_for kube-apiserver 60 "the namespace kube-system" kubectl get namespace kube-system
  sed "s|@DNS_SERVICE_ADDRESS@|$dns_service_address|; s|@VOLUMES@|$state/volumes|" "$local_dir"/addons/*.yaml |
    kubectl apply --server-side --filename - >>"$state/log/addons.log"
}

# A cluster that was killed still tells of its last state for a while; that DNS
# answers on its ClusterIP is true only of a living one.
addons_are_ready() {
  timeout 1 bash -c "</dev/tcp/$dns_service_address/53" &&
    kubectl --namespace kube-system rollout status deployment coredns --timeout=1s &&
    kubectl --namespace local-path-storage rollout status deployment local-path-provisioner --timeout=1s
}

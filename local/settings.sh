# shellcheck shell=bash disable=SC2034 # read by the scripts that source this
# What may be set from outside, with its default.

: "${BDC_CACHE:=${XDG_CACHE_HOME:-$HOME/.cache}/big-data-cluster}"
: "${BDC_STATE:=${XDG_STATE_HOME:-$HOME/.local/state}/big-data-cluster}"

# The machine is .1 and the node .2 of the node's subnet; the API server's
# Service is .1 and DNS .10 of the Services' subnet. All three must end in .0.
: "${BDC_NODE_SUBNET:=10.177.0.0/24}"
: "${BDC_POD_SUBNET:=10.244.0.0/20}"
: "${BDC_SERVICE_SUBNET:=10.96.0.0/16}"

for subnet in BDC_NODE_SUBNET BDC_POD_SUBNET BDC_SERVICE_SUBNET; do
  [[ ${!subnet} =~ ^[0-9]+\.[0-9]+\.[0-9]+\.0/[0-9]+$ ]] ||
    { echo "$subnet=${!subnet} is not of the form 10.1.2.0/24" >&2; exit 1; }
done
machine_address=${BDC_NODE_SUBNET%.0/*}.1
node_address=${BDC_NODE_SUBNET%.0/*}.2
api_service_address=${BDC_SERVICE_SUBNET%.0/*}.1
dns_service_address=${BDC_SERVICE_SUBNET%.0/*}.10

state=$BDC_STATE/kubernetes
local_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# The cache entry is named after all that decides its content.
kubernetes_cache() {
  cd "$local_dir" || return
  local key
  key=$(find go.mod go.sum build cmd network-policy -type f ! -name '*_test.go' -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-16)
  echo "$BDC_CACHE/kubernetes/$key"
}
kubernetes=$(kubernetes_cache)
bin=$kubernetes/bin

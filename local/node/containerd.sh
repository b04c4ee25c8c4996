# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of settings.sh and the other files here
# A containerd of the node's own. Its sockets are in the node's own /run.

containerd() {
  mkdir -p "$state/containerd"
  # restrict_oom_score_adj: works also where root may not lower an OOM score.
  cat >"$state/containerd.toml" <<C
version = 2
root = "$state/containerd"
state = "/run/containerd"

[grpc]
  address = "/run/containerd/containerd.sock"

[plugins."io.containerd.internal.v1.opt"]
  path = "$state/containerd/opt"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:local"
  restrict_oom_score_adj = true

  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$state/cni/bin"
    conf_dir = "$state/cni/net.d"

  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = false
C
  start containerd /usr/bin/containerd --config "$state/containerd.toml"
  wait_for containerd 30 containerd in_node ctr version
}

load_image() { # ARCHIVE
  if has_image "$1"; then
    echo "the node has $1 already"
  else
    in_node ctr --namespace k8s.io images import - <"$1"
  fi
}

# Whether the node has the image of a docker archive, under the same name: gigabytes would be copied for nothing. Of other archives it is not known.
has_image() { # ARCHIVE
  local manifest config name
  manifest=$(tar --extract --to-stdout --file "$1" manifest.json 2>/dev/null) || return
  config=$(sed -n 's/.*"Config":"\([0-9a-f]*\)\.json".*/\1/p' <<<"$manifest")
  name=$(sed -n 's/.*"RepoTags":\["\([^"]*\)"\].*/\1/p' <<<"$manifest")
  [[ $config && $name ]] && in_node ctr --namespace k8s.io content get "sha256:$config" >/dev/null 2>&1 &&
    [[ $(in_node ctr --namespace k8s.io images list --quiet "name==$name") ]]
}

load_own_images() {
  local archive
  for archive in "$kubernetes"/images/*.tar; do
    load_image "$archive" >>"$state/log/containerd.log"
  done
}

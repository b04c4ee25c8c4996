# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of settings.sh and the other files here
# The cluster's own authorities, and one certificate and kubeconfig per client.

pki=$state/pki

certificates() {
  if [ -e "$pki/complete" ]; then
    return
  fi
  rm -rf "$pki"
  mkdir -p "$pki"
  chmod 700 "$pki"
  authority ca kubernetes
  authority etcd-ca etcd
  authority front-proxy-ca front-proxy
  private_key service-accounts
  openssl ec -in "$pki/service-accounts.key" -pubout -out "$pki/service-accounts.pub" 2>/dev/null

  certificate etcd etcd-ca /CN=etcd serverAuth,clientAuth IP:127.0.0.1
  certificate etcd-client etcd-ca /CN=kube-apiserver clientAuth
  certificate kube-apiserver ca /CN=kube-apiserver serverAuth "$(api_server_names)"
  certificate kubelet-client ca /O=system:masters/CN=kube-apiserver-kubelet-client clientAuth
  certificate front-proxy-client front-proxy-ca /CN=front-proxy-client clientAuth
  certificate kubelet-server ca "/O=system:nodes/CN=system:node:$node_name" serverAuth "DNS:$node_name,IP:$node_address"

  client kubelet "/O=system:nodes/CN=system:node:$node_name"
  client kube-controller-manager /CN=system:kube-controller-manager
  client kube-scheduler /CN=system:kube-scheduler
  client kube-proxy /CN=system:kube-proxy
  client network-policy /CN=network-policy
  client admin /O=system:masters/CN=admin
  touch "$pki/complete"
}

api_server_names() {
  local names=DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local
  echo "$names,DNS:localhost,IP:127.0.0.1,IP:$node_address,IP:$api_service_address"
}

private_key() {
  (umask 077 && openssl ecparam -name prime256v1 -genkey -noout -out "$pki/$1.key")
}

authority() { # NAME COMMON-NAME
  private_key "$1"
  openssl req -x509 -new -key "$pki/$1.key" -days 3650 -subj "/CN=$2" \
    -addext keyUsage=critical,keyCertSign,cRLSign,digitalSignature -out "$pki/$1.crt"
}

certificate() { # NAME AUTHORITY SUBJECT USAGE [ALTERNATIVE-NAMES]
  private_key "$1"
  {
    echo basicConstraints=critical,CA:FALSE
    echo keyUsage=critical,digitalSignature
    echo "extendedKeyUsage=$4"
    if [ -n "${5:-}" ]; then echo "subjectAltName=$5"; fi
  } >"$pki/$1.extensions"
  openssl req -new -key "$pki/$1.key" -subj "$3" |
    openssl x509 -req -CA "$pki/$2.crt" -CAkey "$pki/$2.key" -CAcreateserial -days 3650 -sha256 \
      -extfile "$pki/$1.extensions" -out "$pki/$1.crt" 2>/dev/null
  rm "$pki/$1.extensions"
}

client() { # NAME SUBJECT
  certificate "$1" ca "$2" clientAuth
  (umask 077 && cat >"$pki/$1.kubeconfig") <<K
apiVersion: v1
kind: Config
clusters:
- name: local
  cluster:
    server: https://$node_address:6443
    certificate-authority-data: $(base64 -w0 "$pki/ca.crt")
users:
- name: $1
  user:
    client-certificate-data: $(base64 -w0 "$pki/$1.crt")
    client-key-data: $(base64 -w0 "$pki/$1.key")
contexts:
- name: local
  context: {cluster: local, user: $1}
current-context: local
K
}

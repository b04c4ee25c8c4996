package main

import (
	"cmp"
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// A Pod is a pod that has an address of its own in the pod network.
type Pod struct {
	*corev1.Pod
	Address netip.Addr
}

// An Isolation says what one isolated pod may still receive (Ingress) or send
// (Egress). A pod that no policy selects for a direction has no Isolation.
type Isolation struct {
	Direction networkingv1.PolicyType
	Address   netip.Addr
	Allowed   []Allowance
}

// An Allowance lets traffic pass between the isolated pod and any of Peers on
// any of Ports. Nil means every peer, every port.
type Allowance struct {
	Peers  []netip.Prefix
	Except []netip.Prefix
	Ports  []PortRange
}

// A PortRange with First 0 is every port of the protocol.
type PortRange struct {
	Protocol    corev1.Protocol
	First, Last int32
}

// Cluster is everything that the meaning of a NetworkPolicy depends on.
type Cluster struct {
	Pods       []Pod
	Namespaces map[string]labels.Set
	Policies   []*networkingv1.NetworkPolicy
}

// Isolations gives the isolations of all pods in a stable order.
func (c Cluster) Isolations() []Isolation {
	var isolations []Isolation
	for _, pod := range c.Pods {
		for _, direction := range []networkingv1.PolicyType{networkingv1.PolicyTypeEgress, networkingv1.PolicyTypeIngress} {
			isolation := Isolation{Direction: direction, Address: pod.Address}
			isolated := false
			for _, policy := range c.Policies {
				if !applies(policy, direction, pod) {
					continue
				}
				isolated = true
				isolation.Allowed = append(isolation.Allowed, c.allowances(policy, direction, pod)...)
			}
			if isolated {
				isolations = append(isolations, isolation)
			}
		}
	}
	slices.SortStableFunc(isolations, func(a, b Isolation) int {
		return cmp.Or(cmp.Compare(a.Direction, b.Direction), a.Address.Compare(b.Address))
	})
	return isolations
}

func applies(policy *networkingv1.NetworkPolicy, direction networkingv1.PolicyType, pod Pod) bool {
	return policy.Namespace == pod.Namespace &&
		slices.Contains(policy.Spec.PolicyTypes, direction) &&
		selects(&policy.Spec.PodSelector, pod.Labels)
}

func (c Cluster) allowances(policy *networkingv1.NetworkPolicy, direction networkingv1.PolicyType, pod Pod) []Allowance {
	var allowed []Allowance
	if direction == networkingv1.PolicyTypeIngress {
		for _, rule := range policy.Spec.Ingress {
			for _, peers := range c.peers(rule.From, policy.Namespace) {
				// A named port is a port of the pod that receives: this one.
				if ports, some := portRanges(rule.Ports, &pod); some {
					allowed = append(allowed, Allowance{peers.prefixes(), peers.except, ports})
				}
			}
		}
		return allowed
	}
	for _, rule := range policy.Spec.Egress {
		for _, peers := range c.peers(rule.To, policy.Namespace) {
			if ports, some := portRanges(rule.Ports, nil); some {
				allowed = append(allowed, Allowance{peers.prefixes(), peers.except, ports})
			}
			allowed = append(allowed, c.namedPortsOf(peers, rule.Ports)...)
		}
	}
	return allowed
}

// namedPortsOf resolves the named ports of an egress rule, which may be
// another number at each pod that receives.
func (c Cluster) namedPortsOf(peers peers, ports []networkingv1.NetworkPolicyPort) []Allowance {
	named := slices.DeleteFunc(slices.Clone(ports), func(port networkingv1.NetworkPolicyPort) bool {
		return port.Port == nil || port.Port.Type == intstr.Int
	})
	if len(named) == 0 {
		return nil
	}
	receivers := peers.pods
	if peers.everyone {
		receivers = c.Pods
	}
	var allowed []Allowance
	for _, receiver := range receivers {
		if ranges, some := portRanges(named, &receiver); some {
			allowed = append(allowed, Allowance{Peers: []netip.Prefix{host(receiver.Address)}, Ports: ranges})
		}
	}
	return allowed
}

// peers is what one entry of a rule's from or to stands for.
type peers struct {
	everyone bool
	pods     []Pod
	block    []netip.Prefix
	except   []netip.Prefix
}

func (p peers) prefixes() []netip.Prefix {
	if p.everyone {
		return nil
	}
	prefixes := slices.Clone(p.block)
	for _, pod := range p.pods {
		prefixes = append(prefixes, host(pod.Address))
	}
	return prefixes
}

func (c Cluster) peers(entries []networkingv1.NetworkPolicyPeer, namespace string) []peers {
	if len(entries) == 0 {
		return []peers{{everyone: true}}
	}
	var all []peers
	for _, entry := range entries {
		if block := entry.IPBlock; block != nil {
			if prefix, err := netip.ParsePrefix(block.CIDR); err == nil && prefix.Addr().Is4() {
				all = append(all, peers{block: []netip.Prefix{prefix.Masked()}, except: parsePrefixes(block.Except)})
			}
			continue
		}
		var pods []Pod
		for _, pod := range c.Pods {
			inNamespace := pod.Namespace == namespace
			if entry.NamespaceSelector != nil {
				inNamespace = selects(entry.NamespaceSelector, c.Namespaces[pod.Namespace])
			}
			if inNamespace && (entry.PodSelector == nil || selects(entry.PodSelector, pod.Labels)) {
				pods = append(pods, pod)
			}
		}
		if len(pods) > 0 {
			all = append(all, peers{pods: pods})
		}
	}
	return all
}

// portRanges gives the ranges that ports stand for at a receiving pod; without
// one only those with a number. It says false if nothing can match.
func portRanges(ports []networkingv1.NetworkPolicyPort, receiver *Pod) ([]PortRange, bool) {
	var ranges []PortRange
	for _, port := range ports {
		protocol := corev1.ProtocolTCP
		if port.Protocol != nil {
			protocol = *port.Protocol
		}
		switch {
		case port.Port == nil:
			ranges = append(ranges, PortRange{Protocol: protocol})
		case port.Port.Type == intstr.Int:
			last := port.Port.IntVal
			if port.EndPort != nil {
				last = *port.EndPort
			}
			ranges = append(ranges, PortRange{protocol, port.Port.IntVal, last})
		case receiver != nil:
			for _, number := range containerPorts(receiver, port.Port.StrVal, protocol) {
				ranges = append(ranges, PortRange{protocol, number, number})
			}
		}
	}
	return ranges, len(ports) == 0 || len(ranges) > 0
}

func containerPorts(pod *Pod, name string, protocol corev1.Protocol) []int32 {
	var numbers []int32
	for _, container := range slices.Concat(pod.Spec.Containers, pod.Spec.InitContainers) {
		for _, port := range container.Ports {
			if port.Name == name && cmp.Or(port.Protocol, corev1.ProtocolTCP) == protocol {
				numbers = append(numbers, port.ContainerPort)
			}
		}
	}
	return numbers
}

func selects(selector *metav1.LabelSelector, set map[string]string) bool {
	parsed, err := metav1.LabelSelectorAsSelector(selector)
	return err == nil && parsed.Matches(labels.Set(set))
}

func parsePrefixes(texts []string) []netip.Prefix {
	var prefixes []netip.Prefix
	for _, text := range texts {
		if prefix, err := netip.ParsePrefix(text); err == nil && prefix.Addr().Is4() {
			prefixes = append(prefixes, prefix.Masked())
		}
	}
	return prefixes
}

func host(address netip.Addr) netip.Prefix {
	return netip.PrefixFrom(address, address.BitLen())
}

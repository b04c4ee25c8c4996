package main

import (
	"net/netip"
	"slices"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"sigs.k8s.io/yaml"
)

// The pods of every test. Two of them give the same name to different ports.
var cluster = Cluster{
	Pods: []Pod{
		testPod("sql", "master", "10.0.0.1", map[string]int32{"tds": 1433}),
		testPod("sql", "replica", "10.0.0.2", map[string]int32{"tds": 11433}),
		testPod("spark", "driver", "10.0.0.3", nil),
		testPod("spark", "worker", "10.0.0.4", nil),
	},
	Namespaces: map[string]labels.Set{"sql": {"team": "data"}, "spark": {"team": "compute"}},
}

func testPod(namespace, app, address string, ports map[string]int32) Pod {
	container := corev1.Container{Name: app}
	for name, number := range ports {
		container.Ports = append(container.Ports, corev1.ContainerPort{Name: name, ContainerPort: number})
	}
	return Pod{
		Pod: &corev1.Pod{
			ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: app, Labels: map[string]string{"app": app}},
			Spec:       corev1.PodSpec{Containers: []corev1.Container{container}},
		},
		Address: netip.MustParseAddr(address),
	}
}

func TestIsolations(t *testing.T) {
	const (
		master, replica, driver, worker = "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"
		outside, excepted               = "192.0.2.9", "192.0.2.200"
	)
	type packet struct {
		from, to string
		port     int32
	}
	// Every policy lives in the namespace sql. What is not among passing must
	// be among dropped to be tested.
	for name, test := range map[string]struct {
		spec             string
		passing, dropped []packet
	}{
		"no policy isolates nothing in another namespace": {
			spec:    `{podSelector: {}, policyTypes: [Ingress, Egress]}`,
			passing: []packet{{driver, worker, 80}, {worker, outside, 80}, {outside, driver, 80}},
		},
		"default deny": {
			spec:    `{podSelector: {}, policyTypes: [Ingress, Egress]}`,
			dropped: []packet{{driver, master, 1433}, {replica, master, 1433}, {master, outside, 443}, {outside, replica, 1433}},
		},
		"default deny of ingress leaves egress": {
			spec:    `{podSelector: {}, policyTypes: [Ingress]}`,
			passing: []packet{{master, outside, 443}, {master, driver, 443}},
			dropped: []packet{{driver, master, 1433}},
		},
		"selected pods only": {
			spec:    `{podSelector: {matchLabels: {app: master}}, policyTypes: [Ingress]}`,
			passing: []packet{{driver, replica, 1433}},
			dropped: []packet{{driver, master, 1433}},
		},
		"an empty rule allows everything": {
			spec:    `{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}`,
			passing: []packet{{driver, master, 1433}, {outside, replica, 1}},
		},
		"podSelector means the policy's own namespace": {
			spec:    `{podSelector: {matchLabels: {app: master}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}]}]}`,
			passing: []packet{{replica, master, 5022}},
			dropped: []packet{{driver, master, 5022}, {outside, master, 5022}},
		},
		"namespaceSelector means all its pods": {
			spec:    `{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{namespaceSelector: {matchLabels: {team: compute}}}]}]}`,
			passing: []packet{{driver, master, 1433}, {worker, master, 1433}},
			dropped: []packet{{replica, master, 1433}},
		},
		"both selectors together": {
			spec: `{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [
				{namespaceSelector: {matchExpressions: [{key: team, operator: In, values: [compute]}]}, podSelector: {matchLabels: {app: driver}}}]}]}`,
			passing: []packet{{driver, master, 1433}},
			dropped: []packet{{worker, master, 1433}},
		},
		"ipBlock with except": {
			spec:    `{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 192.0.2.0/24, except: [192.0.2.128/25]}}]}]}`,
			passing: []packet{{master, outside, 443}},
			dropped: []packet{{master, excepted, 443}, {master, driver, 443}},
		},
		"ports and ranges of ports": {
			spec:    `{podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{port: 1433}, {port: 7000, endPort: 7010}]}]}`,
			passing: []packet{{driver, master, 1433}, {driver, master, 7000}, {driver, master, 7010}},
			dropped: []packet{{driver, master, 1434}, {driver, master, 7011}, {driver, master, 6999}},
		},
		"the other protocol": {
			spec:    `{podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{protocol: UDP}]}]}`,
			dropped: []packet{{driver, master, 1433}},
		},
		"named port of the receiver, ingress": {
			spec:    `{podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{port: tds}]}]}`,
			passing: []packet{{driver, master, 1433}, {driver, replica, 11433}},
			dropped: []packet{{driver, master, 11433}, {driver, replica, 1433}},
		},
		"named port of the receiver, egress": {
			spec:    `{podSelector: {matchLabels: {app: master}}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}], ports: [{port: tds}]}]}`,
			passing: []packet{{master, replica, 11433}},
			dropped: []packet{{master, replica, 1433}, {master, outside, 11433}},
		},
		"a named port that no receiver has allows nothing": {
			spec:    `{podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{port: http}]}]}`,
			dropped: []packet{{driver, master, 1433}, {driver, master, 80}},
		},
		"selectors that match no pod allow nothing": {
			spec:    `{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: none}}}]}]}`,
			dropped: []packet{{driver, master, 1433}, {replica, master, 1433}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			cluster := cluster
			cluster.Policies = []*networkingv1.NetworkPolicy{testPolicy(t, test.spec)}
			isolations := cluster.Isolations()
			for _, packet := range test.passing {
				if !passes(isolations, packet.from, packet.to, packet.port) {
					t.Errorf("%v must pass", packet)
				}
			}
			for _, packet := range test.dropped {
				if passes(isolations, packet.from, packet.to, packet.port) {
					t.Errorf("%v must be dropped", packet)
				}
			}
		})
	}
}

func TestPoliciesAddUp(t *testing.T) {
	cluster := cluster
	cluster.Policies = []*networkingv1.NetworkPolicy{
		testPolicy(t, `{podSelector: {}, policyTypes: [Ingress, Egress]}`),
		testPolicy(t, `{podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{port: 1433}]}]}`),
	}
	if !passes(cluster.Isolations(), "10.0.0.3", "10.0.0.1", 1433) {
		t.Error("what one policy allows passes, whatever another leaves out")
	}
}

func testPolicy(t *testing.T, spec string) *networkingv1.NetworkPolicy {
	t.Helper()
	policy := &networkingv1.NetworkPolicy{ObjectMeta: metav1.ObjectMeta{Namespace: "sql", Name: "policy"}}
	if err := yaml.UnmarshalStrict([]byte(spec), &policy.Spec); err != nil {
		t.Fatal(err)
	}
	return policy
}

// passes says whether a TCP packet passes both ends.
func passes(isolations []Isolation, from, to string, port int32) bool {
	source, destination := netip.MustParseAddr(from), netip.MustParseAddr(to)
	for _, isolation := range isolations {
		own, peer := destination, source
		if isolation.Direction == networkingv1.PolicyTypeEgress {
			own, peer = source, destination
		}
		if isolation.Address == own && !slices.ContainsFunc(isolation.Allowed, func(allowed Allowance) bool { return allowed.admits(peer, port) }) {
			return false
		}
	}
	return true
}

func (a Allowance) admits(peer netip.Addr, port int32) bool {
	contains := func(prefix netip.Prefix) bool { return prefix.Contains(peer) }
	onPort := func(ports PortRange) bool {
		return ports.Protocol == corev1.ProtocolTCP && (ports.First == 0 || ports.First <= port && port <= ports.Last)
	}
	return (a.Peers == nil || slices.ContainsFunc(a.Peers, contains)) &&
		!slices.ContainsFunc(a.Except, contains) &&
		(a.Ports == nil || slices.ContainsFunc(a.Ports, onPort))
}

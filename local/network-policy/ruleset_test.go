package main

import (
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"testing"

	networkingv1 "k8s.io/api/networking/v1"
)

var isolations = []Isolation{
	{
		Direction: networkingv1.PolicyTypeEgress,
		Address:   netip.MustParseAddr("10.0.0.1"),
		Allowed: []Allowance{
			{Peers: prefixes("0.0.0.0/0"), Except: prefixes("192.0.2.0/24", "192.0.2.128/25"), Ports: []PortRange{{"UDP", 0, 0}}},
			{Peers: prefixes("10.0.0.0/24", "10.0.0.7/32", "10.0.1.1/32")},
		},
	},
	{
		Direction: networkingv1.PolicyTypeIngress,
		Address:   netip.MustParseAddr("10.0.0.1"),
		Allowed: []Allowance{
			{Peers: prefixes("10.0.0.3/32", "10.0.0.2/32", "10.0.0.3/32"), Ports: []PortRange{{"TCP", 1433, 1433}, {"TCP", 7000, 7010}}},
			{Ports: []PortRange{{"SCTP", 9, 9}}},
			{Ports: []PortRange{{"SCTP", 9, 9}}},
		},
	},
	{Direction: networkingv1.PolicyTypeIngress, Address: netip.MustParseAddr("10.0.0.2")},
}

func prefixes(texts ...string) []netip.Prefix { return parsePrefixes(texts) }

func TestRuleset(t *testing.T) {
	const want = `table ip network-policy {}
delete table ip network-policy
table ip network-policy {
chain egress-10.0.0.1 {
ip daddr 10.0.0.1 return
ip daddr != { 192.0.2.0/24 } ip protocol udp return
ip daddr { 10.0.0.0/24, 10.0.1.1 } return
drop
}
chain ingress-10.0.0.1 {
ip saddr 10.0.0.1 return
ip saddr { 10.0.0.2, 10.0.0.3 } tcp dport 1433 return
ip saddr { 10.0.0.2, 10.0.0.3 } tcp dport 7000-7010 return
sctp dport 9 return
drop
}
chain ingress-10.0.0.2 {
ip saddr 10.0.0.2 return
drop
}
chain pod-traffic {
ct state established,related accept
ip saddr vmap { 10.0.0.1 : jump egress-10.0.0.1 }
ip daddr vmap { 10.0.0.1 : jump ingress-10.0.0.1, 10.0.0.2 : jump ingress-10.0.0.2 }
}
chain forward {
type filter hook forward priority filter; policy accept;
jump pod-traffic
}
chain input {
type filter hook input priority filter; policy accept;
jump pod-traffic
}
}
`
	if got := Ruleset(isolations); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRulesetIsValid(t *testing.T) {
	if _, err := exec.LookPath("nft"); err != nil || os.Getuid() != 0 {
		t.Skip("needs nft and root")
	}
	for _, isolations := range [][]Isolation{nil, isolations} {
		check := exec.Command("nft", "--check", "--file", "-")
		check.Stdin = strings.NewReader(Ruleset(isolations))
		if output, err := check.CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, output)
		}
	}
}

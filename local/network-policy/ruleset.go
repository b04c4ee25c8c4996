package main

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"
)

const table = "table ip network-policy"

// Ruleset is the input of `nft -f -` that replaces the whole table in one
// transaction, so that no packet ever meets half of it.
//
// Both hooks matter: forward sees what goes between a pod and anything beyond
// the node, input what a pod sends to the node itself, such as to the API
// server. What the node sends to its own pods (probes, exec, port-forward)
// passes through neither, and must not be filtered.
func Ruleset(isolations []Isolation) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s {}\ndelete %s\n%s {\n", table, table, table)
	for _, isolation := range isolations {
		writeChain(&text, isolation)
	}
	text.WriteString("chain pod-traffic {\nct state established,related accept\n")
	writeDispatch(&text, isolations, networkingv1.PolicyTypeEgress, "saddr")
	writeDispatch(&text, isolations, networkingv1.PolicyTypeIngress, "daddr")
	text.WriteString("}\n")
	for _, hook := range []string{"forward", "input"} {
		fmt.Fprintf(&text, "chain %s {\ntype filter hook %s priority filter; policy accept;\njump pod-traffic\n}\n", hook, hook)
	}
	text.WriteString("}\n")
	return text.String()
}

func chainName(isolation Isolation) string {
	return strings.ToLower(string(isolation.Direction)) + "-" + isolation.Address.String()
}

func writeDispatch(text *strings.Builder, isolations []Isolation, direction networkingv1.PolicyType, own string) {
	var jumps []string
	for _, isolation := range isolations {
		if isolation.Direction == direction {
			jumps = append(jumps, fmt.Sprintf("%s : jump %s", isolation.Address, chainName(isolation)))
		}
	}
	if len(jumps) > 0 {
		fmt.Fprintf(text, "ip %s vmap { %s }\n", own, strings.Join(jumps, ", "))
	}
}

// writeChain returns from allowed traffic rather than accepting it, because
// the other end of the connection may be isolated too.
func writeChain(text *strings.Builder, isolation Isolation) {
	peer := "saddr"
	if isolation.Direction == networkingv1.PolicyTypeEgress {
		peer = "daddr"
	}
	rules := []string{fmt.Sprintf("ip %s %s return", peer, isolation.Address)} // a pod always reaches itself
	for _, allowance := range isolation.Allowed {
		match := addressMatch(peer, allowance)
		for _, port := range portMatches(allowance.Ports) {
			rules = append(rules, strings.Join(slices.DeleteFunc([]string{match, port, "return"}, isEmpty), " "))
		}
	}
	rules = append(rules, "drop")
	fmt.Fprintf(text, "chain %s {\n%s\n}\n", chainName(isolation), strings.Join(compact(rules), "\n"))
}

func addressMatch(peer string, allowance Allowance) string {
	var matches []string
	// nft has no match for every address; an empty one says the same.
	if allowance.Peers != nil && !slices.Contains(allowance.Peers, netip.PrefixFrom(netip.IPv4Unspecified(), 0)) {
		matches = append(matches, fmt.Sprintf("ip %s { %s }", peer, set(allowance.Peers)))
	}
	if len(allowance.Except) > 0 {
		matches = append(matches, fmt.Sprintf("ip %s != { %s }", peer, set(allowance.Except)))
	}
	return strings.Join(matches, " ")
}

func portMatches(ports []PortRange) []string {
	if len(ports) == 0 {
		return []string{""}
	}
	var matches []string
	for _, port := range ports {
		protocol := strings.ToLower(string(port.Protocol))
		switch {
		case port.First == 0:
			matches = append(matches, "ip protocol "+protocol)
		case port.First == port.Last:
			matches = append(matches, fmt.Sprintf("%s dport %d", protocol, port.First))
		default:
			matches = append(matches, fmt.Sprintf("%s dport %d-%d", protocol, port.First, port.Last))
		}
	}
	return matches
}

// set lists prefixes without those that another one contains, which nft
// refuses as overlapping intervals.
func set(prefixes []netip.Prefix) string {
	var texts []string
	for i, prefix := range prefixes {
		covered := slices.ContainsFunc(prefixes, func(other netip.Prefix) bool {
			return other.Bits() < prefix.Bits() && other.Contains(prefix.Addr())
		})
		if covered || slices.Contains(prefixes[:i], prefix) {
			continue
		}
		if prefix.IsSingleIP() {
			texts = append(texts, prefix.Addr().String())
		} else {
			texts = append(texts, prefix.String())
		}
	}
	slices.Sort(texts)
	return strings.Join(texts, ", ")
}

// compact drops repeated rules: several policies often allow the same.
func compact(rules []string) []string {
	var once []string
	for _, rule := range rules {
		if !slices.Contains(once, rule) {
			once = append(once, rule)
		}
	}
	return once
}

func isEmpty(text string) bool { return text == "" }

package main

import (
	"bytes"
	"cmp"
	"fmt"
	"log"
	"net/netip"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	corelisters "k8s.io/client-go/listers/core/v1"
	networkinglisters "k8s.io/client-go/listers/networking/v1"
)

// An Enforcer keeps the nftables ruleset equal to what the policies say.
//
// The address of a pod comes from its status, except in the second or so
// between the start of its first container and the kubelet's report: for that
// time the CNI plugin announces it, and waits for the rules before it lets the
// pod start.
type Enforcer struct {
	pods       corelisters.PodLister
	namespaces corelisters.NamespaceLister
	policies   networkinglisters.NetworkPolicyLister
	apply      func(ruleset string) error

	mutex     sync.Mutex
	announced map[podKey]announcement
	applied   string
}

type podKey struct{ Namespace, Name string }

type announcement struct {
	uid     types.UID
	address netip.Addr
}

// Announce returns when the rules for a pod that is about to start are in force.
func (e *Enforcer) Announce(key podKey, uid types.UID, address netip.Addr) error {
	deadline := time.Now().Add(10 * time.Second)
	for {
		pod, err := e.pods.Pods(key.Namespace).Get(key.Name)
		if err == nil && pod.UID == uid {
			break
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("pod %s/%s (%s) is not known to the API server", key.Namespace, key.Name, uid)
		}
		time.Sleep(10 * time.Millisecond)
	}
	e.mutex.Lock()
	e.announced[key] = announcement{uid, address}
	e.mutex.Unlock()
	return e.Sync()
}

// Sync brings the ruleset up to date.
func (e *Enforcer) Sync() error {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	cluster, err := e.cluster()
	if err != nil {
		return err
	}
	isolations := cluster.Isolations()
	ruleset := Ruleset(isolations)
	if ruleset == e.applied {
		return nil
	}
	if err := e.apply(ruleset); err != nil {
		return err
	}
	e.applied = ruleset
	log.Printf("%d pods, %d policies, %d isolations in force", len(cluster.Pods), len(cluster.Policies), len(isolations))
	return nil
}

func (e *Enforcer) cluster() (Cluster, error) {
	pods, err := e.pods.List(labels.Everything())
	if err != nil {
		return Cluster{}, err
	}
	namespaces, err := e.namespaces.List(labels.Everything())
	if err != nil {
		return Cluster{}, err
	}
	policies, err := e.policies.List(labels.Everything())
	if err != nil {
		return Cluster{}, err
	}
	cluster := Cluster{Pods: e.addressed(pods), Namespaces: map[string]labels.Set{}, Policies: policies}
	for _, namespace := range namespaces {
		cluster.Namespaces[namespace.Name] = namespace.Labels
	}
	// A stable order makes equal clusters give equal rulesets.
	slices.SortFunc(cluster.Pods, func(a, b Pod) int { return a.Address.Compare(b.Address) })
	slices.SortFunc(cluster.Policies, func(a, b *networkingv1.NetworkPolicy) int {
		return cmp.Or(cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Name, b.Name))
	})
	return cluster, nil
}

// addressed gives the pods that hold an address in the pod network; a finished
// pod's address may already belong to another.
func (e *Enforcer) addressed(pods []*corev1.Pod) []Pod {
	var addressed []Pod
	living := map[podKey]announcement{}
	for _, pod := range pods {
		if pod.Spec.HostNetwork || pod.Status.Phase == corev1.PodSucceeded || pod.Status.Phase == corev1.PodFailed {
			continue
		}
		key := podKey{pod.Namespace, pod.Name}
		address, err := netip.ParseAddr(pod.Status.PodIP)
		if announced, ok := e.announced[key]; ok && announced.uid == pod.UID {
			living[key] = announced
			address, err = announced.address, nil
		}
		if err == nil {
			addressed = append(addressed, Pod{pod, address})
		}
	}
	e.announced = living
	return addressed
}

func nft(ruleset string) error {
	command := exec.Command("nft", "-f", "-")
	command.Stdin = strings.NewReader(ruleset)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	if err := command.Run(); err != nil {
		return fmt.Errorf("nft: %w: %s\n%s", err, stderr.String(), ruleset)
	}
	return nil
}

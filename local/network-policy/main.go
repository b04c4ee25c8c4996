// network-policy enforces the NetworkPolicies of a single-node cluster with
// nftables, in the network namespace that it runs in.
package main

import (
	"context"
	"flag"
	"log"
	"os/signal"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
)

func main() {
	kubeconfig := flag.String("kubeconfig", "", "how to reach the API server")
	socket := flag.String("socket", "", "where the CNI plugin tells of new pods")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *kubeconfig, *socket); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, kubeconfig, socket string) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	factory := informers.NewSharedInformerFactory(client, 0)
	enforcer := &Enforcer{
		pods:       factory.Core().V1().Pods().Lister(),
		namespaces: factory.Core().V1().Namespaces().Lister(),
		policies:   factory.Networking().V1().NetworkPolicies().Lister(),
		announced:  map[podKey]announcement{},
		apply:      nft,
	}

	// One pending wake-up stands for any number of changes.
	changed := make(chan struct{}, 1)
	wake := func(any) {
		select {
		case changed <- struct{}{}:
		default:
		}
	}
	for _, informer := range []cache.SharedIndexInformer{
		factory.Core().V1().Pods().Informer(),
		factory.Core().V1().Namespaces().Informer(),
		factory.Networking().V1().NetworkPolicies().Informer(),
	} {
		_, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
			AddFunc:    wake,
			UpdateFunc: func(_, object any) { wake(object) },
			DeleteFunc: wake,
		})
		if err != nil {
			return err
		}
		if err := informer.SetTransform(slim); err != nil {
			return err
		}
	}
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())

	// Rules first: from the moment the socket is there, pods may start.
	if err := enforcer.Sync(); err != nil {
		return err
	}
	go serve(ctx, socket, enforcer)

	for {
		select {
		case <-ctx.Done():
			return nil
		case <-changed:
			if err := enforcer.Sync(); err != nil {
				log.Print(err)
				time.AfterFunc(time.Second, func() { wake(nil) })
			}
		}
	}
}

// slim drops what no rule depends on.
func slim(object any) (any, error) {
	switch object := object.(type) {
	case *corev1.Pod:
		object.ManagedFields, object.Spec.Volumes = nil, nil
	case *networkingv1.NetworkPolicy:
		object.ManagedFields = nil
	}
	return object, nil
}

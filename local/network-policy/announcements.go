package main

import (
	"context"
	"encoding/json"
	"log"
	"net"
	"net/netip"
	"os"

	"k8s.io/apimachinery/pkg/types"
)

// serve answers the CNI plugin: one JSON announcement per connection, one line
// back, which is empty once the rules are in force and an error otherwise.
func serve(ctx context.Context, socket string, enforcer *Enforcer) {
	os.Remove(socket) // of an enforcer that was killed
	listener, err := net.Listen("unix", socket)
	if err != nil {
		log.Fatal(err)
	}
	context.AfterFunc(ctx, func() { listener.Close() })
	for {
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer connection.Close()
			answer := "\n"
			if err := receive(connection, enforcer); err != nil {
				log.Print(err)
				answer = err.Error() + "\n"
			}
			connection.Write([]byte(answer))
		}()
	}
}

func receive(connection net.Conn, enforcer *Enforcer) error {
	var pod struct {
		Namespace, Name string
		UID             types.UID
		Address         netip.Addr
	}
	if err := json.NewDecoder(connection).Decode(&pod); err != nil {
		return err
	}
	return enforcer.Announce(podKey{pod.Namespace, pod.Name}, pod.UID, pod.Address)
}

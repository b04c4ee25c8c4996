// network-policy-cni is the last plugin of the CNI chain: it announces a new
// pod's address to the policy enforcer and lets the pod start only when its
// rules are in force. It changes nothing itself.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/containernetworking/cni/pkg/skel"
	cnitypes "github.com/containernetworking/cni/pkg/types"
	cni "github.com/containernetworking/cni/pkg/types/100"
	"github.com/containernetworking/cni/pkg/version"
)

type networkConfiguration struct {
	cnitypes.PluginConf
	Socket string `json:"socket"`
}

type podArguments struct {
	cnitypes.CommonArgs
	K8S_POD_NAMESPACE cnitypes.UnmarshallableString
	K8S_POD_NAME      cnitypes.UnmarshallableString
	K8S_POD_UID       cnitypes.UnmarshallableString
}

func main() {
	skel.PluginMainFuncs(skel.CNIFuncs{Add: add, Check: nothing, Del: nothing, GC: nothing, Status: nothing}, version.All, "network-policy-cni")
}

func nothing(*skel.CmdArgs) error { return nil }

func add(arguments *skel.CmdArgs) error {
	var configuration networkConfiguration
	if err := json.Unmarshal(arguments.StdinData, &configuration); err != nil {
		return err
	}
	if err := version.ParsePrevResult(&configuration.PluginConf); err != nil {
		return err
	}
	result, err := cni.NewResultFromResult(configuration.PrevResult)
	if err != nil {
		return err
	}
	if len(result.IPs) == 0 {
		return errors.New("the plugin before this one gave no address")
	}
	address, ok := netip.AddrFromSlice(result.IPs[0].Address.IP)
	if !ok {
		return fmt.Errorf("%v is not an address", result.IPs[0].Address)
	}
	var pod podArguments
	pod.IgnoreUnknown = true
	if err := cnitypes.LoadArgs(arguments.Args, &pod); err != nil {
		return err
	}
	if err := announce(configuration.Socket, pod, address.Unmap()); err != nil {
		return fmt.Errorf("network policy: %w", err)
	}
	return cnitypes.PrintResult(configuration.PrevResult, configuration.CNIVersion)
}

func announce(socket string, pod podArguments, address netip.Addr) error {
	connection, err := net.DialTimeout("unix", socket, 5*time.Second)
	if err != nil {
		return err
	}
	defer connection.Close()
	connection.SetDeadline(time.Now().Add(20 * time.Second))
	err = json.NewEncoder(connection).Encode(map[string]any{
		"namespace": string(pod.K8S_POD_NAMESPACE),
		"name":      string(pod.K8S_POD_NAME),
		"uid":       string(pod.K8S_POD_UID),
		"address":   address,
	})
	if err != nil {
		return err
	}
	answer, err := bufio.NewReader(connection).ReadString('\n')
	if err != nil {
		return err
	}
	if problem := strings.TrimSpace(answer); problem != "" {
		return errors.New(problem)
	}
	return nil
}

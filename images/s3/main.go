// Command s3 serves a folder of HDFS as a store of S3: for one pair of keys, as one user of HDFS.
//
// It is rclone with nothing but what that takes. Keys come from files and go to rclone inside of this process, so that neither the command
// line nor the environment shows them.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"path"
	"strings"
	"syscall"
	"time"

	_ "github.com/rclone/rclone/backend/combine"
	_ "github.com/rclone/rclone/backend/hdfs"
	_ "github.com/rclone/rclone/cmd/serve/s3"
	"github.com/rclone/rclone/fs/config"
	"github.com/rclone/rclone/lib/atexit"
	"github.com/rclone/rclone/librclone/librclone"
)

const (
	keyDirectory = "/var/run/secrets/s3"
	tlsDirectory = "/var/run/secrets/tls"
	// NameNodes that start together with it: the platform waits longer and longer between starts of what has ended.
	patience = 5 * time.Minute
)

func main() {
	if err := run(); err != nil {
		log.Fatalf("s3: %v", err)
	}
}

func run() error {
	options, err := options(os.Getenv)
	if err != nil {
		return err
	}
	// Its own way to end on a signal would win now and then, with requests cut off.
	atexit.IgnoreSignals()
	librclone.Initialize()
	// Whatever is configured is so in this process.
	if err := config.SetConfigPath(""); err != nil {
		return err
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	for deadline := time.Now().Add(patience); ; {
		err := call("serve/start", options)
		if err == nil {
			break
		}
		if time.Now().After(deadline) {
			return err
		}
		log.Printf("s3: HDFS is asked again: %v", err)
		select {
		case <-stop:
			return nil
		case <-time.After(2 * time.Second):
		}
	}
	<-stop
	// Requests that have begun may end.
	return call("serve/stopall", nil)
}

// options are those of `rclone serve s3`.
func options(variable func(string) string) (map[string]any, error) {
	remote, err := remote(variable)
	if err != nil {
		return nil, err
	}
	access, err := key("access-key")
	if err != nil {
		return nil, err
	}
	secret, err := key("secret-key")
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"type":     "s3",
		"fs":       remote,
		"addr":     []string{":" + variable("S3_PORT")},
		"cert":     path.Join(tlsDirectory, "tls.crt"),
		"key":      path.Join(tlsDirectory, "tls.key"),
		"auth_key": []string{access + "," + secret},
		// Files of others appear and change meanwhile.
		"vfs_cache_mode": "off",
		"dir_cache_time": "1s",
		// Parts that come before their turn wait in memory, and at the sender once there is no more of it.
		"multipart_streaming_buffer_limit": "96Mi",
		"multipart_streaming_buffer_total": "96Mi",
	}, nil
}

// remote is the folder as rclone calls it: below its own name, as the one bucket; of the root each folder is a bucket.
func remote(variable func(string) string) (string, error) {
	for _, name := range []string{"HDFS_USER", "HDFS_FOLDER", "HDFS_NAME_NODES", "S3_PORT"} {
		if variable(name) == "" {
			return "", fmt.Errorf("%s is not set", name)
		}
	}
	if variable("HDFS_SERVICE_PRINCIPAL") != "" {
		return "", errors.New("NameNodes that ask for tickets are not served yet")
	}
	hdfs := fmt.Sprintf(":hdfs,namenode=%s,username=%s:", quoted(variable("HDFS_NAME_NODES"), `'`), quoted(variable("HDFS_USER"), `'`))
	folder := path.Clean("/" + variable("HDFS_FOLDER"))
	if folder == "/" {
		return hdfs + folder, nil
	}
	upstream := quoted(path.Base(folder)+"="+hdfs+folder, `"`)
	return fmt.Sprintf(":combine,upstreams=%s:", quoted(upstream, `'`)), nil
}

// quoted doubles quotes inside of a value, as rclone reads them.
func quoted(value, quote string) string {
	return quote + strings.ReplaceAll(value, quote, quote+quote) + quote
}

func key(name string) (string, error) {
	content, err := os.ReadFile(path.Join(keyDirectory, name))
	if err != nil {
		return "", err
	}
	key := strings.TrimSpace(string(content))
	if key == "" || strings.Contains(key, ",") {
		return "", fmt.Errorf("%s is empty, or has a comma in it", name)
	}
	return key, nil
}

func call(method string, parameters map[string]any) error {
	input, err := json.Marshal(parameters)
	if err != nil {
		return err
	}
	if parameters == nil {
		input = []byte("{}")
	}
	if output, status := librclone.RPC(method, string(input)); status != http.StatusOK {
		var answer struct {
			Error string `json:"error"`
		}
		if err := json.Unmarshal([]byte(output), &answer); err != nil {
			return err
		}
		// The answer repeats the parameters, keys included.
		return fmt.Errorf("%s: %s", method, answer.Error)
	}
	return nil
}

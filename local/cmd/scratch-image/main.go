// scratch-image writes an image that holds nothing but the given files, as a
// docker-archive that containerd imports. The same files give the same bytes.
//
//	scratch-image NAME ARCHIVE ENTRYPOINT PATH-IN-IMAGE=FILE|PATH-IN-IMAGE@LINK-TARGET ...
package main

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io"
	"log"
	"os"
	"runtime"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 5 {
		log.Fatal("usage: scratch-image NAME ARCHIVE ENTRYPOINT PATH=FILE|PATH@TARGET ...")
	}
	if err := write(os.Args[1], os.Args[2], os.Args[3], os.Args[4:]); err != nil {
		log.Fatal("scratch-image: ", err)
	}
}

func write(imageName, archive, entrypoint string, entries []string) error {
	tag, err := name.NewTag(imageName)
	if err != nil {
		return err
	}
	files, err := layer(entries)
	if err != nil {
		return err
	}
	content, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(files)), nil
	})
	if err != nil {
		return err
	}
	image, err := mutate.AppendLayers(empty.Image, content)
	if err != nil {
		return err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return err
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = "linux", runtime.GOARCH
	config.Config = v1.Config{Entrypoint: []string{entrypoint}, Env: []string{"PATH=/bin"}}
	image, err = mutate.ConfigFile(image, config)
	if err != nil {
		return err
	}
	return tarball.WriteToFile(archive, tag, image)
}

func layer(entries []string) ([]byte, error) {
	var archive bytes.Buffer
	writer := tar.NewWriter(&archive)
	for _, entry := range entries {
		if path, target, ok := strings.Cut(entry, "@"); ok {
			header := &tar.Header{Typeflag: tar.TypeSymlink, Name: path, Linkname: target, Mode: 0o777}
			if err := writer.WriteHeader(header); err != nil {
				return nil, err
			}
			continue
		}
		path, file, ok := strings.Cut(entry, "=")
		if !ok {
			return nil, fmt.Errorf("%q is neither PATH=FILE nor PATH@TARGET", entry)
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		header := &tar.Header{Typeflag: tar.TypeReg, Name: path, Size: int64(len(content)), Mode: 0o755}
		if err := writer.WriteHeader(header); err != nil {
			return nil, err
		}
		if _, err := writer.Write(content); err != nil {
			return nil, err
		}
	}
	err := writer.Close()
	return archive.Bytes(), err
}

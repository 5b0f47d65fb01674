package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// fetch packs the npm package spec into dir and returns the named files out of it.
func fetch(dir, spec string, names ...string) (map[string][]byte, error) {
	cmd := exec.Command("npm", "pack", "--silent", spec)
	cmd.Dir = dir
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("npm pack %s: %w", spec, err)
	}
	archive, err := os.Open(filepath.Join(dir, strings.TrimSpace(string(out))))
	if err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	defer archive.Close()
	files, err := untar(archive, names)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", spec, err)
	}
	return files, nil
}

// untar reads the named files of a gzipped npm archive, whose members all stand under "package/".
func untar(r io.Reader, names []string) (map[string][]byte, error) {
	zip, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte, len(names))
	for members := tar.NewReader(zip); len(files) < len(names); {
		header, err := members.Next()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("archive holds %d of the files %v", len(files), names)
		}
		if err != nil {
			return nil, err
		}
		name := strings.TrimPrefix(header.Name, "package/")
		if !slices.Contains(names, name) {
			continue
		}
		if files[name], err = io.ReadAll(members); err != nil {
			return nil, err
		}
	}
	return files, nil
}

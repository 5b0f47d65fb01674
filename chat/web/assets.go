package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"

	"wence/chat/web/widget"
)

// An asset is a static file, ready to send.
type asset struct {
	data   []byte
	zipped []byte
	mime   string
	tag    string // its ETag
}

// Assets are the static files by name, under one version: the digest of them all. Modules import each other by relative
// address, so one version in the address of the first carries over to the rest, and all may be cached for good.
type assets struct {
	files   map[string]asset
	version string
}

// static are the assets of this build. They are embedded, so an error is one of the build.
var static = sync.OnceValue(func() assets {
	all, err := loadAssets()
	if err != nil {
		panic(err)
	}
	return all
})

// loadAssets reads the files that pages and widget need.
func loadAssets() (assets, error) {
	page, err := fs.Sub(pageFiles, "page")
	if err != nil {
		return assets{}, err
	}
	all := assets{files: map[string]asset{}}
	sum := sha256.New()
	for _, fsys := range []fs.FS{widget.FS(), page} {
		err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) == ".html" {
				return err
			}
			data, err := fs.ReadFile(fsys, name)
			if err != nil {
				return err
			}
			fmt.Fprintf(sum, "%s %d\n%s", name, len(data), data)
			all.files[name] = newAsset(name, data)
			return nil
		})
		if err != nil {
			return assets{}, fmt.Errorf("read assets: %w", err)
		}
	}
	all.version = hex.EncodeToString(sum.Sum(nil)[:6])
	return all, nil
}

// comments are the lines of a script or style sheet that hold nothing else. They are for who reads the source; on the
// way to a phone they would be a fifth of all bytes.
var comments = regexp.MustCompile(`(?m)^[ \t]*(?://.*|/\*(?s:.*?)\*/)\n`)

func newAsset(name string, data []byte) asset {
	data = comments.ReplaceAll(data, nil)
	sum := sha256.Sum256(data)
	return asset{
		data: data, zipped: zip(data, gzip.BestCompression), mime: mime.TypeByExtension(path.Ext(name)),
		tag: `"` + hex.EncodeToString(sum[:8]) + `"`,
	}
}

// zip is the gzip form of data at a level of package gzip.
func zip(data []byte, level int) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, level) // the level is valid
	_, _ = w.Write(data)                   // a buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

// base is the address under which pages refer to the assets.
func (a assets) base() string { return "/assets/" + a.version }

// getAsset sends a file: for good under the version's address, else with a tag to ask again with. Other sites' pages
// may read the files, which hold nothing of theirs or ours.
func (s *server) getAsset(c *gin.Context) {
	name, versioned := strings.CutPrefix(strings.TrimPrefix(c.Param("path"), "/"), static().version+"/")
	if versioned {
		s.sendAsset(c, name, "public, max-age=31536000, immutable")
		return
	}
	s.sendAsset(c, name, "no-cache")
}

// getLoader sends the script that other sites embed.
func (s *server) getLoader(c *gin.Context) {
	s.sendAsset(c, "widget.js", "public, max-age=300")
}

func (s *server) sendAsset(c *gin.Context, name, cache string) {
	file, ok := static().files[name]
	if !ok {
		s.problem(c, errNoRoute)
		return
	}
	c.Header("Cache-Control", cache)
	c.Header("Access-Control-Allow-Origin", "*")
	c.Header("Cross-Origin-Resource-Policy", "cross-origin")
	c.Header("ETag", file.tag)
	if strings.Contains(c.GetHeader("If-None-Match"), file.tag) {
		c.Status(http.StatusNotModified)
		return
	}
	c.Header("Content-Type", file.mime)
	sendCompressed(c, file.data, file.zipped)
}

// takesGzip reports a caller to whom gzip may be sent.
func takesGzip(c *gin.Context) bool { return strings.Contains(c.GetHeader("Accept-Encoding"), "gzip") }

// sendPage sends a page that was made for this request, packed in little time.
func sendPage(c *gin.Context, plain []byte) {
	var zipped []byte
	if takesGzip(c) {
		zipped = zip(plain, gzip.BestSpeed)
	}
	sendCompressed(c, plain, zipped)
}

// sendCompressed sends the form that the caller takes.
func sendCompressed(c *gin.Context, plain, zipped []byte) {
	c.Header("Vary", "Accept-Encoding")
	body := plain
	if takesGzip(c) {
		c.Header("Content-Encoding", "gzip")
		body = zipped
	}
	c.Header("Content-Length", fmt.Sprint(len(body)))
	_, _ = c.Writer.Write(body) // a caller who is gone needs no answer
}

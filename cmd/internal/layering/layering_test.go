package layering

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// may is the import table: a folder's packages may import themselves, their subfolders' and these. Data flows down the
// page of DESIGN, and imports point one way.
var may = map[string][]string{
	"cmd":       {"cmd", "ingest", "retrieval", "chat", "prompts"},
	"ingest":    {"ingest", "retrieval"},
	"retrieval": {"retrieval"},
	"chat":      {"chat", "retrieval", "prompts"},
	"prompts":   {"prompts"},
}

// inside is the import table of packages within a folder: of their folder's packages they may import these alone.
var inside = map[string][]string{
	"chat/voice":     nil,
	"chat/reading":   {"chat/private", "chat/voice"},
	"chat/private":   nil,
	"chat/fidelity":  nil,
	"chat/evidence":  {"chat/fidelity"},
	"chat/cited":     {"chat/age", "chat/evidence", "chat/fidelity", "chat/tally", "chat/voice"},
	"chat/age":       nil,
	"chat/tally":     {"chat/evidence", "chat/reading"},
	"chat/draft":     {"chat/fidelity"},
	"chat/model":     nil,
	"chat/writer":    {"chat/cited", "chat/draft", "chat/evidence", "chat/fidelity", "chat/model", "chat/voice"},
	"chat/plain":     {"chat", "chat/cited"},
	"chat/web/sse":   nil,
	"chat/web/key":   nil,
	"chat/mcp":       {"chat", "chat/cited", "chat/plain"},
	"chat/reader":    nil,
	"chat/admission": {"chat"},
	"chat/chooser":   {"chat/evidence", "chat/reader", "chat/reading"},

	"chat/chooser/choosertest": {"chat/chooser", "chat/reader"},

	"chat/bot":               {"chat", "chat/admission", "chat/plain", "chat/private"},
	"chat/bot/bottest":       {"chat", "chat/bot"},
	"chat/wechat/envelope":   nil,
	"chat/wechat/callback":   {"chat/wechat/envelope"},
	"chat/wechat/platform":   nil,
	"chat/wechat/wechattest": {"chat/wechat/envelope"},
	"chat/wechat/kf":         {"chat/bot", "chat/wechat/callback", "chat/wechat/envelope", "chat/wechat/platform"},
	"chat/wechat/robot":      {"chat/bot", "chat/wechat/callback", "chat/wechat/envelope"},
	"chat/dingtalk":          {"chat/bot"},
	"chat/feishu":            {"chat/bot"},
	"chat/wechat/passive":    {"chat/bot", "chat/wechat/callback", "chat/wechat/envelope", "chat/wechat/platform"},

	"chat": {
		"chat/age", "chat/chooser", "chat/cited", "chat/evidence", "chat/fidelity", "chat/model", "chat/reading", "chat/tally", "chat/voice", "chat/writer",
	},
}

// only says which packages may import a library, so that each outside thing has one home.
var only = map[string][]string{
	"github.com/gin-gonic/gin":               {"chat/web"},
	"github.com/jackc/pgx/v5":                {"retrieval/pg"},
	"github.com/pgvector/pgvector-go":        {"retrieval/pg"},
	"github.com/spf13/cobra":                 {"cmd"},
	"github.com/prometheus/client_golang":    {"cmd/internal/metrics"},
	"modernc.org/sqlite":                     {"retrieval/embedded"},
	"github.com/sashabaranov/go-openai":      {"retrieval", "chat/model"},
	"github.com/modelcontextprotocol/go-sdk": {"chat/mcp"},
	"github.com/swaggest/swgui":              {"chat/web"},
}

// TestImports reads files with go/parser and not through the go command, so that the test's result is cached by what
// the files say.
func TestImports(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	seen := 0
	err := fs.WalkDir(os.DirFS(root), ".", func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && at != "." || d.Name() == "testdata" || d.Name() == "node_modules") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(at, ".go") {
			return nil
		}
		seen++
		checkFile(t, root, at)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 50 {
		t.Fatalf("only %d files read: the walk looks at the wrong folder", seen)
	}
}

func checkFile(t *testing.T, root, at string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, at), nil, parser.ImportsOnly)
	if err != nil {
		t.Errorf("%s: %v", at, err)
		return
	}
	dir := path.Dir(at)
	top, _, _ := strings.Cut(dir, "/")
	for _, spec := range file.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		if own, ok := strings.CutPrefix(name, "wence/"); ok {
			target, _, _ := strings.Cut(own, "/")
			if !contains(may[top], target) {
				t.Errorf("%s imports %s: %s may import only %v", at, name, top, may[top])
			}
			if allowed, ok := inside[dir]; ok && target == top && !strings.HasSuffix(at, "_test.go") && !contains(allowed, own) {
				t.Errorf("%s imports %s: of %s, %s may import only %v", at, name, top, dir, allowed)
			}
			continue
		}
		for library, homes := range only {
			if (name == library || strings.HasPrefix(name, library+"/")) && !strings.HasSuffix(at, "_test.go") && !within(dir, homes) {
				t.Errorf("%s imports %s, whose home is %v", at, name, homes)
			}
		}
	}
}

func contains(all []string, one string) bool {
	for _, a := range all {
		if a == one {
			return true
		}
	}
	return false
}

func within(dir string, homes []string) bool {
	for _, h := range homes {
		if dir == h || strings.HasPrefix(dir, h+"/") {
			return true
		}
	}
	return false
}

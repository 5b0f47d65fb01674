package plain

import (
	"context"
	"errors"
	"strings"
	"testing"

	"wence/ingest/document"
)

// TestForeign: what programs write and are made of is refused by name; notices are not, whatever their lists look like.
func TestForeign(t *testing.T) {
	tests := []struct{ name, text, reason string }{
		{"Makefile", "GO ?= go\n.PHONY: build test\n\nbuild: ## the program\n\t$(GO) build ./...\n\ntest: lint\n\t$(GO) test ./...\n\nclean:\n\trm -rf bin\n", "程序代码"},
		{"log", strings.Repeat("2026-03-01 10:00:00 INFO 导入完成,共3个文件\n2026-03-01T10:00:01Z ERROR 连接失败\n", 5), "日志"},
		{"access log", strings.Repeat("10.0.0.1 - - [01/Mar/2026:10:00:00 +0800] \"GET / HTTP/1.1\" 200 5\n", 6), "日志"},
		{"source", "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(1)\n}\n", "程序代码"},
		{"settings", "host = 127.0.0.1\nport = 8080\nname = wence\nlevel = info\ndebug = false\n", "程序代码"},
		{"notice with ASCII marks", "各学校:\n应提交下列材料:\n(一)申报表;\n(二)身份证复印件;\n(三)户口簿;\n(四)预防接种证;\n", ""},
		{"English notice", "Notice of enrolment\n\nDear parents,\nPlease register by 1 September.\nBring the birth certificate.\nThe education bureau\n", ""},
		{"diary of days", "2026-03-01 报名\n2026-03-05 审核\n2026-03-09 录取\n2026-03-12 公示\n2026-03-15 入学\n", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Read(context.Background(), []byte(tc.text))
			var problem *document.Problem
			if tc.reason == "" && err != nil || tc.reason != "" && (!errors.As(err, &problem) || !strings.Contains(problem.Reason, tc.reason)) {
				t.Errorf("error %v, want a Problem that says %q", err, tc.reason)
			}
		})
	}
}

package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// file is a file of settings that the environment names.
func file(t *testing.T, text string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "settings")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("WENCE_CONFIG", path)
}

func TestFile(t *testing.T) {
	file(t, "\ufeff# 说明\n\nWENCE_STORE = \"postgres://w:geheim@db/wence\"\nexport WENCE_KEEP_QUESTIONS='30'\nWENCE_ADMIN_KEY=a=b#c0123456789defgh\nWENCE_ADDR=127.0.0.1:1\n")
	t.Setenv("WENCE_ADDR", "127.0.0.1:2") // the environment is above the file
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if c.Store != "postgres://w:geheim@db/wence" || c.KeepQuestions != 30 || c.AdminKey != "a=b#c0123456789defgh" || c.Addr != "127.0.0.1:2" {
		t.Errorf("%+v", c)
	}
}

// TestStandardFile reads wence.env from the working directory where none is named.
func TestStandardFile(t *testing.T) {
	t.Chdir(t.TempDir())
	if _, err := Load(); err != nil {
		t.Errorf("no file at all: %v", err)
	}
	if err := os.WriteFile("wence.env", []byte("WENCE_PROMPTS=folder\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if c, err := Load(); err != nil || c.Prompts != "folder" {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestRefused(t *testing.T) {
	for _, tc := range []struct{ name, file, says string }{
		{"misspelt", "WENCE_STOER=x\n", "没有 WENCE_STOER"},
		{"no value", "WENCE_STORE\n", "第1行"},
		{"not a number", "\nWENCE_KEEP_QUESTIONS=viele\n", "WENCE_KEEP_QUESTIONS"},
		{"out of bounds", "WENCE_KEEP_QUESTIONS=-1\n", "WENCE_KEEP_QUESTIONS 应为0到"},
		{"mode", "WENCE_CHAT_MODE=perhaps\n", "on 或 off"},
		{"zone", "TZ=Mars/Phobos\n", "TZ"},
		{"log", "WENCE_LOG=xml\n", "text 或 json"},
		{"site without scheme", "WENCE_SITES=pk_x=school.example\n", "要写协议"},
		{"any site", "WENCE_SITES=pk_x=*\n", "不能用 *"},
		{"any subdomain", "WENCE_SITES=pk_x=https://*.school.example\n", "不能用 *"},
		{"site with a path", "WENCE_SITES=pk_x=https://school.example/\n", "不带路径"},
		{"site in capitals", "WENCE_SITES=pk_x=https://School.example\n", "小写"},
		{"site without origins", "WENCE_SITES=pk_x=\n", "缺了一边"},
		{"proxy", "WENCE_PROXIES=127.0.0.1,nginx\n", "“nginx”应是地址或网段"},
		{"address without a port", "WENCE_ADDR=127.0.0.1\n", "WENCE_ADDR 应写作 主机:端口"},
		{"no address", "WENCE_ADDR=:\nWENCE_METRICS_ADDR=9090\n", "WENCE_METRICS_ADDR 应写作 主机:端口"},
		{"sites without a sign", "WENCE_SITES=pk_x\n", "WENCE_SITES 的值有误,应写作 名称=值"},
		{"contacts without a sign", "WENCE_CONTACTS=023-5555\n", "WENCE_CONTACTS 的值有误,应写作 名称=值"},
		{"public address", "WENCE_URL=wence.example\n", "https://主机"},
		{"keywords", "WENCE_STORE=host=db user=w password=geheim dbname=wence\n", "postgres://"},
		{"another database", "WENCE_STORE=mysql://w:geheim@db/wence\n", "postgres://"},
		{"keywords of a replica", "WENCE_STORE=postgres://db/wence\nWENCE_STORE_READ=host=b password=geheim\n", "WENCE_STORE_READ"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			file(t, tc.file)
			if _, err := Load(); err == nil || !strings.Contains(err.Error(), tc.says) || strings.Contains(err.Error(), "parse") || strings.Contains(err.Error(), "geheim") {
				t.Errorf("got %v, want an error that says %q", err, tc.says)
			}
		})
	}
	t.Setenv("WENCE_CONFIG", filepath.Join(t.TempDir(), "none"))
	if _, err := Load(); err == nil || !strings.Contains(err.Error(), "WENCE_CONFIG") {
		t.Errorf("a named file that is not there: %v", err)
	}
}

// TestShow shows what is set, nothing that is secret, and what is misspelt.
func TestShow(t *testing.T) {
	file(t, "WENCE_STORE=postgres://w:geheim@db/wence\nWENCE_STORE_READ=postgres://w:geheim@b/wence postgres://w:geheim@c/wence\nWENCE_ADMIN_KEY=geheim\nWENCE_SECRET=geheim\nWENCE_CHAT_KEY=geheim\n")
	t.Setenv("OPENAI_API_KEY", "geheim")
	t.Setenv("WENCE_ADMINKEY", "geheim")
	s, err := Show()
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, set := range s.Set {
		all += set.Name + "=" + set.Value + "\n"
	}
	if strings.Contains(all, "geheim") || !strings.Contains(all, "WENCE_STORE=postgres://w:xxxxx@db/wence\n") || !strings.Contains(all, "WENCE_SECRET=(已设置)\n") {
		t.Errorf("shown:\n%s", all)
	}
	if len(s.Unknown) != 1 || s.Unknown[0] != "WENCE_ADMINKEY" {
		t.Errorf("unknown %q", s.Unknown)
	}
}

func TestZone(t *testing.T) {
	t.Setenv("TZ", "")
	c, err := Load()
	if err != nil || c.Zone != "Asia/Shanghai" {
		t.Errorf("%q, %v", c.Zone, err)
	}
}

// TestEmpty takes variables that are set to nothing, as compose sets them, for variables that are not set.
func TestEmpty(t *testing.T) {
	t.Chdir(t.TempDir())
	want, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	all, err := names()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		t.Setenv(name, "")
	}
	if got, err := Load(); err != nil || got.Addr != want.Addr || got.KeepQuestions != want.KeepQuestions || got.Store != want.Store || len(got.Sites) > 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

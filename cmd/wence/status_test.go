package main

import (
	"net/url"
	"strings"
	"testing"

	"wence/retrieval/pg/pgtest"
)

// TestStatusReplicas names a server that is down as a replica, and the primary itself as another.
func TestStatusReplicas(t *testing.T) {
	dsn := pgtest.New(t)
	down, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	down.Host = "127.0.0.1:1"
	t.Setenv("WENCE_STORE_READ", down.String()+"  "+dsn)
	out, err := run(t, dsn, "status")
	for _, want := range []string{"备库:127.0.0.1:1,暂不使用:连不上数据库服务器", "正常,落后0秒"} {
		if err != nil || !strings.Contains(out, want) {
			t.Errorf("%v: %q does not say %q", err, out, want)
		}
	}
}

// TestReplicasOfFile refuses replicas of a store that can have none.
func TestReplicasOfFile(t *testing.T) {
	t.Setenv("WENCE_STORE_READ", "postgres://127.0.0.1/x")
	if _, err := run(t, t.TempDir()+"/wence.db", "status"); err == nil || !strings.Contains(err.Error(), "WENCE_STORE_READ") {
		t.Errorf("got %v", err)
	}
}

package pg

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/jackc/pgx/v5"
)

// What a server must have. pgvector 0.8 brought the iterative scan, without which filtered searches come up short, and
// PostgreSQL 15 the aggregates over multiranges.
const (
	minPostgres = 150000
	startWait   = 30 * time.Second
)

var (
	minVector  = version{0, 8, 0}
	safeVector = version{0, 8, 2} // CVE-2026-3172: parallel HNSW builds read beyond their memory
)

// version is that of an extension.
type version [3]int

func parseVersion(s string) (v version) {
	for i, part := range strings.SplitN(s, ".", 3) {
		v[i], _ = strconv.Atoi(part) // what follows the digits does not order releases
	}
	return v
}

func (v version) before(o version) bool {
	for i := range v {
		if v[i] != o[i] {
			return v[i] < o[i]
		}
	}
	return false
}

// server is what a database server says of itself.
type server struct {
	postgres  int    // as server_version_num has it
	installed string // version of pgvector in the database, "" when it has none
	available string // version of pgvector that the server could install
	readOnly  bool
}

// connect waits for a server that is just starting up; one that does not answer is an error at once.
func connect(ctx context.Context, config *pgx.ConnConfig) (*pgx.Conn, error) {
	var conn *pgx.Conn
	policy := retrypolicy.NewBuilder[any]().WithDelay(200 * time.Millisecond).
		HandleIf(func(_ any, err error) bool { return code(err) == cannotConnectNow })
	err := persist(ctx, policy, startWait, func() (err error) {
		conn, err = pgx.ConnectConfig(ctx, config)
		return err
	})
	return conn, err
}

func inspect(ctx context.Context, conn *pgx.Conn) (server, error) {
	var s server
	err := conn.QueryRow(ctx, `select current_setting('server_version_num')::int,
		coalesce((select extversion from pg_extension where extname = 'vector'), ''),
		coalesce((select default_version from pg_available_extensions where name = 'vector'), ''),
		pg_is_in_recovery() or current_setting('transaction_read_only') = 'on'`).
		Scan(&s.postgres, &s.installed, &s.available, &s.readOnly)
	if err != nil {
		return s, err
	}
	return s, s.check()
}

// check refuses a server that cannot hold a store.
func (s server) check() error {
	if s.postgres < minPostgres {
		return fmt.Errorf("PostgreSQL 版本过低(%d.%d),需要 15 或更高;请升级数据库服务器", s.postgres/10000, s.postgres%10000)
	}
	if s.installed == "" {
		if s.available == "" {
			return errors.New("数据库服务器上没有 pgvector 扩展;请安装后重试,Debian 13 上为 apt-get install postgresql-17-pgvector," +
				"Docker 可用镜像 pgvector/pgvector:pg17")
		}
		if parseVersion(s.available).before(minVector) {
			return fmt.Errorf("数据库服务器上的 pgvector 版本过低(%s),需要 0.8 或更高,建议 0.8.2;请升级其软件包", s.available)
		}
		return nil
	}
	if !parseVersion(s.installed).before(minVector) {
		return nil
	}
	if parseVersion(s.available).before(minVector) {
		return fmt.Errorf("数据库中的 pgvector 版本过低(%s),需要 0.8 或更高,建议 0.8.2;请先升级服务器上的 pgvector 软件包,"+
			"再在该数据库中执行 ALTER EXTENSION vector UPDATE", s.installed)
	}
	return fmt.Errorf("数据库中的 pgvector 版本过低(%s),需要 0.8 或更高;服务器上已有 %s,请在该数据库中执行 ALTER EXTENSION vector UPDATE",
		s.installed, s.available)
}

// warning is for the log; "" when there is nothing to warn of.
func (s server) warning() string {
	if s.installed == "" || !parseVersion(s.installed).before(safeVector) {
		return ""
	}
	return "pgvector " + s.installed + " 有安全漏洞 CVE-2026-3172(并行建立 HNSW 索引);问策在此版本上不并行建立索引,请尽快升级到 0.8.2 或更高"
}

package pg

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	pgxvector "github.com/pgvector/pgvector-go/pgx"

	"wence/retrieval"
)

// Options of a Store. The zero value is ready for use.
type Options struct {
	Logger *slog.Logger  // for warnings and failures of background work; nil discards them
	Retry  time.Duration // how long to go on trying when the server is lost; defaults to 30 s, below 0 = not at all
	Linger time.Duration // how long Close lets background work go on to its end; defaults to 2 min, below 0 = not at all

	Replicas []string      // DSNs of streaming replicas, each of one host or several, that searches and listings are read from
	Lag      time.Duration // how far behind a replica may be and still be read from; defaults to 10 s

	Found bool // the tables must be there: a database without them, as where its name is misspelt, is left as it is
}

// Store is a retrieval.Store in a PostgreSQL database. It is safe for concurrent use.
type Store struct {
	source             // the primary
	replicas *replicas // nil = none
	log      *slog.Logger
	opt      Options
	claims   claims
	upkeep   upkeep
	pace     pace
	denied   sync.Once // for a warning that says the same each time
}

var _ retrieval.Store = (*Store)(nil)

// A pool must allow minConns connections: a merge reads on one and writes on another. Where the DSN does not say
// (pool_max_conns) it allows defaultConns.
const (
	minConns     = 4
	defaultConns = 16
)

// connectTime is how long a server may take to let us in, where the DSN does not say: one that is cut off says nothing.
const connectTime = 5 * time.Second

// Open connects to the database that dsn names (a URL or key=value pairs; see pgxpool.ParseConfig for the settings of
// the pool). A database of an older schema is migrated where the role may do that; one of a newer schema, a PostgreSQL
// before 15 or a pgvector before 0.8 is refused. Errors say in Chinese what is wrong and what helps. The context is for
// opening only.
func Open(ctx context.Context, dsn string, opt Options) (*Store, error) {
	opt.Retry = max(0, cmp.Or(opt.Retry, 30*time.Second))
	opt.Linger = max(0, cmp.Or(opt.Linger, 2*time.Minute))
	opt.Lag = cmp.Or(opt.Lag, defaultLag)
	if opt.Logger == nil {
		opt.Logger = slog.New(slog.DiscardHandler)
	}
	config, err := parse(dsn)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s := &Store{log: opt.Logger, opt: opt}
	if s.replicas, err = openReplicas(ctx, opt); err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	writable, err := s.prepare(ctx, config.ConnConfig)
	if err == nil {
		s.pool, err = pgxpool.NewWithConfig(ctx, config)
	}
	if err != nil {
		s.replicas.close()
		return nil, fmt.Errorf("open store: %w", explain(err))
	}
	s.replicas.watch(ctx, s.pool)
	if writable {
		s.upkeep.start(context.WithoutCancel(ctx), s.tend, s.rest)
	}
	return s, nil
}

// Close lets the background work that is due come to its end, at most for Options.Linger, and closes the connections.
func (s *Store) Close() error {
	s.claims.release()
	s.upkeep.stop(s.opt.Linger)
	s.replicas.close()
	s.pool.Close()
	return nil
}

var errDSN = errors.New("数据库连接串有误,应形如 postgres://用户:密码@主机:5432/数据库;密码里的 @ : / % 等写成 %40 %3A %2F %25,或改放在环境变量 PGPASSWORD 里")

func parse(dsn string) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, errDSN // not what the parser says: a password may be in it
	}
	if config.ConnConfig.RuntimeParams["application_name"] == "" {
		config.ConnConfig.RuntimeParams["application_name"] = "wence"
	}
	if !strings.Contains(dsn, "pool_max_conns") {
		config.MaxConns = defaultConns
	}
	config.MaxConns = max(config.MaxConns, minConns)
	if !strings.Contains(dsn, "connect_timeout") {
		config.ConnConfig.ConnectTimeout = connectTime
	}
	config.AfterConnect = func(ctx context.Context, conn *pgx.Conn) error { return pgxvector.RegisterTypes(ctx, conn) }
	return config, nil
}

// prepare makes sure that the primary can be used, or else, while it is down, that a replica can be read from.
func (s *Store) prepare(ctx context.Context, config *pgx.ConnConfig) (writable bool, err error) {
	writable, err = s.prepareAt(ctx, config)
	if err == nil || !transient(err) || s.replicas == nil {
		return writable, err
	}
	for _, r := range s.replicas.list {
		if _, problem := s.prepareAt(ctx, r.pool.Config().ConnConfig); problem == nil {
			s.log.WarnContext(ctx, "连不上主库,暂只能检索,不能写入", "replica", r.health.Name, "error", err)
			return false, nil
		}
	}
	return false, err
}

// prepareAt makes sure that the database can be used and has the newest schema. It reports whether this role may write.
func (s *Store) prepareAt(ctx context.Context, config *pgx.ConnConfig) (writable bool, err error) {
	conn, err := connect(ctx, config)
	if err != nil {
		return false, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	server, err := inspect(ctx, conn)
	if err != nil {
		return false, err
	}
	if s.opt.Found {
		if applied, err := appliedMigration(ctx, conn); err != nil || applied == 0 {
			return false, cmp.Or(err, errNoSchema)
		}
	}
	if err := server.migrate(ctx, conn, config); err != nil {
		return false, err
	}
	if warning := server.warning(); warning != "" {
		s.log.WarnContext(ctx, warning)
	}
	err = conn.QueryRow(ctx, `select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off'
		and has_table_privilege('lex_post', 'insert, delete') and has_table_privilege('lex_segment', 'insert, delete')`).
		Scan(&writable)
	return writable, err
}

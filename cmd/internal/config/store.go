package config

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
)

// Postgres reports that the store is a PostgreSQL server.
func (c Config) Postgres() bool {
	return strings.HasPrefix(c.Store, "postgres://") || strings.HasPrefix(c.Store, "postgresql://")
}

// keywords begins a connection string of libpq's other kind, which could be taken for the path of a file.
var keywords = regexp.MustCompile(`(?i)(^|\s)(host|hostaddr|port|dbname|user|password|passfile|service|sslmode)\s*=`)

// checkStore refuses a store that is meant for a server and would be made as a file. The message does not show it: a
// password may be in it.
func (c Config) checkStore() error {
	if !c.Postgres() && (keywords.MatchString(c.Store) || strings.Contains(c.Store, "://")) {
		return errors.New("WENCE_STORE 应是文件的路径,或写作 postgres://用户:密码@主机:5432/数据库(密码也可放在 PGPASSWORD 里)")
	}
	for _, dsn := range c.Read {
		if !(Config{Store: dsn}).Postgres() {
			return errors.New("WENCE_STORE_READ 里的地址都应写作 postgres://用户:密码@主机:5432/数据库,几个之间用空格")
		}
	}
	return nil
}

// StoreName is the store for people, without a password: one that stands in an address, or behind it.
func (c Config) StoreName() string {
	if !c.Postgres() {
		return c.Store
	}
	u, err := url.Parse(c.Store)
	if err != nil { // where the password ends is anybody's guess
		scheme, _, _ := strings.Cut(c.Store, "://")
		return scheme + "://…"
	}
	q := u.Query()
	for name := range q {
		if strings.Contains(strings.ToLower(name), "password") {
			q.Set(name, "xxxxx")
		}
	}
	u.RawQuery = q.Encode()
	return u.Redacted()
}

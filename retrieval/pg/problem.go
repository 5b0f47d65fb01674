package pg

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"wence/retrieval"
)

// SQLSTATE codes that the store acts on.
const (
	uniqueViolation       = "23505"
	duplicateObject       = "42710"
	insufficientPrivilege = "42501"
	readOnlyTransaction   = "25006"
	undefinedTable        = "42P01"
	serializationFailure  = "40001"
	deadlockDetected      = "40P01"
	tooManyConnections    = "53300"
	queryCanceled         = "57014"
	lockNotAvailable      = "55P03"
	adminShutdown         = "57P01"
	crashShutdown         = "57P02"
	cannotConnectNow      = "57P03"
	sequenceExhausted     = "2200H"
	connectionClass       = "08"
)

// remedies say to a person what is wrong and what helps, by SQLSTATE.
var remedies = map[string]string{
	"28P01":               "数据库用户名或密码不对;请检查连接串",
	"28000":               "数据库服务器拒绝此用户登录;请检查连接串中的用户名,以及服务器的 pg_hba.conf",
	"3D000":               "数据库不存在;请检查连接串中的数据库名,或先建立该数据库(createdb)",
	insufficientPrivilege: "此数据库角色权限不足;请为它授权,或换用有权限的角色",
	readOnlyTransaction:   "数据库只读(备库,或角色设为只读),不能写入;请换用可写的主库连接",
	"53100":               "数据库服务器磁盘已满;已存入的内容未受影响,请腾出空间后重试",
	"53200":               "数据库服务器内存不足;请减少并发或增加内存后重试",
	tooManyConnections:    "数据库服务器连接数已满;请提高 max_connections,或在连接串中用 pool_max_conns 减少连接",
	cannotConnectNow:      "数据库服务器正在启动或恢复;请稍后重试",
	adminShutdown:         "数据库服务器正在停止;请待其恢复后重试",
	undefinedTable:        "数据库缺少问策的表;请执行 wence migrate",
	sequenceExhausted:     "数据库的段落编号已用尽;请建立新的数据库并重新入库",
	queryCanceled:         "查询超时,已在服务器上取消",
	"42P05":               behindPooler,
	"26000":               behindPooler,
}

// behindPooler is for prepared statements that another client's transaction met.
const behindPooler = "连接经过按事务分配的连接池(PgBouncer),它不支持预备语句;请在连接串中加 default_query_exec_mode=cache_describe"

// code is the SQLSTATE of an error, "" when it does not come from the server.
func code(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// explain adds to an error what helps, where that is known.
func explain(err error) error {
	if remedy := remedies[code(err)]; remedy != "" {
		return fmt.Errorf("%s: %w", remedy, err)
	}
	var refused *pgconn.ConnectError
	if code(err) == "" && errors.As(err, &refused) {
		return fmt.Errorf("连不上数据库服务器 %s:%d;请确认 PostgreSQL 已启动,并检查连接串中的主机和端口: %w",
			refused.Config.Host, refused.Config.Port, err)
	}
	return err
}

// failed adds the operation to an error, and what helps.
func failed(operation string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, pgx.ErrNoRows) {
		err = retrieval.ErrNotFound
	}
	if lost(err) {
		return fmt.Errorf("%s: %w: %w", operation, retrieval.ErrDown, explain(err))
	}
	return fmt.Errorf("%s: %w", operation, explain(err))
}

// lost reports errors that say that the server is gone, or too busy.
func lost(err error) bool {
	c := code(err)
	return transient(err) && c != serializationFailure && c != deadlockDetected && !errors.Is(err, errModelChanged)
}

// transient reports errors after which the same transaction may well succeed: the connection or the server was lost, or
// another transaction was in the way.
func transient(err error) bool {
	switch c := code(err); {
	case c == serializationFailure, c == deadlockDetected, c == tooManyConnections,
		c == adminShutdown, c == crashShutdown, c == cannotConnectNow, strings.HasPrefix(c, connectionClass):
		return true
	case errors.Is(err, errModelChanged):
		return true
	case c != "", errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return false
	}
	var network net.Error
	var connecting *pgconn.ConnectError
	return pgconn.SafeToRetry(err) || errors.As(err, &connecting) || errors.As(err, &network) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, pgconn.ErrConnClosed) ||
		errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, net.ErrClosed)
}

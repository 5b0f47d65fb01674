package export

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"wence/retrieval"
)

// Target is what is filled.
type Target interface {
	Put(ctx context.Context, e retrieval.Entry) (string, error)
	Amend(ctx context.Context, id string, a retrieval.Amendment) error
	Withdraw(ctx context.Context, id string, day retrieval.Date) error
	Restore(ctx context.Context, id string) error
}

// ErrKind means a file that Write has not written.
var ErrKind = errors.New("不是 wence export 写出的文件")

// Read stores every notice of the file, each in a transaction of its own, and gives their number. What stands under the
// same origin is replaced, its corrections and whether it is withdrawn included. After an error, what was stored stays, and
// the same file may be read again.
func Read(ctx context.Context, r io.Reader, to Target) (int, error) {
	in := json.NewDecoder(r)
	var h header
	if err := in.Decode(&h); err != nil || h.Wence != kind {
		return 0, errors.Join(ErrKind, err)
	}
	if h.Version > version {
		return 0, fmt.Errorf("由更新版本的问策写出(格式 %d,本程序支持到 %d);请升级问策", h.Version, version)
	}
	for stored := 0; ; stored++ {
		var e retrieval.Entry
		err := in.Decode(&e)
		if errors.Is(err, io.EOF) {
			return stored, nil
		}
		if err != nil {
			return stored, fmt.Errorf("第%d行不完整或有误: %w", stored+2, err)
		}
		if err := put(ctx, to, e); err != nil {
			return stored, fmt.Errorf("第%d行: %w", stored+2, err)
		}
	}
}

func put(ctx context.Context, to Target, e retrieval.Entry) error {
	amended, withdrawn := e.Notice.Amended, e.Notice.Withdrawn
	id, err := to.Put(ctx, e)
	if err != nil {
		return err
	}
	if err := to.Amend(ctx, id, amended); err != nil {
		return err
	}
	if err := to.Restore(ctx, id); err != nil || withdrawn == "" {
		return err
	}
	return to.Withdraw(ctx, id, withdrawn)
}

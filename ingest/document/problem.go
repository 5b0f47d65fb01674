package document

import (
	"errors"
	"fmt"
)

// What can be wrong with a file, for callers that branch with errors.Is.
var (
	ErrEmpty     = errors.New("file is empty")
	ErrTooLarge  = errors.New("file is over a limit")
	ErrDamaged   = errors.New("file is damaged or of another format")
	ErrEncrypted = errors.New("file is encrypted")
	ErrNotText   = errors.New("content is not text")
	ErrNoText    = errors.New("no text found in the file")
)

// Problem is a reader's refusal of a file: Reason and Remedy are Chinese sentences without a final mark for the person
// who handed it in, Err is the cause and wraps one of this package's sentinels.
type Problem struct {
	Reason string // what is wrong, with the limit named when there is one
	Remedy string // what the person can do
	Err    error  // never nil
}

// Error gives the cause and the reason, for the log.
func (p *Problem) Error() string { return p.Err.Error() + ": " + p.Reason }

// Unwrap gives the cause.
func (p *Problem) Unwrap() error { return p.Err }

// Empty is the Problem of a file without content.
func Empty() *Problem {
	return &Problem{Reason: "文件是空的", Remedy: "请检查导出是否成功后重新提交", Err: ErrEmpty}
}

// NoText is the Problem of a file that opened and holds no text; remedy says what to hand in instead.
func NoText(reason, remedy string) *Problem {
	return &Problem{Reason: reason, Remedy: remedy, Err: ErrNoText}
}

// TooLarge is the Problem of a file over a limit; limit is the Chinese name of the limit with its figure, such as
// "网页文件不得超过8 MB".
func TooLarge(limit string) *Problem {
	return &Problem{Reason: "文件超出读取上限:" + limit, Remedy: "请拆分或删减后重新提交", Err: ErrTooLarge}
}

// Damaged is the Problem of a file that cannot be read as the named format ("Word文档"); cause may be nil.
func Damaged(format string, cause error) *Problem {
	err := ErrDamaged
	if cause != nil {
		err = fmt.Errorf("%w: %w", ErrDamaged, cause)
	}
	return &Problem{
		Reason: "文件不是可读的" + format + ",可能已损坏或下载不完整",
		Remedy: "请用原软件打开确认,另存后重新提交",
		Err:    err,
	}
}

// Encrypted is the Problem of a file that needs a password.
func Encrypted(format string) *Problem {
	return &Problem{
		Reason: "该" + format + "设有打开密码",
		Remedy: "请提供未加密的版本",
		Err:    ErrEncrypted,
	}
}

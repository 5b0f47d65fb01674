//go:build unix

package figures

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestFindLinear reads long lines that would take minutes of a processor if the time grew with the square of their length.
func TestFindLinear(t *testing.T) {
	for _, part := range []string{
		"1-", "1、", "1、1-", "一", "三、", "5人(含", "(", "每", "每年", "每3年", "第", "第1、", "9:", "1+", "2023-", "2023年", "〔2023〕",
		"9月", "1日、", "至少", "不少于", "百分之", "1/", "\"一个", "教发", "截止", "a", "1a", "6%、", "1万", "0", "两年一", "一学期", "半", " 1",
	} {
		t.Run(part, func(t *testing.T) {
			begin := processor(t)
			Find(strings.Repeat(part, 200_000/len(part)))
			if took := processor(t) - begin; took > 5*time.Second {
				t.Errorf("200 kB took %v of a processor", took)
			}
		})
	}
}

// processor is how long this process has had a processor, which other work on the machine does not make longer.
func processor(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

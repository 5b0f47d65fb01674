package figures

import (
	"strconv"
	"time"
)

// A Civil is a day, month or year of the calendar. A part that the text does
// not state is zero: 9月20日 is {0, 9, 20}. The zero value states nothing.
type Civil struct{ Year, Month, Day int }

// String writes the parts that are stated: 2023年9月20日, 9月, 20日.
func (c Civil) String() string {
	var s string
	for _, p := range []struct {
		value int
		unit  string
	}{{c.Year, "年"}, {c.Month, "月"}, {c.Day, "日"}} {
		if p.value > 0 {
			s += strconv.Itoa(p.value) + p.unit
		}
	}
	return s
}

// validDay reports whether the month has the day, in a leap year if the year
// is not known.
func validDay(year, month, day int) bool {
	if day < 1 || month < 1 || month > 12 {
		return false
	}
	return day <= lastDay(year, month)
}

func lastDay(year, month int) int {
	if year == 0 {
		year = 2000
	}
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// earlier reports whether a is before b, in the parts that both state.
func earlier(a, b Civil) bool {
	if a.Year != b.Year {
		return a.Year < b.Year
	}
	if a.Month != b.Month {
		return a.Month > 0 && a.Month < b.Month
	}
	return a.Day > 0 && a.Day < b.Day
}

// partOf reports whether every stated part of c is that of whole.
func partOf(c, whole Civil) bool {
	return (c.Year == 0 || c.Year == whole.Year) && (c.Month == 0 || c.Month == whole.Month) &&
		(c.Day == 0 || c.Day == whole.Day)
}

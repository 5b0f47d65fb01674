package collect

import (
	"bufio"
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// robots are the rules of a robots.txt (RFC 9309) that concern this program. The zero value allows everything.
type robots struct {
	rules []rule
	delay time.Duration // between two requests, as asked for
}

type rule struct {
	pattern string // of paths; * stands for anything, $ at the end for the end
	allow   bool
}

// parseRobots takes the rules of the groups that name this program, or else of those for all.
func parseRobots(data []byte) robots {
	var own, all robots
	var into []*robots
	named, open := false, false // whether a group names this program; whether its head is still being read
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, maxRobots+1)
	for lines.Scan() {
		line, _, _ := strings.Cut(lines.Text(), "#")
		key, value, ok := strings.Cut(line, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if !ok {
			continue
		}
		if key == "user-agent" {
			if !open {
				into = nil
			}
			open = true
			switch name, _, _ := strings.Cut(value, "/"); {
			case strings.EqualFold(name, agentName):
				named, into = true, append(into, &own)
			case value == "*":
				into = append(into, &all)
			}
			continue
		}
		open = false
		for _, r := range into {
			r.add(key, value)
		}
	}
	if named {
		return own
	}
	return all
}

func (r *robots) add(key, value string) {
	switch {
	case (key == "allow" || key == "disallow") && value != "":
		r.rules = append(r.rules, rule{pattern: value, allow: key == "allow"})
	case key == "crawl-delay":
		if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 && s < 1e6 {
			r.delay = time.Duration(s * float64(time.Second))
		}
	}
}

// allows reports an address that may be asked for: the longest rule that fits decides, of two as long the one that
// allows.
func (r robots) allows(u *url.URL) bool {
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	longest, allowed := -1, true
	for _, one := range r.rules {
		if n := len(one.pattern); one.fits(path) && (n > longest || n == longest && one.allow) {
			longest, allowed = n, one.allow
		}
	}
	return allowed
}

// fits reports that a path begins as the pattern says.
func (r rule) fits(path string) bool {
	pattern, whole := strings.CutSuffix(r.pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	path = path[len(parts[0]):]
	for i, part := range parts[1:] {
		if whole && i == len(parts)-2 {
			return strings.HasSuffix(path, part)
		}
		at := strings.Index(path, part)
		if at < 0 {
			return false
		}
		path = path[at+len(part):]
	}
	return !whole || path == ""
}

package rtf

import (
	"bytes"
	"strconv"
)

// kind is a kind of token.
type kind int

const (
	end  kind = iota
	open      // {
	shut      // }
	word      // control word or symbol
	char      // a byte of text, raw or written as \'hh
)

// token is a piece of the file. A control word's parameter is set only when it has one.
type token struct {
	kind     kind
	word     string
	param    int
	hasParam bool
	char     byte
}

// lexer cuts a file into tokens.
type lexer struct {
	data []byte
	at   int
}

func (l *lexer) next() token {
	for l.at < len(l.data) {
		b := l.data[l.at]
		l.at++
		switch b {
		case '{':
			return token{kind: open}
		case '}':
			return token{kind: shut}
		case '\\':
			return l.control()
		case '\r', '\n', 0:
		default:
			return token{kind: char, char: b}
		}
	}
	return token{kind: end}
}

// control reads what follows a backslash.
func (l *lexer) control() token {
	if l.at >= len(l.data) {
		return token{kind: end}
	}
	start := l.at
	for l.at < len(l.data) && isLetter(l.data[l.at]) {
		l.at++
	}
	if l.at == start {
		return l.symbol()
	}
	t := token{kind: word, word: string(l.data[start:l.at])}
	number := l.at
	if l.at < len(l.data) && l.data[l.at] == '-' {
		l.at++
	}
	for l.at < len(l.data) && l.at-number < 11 && l.data[l.at] >= '0' && l.data[l.at] <= '9' {
		l.at++
	}
	if n, err := strconv.Atoi(string(l.data[number:l.at])); err == nil {
		t.param, t.hasParam = n, true
	} else {
		l.at = number
	}
	if l.at < len(l.data) && l.data[l.at] == ' ' { // a space after a control word belongs to it
		l.at++
	}
	if t.word == "bin" && t.param > 0 { // raw bytes
		l.at = min(l.at+t.param, len(l.data))
	}
	return t
}

func (l *lexer) symbol() token {
	b := l.data[l.at]
	l.at++
	switch b {
	case '\\', '{', '}':
		return token{kind: char, char: b}
	case '\r', '\n':
		return token{kind: word, word: "par"}
	case '\'':
		digits := l.data[l.at:min(l.at+2, len(l.data))]
		if n, err := strconv.ParseUint(string(bytes.ToLower(digits)), 16, 8); err == nil && len(digits) == 2 {
			l.at += 2
			return token{kind: char, char: byte(n)}
		}
	}
	return token{kind: word, word: string(rune(b))}
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

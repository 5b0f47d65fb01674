package modeltest

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// An End says how a stream ends. The zero value is as it should.
type End string

// The ends of streams.
const (
	Stop   End = ""       // finish_reason stop, usage, [DONE]
	Length End = "length" // finish_reason length: the reply was too long
	Cut    End = "cut"    // the connection is lost without finish_reason
	Done   End = "done"   // [DONE] without finish_reason
	Failed End = "error"  // an error object in the stream
	Hang   End = "hang"   // nothing more, until the client leaves
)

// A Reply is what the server does with one request.
type Reply struct {
	Status     int           // of HTTP; 0 = 200. With another the reply is an error object and nothing else counts
	RetryAfter int           // seconds, with Status
	Before     time.Duration // silence before the headers
	Thoughts   []string      // chunks of reasoning_content, before the content
	Chunks     []string      // chunks of content, byte by byte as given; they may end within a character
	Pace       time.Duration // before each chunk
	End        End
	Usage      Usage
	Raw        string // the whole body as it is, in place of all above but Status and Before; for what other servers send
}

// Usage is what the server reports; the zero value is made up from the lengths.
type Usage struct{ Prompt, Completion int }

// Text is a reply that says the text in chunks of two characters, as models do.
func Text(text string) Reply { return Reply{Chunks: Pieces(text, 2)} }

// Pieces cuts a text into chunks of n characters.
func Pieces(text string, n int) []string {
	var all []string
	for runes := []rune(text); len(runes) > 0; {
		k := min(n, len(runes))
		all = append(all, string(runes[:k]))
		runes = runes[k:]
	}
	return all
}

// Bytes cuts a text into chunks of n bytes, within characters where it falls so.
func Bytes(text string, n int) []string {
	var all []string
	for len(text) > 0 {
		k := min(n, len(text))
		all = append(all, text[:k])
		text = text[k:]
	}
	return all
}

// A player sends one reply.
type player struct {
	w     http.ResponseWriter
	gone  <-chan struct{}
	reply Reply
	usage bool
	sent  func() // after each chunk of content
}

// play sends the whole reply.
func (p *player) play() {
	if !p.wait(p.reply.Before) {
		return
	}
	if p.reply.Status != 0 && p.reply.Status != http.StatusOK {
		fail(p.w, p.reply.Status, p.reply.RetryAfter)
		return
	}
	p.w.Header().Set("Content-Type", "text/event-stream")
	if p.reply.Raw != "" {
		p.write(p.reply.Raw)
		return
	}
	p.send(`"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]`)
	for _, thought := range p.reply.Thoughts {
		if !p.wait(p.reply.Pace) {
			return
		}
		p.send(`"choices":[{"index":0,"delta":{"reasoning_content":` + quote(thought) + `},"finish_reason":null}]`)
	}
	for _, chunk := range p.reply.Chunks {
		if !p.wait(p.reply.Pace) {
			return
		}
		p.sent()
		p.send(`"choices":[{"index":0,"delta":{"content":` + quote(chunk) + `},"finish_reason":null}]`)
	}
	p.end()
}

// end ends the stream as the script says.
func (p *player) end() {
	switch p.reply.End {
	case Stop, Length:
		reason := "stop"
		if p.reply.End == Length {
			reason = "length"
		}
		p.send(`"choices":[{"index":0,"delta":{},"finish_reason":"` + reason + `"}]`)
		if p.usage {
			u := p.reply.Usage
			p.send(fmt.Sprintf(`"choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}`, u.Prompt, u.Completion, u.Prompt+u.Completion))
		}
		p.write("data: [DONE]\n\n")
	case Done:
		p.write("data: [DONE]\n\n")
	case Failed:
		p.write("data: {\"error\":{\"message\":\"engine failed\",\"type\":\"server_error\"}}\n\n")
	case Hang:
		<-p.gone
	case Cut:
		panic(http.ErrAbortHandler) // the connection is closed without the last chunk of HTTP
	}
}

// send writes one chunk of a completion.
func (p *player) send(fields string) {
	p.write(`data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"scripted",` + fields + "}\n\n")
}

func (p *player) write(text string) {
	_, _ = p.w.Write([]byte(text))
	p.w.(http.Flusher).Flush()
}

// wait reports that the time has passed and the client is there.
func (p *player) wait(d time.Duration) bool {
	if d == 0 {
		return true
	}
	select {
	case <-p.gone:
		return false
	case <-time.After(d):
		return true
	}
}

// fail answers with an error object.
func fail(w http.ResponseWriter, status, after int) {
	if after > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(after))
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprintf(w, `{"error":{"message":"scripted failure","type":"server_error","code":%d}}`, status)
}

// quote writes a string of JSON and keeps bytes that are no UTF-8 as they are.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteByte(s[i])
		case r < ' ':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	b.WriteByte('"')
	return b.String()
}

package callback

import (
	"crypto/rand"
	"encoding/json"
	"encoding/xml"
	"errors"
	"net/http"
	"strconv"

	"wence/chat/wechat/envelope"
)

// Write replies with a message, sealed with the key of the request where the account seals.
func (g Gate) Write(w http.ResponseWriter, req Request, message []byte) {
	contentType := "application/xml; charset=utf-8"
	if g.JSON {
		contentType = "application/json; charset=utf-8"
	}
	w.Header().Set("Content-Type", contentType)
	if g.Box.Sealing() {
		message = g.seal(message, req.key)
	}
	_, _ = w.Write(message) // who has gone sends the message again
}

func (g Gate) seal(message []byte, key int) []byte {
	at := g.Now().Unix()
	s := g.Box.Seal(message, key, strconv.FormatInt(at, 10), rand.Text())
	if g.JSON {
		return encode(json.Marshal(struct {
			Encrypt   string `json:"encrypt"`
			Signature string `json:"msgsignature"`
			Timestamp int64  `json:"timestamp"`
			Nonce     string `json:"nonce"`
		}{s.Text, s.Signature, at, s.Nonce}))
	}
	return encode(xml.Marshal(struct {
		XMLName   xml.Name `xml:"xml"`
		Encrypt   CDATA
		Signature CDATA `xml:"MsgSignature"`
		TimeStamp int64
		Nonce     CDATA
	}{Encrypt: CDATA{s.Text}, Signature: CDATA{s.Signature}, TimeStamp: at, Nonce: CDATA{s.Nonce}}))
}

// encode is for what always marshals.
func encode(data []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return data
}

// CDATA is text in XML as the platforms write it.
type CDATA struct {
	Text string `xml:",cdata"`
}

// A Text is a text message in reply to another.
type Text struct {
	XMLName xml.Name `xml:"xml"`
	To      CDATA    `xml:"ToUserName"`
	From    CDATA    `xml:"FromUserName"`
	Created int64    `xml:"CreateTime"`
	Type    CDATA    `xml:"MsgType"`
	Content CDATA
}

// NewText is a text to the user, from the account, as XML.
func (g Gate) NewText(user, account, text string) []byte {
	return encode(xml.Marshal(Text{To: CDATA{user}, From: CDATA{account}, Created: g.Now().Unix(), Type: CDATA{"text"}, Content: CDATA{text}}))
}

// Success stops the platform from sending the message again, and shows the user nothing.
func Success(w http.ResponseWriter) { plain(w, "success") }

// Echo answers a check of the address.
func Echo(w http.ResponseWriter, text string) { plain(w, text) }

func plain(w http.ResponseWriter, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(text))
}

// Reject turns a request away without a word, and gives the reason to count it under.
func Reject(w http.ResponseWriter, err error) (reason string) {
	reason, status := reasonOf(err)
	w.WriteHeader(status)
	return reason
}

func reasonOf(err error) (string, int) {
	var size *http.MaxBytesError
	switch {
	case errors.Is(err, envelope.ErrSignature):
		return "signature", http.StatusForbidden
	case errors.Is(err, envelope.ErrReceiver):
		return "receiver", http.StatusForbidden
	case errors.Is(err, envelope.ErrSeal):
		return "seal", http.StatusForbidden
	case errors.Is(err, ErrAge):
		return "age", http.StatusForbidden
	case errors.Is(err, ErrReplay):
		return "replay", http.StatusForbidden
	case errors.As(err, &size):
		return "size", http.StatusRequestEntityTooLarge
	}
	return "form", http.StatusBadRequest
}

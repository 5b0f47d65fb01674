package envelope

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
)

// key is an AES-256 key.
type key []byte

const (
	padding = 32 // PKCS#7 to two blocks
	header  = 20 // random bytes and length
)

func (k key) block() cipher.Block {
	b, err := aes.NewCipher(k)
	if err != nil {
		panic(err) // New has checked the length
	}
	return b
}

// open gives the message and its receiver, if the text was sealed with this key.
func (k key) open(text string) (message []byte, receiver string, opened bool) {
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(data) == 0 || len(data)%aes.BlockSize != 0 {
		return nil, "", false
	}
	cipher.NewCBCDecrypter(k.block(), k[:aes.BlockSize]).CryptBlocks(data, data)
	pad := data[len(data)-1]
	if pad < 1 || pad > padding || int(pad) > len(data)-header ||
		!bytes.HasSuffix(data, bytes.Repeat([]byte{pad}, int(pad))) {
		return nil, "", false
	}
	data = data[:len(data)-int(pad)]
	size := uint64(binary.BigEndian.Uint32(data[16:]))
	data = data[header:]
	if size > uint64(len(data)) {
		return nil, "", false
	}
	return data[:size], string(data[size:]), true
}

func (k key) seal(message []byte, receiver string) string {
	data := make([]byte, header, header+len(message)+len(receiver)+padding)
	_, _ = rand.Read(data[:16]) // never fails
	binary.BigEndian.PutUint32(data[16:], uint32(len(message)))
	data = append(append(data, message...), receiver...)
	pad := padding - len(data)%padding
	data = append(data, bytes.Repeat([]byte{byte(pad)}, pad)...)
	cipher.NewCBCEncrypter(k.block(), k[:aes.BlockSize]).CryptBlocks(data, data)
	return base64.StdEncoding.EncodeToString(data)
}

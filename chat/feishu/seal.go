package feishu

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
)

// open decrypts what the platform has encrypted: AES-256-CBC under the digest of the key, its first block the IV, PKCS#7.
func open(key, text string) ([]byte, bool) {
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(data) < 2*aes.BlockSize || len(data)%aes.BlockSize != 0 {
		return nil, false
	}
	sum := sha256.Sum256([]byte(key))
	block, err := aes.NewCipher(sum[:])
	if err != nil {
		return nil, false
	}
	iv, body := data[:aes.BlockSize], data[aes.BlockSize:]
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(body, body)
	pad := int(body[len(body)-1])
	if pad < 1 || pad > aes.BlockSize || !bytes.HasSuffix(body, bytes.Repeat([]byte{byte(pad)}, pad)) {
		return nil, false
	}
	return body[:len(body)-pad], true
}

// signed reports whether the platform has signed a body.
func signed(signature, timestamp, nonce, key string, body []byte) bool {
	sum := sha256.Sum256(append([]byte(timestamp+nonce+key), body...))
	return same(signature, hex.EncodeToString(sum[:]))
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

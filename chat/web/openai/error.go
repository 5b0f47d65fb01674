package openai

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
)

// An Error is an error in OpenAI's form.
type Error struct {
	Message string
	Type    string // one of a few words by which client libraries tell kinds apart
	Param   string // the field at fault; "" = none
	Code    string // "" = none
}

// Types of errors.
const (
	invalidRequest = "invalid_request_error"
	rateLimit      = "rate_limit_error"
	serverError    = "server_error"
)

// MarshalJSON writes null for what is not known, as OpenAI does.
func (e Error) MarshalJSON() ([]byte, error) {
	known := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	return json.Marshal(struct {
		Message string  `json:"message"`
		Type    string  `json:"type"`
		Param   *string `json:"param"`
		Code    *string `json:"code"`
	}{e.Message, e.Type, known(e.Param), known(e.Code)})
}

// TypeOf is the type of errors with a status.
func TypeOf(status int) string {
	switch {
	case status == http.StatusTooManyRequests:
		return rateLimit
	case status >= http.StatusInternalServerError:
		return serverError
	}
	return invalidRequest
}

// Refuse answers with an error and no more. A body that cannot be used is 400, never 422: clients know no other.
func Refuse(c *gin.Context, status int, e Error) {
	if status == http.StatusUnprocessableEntity {
		status = http.StatusBadRequest
	}
	c.AbortWithStatusJSON(status, gin.H{"error": e})
}

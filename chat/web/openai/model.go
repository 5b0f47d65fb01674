package openai

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// model describes a model.
type model struct {
	ID      string `json:"id"`
	Object  string `json:"object"`
	Created int64  `json:"created"`
	OwnedBy string `json:"owned_by"`
}

// released is when the shape was first served; programs sort by it.
const released = 1764288000

func describe(id string) model {
	return model{ID: id, Object: "model", Created: released, OwnedBy: Model}
}

// Models lists the one model.
func (a *API) Models(c *gin.Context) {
	c.JSON(http.StatusOK, gin.H{"object": "list", "data": []model{describe(Model)}})
}

// ModelByID describes a model. Any name is good in a request, but only our own are described.
func (a *API) ModelByID(c *gin.Context) {
	id := strings.TrimPrefix(c.Param("id"), "/")
	if name, _, _ := strings.Cut(id, ":"); name != Model {
		Refuse(c, http.StatusNotFound, Error{Message: "没有这个模型,请用 " + Model, Type: invalidRequest, Param: "model", Code: "model_not_found"})
		return
	}
	c.JSON(http.StatusOK, describe(id))
}

// regionOf is the place that a model's name brings, "" for none.
func regionOf(name string) string {
	own, region, _ := strings.Cut(name, ":")
	if own != Model {
		return ""
	}
	return strings.TrimSpace(region)
}

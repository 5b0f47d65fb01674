package web

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/maypok86/otter/v2"

	"wence/chat"
	"wence/chat/admission"
	"wence/chat/web/group"
	"wence/retrieval"
	"wence/retrieval/place"
)

// Answerer answers questions; *chat.Service does.
type Answerer interface {
	Answer(ctx context.Context, q chat.Question, emit func(chat.Event)) (chat.Answer, error)
	Search(ctx context.Context, q chat.Question, limit int) ([]retrieval.Hit, error)
	RegionsAt(ctx context.Context, name string) ([]string, error)
}

// Corpus is what the pages show of the stored notices; a retrieval.Store does.
type Corpus interface {
	Notice(ctx context.Context, id string) (retrieval.Notice, error)
	Notices(ctx context.Context, limit int, cursor string) ([]retrieval.Notice, string, error)
	Passages(ctx context.Context, noticeID string) ([]retrieval.Passage, error)
	Facts(ctx context.Context, q retrieval.FactQuery) ([]retrieval.Fact, string, error)
	Regions(ctx context.Context) ([]retrieval.Region, error)
	Status(ctx context.Context) (retrieval.Status, error)
	Original(ctx context.Context, noticeID string) (retrieval.Original, error)
}

// Options are what a server needs. Answers, Corpus and Log are required.
type Options struct {
	Answers   Answerer
	Corpus    Corpus
	Log       *slog.Logger
	About     About            // what /about says of who runs the service
	Observe   func(Request)    // is told of each request when it is over; nil = nobody is
	Questions []string         // offered to begin with; none = worded from stored facts
	Timeout   time.Duration    // of one answer; defaults to 60 s
	Now       func() time.Time // defaults to time.Now
	URL       string           // public address without a slash at its end, for links in texts; "" = as the request has it
	Hosts     []string         // names by which the service is called, beside addresses and names within a network; none = any

	Sites      []Site   // whose pages may show the widget; none = the service's own pages only
	Secret     []byte   // signs sessions; several servers share one. Defaults to a random one, good until the end
	PerAddress int      // requests a minute from one address; defaults to 60, below 0 = no limit. Local programs have none
	PerPage    int      // pages of notices and facts a minute from one address; defaults to 300, below 0 = no limit
	PerSite    int      // requests a minute from the widgets of one site; defaults to 600, below 0 = no limit
	Proxies    []string // addresses and networks of proxies whose X-Forwarded-For is believed; defaults to none

	Keys Keys // of programs; nil = there are none, and all may call /v1

	Kept    Shelf   // answers that have a page of their own; nil = none has
	Journal Journal // notes questions and ratings; nil = neither is kept, and answers cannot be rated

	Asked   AskedQuestions // what the console shows of them; nil = nothing
	Grouper group.Grouper  // of questions without a good answer; required with Asked

	Bots Bots // the callbacks of chat platforms

	Sessions  Sessions         // who is signed in; nil = kept in memory, and gone with the server
	Audit     Audit            // who changed what; nil = only the log tells
	AdminKey  string           // opens the console; "" = there is none
	Editor    Editor           // changes notices for the console; nil = none can be changed
	Places    *place.Gazetteer // required with Editor and Uploads
	Uploads   Uploader         // takes the console's files; nil = none can be uploaded
	MaxUpload int64            // bytes of a file; defaults to 50 MB
}

type server struct {
	Options
	paces      paces
	perAddress limiter
	perSite    limiter
	perKey     limiter
	locked     atomic.Bool            // a key was made once
	proxyHint  atomic.Pointer[string] // what is wrong with the proxy; nil = nothing is known
	perPage    limiter
	attempts   limiter // wrong keys
	pages      *admission.Door
	downloads  *downloads
	overviews  recent[overviewPage]
	unmet      recent[[]unmetGroup]
	kept       *otter.Cache[string, keptPage]
}

// newServer fills in what the options leave open.
func newServer(opt Options) *server {
	if opt.Timeout == 0 {
		opt.Timeout = time.Minute
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Sessions == nil {
		opt.Sessions = newMemory()
	}
	if opt.MaxUpload == 0 {
		opt.MaxUpload = standardUpload
	}
	if len(opt.Secret) == 0 {
		opt.Secret = make([]byte, 32)
		_, _ = rand.Read(opt.Secret) // never fails
	}
	return &server{
		Options:    opt,
		perAddress: newLimiter(opt.PerAddress, standardPerAddress),
		perSite:    newLimiter(opt.PerSite, standardPerSite),
		perKey:     newLimiter(standardPerKey, standardPerKey),
		perPage:    newLimiter(opt.PerPage, standardPerPage),
		attempts:   newLimiter(wrongKeys, wrongKeys),
		pages:      admission.NewDoor(pageDoor()),
		downloads:  newDownloads(),
		kept:       newKept(),
	}
}

// New is the whole HTTP surface.
func New(opt Options) http.Handler { return heads(newServer(opt).handler()) }

// handler has all routes.
func (s *server) handler() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.HandleMethodNotAllowed = true
	if err := e.SetTrustedProxies(s.Proxies); err != nil { // X-Forwarded-For of strangers must not defeat limits
		s.Log.Error("proxies not understood, none is trusted", "error", err)
		_ = e.SetTrustedProxies(nil)
	}
	e.Use(s.identify, s.record, s.recoverPanic, s.bounded, s.named, s.watchProxy, s.crossOrigin)
	e.NoRoute(func(c *gin.Context) { s.problem(c, errNoRoute) })
	e.NoMethod(func(c *gin.Context) { s.problem(c, errNoMethod) })

	api := e.Group("/api/v1", s.limited)
	api.POST("/answers", s.postAnswer)
	api.POST("/answers/:id/feedback", s.postFeedback)
	api.POST("/widget/sessions", s.postSession)
	api.GET("/search", s.getSearch)
	api.GET("/notices", s.getNotices)
	api.GET("/notices/:id", s.getNotice)
	api.GET("/regions", s.getRegions)
	api.GET("/facts", s.getFacts)

	s.routeV1(e)
	s.routeBots(e)
	s.routeAgents(e)
	s.routeDocs(e)

	e.GET("/livez", func(c *gin.Context) { c.String(http.StatusOK, "ok") })
	e.GET("/readyz", s.getReady)
	e.GET("/", s.getPage)
	e.GET("/about", s.costly, s.getAbout)
	e.GET("/notices", s.costly, s.keep, s.getNoticeList)
	e.GET("/notices/:id", s.costly, s.keep, s.getNoticePage)
	e.GET("/notices/:id/original", s.limited, s.getOriginal)
	e.GET("/answers/:id", s.costly, s.getAnswerPage)
	e.POST("/answers/:id", s.addressLimited, s.postAnswerPage)
	e.GET("/llms.txt", s.costly, s.keep, s.getLLMs)
	e.GET("/facts", s.costly, s.keep, s.getFactList)
	e.GET("/facts.csv", s.limited, s.costly, s.getFactsCSV)
	e.GET("/embed", s.getEmbed)
	e.GET("/widget.js", s.getLoader)
	e.GET("/assets/*path", s.getAsset)
	s.routeConsole(e)
	return e
}

// getReady tells a load balancer whether questions can be answered.
func (s *server) getReady(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), 2*time.Second)
	defer cancel()
	status, err := s.Corpus.Status(ctx)
	if err != nil {
		s.Log.ErrorContext(c, "not ready", "error", err)
		c.JSON(http.StatusServiceUnavailable, gin.H{"status": "unavailable"})
		return
	}
	c.JSON(http.StatusOK, gin.H{"status": "ok", "notices": status.Notices, "passages": status.Passages})
}

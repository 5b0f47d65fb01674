// Package config reads the environment. Nothing else in the program does.
package config

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/caarlos0/env/v11"
)

// Config is what the environment says. README lists the variables.
type Config struct {
	Store string   `env:"WENCE_STORE" envDefault:"wence.db"` // postgres://… or the path of a file
	Read  []string `env:"WENCE_STORE_READ" envSeparator:" "` // postgres://… of replicas that are searched instead of the store
	Found bool     // the store must be there already; the command says so, not the environment
	Addr  string   `env:"WENCE_ADDR" envDefault:"127.0.0.1:8080"` // listen address

	URL string `env:"WENCE_URL"` // public address, for links in texts; "" = as the request has it

	Embed Endpoint `envPrefix:"WENCE_EMBED_"`
	Chat  Chat     `envPrefix:"WENCE_CHAT_"`

	Prompts string `env:"WENCE_PROMPTS"` // folder whose templates take the place of the built-in ones; none = built-in

	AdminKey string            `env:"WENCE_ADMIN_KEY"`                                     // opens /admin; none = no console
	Sites    map[string]string `env:"WENCE_SITES" envSeparator:";" envKeyValSeparator:"="` // key=origin origin;key=origin
	Secret   string            `env:"WENCE_SECRET"`                                        // signs sessions; none = a new one at each start
	Proxies  []string          `env:"WENCE_PROXIES"`                                       // addresses of proxies whose X-Forwarded-For is believed

	Answers int `env:"WENCE_ANSWERS"` // questions in work at a time; 0 = as many as the processors bear

	KeepQuestions int `env:"WENCE_KEEP_QUESTIONS" envDefault:"180"` // days; 0 = none is kept

	Bots Bots

	OpenAIURL string `env:"OPENAI_BASE_URL"`
	OpenAIKey string `env:"OPENAI_API_KEY"`
}

// maxKeep is a hundred years in days.
const maxKeep = 36500

// An Endpoint is an OpenAI-compatible server. Without a model it is not used.
type Endpoint struct {
	URL   string `env:"URL"`
	Model string `env:"MODEL"`
	Key   string `env:"KEY"`
}

// Chat is the chat model, and how it is shown to people.
type Chat struct {
	Endpoint
	Mode    string `env:"MODE"`    // "off" = no model words anything, whatever else is set; "" = on where a model is named
	Check   string `env:"CHECK"`   // "on" = the model judges its own sentences before they are said; "" = off
	Display string `env:"DISPLAY"` // the model's name for people; "" = Model
	Filing  string `env:"FILING"`  // 备案号; "" = none
}

// Load reads the environment. Where a model is named without its own address or key, OPENAI_BASE_URL and
// OPENAI_API_KEY stand in.
func Load() (Config, error) {
	c, err := env.ParseAs[Config]()
	if err != nil {
		return Config{}, fmt.Errorf("read environment: %w", err)
	}
	if c.KeepQuestions < 0 || c.KeepQuestions > maxKeep {
		return Config{}, fmt.Errorf("WENCE_KEEP_QUESTIONS 应为0到%d(天),0表示不保留", maxKeep)
	}
	if c.Answers < 0 {
		return Config{}, errors.New("WENCE_ANSWERS 应为0(按处理器数)或正整数")
	}
	if err := c.Bots.check(); err != nil {
		return Config{}, err
	}
	switch c.Chat.Mode {
	case "", "on":
	case "off":
		c.Chat.Endpoint = Endpoint{}
	default:
		return Config{}, fmt.Errorf("WENCE_CHAT_MODE 应为 on 或 off,现在是“%s”", c.Chat.Mode)
	}
	if c.Chat.Check != "" && c.Chat.Check != "on" && c.Chat.Check != "off" {
		return Config{}, fmt.Errorf("WENCE_CHAT_CHECK 应为 on 或 off,现在是“%s”", c.Chat.Check)
	}
	c.URL = strings.TrimRight(c.URL, "/")
	c.Read = slices.DeleteFunc(c.Read, func(dsn string) bool { return dsn == "" })
	if len(c.Read) > 0 && !c.Postgres() {
		return Config{}, errors.New("设置了 WENCE_STORE_READ,但 WENCE_STORE 不是 postgres://…;备库只用于 PostgreSQL 库")
	}
	for name, e := range map[string]*Endpoint{"WENCE_EMBED": &c.Embed, "WENCE_CHAT": &c.Chat.Endpoint} {
		if e.URL != "" && e.Model == "" {
			return Config{}, fmt.Errorf("设置了 %s_URL 但没有设置 %s_MODEL,请写明模型名", name, name)
		}
		if e.Model == "" {
			continue
		}
		if e.URL == "" {
			e.URL = c.OpenAIURL
		}
		if e.Key == "" {
			e.Key = c.OpenAIKey
		}
	}
	return c, nil
}

// Postgres reports that the store is a PostgreSQL server.
func (c Config) Postgres() bool {
	return strings.HasPrefix(c.Store, "postgres://") || strings.HasPrefix(c.Store, "postgresql://")
}

// StoreName is the store for people, without a password.
func (c Config) StoreName() string {
	if u, err := url.Parse(c.Store); err == nil && c.Postgres() {
		return u.Redacted()
	}
	return c.Store
}

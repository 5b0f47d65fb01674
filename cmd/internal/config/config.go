// Package config reads the environment. Nothing else in the program does.
package config

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // for machines without

	"github.com/caarlos0/env/v11"
)

// Config is what the environment says. README lists the variables.
type Config struct {
	Store string   `env:"WENCE_STORE" envDefault:"wence.db"` // postgres://… or the path of a file
	Read  []string `env:"WENCE_STORE_READ" envSeparator:" "` // postgres://… of replicas that are searched instead of the store
	Found bool     // the store must be there already; the command says so, not the environment
	Addr  string   `env:"WENCE_ADDR" envDefault:"127.0.0.1:8080"` // listen address

	URL   string   `env:"WENCE_URL"`                    // public address, for links in texts; "" = as the request has it
	Hosts []string `env:"WENCE_HOSTS" envSeparator:" "` // further names by which the service is called

	Embed Endpoint `envPrefix:"WENCE_EMBED_"`
	Chat  Chat     `envPrefix:"WENCE_CHAT_"`

	Prompts string `env:"WENCE_PROMPTS"` // folder whose templates take the place of the built-in ones; none = built-in

	AdminKey string            `env:"WENCE_ADMIN_KEY"`                                     // opens /admin; none = no console
	Sites    map[string]string `env:"WENCE_SITES" envSeparator:";" envKeyValSeparator:"="` // key=origin origin;key=origin
	Secret   string            `env:"WENCE_SECRET"`                                        // signs sessions; none = a new one at each start
	Proxies  []string          `env:"WENCE_PROXIES"`                                       // addresses of proxies whose X-Forwarded-For is believed

	Operator string `env:"WENCE_OPERATOR"` // who answers for the service, for /about
	Contact  string `env:"WENCE_CONTACT"`  // where people object, for /about

	Contacts map[string]string `env:"WENCE_CONTACTS" envSeparator:";" envKeyValSeparator:"="` // whom to ask what the notices do not say: 奉节县=县教委基教科 023-…;…

	Answers int `env:"WENCE_ANSWERS"` // questions in work at a time; 0 = as many as the processors bear

	Zone string `env:"TZ"`                          // in which days begin and end; "" = Asia/Shanghai
	Log  string `env:"WENCE_LOG" envDefault:"text"` // "json" = a line a record, for collectors

	Metrics string `env:"WENCE_METRICS_ADDR"` // where /metrics is served, apart from the service; "" = nowhere

	KeepQuestions int `env:"WENCE_KEEP_QUESTIONS" envDefault:"180"` // days; 0 = none is kept

	Bots Bots

	OpenAIURL string `env:"OPENAI_BASE_URL"`
	OpenAIKey string `env:"OPENAI_API_KEY"`
}

// standardZone is the zone where TZ says none.
const standardZone = "Asia/Shanghai"

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
	Check   string `env:"CHECK"`   // which of its own sentences the model judges before they are said: "doubts" or "", "on" = all, "off" = none
	Display string `env:"DISPLAY"` // the model's name for people; "" = Model
	Filing  string `env:"FILING"`  // 备案号; "" = none
}

// Load reads the environment and the file of settings. Where a model is named without its own address or key, OPENAI_BASE_URL and
// OPENAI_API_KEY stand in.
func Load() (Config, error) {
	all, err := environment()
	if err != nil {
		return Config{}, err
	}
	c, err := env.ParseAsWithOptions[Config](env.Options{Environment: all})
	if err != nil {
		return Config{}, unreadable(err)
	}
	c.Zone = cmp.Or(strings.TrimPrefix(c.Zone, ":"), standardZone)
	if strings.HasPrefix(c.Zone, "/") {
		c.Zone = "Local" // the machine's, by the path of its file
	}
	if _, err := time.LoadLocation(c.Zone); err != nil {
		return Config{}, fmt.Errorf("没有时区 %s(TZ),中国写作 Asia/Shanghai", c.Zone)
	}
	if c.Log != "text" && c.Log != "json" {
		return Config{}, fmt.Errorf("WENCE_LOG 应为 text 或 json,现在是“%s”", c.Log)
	}
	if c.KeepQuestions < 0 || c.KeepQuestions > maxKeep {
		return Config{}, fmt.Errorf("WENCE_KEEP_QUESTIONS 应为0到%d(天),0表示不保留", maxKeep)
	}
	if err := strong("WENCE_ADMIN_KEY", c.AdminKey, 16); err != nil {
		return Config{}, err
	}
	if err := strong("WENCE_SECRET", c.Secret, 32); err != nil {
		return Config{}, err
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
	if !slices.Contains([]string{"", "doubts", "on", "off"}, c.Chat.Check) {
		return Config{}, fmt.Errorf("WENCE_CHAT_CHECK 应为 doubts、on 或 off,现在是“%s”", c.Chat.Check)
	}
	c.URL = strings.TrimRight(c.URL, "/")
	c.Read = slices.DeleteFunc(c.Read, func(dsn string) bool { return dsn == "" })
	if len(c.Read) > 0 && !c.Postgres() {
		return Config{}, errors.New("设置了 WENCE_STORE_READ,但 WENCE_STORE 不是 postgres://…;备库只用于 PostgreSQL 库")
	}
	if err := errors.Join(c.checkStore(), c.checkWeb()); err != nil {
		return Config{}, err
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

// unreadable says in Chinese which variables are not of their kind.
func unreadable(err error) error {
	var all env.AggregateError
	if !errors.As(err, &all) {
		return fmt.Errorf("读取配置: %w", err)
	}
	var list []error
	for _, one := range all.Errors {
		var field env.ParseError
		if errors.As(one, &field) {
			one = fmt.Errorf("%s 的值有误,请核对写法", variable(field.Name))
			switch field.Type.Kind() {
			case reflect.Int:
				one = fmt.Errorf("%s 的值有误,应为整数", variable(field.Name))
			case reflect.Map:
				one = fmt.Errorf("%s 的值有误,应写作 名称=值;名称=值", variable(field.Name))
			}
		}
		list = append(list, one)
	}
	return errors.Join(list...)
}

// variable is the variable of a field.
func variable(field string) string {
	f, _ := reflect.TypeFor[Config]().FieldByName(field)
	return cmp.Or(f.Tag.Get("env"), field)
}

// Location is the zone. Load has found it before.
func (c Config) Location() *time.Location {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

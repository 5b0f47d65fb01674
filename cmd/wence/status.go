package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"wence/retrieval"
	"wence/retrieval/pg"
)

func statusCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "status",
		Short:   "查看库的状况",
		Example: "  wence status",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withApp(cmd.Context(), func(a *app) error {
				s, err := a.store.Status(cmd.Context())
				if err != nil {
					return err
				}
				out := cmd.OutOrStdout()
				if asJSON {
					return json.NewEncoder(out).Encode(a.standing(s))
				}
				fmt.Fprintf(out, "库:%s\n文件:%d份\n段落:%d段\n", a.config.StoreName(), s.Notices, s.Passages)
				writeReplicas(out, a.store)
				model := a.embedder.Model()
				fmt.Fprintf(out, "向量:%s,%d/%d段\n", model, s.Vectors[model], s.Passages)
				if missing := s.Passages - s.Vectors[model]; missing > 0 {
					fmt.Fprintf(out, "还有%d段没有向量,重新运行 wence ingest 即可补上。\n", missing)
				}
				if a.config.Chat.Model == "" {
					_, err = fmt.Fprintln(out, "回答:内置的摘句方式(未配置对话模型)")
				}
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "以JSON输出")
	return cmd
}

// storeStatus is the state of the store in the names of the API.
type storeStatus struct {
	Store     string         `json:"store"` // without a password
	Notices   int            `json:"notices"`
	Passages  int            `json:"passages"`
	Vectors   map[string]int `json:"vectors"` // by model
	Version   int64          `json:"version"` // grows with every change of the corpus
	Embedder  string         `json:"embedder"`
	ChatModel string         `json:"chat_model"` // "" = answers are quotations
	Replicas  []replicaState `json:"replicas"`
}

type replicaState struct {
	Name       string  `json:"name"`
	Problem    string  `json:"problem"` // "" = it is used
	LagSeconds float64 `json:"lag_seconds"`
}

func (a *app) standing(s retrieval.Status) storeStatus {
	st := storeStatus{Store: a.config.StoreName(), Notices: s.Notices, Passages: s.Passages, Vectors: s.Vectors, Version: s.Version,
		Embedder: a.embedder.Model(), ChatModel: a.config.Chat.Model, Replicas: []replicaState{}}
	if replicated, is := a.store.(interface{ Replicas() []pg.Replica }); is {
		for _, r := range replicated.Replicas() {
			st.Replicas = append(st.Replicas, replicaState{r.Name, r.Problem, r.Lag.Seconds()})
		}
	}
	return st
}

// writeReplicas tells how the replicas are, where the store has any.
func writeReplicas(out io.Writer, s retrieval.Store) {
	replicated, is := s.(interface{ Replicas() []pg.Replica })
	if !is {
		return
	}
	for _, r := range replicated.Replicas() {
		if r.Problem != "" {
			fmt.Fprintf(out, "备库:%s,暂不使用:%s\n", r.Name, r.Problem)
			continue
		}
		fmt.Fprintf(out, "备库:%s,正常,落后%d秒\n", r.Name, r.Lag/time.Second)
	}
}

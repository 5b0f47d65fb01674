package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func kfLinkCommand() *cobra.Command {
	var scene string
	cmd := &cobra.Command{
		Use:     "kf-link NAME OPEN_KFID",
		Short:   "取得微信客服的链接",
		Long:    "取得微信客服账号的链接,可做成二维码或放进公众号菜单;NAME 是 WENCE_KF_0_NAME 中的名称,OPEN_KFID 是客服账号的ID。",
		Example: "  wence kf-link school wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q --scene menu",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd.Context(), func(a *app) error {
				services, err := a.services()
				if err != nil {
					return err
				}
				link, err := services.Link(cmd.Context(), args[0], args[1], scene)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintln(cmd.OutOrStdout(), link)
				return err
			})
		},
	}
	cmd.Flags().StringVar(&scene, "scene", "", "链接放在哪里,最多32位字母、数字、_和-,便于统计来源")
	return cmd
}

package config

import (
	"reflect"
	"strings"
	"testing"
)

// TestBots reads several accounts of a platform, and refuses names that no address can tell apart.
func TestBots(t *testing.T) {
	for name, value := range map[string]string{
		"WENCE_WECHAT_0_NAME": "school", "WENCE_WECHAT_0_APP_ID": "wx1", "WENCE_WECHAT_0_TOKEN": "t", "WENCE_WECHAT_0_AES_KEY": "new",
		"WENCE_WECHAT_0_AES_KEY_PREVIOUS": "old", "WENCE_WECHAT_1_NAME": "bureau", "WENCE_WECHAT_1_SECRET": "s",
		"WENCE_WECOM_0_NAME": "school", "WENCE_WECOM_0_AGENT_ID": "1000002", "WENCE_FEISHU_0_NAME": "school", "WENCE_FEISHU_0_ENCRYPT_KEY": "k",
	} {
		t.Setenv(name, value)
	}
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	want := []WeChat{{Name: "school", AppID: "wx1", Token: "t", Key: "new", PreviousKey: "old"}, {Name: "bureau", Secret: "s"}}
	if !reflect.DeepEqual(c.Bots.WeChat, want) || !reflect.DeepEqual(want[0].Keys(), []string{"new", "old"}) || want[1].Keys() != nil {
		t.Errorf("got %+v", c.Bots.WeChat)
	}
	if c.Bots.Apps[0].AgentID != 1000002 || c.Bots.Feishu[0].EncryptKey != "k" || len(c.Bots.KF)+len(c.Bots.Robots) > 0 {
		t.Errorf("got %+v", c.Bots)
	}
	for _, name := range []string{"school", "", "a/b", "学校"} {
		t.Setenv("WENCE_WECHAT_1_NAME", name)
		if _, err := Load(); err == nil || !strings.Contains(err.Error(), "WENCE_WECHAT_1_NAME") {
			t.Errorf("the name %q gave %v", name, err)
		}
	}
}

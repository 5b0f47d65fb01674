package retrieval_test

import (
	"reflect"
	"testing"

	"wence/retrieval"
)

func TestAmend(t *testing.T) {
	read := retrieval.Notice{
		ID: "1", Title: "甲", Number: "乙", Issuer: "丙", Region: retrieval.Region{ID: "90"}, Issued: "2023-01-01", Published: "2023-01-02",
		Effective: "2023-01-03", Expires: "2023-01-04", Declared: "有效", Text: "正文",
	}
	title, none, day := "新", "", retrieval.Date("")
	some := retrieval.Amendment{Title: &title, Number: &none, Expires: &day, Region: &retrieval.Region{}}
	n := read.Amend(some)
	if n.Title != "新" || n.Number != "" || n.Expires != "" || n.Region.ID != "" || n.Issuer != "丙" || n.Text != "正文" {
		t.Errorf("amended %+v", n)
	}
	if n.Amended != some || *n.Read.Title != "甲" || n.Read.Region.ID != "90" || n.Read.Issuer != nil {
		t.Errorf("read %+v", n.Read)
	}
	if got := n.AsRead(); !reflect.DeepEqual(got, read) {
		t.Errorf("as read %+v", got)
	}
	issuer := "戊"
	again := n.Amend(retrieval.Amendment{Issuer: &issuer})
	if again.Title != "甲" || again.Issuer != "戊" || *again.Read.Issuer != "丙" || again.Read.Title != nil {
		t.Errorf("an amendment takes the place of an earlier one: %+v", again)
	}
	if got := again.Amend(retrieval.Amendment{}); !reflect.DeepEqual(got, read) {
		t.Errorf("the zero amendment gives %+v", got)
	}
}

// TestAmendAll wants every field of an amendment laid over the notice's field of the same name.
func TestAmendAll(t *testing.T) {
	var a retrieval.Amendment
	fields := reflect.ValueOf(&a).Elem()
	for i := range fields.NumField() {
		value := reflect.New(fields.Field(i).Type().Elem())
		if value.Elem().Kind() == reflect.String {
			value.Elem().SetString(fields.Type().Field(i).Name)
		} else {
			value.Elem().Set(reflect.ValueOf(retrieval.Region{ID: "90"}))
		}
		fields.Field(i).Set(value)
	}
	n := reflect.ValueOf(retrieval.Notice{}.Amend(a))
	for i := range fields.NumField() {
		name := fields.Type().Field(i).Name
		if got, want := n.FieldByName(name).Interface(), fields.Field(i).Elem().Interface(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}

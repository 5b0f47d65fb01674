package ingest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wence/retrieval"
	"wence/retrieval/place"
)

// real is the folder of real notices, beside the repository.
const real = "../../shared/notices"

// understood reads a file as the ingester does, and fails the test when it cannot.
func understood(t *testing.T, path string) retrieval.Notice {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("the real notices belong beside the repository: %v", err)
	}
	doc, err := Read(context.Background(), filepath.Base(path), data)
	if err != nil {
		t.Fatal(err)
	}
	return Understand(doc, gazetteer(t))
}

func gazetteer(t testing.TB) *place.Gazetteer {
	t.Helper()
	g, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestUnderstandRealNotices(t *testing.T) {
	cases := []struct {
		file, title, number, index, issuer, region string
		issued, published                          retrieval.Date
		horizon                                    retrieval.Period
		marks                                      string // labels of the first headings
	}{
		{
			file: "000_56730d38a0832aa8.txt", title: "对开原市政协九届三次会议第25号《关于推进我市教育高质量发展的提案》答复",
			issuer: "开原市教育局", region: "开原市", issued: "2024-08-19", published: "2024-11-14",
			marks: "一、(一)(二)(三)(四)二、(一)(二)三、(一)(二)(三)(四)四、(一)1.2.3.4.(二)1.2.3.",
		},
		{
			file: "001_a951aad1f741d909.txt", region: "大庆市",
		},
		{
			file: "002_7a3219b9bd03bca4.txt", title: "xxx市教育局对于xxx市教育事业发展“十四五”规划前期调研报告",
			published: "2021-01-08", marks: "一、(一)(二)二、(一)1.2.3.4.5.6.7.8.9.10.(二)三、(一)1.2.(二)1.(1)(2)(3)(4)(5)2.(1)(2)",
		},
		{
			file: "003_6360d3c7467e0d83.txt", title: "奉节县人民政府办公室关于印发奉节县推动教育高质量发展若干措施的通知",
			number: "奉节府办发〔2023〕65号", index: "115002360086581307/2023-00175", issuer: "奉节县人民政府", region: "奉节县",
			issued: "2023-09-20", published: "2023-09-26", marks: "一、二、三、(一)1.2.(二)3.4.5.6.7.8.(三)9.10.",
		},
		{
			file: "004_010ca49a0e66d2fd.txt", title: "乌拉盖管理区全面提升基础教育质量第二期三年行动计划(2018—2020年)实施意见",
			index: "11152500011662413F/2020-01520", issuer: "教育局", region: "乌拉盖管理区", issued: "2020-05-21", published: "2020-05-21",
			horizon: retrieval.Period{From: "2018-01-01", Until: "2020-12-31"}, marks: "一、二、(一)(二)(三)(四)(五)三、(一)1.2.3.",
		},
	}
	for _, tc := range cases {
		t.Run(tc.file, func(t *testing.T) {
			n := understood(t, filepath.Join(real, tc.file))
			for _, f := range []struct{ name, got, want string }{
				{"title", n.Title, tc.title}, {"number", n.Number, tc.number}, {"index", n.IndexNumber, tc.index},
				{"issuer", n.Issuer, tc.issuer}, {"region", n.Region.Name, tc.region},
				{"issued", string(n.Issued), string(tc.issued)}, {"published", string(n.Published), string(tc.published)},
				{"horizon", fmt.Sprint(n.Horizon), fmt.Sprint(tc.horizon)},
			} {
				if f.got != f.want {
					t.Errorf("%s = %q, want %q", f.name, f.got, f.want)
				}
			}
			if got := labelsOf(n.Outline); !strings.HasPrefix(got, tc.marks) {
				t.Errorf("outline = %s\nwant     %s…", got, tc.marks)
			}
		})
	}
}

func labelsOf(outline []retrieval.Heading) string {
	var b strings.Builder
	for _, h := range outline {
		b.WriteString(h.Label)
	}
	return b.String()
}

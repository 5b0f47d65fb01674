package scope

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"wence/retrieval"
	"wence/retrieval/embedded"
	"wence/retrieval/place"
)

// library is a reader over notices of the given titles, each with its number and day; a place at the begin is its region.
func library(t *testing.T, notices ...[3]string) *Reader {
	t.Helper()
	g, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	s, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "wence.db"), embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	for i, n := range notices {
		at, _ := g.OfNotice("", n[0], "")
		_, err := s.Put(t.Context(), retrieval.Entry{Notice: retrieval.Notice{
			Source: fmt.Sprint(i), Origin: fmt.Sprint("/", i), SHA256: fmt.Sprintf("%064d", i), Title: n[0], Number: n[1],
			Issued: retrieval.Date(n[2]), Region: retrieval.RegionOf(at), Text: n[0],
		}})
		if err != nil {
			t.Fatal(err)
		}
	}
	return NewReader(s, g)
}

func TestReadNotices(t *testing.T) {
	r := library(t,
		[3]string{"中华人民共和国学前教育法", "", "2024-11-08"},
		[3]string{"中华人民共和国教育法", "", "2021-04-29"},
		[3]string{"中华人民共和国教师法", "", "2009-08-27"},
		[3]string{"校车安全管理条例", "中华人民共和国国务院令第617号", "2012-04-05"},
		[3]string{"中华人民共和国国防教育法", "", "2018-04-27"},
		[3]string{"中华人民共和国国防教育法", "", "2024-09-13"},
		[3]string{"浙江省学前教育条例", "", "2017-05-26"},
		[3]string{"青岛市学前教育条例", "", "2018-09-07"},
		[3]string{"北京市学前教育条例", "", "2016-11-25"},
		[3]string{"宁波市学前教育促进条例", "", "2012-03-31"},
		[3]string{"奉节县人民政府关于推动教育高质量发展的十条措施", "奉节府办发〔2023〕65号", "2023-09-20"},
	)
	for _, tc := range []struct {
		text          string
		want, unknown []string // sources
	}{
		{"学前教育法从哪天开始施行?", []string{"0"}, nil},
		{"《学前教育法》规定收费吗", []string{"0"}, nil},
		{"教育法律有哪些", nil, nil},
		{"教师法定节假日加班怎么算", nil, nil},
		{"校车条例对驾驶人有什么要求", []string{"3"}, nil},
		{"国务院令第617号还有效吗", []string{"3"}, nil},
		{"国防教育法现行是哪一版", []string{"5", "4"}, nil},
		{"学前教育条例怎么规定的", []string{"7", "6", "8"}, nil},
		{"浙江的学前教育条例怎么规定的", []string{"6"}, nil},
		{"十条措施什么时候出台的", []string{"10"}, nil},
		{"奉节府办发[2023]65号还执行吗", []string{"10"}, nil},
		{"〔2023〕65号文件讲什么", []string{"10"}, nil},
		{"《民办教育促进法》怎么规定", nil, []string{"民办教育促进法"}},
		{"幼儿园收费多少", nil, nil},
	} {
		s, err := r.Read(t.Context(), tc.text, "")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range s.Notices {
			got = append(got, n.Source)
		}
		if !slices.Equal(got, tc.want) || !slices.Equal(s.Cited, tc.unknown) {
			t.Errorf("%s: %q, unknown %q; want %q, %q", tc.text, got, s.Cited, tc.want, tc.unknown)
		}
	}
}

// TestReadVersions: of two texts of one law the earlier is replaced by the later.
func TestReadVersions(t *testing.T) {
	r := library(t, [3]string{"中华人民共和国国防教育法", "", "2018-04-27"}, [3]string{"中华人民共和国国防教育法", "", "2024-09-13"})
	s, err := r.Read(t.Context(), "国防教育法现行是哪一版?", "")
	if err != nil || len(s.Notices) != 2 {
		t.Fatalf("%+v, %v", s.Notices, err)
	}
	if s.Notices[0].ReplacedBy != nil || s.Notices[1].ReplacedBy == nil || s.Notices[1].ReplacedBy.Since != "2024-09-13" {
		t.Errorf("successors %+v, %+v", s.Notices[0].ReplacedBy, s.Notices[1].ReplacedBy)
	}
	if s.Rest != "现行是哪一版?" {
		t.Errorf("rest %q", s.Rest)
	}
}

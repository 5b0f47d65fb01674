package place

import (
	"os"
	"strings"
	"testing"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

// The laws are what most texts are like; the test cases name a place in every line, which is the worst case.
func BenchmarkFind(b *testing.B) {
	g := gazetteer(b)
	cases, err := os.ReadFile("testdata/find.txt")
	if err != nil {
		b.Fatal(err)
	}
	law := shared(b, "data", "laws_education", "浙江", "浙江省义务教育条例(2021-09-30).md")
	for name, text := range map[string]string{"law": law, "dense": strings.Repeat(plain(string(cases)), 8)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				g.Find(text)
			}
		})
	}
}

func BenchmarkQuestion(b *testing.B) {
	g := gazetteer(b)
	for b.Loop() {
		g.Find("奉节县引进的重点大学毕业生老师有住房补贴吗?给多少?")
	}
}

func BenchmarkResolve(b *testing.B) {
	g := gazetteer(b)
	for name, given := range map[string]string{"known": "内蒙古锡林郭勒盟乌拉盖管理区", "unknown": "风节县"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				g.Resolve(given)
			}
		})
	}
}

func BenchmarkNames(b *testing.B) {
	g := gazetteer(b)
	for b.Loop() {
		g.Names("我家孩子想去柳溪县石牛镇中心小学,每年招多少人?")
	}
}

func BenchmarkOfNotice(b *testing.B) {
	g := gazetteer(b)
	head := shared(b, "notices", "004_010ca49a0e66d2fd.txt")
	for b.Loop() {
		g.OfNotice("教育局", "乌拉盖管理区全面提升基础教育质量第二期三年行动计划", head)
	}
}

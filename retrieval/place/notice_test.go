package place

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOfNotice(t *testing.T) {
	cases := []struct {
		name, issuer, title, head string
		want                      string // full name
		certain                   bool
	}{
		// The issuer tells.
		{"county government", "奉节县人民政府", "", "", "重庆市奉节县", true},
		{"county office", "奉节县人民政府办公室", "关于印发若干措施的通知", "", "重庆市奉节县", true},
		{"county with its province", "重庆市奉节县教育委员会", "", "", "重庆市奉节县", true},
		{"bureau", "开原市教育局", "", "", "辽宁省铁岭市开原市", true},
		{"party", "中共奉节县委教育工作委员会", "", "", "重庆市奉节县", true},
		{"people's congress", "上海市人大常委会", "", "", "上海市", true},
		{"zone", "乌拉盖管理区教育局", "", "", "内蒙古自治区锡林郭勒盟乌拉盖管理区", true},
		{"zone abbreviated", "大庆高新区教育局", "", "", "黑龙江省大庆高新技术产业开发区", true},
		{"several bodies of one place", "沈阳市教育局 沈阳市财政局", "", "", "辽宁省沈阳市", true},
		{"short name", "奉节县教委", "", "", "重庆市奉节县", true},
		{"traditional", "大慶市教育局", "", "", "黑龙江省大庆市", true},
		{"Corps", "新疆生产建设兵团教育局", "", "", "新疆生产建设兵团", true},

		// National bodies.
		{"ministry", "教育部", "", "", "全国", true},
		{"ministry's office", "教育部办公厅", "关于做好2024年招生工作的通知", "", "全国", true},
		{"State Council", "国务院", "", "", "全国", true},
		{"State Council's office", "国务院办公厅", "", "", "全国", true},
		{"people's congress of the nation", "全国人民代表大会常务委员会", "中华人民共和国义务教育法", "", "全国", true},
		{"party's centre", "中共中央 国务院", "", "", "全国", true},
		{"two ministries", "教育部 财政部", "", "", "全国", true},
		{"ministry and city", "教育部、重庆市人民政府", "", "", "全国", true},
		{"ministry of human resources", "人力资源社会保障部", "", "", "全国", true},
		{"commission", "国家发展改革委", "", "", "全国", true},
		{"supreme court", "最高人民法院", "", "", "全国", true},
		{"local office of a national body", "国家税务总局重庆市税务局", "", "", "重庆市", true},
		{"local department of propaganda", "奉节县委宣传部", "", "", "重庆市奉节县", true},
		{"ministry writes of a place", "教育部", "关于同意设立重庆理工大学的函", "", "全国", true},
		{"State Council approves for a place", "国务院", "关于同意深圳市设立学院的批复", "", "广东省深圳市", true},

		// The issuer says nothing, the title does.
		{"bare bureau, title begins", "教育局", "乌拉盖管理区全面提升基础教育质量第二期三年行动计划(2018—2020年)实施意见", "", "内蒙古自治区锡林郭勒盟乌拉盖管理区", true},
		{"no issuer, regulation", "", "宁波市学前教育促进条例", "", "浙江省宁波市", true},
		{"no issuer, law", "", "中华人民共和国义务教育法", "", "全国", true},
		{"law in a local regulation's title", "", "上海市实施《中华人民共和国义务教育法》办法", "", "上海市", true},
		{"special economic zone", "", "深圳经济特区学前教育条例", "", "广东省深圳市", true},
		{"printed and distributed", "", "关于印发奉节县推动教育高质量发展若干措施的通知", "", "重庆市奉节县", true},
		{"body in the title", "", "大庆市教育局关于2021年工作的部署", "", "黑龙江省大庆市", true},
		{"body of the nation in the title", "", "教育部关于印发《中小学德育工作指南》的通知", "", "全国", true},
		{"answer to delegates", "", "对开原市政协九届三次会议第25号《关于推进我市教育高质量发展的提案》答复", "", "辽宁省铁岭市开原市", true},
		{"short name leads", "", "大庆教育工作要点", "", "黑龙江省大庆市", true},
		{"journey elsewhere", "", "关于赴北京市考察学习的通知", "", "", false},
		{"passing on", "", "关于转发《重庆市学前教育管理办法》的通知", "", "", false},
		{"library", "", "上海市公共图书馆条例", "", "上海市", true},

		// The title is about a place below the issuer's.
		{"reply about a county", "重庆市教育委员会", "关于奉节县教育发展的批复", "", "重庆市奉节县", true},
		{"city's rule, approved by the region", "宁夏回族自治区人大常委会", "银川市学前教育条例", "", "宁夏回族自治区银川市", true},
		{"county passes on the city's", "奉节县教育委员会", "转发重庆市教育委员会关于招生的通知", "", "重庆市奉节县", true},
		{"county only an example", "重庆市教育委员会", "关于推广奉节县经验的通知", "", "重庆市", true},

		// The first lines tell.
		{"news", "", "", "東北網3月1日訊 開局『十四五』,踏上新征程。\n近日,大慶市教育局立足『努力辦好人民滿意的教育』", "黑龙江省大庆市", true},
		{"source line", "", "关于推进教育高质量发展的答复", "来源:开原市人民政府办公室 时间:2024-11-14", "辽宁省铁岭市开原市", true},
		{"document number", "", "关于印发若干措施的通知", "奉节府办发〔2023〕65号\n各乡镇人民政府", "重庆市奉节县", true},
		{"promulgation", "", "教师资格条例", "1995年12月12日 中华人民共和国国务院令第188号发布", "全国", true},
		{"court", "", "关于审理未成年人刑事案件的解释", "最高人民法院公告公布", "全国", true},
		{"commission of the state", "", "学校体育工作条例", "1990年2月20日 国务院批准\n1990年3月12日 国家教育委员会令第8号发布", "全国", true},
		{"the state's bodies", "", "未成年人网络保护条例", "第三条 国家网信部门负责统筹协调未成年人网络保护工作", "全国", true},
		{"national act only referred to", "", "关于招生的通知", "开原市教育局\n教育部令第8号", "辽宁省铁岭市开原市", true},
		{"place mentioned by the way", "", "关于学习的通知", "学习北京、上海、天津的经验", "", false},
		{"one place mentioned by the way", "", "关于学习的通知", "在奉节召开会议", "重庆市奉节县", false},
		{"two places alike", "", "合作办学协议", "大庆市教育局、开原市教育局商定", "", false},

		// Names that several places bear.
		{"ambiguous", "鼓楼区教育局", "关于招生的通知", "", "鼓楼区", false},
		{"ambiguous, settled by the title", "鼓楼区教育局", "南京市鼓楼区2024年招生办法", "", "江苏省南京市鼓楼区", true},
		{"ambiguous, settled by the head", "鼓楼区教育局", "关于招生的通知", "根据福州市教育局要求", "福建省福州市鼓楼区", true},
		{"ambiguous title", "", "朝阳区小学入学办法", "", "朝阳区", false},
		{"ambiguous with parent", "北京市朝阳区教育委员会", "", "", "北京市朝阳区", true},

		// Learned.
		{"unknown zone with its province", "吉林青松岭开发区管理委员会", "", "", "吉林省青松岭开发区", true},
		{"unknown zone, parent in the head", "青松岭管理区教育局", "", "锡盟教育局要求", "内蒙古自治区锡林郭勒盟青松岭管理区", true},
		{"unknown zone, no parent", "青松岭管理区教育局", "", "", "青松岭管理区", false},
		{"unknown zone in the title", "", "青松岭管理区招生办法", "为做好青松岭管理区招生工作,根据锡林郭勒盟要求", "内蒙古自治区锡林郭勒盟青松岭管理区", true},
		{"zone named once in a title", "", "现代农业示范区建设方案", "", "", false},
		{"unknown district of an unknown city", "澜川市雁洲区教育局", "", "", "澜川市雁洲区", true},
		{"unknown county of an unknown province", "岚江省鹤汀县教育局", "", "", "岚江省鹤汀县", true},
		{"new county", "和安县教育局", "", "新疆维吾尔自治区和田地区", "新疆维吾尔自治区和田地区和安县", true},
		{"kind of zone, city in the head", "高新区教育局", "", "大庆市教育局要求", "黑龙江省大庆高新技术产业开发区", true},
		{"kind of zone below its city", "大庆市风景区管委会", "", "", "黑龙江省大庆市风景区", true},
		{"kind of zone alone", "高新区教育局", "", "", "", false},
		{"zone within a city", "武汉东湖新技术开发区教育局", "", "", "湖北省武汉市东湖新技术开发区", true},
		{"resort of the nation's rank", "莆田市湄洲岛国家旅游度假区管委会", "", "", "福建省莆田市湄洲岛国家旅游度假区", true},
		{"area without a suffix", "东莞市松山湖管委会", "", "", "广东省东莞市", false},
		{"zone below its city, abbreviated", "成都高新区教育文化和卫生健康局", "", "", "四川省成都市高新区", true},
		{"national new area", "河北雄安新区管理委员会", "", "", "河北省雄安新区", true},

		// None.
		{"bare bureau", "教育局", "2024年工作要点", "各镇人民政府", "", false},
		{"bare provincial department", "省教育厅", "关于做好招生工作的通知", "", "", false},
		{"blanked issuer", "xxx市教育局", "关于招生的通知", "北京市教育局", "", false},
		{"blanked title", "", "xxx 市教育局关于 xxx 市教育事业发展“十四五”规划前期调研报告", "北京市教育局", "", false},
		{"blanked with 某", "某市教育局", "", "", "", false},
		{"blanked with crosses", "××县人民政府", "", "", "", false},
		{"blanked with X", "X市X区教育局", "", "", "", false},
		{"nothing", "", "", "", "", false},

		// A school's notice is not its city's.
		{"university", "重庆大学", "招生章程", "", "重庆市", false},
		{"school in the title", "", "重庆市人民小学2024年招生简章", "重庆市教育委员会", "重庆市", false},
	}
	g := gazetteer(t)
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			p, certain := g.OfNotice(tc.issuer, tc.title, tc.head)
			if p.FullName() != tc.want || certain != tc.certain {
				t.Errorf("%q, certain %v, want %q, %v", p.FullName(), certain, tc.want, tc.certain)
			}
			if again, ok := g.Lookup(p.ID()); ok == p.IsZero() || again != p {
				t.Errorf("Lookup(%q) = %v, %v", p.ID(), again, ok)
			}
		})
	}
}

// The notices of ../shared/notices, as their issuer, title and first lines stand there.
func TestSharedNotices(t *testing.T) {
	cases := []struct{ file, issuer, title, want string }{
		{"000_56730d38a0832aa8.txt", "开原市人民政府办公室", "对开原市政协九届三次会议第25号《关于推进我市教育高质量发展的提案》答复", "辽宁省铁岭市开原市"},
		{"001_a951aad1f741d909.txt", "", "", "黑龙江省大庆市"},
		{"002_7a3219b9bd03bca4.txt", "xxx市教育局", "xxx市教育局对于xxx市教育事业发展“十四五”规划前期调研报告", ""},
		{"003_6360d3c7467e0d83.txt", "奉节县人民政府", "奉节县人民政府办公室关于印发奉节县推动教育高质量发展若干措施的通知", "重庆市奉节县"},
		{"004_010ca49a0e66d2fd.txt", "教育局", "乌拉盖管理区全面提升基础教育质量第二期三年行动计划(2018—2020年)实施意见", "内蒙古自治区锡林郭勒盟乌拉盖管理区"},
	}
	g := gazetteer(t)
	for _, tc := range cases {
		text := shared(t, "notices", tc.file)
		readings := map[string][3]string{"all parts": {tc.issuer, tc.title, text}, "title and head": {"", tc.title, text}}
		if tc.want != "" {
			readings["head alone"] = [3]string{"", "", text}
		}
		for name, parts := range readings {
			t.Run(tc.file+" "+name, func(t *testing.T) {
				p, certain := g.OfNotice(parts[0], parts[1], parts[2])
				if p.FullName() != tc.want || certain != (tc.want != "") {
					t.Errorf("%q, certain %v, want %q", p.FullName(), certain, tc.want)
				}
			})
		}
	}
}

// shared reads a file of the folder with test material beside the repository.
func shared(t testing.TB, parts ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{"..", "..", "..", "shared"}, parts...)...))
	if err != nil {
		t.Fatalf("test material: %v", err)
	}
	return string(data)
}

var update = flag.Bool("update", false, "rewrite testdata/laws.txt from what OfNotice says")

// Every law and regulation of ../shared/data/laws_education, read from its title and its first lines, must come out as
// testdata/laws.txt says: the nation for national laws, the place for local ones.
func TestSharedLaws(t *testing.T) {
	files, err := filepath.Glob("../../../shared/data/laws_education/*/*.md")
	if err != nil || len(files) < 115 {
		t.Fatalf("test material: %d laws, %v", len(files), err)
	}
	g := gazetteer(t)
	var table strings.Builder
	for _, file := range files {
		folder, name := filepath.Split(file)
		text := shared(t, "data", "laws_education", filepath.Base(folder), name)
		title, rest, _ := strings.Cut(strings.TrimPrefix(text, "# "), "\n")
		p, certain := g.OfNotice("", title, rest)
		fmt.Fprintf(&table, "%s\t%v\t%s/%s\n", p.FullName(), certain, filepath.Base(folder), name)
	}
	const golden = "testdata/laws.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got := table.String(); got != string(want) {
		for line := range strings.Lines(got) {
			if !strings.Contains(string(want), line) {
				t.Errorf("got %s", line)
			}
		}
		t.Errorf("the table differs from %s", golden)
	}
}

// Whatever a notice says, its place has an ID by which it is found again, and only a place that is named is certain.
func FuzzOfNotice(f *testing.F) {
	f.Add("奉节县人民政府", "关于印发若干措施的通知", "奉节府办发〔2023〕65号")
	f.Add("", "青松岭管理区招生办法", "青松岭管理区 锡盟")
	f.Add("\xff\n", " \n某市", "X\n国务院\n")
	f.Add("中共", "教育部", "教育部门")
	g := gazetteer(f)
	f.Fuzz(func(t *testing.T, issuer, title, head string) {
		p, certain := g.OfNotice(issuer, title, head)
		if p.IsZero() && certain {
			t.Fatal("certain of no place")
		}
		if again, ok := g.Lookup(p.ID()); !p.IsZero() && (!ok || again != p) {
			t.Fatalf("Lookup(%q) = %v, %v, want %v", p.ID(), again, ok, p)
		}
	})
}

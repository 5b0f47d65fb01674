package figures

import (
	"strings"
	"testing"
)

// notice is a text of our own in the manner of a notice, about half of its
// sentences with figures.
const notice = `为深入推进教育综合改革,进一步提升教育教学质量,根据县教发〔2023〕15号文件精神,结合我县实际,制定本方案。
一、指导思想
坚持立德树人根本任务,全面贯彻党的教育方针,着力构建高质量教育体系,努力办好人民满意的教育。
二、主要目标
到2027年,学前教育毛入园率达到95%以上,普惠性幼儿园覆盖率不低于90%,义务教育巩固率稳定在98%左右。
三、重点任务
(一)加强队伍建设。每年评选名师8人、名校长6人,教师每人每年培训不少于72学时,每两年举办一届教师大练兵活动,引进人才给予1—3万元住房补贴。
(二)强化经费保障。小学生均公用经费每生每年720元,县财政每年设立1000-1500万元专项资金,用于教科研、教师研修和质量监测等工作。
(三)完善评价机制。坚持效果导向,建立健全三位一体的考核评价机制,自2023年9月1日起施行,各学校应当在30日内报送实施细则。
`

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat(notice, 200)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(text)
	}
}

// BenchmarkFindOneLine has one line without an end of clause, where looking
// around each figure must not cost more with the line's length.
func BenchmarkFindOneLine(b *testing.B) {
	text := strings.Repeat("每两年至少建设一所不低于三个班的学校和5、6、7", 10000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(text)
	}
}

func BenchmarkSupports(b *testing.B) {
	source, claim := Find(notice), Find("每年评选名校长6名")
	for b.Loop() {
		supportsAll(source, claim)
	}
}

package place_test

import (
	"fmt"
	"log"

	"wence/retrieval/place"
)

func Example() {
	places, err := place.Load()
	if err != nil {
		log.Fatal(err)
	}
	question := "奉节县引进的毕业生有住房补贴吗?"
	for _, m := range places.Find(question) {
		fmt.Println(question[m.Start:m.End], "is", m.Place().FullName())
	}
	asked, err := places.Resolve("重庆 奉节")
	if err != nil {
		log.Fatal(err)
	}
	rule, certain := places.OfNotice("重庆市教育委员会", "关于做好2024年招生工作的通知", "")
	fmt.Println(rule.FullName(), certain, place.Applies(rule, asked))

	_, err = places.Resolve("鼓楼区")
	fmt.Println(err)
	// Output:
	// 奉节县 is 重庆市奉节县
	// 重庆市 true true
	// 叫“鼓楼区”的地区有4个:江苏省南京市鼓楼区、江苏省徐州市鼓楼区、福建省福州市鼓楼区、河南省开封市鼓楼区,请写明上级地区
}

func ExampleGazetteer_Names() {
	places, err := place.Load()
	if err != nil {
		log.Fatal(err)
	}
	question := "柳溪县石牛镇中心小学招多少人?"
	for _, n := range places.Names(question) {
		fmt.Println(question[n.Start:n.End], n.Division)
	}
	// Output:
	// 柳溪县 true
	// 石牛镇中心小学 false
}

package figures

import ("testing";"bufio";"os";"fmt")

func TestTry(t *testing.T) {
	in := bufio.NewScanner(os.Stdin)
	if p:=os.Getenv("TRYFILE"); p!="" { f,_:=os.Open(p); in=bufio.NewScanner(f) }
	in.Buffer(nil, 1<<22)
	for in.Scan() {
		l := in.Text()
		fs := Find(l)
		if os.Getenv("ONLY")!="" && len(fs)==0 {continue}
		fmt.Println(l)
		for _, f := range fs { fmt.Printf("      %s:%s   [%s]\n", f.Kind, f, f.Text) }
	}
}

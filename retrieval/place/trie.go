package place

import (
	"cmp"
	"slices"
)

// A trie finds the forms that begin at a position of a folded text.
type trie struct {
	root  []int32 // node by first symbol, 0 for none
	nodes []trieNode
	edges []trieEdge
}

type trieNode struct {
	first, last int32 // its edges, by symbol
	form        int32 // index of the form that ends here, -1 for none
}

type trieEdge struct {
	symbol uint16
	to     int32
}

// newTrie makes the trie of the given forms, which must be distinct, sorted and not empty.
func newTrie(forms [][]uint16) *trie {
	t := &trie{root: make([]int32, 1<<16), nodes: make([]trieNode, 1, 4*len(forms))}
	for from := 0; from < len(forms); {
		to := endOfGroup(forms, from, 0)
		t.root[forms[from][0]] = t.add(forms[from:to], from, 1)
		from = to
	}
	return t
}

// add appends the node of the forms that share their first depth symbols; base is the index of the first of them.
func (t *trie) add(forms [][]uint16, base, depth int) int32 {
	node := trieNode{form: -1}
	from := 0
	if len(forms[0]) == depth {
		node.form, from = int32(base), 1
	}
	self := len(t.nodes)
	t.nodes = append(t.nodes, node)
	var edges []trieEdge
	for from < len(forms) {
		to := endOfGroup(forms, from, depth)
		edges = append(edges, trieEdge{forms[from][depth], t.add(forms[from:to], base+from, depth+1)})
		from = to
	}
	node.first, node.last = int32(len(t.edges)), int32(len(t.edges)+len(edges))
	t.edges = append(t.edges, edges...)
	t.nodes[self] = node
	return int32(self)
}

// endOfGroup returns the end of the run of forms from index from that have the same symbol at depth.
func endOfGroup(forms [][]uint16, from, depth int) int {
	to := from + 1
	for to < len(forms) && forms[to][depth] == forms[from][depth] {
		to++
	}
	return to
}

// A hit is a form found in a text.
type hit struct {
	form int32
	end  int // index of the symbol after it
}

// longestFirst appends to hits the forms that begin at symbol i, the longest first.
func (t *trie) longestFirst(symbols []uint16, i int, hits []hit) []hit {
	node := t.root[symbols[i]]
	start := len(hits)
	for end := i + 1; node != 0; end++ {
		n := t.nodes[node]
		if n.form >= 0 {
			hits = append(hits, hit{n.form, end})
		}
		node = 0
		if end < len(symbols) {
			node = t.child(n, symbols[end])
		}
	}
	slices.Reverse(hits[start:])
	return hits
}

// find returns the index of the form that is exactly the given symbols.
func (t *trie) find(symbols []uint16) (int32, bool) {
	if len(symbols) == 0 {
		return 0, false
	}
	node := t.root[symbols[0]]
	for i := 1; i < len(symbols) && node != 0; i++ {
		node = t.child(t.nodes[node], symbols[i])
	}
	form := t.nodes[node].form
	return form, node != 0 && form >= 0
}

func (t *trie) child(n trieNode, symbol uint16) int32 {
	edges := t.edges[n.first:n.last]
	if i, found := slices.BinarySearchFunc(edges, symbol, func(e trieEdge, s uint16) int { return cmp.Compare(e.symbol, s) }); found {
		return edges[i].to
	}
	return 0
}

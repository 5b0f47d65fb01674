package encoder

import (
	"math"

	"wence/retrieval/encoder/kernel"
)

const lanes = 16 // rows of scores are whole multiples of it

// layer takes x through a layer. Of firstToken, only each input's first row comes out.
func (w *workspace) layer(l *layer, want wanted) {
	k := w.net.kernel
	w.quantize(w.x, l.keyValue)
	k.Linear(w.keyValue, w.in, w.rows, l.keyValue)
	from := w.sequences
	if want == firstToken {
		w.keepFirst()
		w.quantize(w.x, l.query)
	}
	k.Linear(w.queries, w.in, w.rows, l.query)
	for i, s := range from {
		w.attend(w.sequences[i], s)
	}
	w.quantize(w.context, l.out)
	k.Linear(w.y, w.in, w.rows, l.out)
	w.addNorm(l.norm1)
	for row := 0; row < w.rows; row += tileRows {
		w.feedForward(l, row, min(tileRows, w.rows-row))
	}
	w.addNorm(l.norm2)
}

// keepFirst drops all rows of x but each input's first.
func (w *workspace) keepFirst() {
	width := w.net.header.Hidden
	kept := make([]sequence, len(w.sequences))
	for i, s := range w.sequences {
		copy(w.x[i*width:][:width], w.x[s.start*width:][:width])
		kept[i] = sequence{i, 1}
	}
	w.sequences, w.rows = kept, len(kept)
}

// quantize makes all rows of x the left side of a product with m.
func (w *workspace) quantize(x []float32, m *kernel.Matrix) {
	w.net.kernel.Quantize(w.in, x, w.rows, m)
}

// addNorm makes x the norm of x + y.
func (w *workspace) addNorm(norm kernel.Norm) {
	w.net.kernel.AddNorm(w.x[:w.rows*w.net.header.Hidden], w.y, norm)
}

// feedForward makes n rows of y the feed-forward step of those of x.
func (w *workspace) feedForward(l *layer, row, n int) {
	k, width, wide := w.net.kernel, w.net.header.Hidden, w.net.header.Intermediate
	k.Quantize(w.in, w.x[row*width:], n, l.up)
	k.Linear(w.wide, w.in, n, l.up)
	k.GELU(w.wide[:n*wide])
	k.Quantize(w.inWide, w.wide, n, l.down)
	k.Linear(w.y[row*width:], w.inWide, n, l.down)
}

// attend makes the context of queries what they see in the keys and values of a sequence.
func (w *workspace) attend(queries, of sequence) {
	width := w.net.header.Hidden
	head := width / w.net.header.Heads
	for column := 0; column < width; column += head {
		keys := w.transpose(of, column, head)
		values := kernel.Block{
			Data: w.keyValue[of.start*2*width+width+column:], Rows: of.length, Columns: head, Stride: 2 * width,
		}
		for i := 0; i < queries.length; i += tileRows {
			n := min(tileRows, queries.length-i)
			at := (queries.start+i)*width + column
			q := kernel.Block{Data: w.queries[at:], Rows: n, Columns: head, Stride: width}
			scores := w.score(q, keys, of.length)
			w.net.kernel.Product(kernel.Block{Data: w.context[at:], Rows: n, Columns: head, Stride: width}, scores, values)
		}
	}
}

// transpose returns the keys of a sequence and head, a column a token, filled with zeros to whole lanes.
func (w *workspace) transpose(s sequence, column, head int) kernel.Block {
	stride := 2 * w.net.header.Hidden
	keys := kernel.Block{Data: w.keys, Rows: head, Columns: padded(s.length), Stride: padded(s.length)}
	clear(w.keys[:head*keys.Stride])
	for i := range s.length {
		for j, v := range w.keyValue[(s.start+i)*stride+column:][:head] {
			w.keys[j*keys.Stride+i] = v
		}
	}
	return keys
}

// score returns how much each query looks at each of n tokens; a row's scores add up to 1.
func (w *workspace) score(queries, keys kernel.Block, n int) kernel.Block {
	scores := kernel.Block{Data: w.scores, Rows: queries.Rows, Columns: keys.Columns, Stride: keys.Columns}
	w.net.kernel.Product(scores, queries, keys)
	scale := float32(1 / math.Sqrt(float64(queries.Columns)))
	for i := range scores.Rows {
		row := scores.Data[i*scores.Stride:][:scores.Columns]
		for j := n; j < len(row); j++ {
			row[j] = float32(math.Inf(-1)) // no token
		}
	}
	w.net.kernel.Softmax(scores.Data[:scores.Rows*scores.Stride], scores.Stride, scale)
	scores.Columns = n
	return scores
}

// padded is n rounded up to whole lanes.
func padded(n int) int { return (n + lanes - 1) / lanes * lanes }

package fidelity

// A Fault is why a sentence is not let through.
type Fault struct {
	What string // the words at fault; "" = the sentence as a whole
	Why  string // in Chinese
}

// String is the fault in words for a model.
func (f Fault) String() string {
	if f.What == "" {
		return f.Why
	}
	return "“" + f.What + "”:" + f.Why
}

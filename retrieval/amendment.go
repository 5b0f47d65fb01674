package retrieval

// An Amendment is what a person says of a notice where the program read something else, or nothing. A nil field leaves
// what was read. It belongs to the origin, so it outlives a file that is ingested again.
type Amendment struct {
	Title     *string `json:",omitempty"`
	Number    *string `json:",omitempty"`
	Issuer    *string `json:",omitempty"`
	Region    *Region `json:",omitempty"`
	Issued    *Date   `json:",omitempty"`
	Published *Date   `json:",omitempty"`
	Effective *Date   `json:",omitempty"`
	Expires   *Date   `json:",omitempty"`
	Declared  *string `json:",omitempty"` // 有效性: 有效, 废止, 失效
}

// IsZero reports an amendment that changes nothing.
func (a Amendment) IsZero() bool { return a == Amendment{} }

// Over is the notice with the amendment laid over it.
func (a Amendment) Over(n Notice) Notice {
	lay(&n.Title, a.Title)
	lay(&n.Number, a.Number)
	lay(&n.Issuer, a.Issuer)
	lay(&n.Region, a.Region)
	lay(&n.Issued, a.Issued)
	lay(&n.Published, a.Published)
	lay(&n.Effective, a.Effective)
	lay(&n.Expires, a.Expires)
	lay(&n.Declared, a.Declared)
	return n
}

func lay[T any](field *T, over *T) {
	if over != nil {
		*field = *over
	}
}

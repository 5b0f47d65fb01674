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

// AsRead is the notice without its amendment.
func (n Notice) AsRead() Notice {
	n.lay(n.Read)
	n.Amended, n.Read = Amendment{}, Amendment{}
	return n
}

// Amend is the notice as read with the amendment laid over it, in the place of an earlier one. It says what was read in
// Read.
func (n Notice) Amend(a Amendment) Notice {
	n = n.AsRead()
	n.Amended, n.Read = a, n.lay(a)
	return n
}

// lay changes the fields that the amendment states, and gives what they were.
func (n *Notice) lay(a Amendment) Amendment {
	return Amendment{
		Title: swap(&n.Title, a.Title), Number: swap(&n.Number, a.Number), Issuer: swap(&n.Issuer, a.Issuer),
		Region: swap(&n.Region, a.Region), Issued: swap(&n.Issued, a.Issued), Published: swap(&n.Published, a.Published),
		Effective: swap(&n.Effective, a.Effective), Expires: swap(&n.Expires, a.Expires), Declared: swap(&n.Declared, a.Declared),
	}
}

// swap gives the field a value, if there is one, and gives what it was.
func swap[T any](field *T, value *T) *T {
	if value == nil {
		return nil
	}
	before := *field
	*field = *value
	return &before
}

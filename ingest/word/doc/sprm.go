package doc

// Property modifiers (2.6) that decide what a person sees.
const (
	sprmDeleted   = 0x0800 // sprmCFRMarkDel
	sprmHidden    = 0x083C // sprmCFVanish
	sprmSpecial   = 0x0855 // sprmCFSpec
	sprmSymbol    = 0x6A09 // sprmCSymbol
	sprmCharStyle = 0x4A30 // sprmCIstd
	sprmParaStyle = 0x4600 // sprmPIstd
	sprmInTable   = 0x2416 // sprmPFInTable
	sprmRowEnd    = 0x2417 // sprmPFTtp
	sprmListLevel = 0x260A // sprmPIlvl
	sprmList      = 0x460B // sprmPIlfo
	sprmOutline   = 0x2640 // sprmPOutLvl
	sprmNesting   = 0x6649 // sprmPItap
	sprmInnerRow  = 0x244C // sprmPFInnerTtp
	sprmHuge      = 0x6646 // sprmPHugePapx: the properties stand in the Data stream
	sprmHugeOld   = 0x6645
	sprmTable     = 0xD608 // sprmTDefTable
	sprmTableHead = 0x3404 // sprmTTableHeader
	sprmVertMerge = 0xD62B // sprmTVertMerge
	sprmHorzMerge = 0x5624 // sprmTMerge
	sprmTabs      = 0xC615 // sprmPChgTabs, whose length byte may say "count"
)

// modifiers calls apply for each property modifier of a list; operands exclude their length byte.
func modifiers(list []byte, apply func(op int, operand []byte)) {
	for len(list) > 2 {
		op := u16(list, 0)
		list = list[2:]
		var n int
		switch op >> 13 {
		case 0, 1:
			n = 1
		case 2, 4, 5:
			n = 2
		case 3:
			n = 4
		case 7:
			n = 3
		case 6:
			var skip int
			if n, skip = variable(op, list); skip > len(list) {
				return
			}
			list = list[skip:]
		}
		if n > len(list) {
			return
		}
		apply(op, list[:n])
		list = list[n:]
	}
}

// variable gives the length of a variable operand and of the length field before it.
func variable(op int, list []byte) (n, skip int) {
	switch {
	case op == sprmTable:
		return max(0, u16(list, 0)-1), 2 // the field counts one of its own bytes
	case op == sprmTabs && u8(list, 0) == 255:
		deleted := int(u8(list, 1))
		added := int(u8(list, 2+4*deleted))
		return 2 + 4*deleted + 3*added, 1
	}
	return int(u8(list, 0)), 1
}

// toggle resolves a toggle's operand against the style's value: 0x80 is the style's, 0x81 its opposite (2.6.1).
func toggle(operand []byte, style bool) bool {
	switch u8(operand, 0) {
	case 0x80:
		return style
	case 0x81:
		return !style
	}
	return u8(operand, 0) != 0
}

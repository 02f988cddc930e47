package source

// aligned returns how an offset into a text as it was given becomes one into
// its normalized form, both in code points. Offsets outside give -1 or one
// past the end.
func aligned(given, stored string) func(int) int {
	if given == stored {
		return func(offset int) int { return offset }
	}
	runes := []rune(given)
	return func(offset int) int {
		if offset < 0 || offset > len(runes) {
			return -1
		}
		return len([]rune(Normalize(string(runes[:offset]))))
	}
}

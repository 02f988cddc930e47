package syntax

import (
	"unicode"
	"unicode/utf8"
)

// Word lists of the tokenizer. They describe how Universal Dependencies cuts
// English, not what is true of English.

// prefixes are bound: the hyphen behind them does not split.
var prefixes = set(`anti co non pre post re ex pro mid multi semi sub inter intra neo cross counter mini extra un e
	ultra trans over micro socio psycho`)

// clitics are split off behind an apostrophe.
var clitics = set(`s re ve ll d m`)

// joinedWords are two words written as one, with the length of the first.
var joinedWords = map[string]int{
	"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "outta": 3, "lemme": 3, "gimme": 3, "dunno": 2,
}

// clipped words begin with an apostrophe.
var clipped = set(`em til till cause tis twas n bout round ya s re ve ll d m`)

// fixed chunks are one token though they look like more.
var fixed = set(`w/ w/o c/o a/c n/a o'clock o’clock [...] [..] us$ a$ c$ hk$ nt$ s$ nz$`)

// units are split from the number before them.
var units = set(`bn m mn mln tn trn k am pm km kg cm mm mg g lb lbs ft kb mb gb tb mw gw kw kwh mph kph hz khz mhz ghz
	hrs hr min mins sec secs ml pct p`)

// domains end a bare address: "rollcall.com".
var domains = set(`com org net edu gov mil int info biz eu uk us ca de fr ru cn jp au io co html htm php pdf doc xls
	jpg png txt`)

// emoticons stand as one token.
var emoticons = set(`:) :-) ;) ;-) :( :-( :D :-D :P :-P :p :/ :| :O :o =) =( XD xD <3 ^_^ :'( D: :] :[ 8) B) ;D ;P`)

// capitalized reports whether a word begins with a capital.
func capitalized(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

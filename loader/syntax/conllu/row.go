package conllu

import (
	"strconv"
	"strings"
)

// Columns of a row.
const (
	columnID = iota
	columnForm
	columnLemma
	columnUPOS
	columnXPOS
	columnFeats
	columnHead
	columnDeprel
	columnDeps
	columnMisc
	columns
)

func (p *parser) row(cells []string) error {
	if len(cells) != columns {
		return p.fail("the row has %d columns; a word has %d, parted by tabs", len(cells), columns)
	}
	for i, c := range cells {
		if c == "" {
			return p.fail("column %d is empty; write _ for nothing", i+1)
		}
	}
	id := cells[columnID]
	if first, last, ok := strings.Cut(id, "-"); ok {
		return p.joint(first, last, cells[columnMisc])
	}
	if node, number, ok := strings.Cut(id, "."); ok {
		return p.emptyNode(node, number)
	}
	return p.word(cells)
}

// emptyNode skips a row of the enhanced graph.
func (p *parser) emptyNode(node, number string) error {
	before, errNode := strconv.Atoi(node)
	_, errNumber := strconv.Atoi(number)
	if errNode != nil || errNumber != nil || before != len(p.sentence.Words) {
		return p.fail("%s.%s is no empty node here; it is numbered after the word before it", node, number)
	}
	return nil
}

// joint begins a multiword token: its words stand together.
func (p *parser) joint(first, last, misc string) error {
	from, errFirst := strconv.Atoi(first)
	to, errLast := strconv.Atoi(last)
	if errFirst != nil || errLast != nil || from != len(p.sentence.Words)+1 || to <= from || from <= p.joined.last {
		return p.fail("%s-%s is no multiword token here; its first word must be the next one, and its last come after that", first, last)
	}
	p.joined = joint{to, spaceAfter(misc)}
	return nil
}

func (p *parser) word(cells []string) error {
	number := len(p.sentence.Words) + 1
	if cells[columnID] != strconv.Itoa(number) {
		return p.fail("the word is numbered %q; it is word %d of its sentence", cells[columnID], number)
	}
	head := 0
	if cells[columnHead] != "_" {
		var err error
		if head, err = strconv.Atoi(cells[columnHead]); err != nil || head < 0 || head == number {
			return p.fail("the head is %q; give the number of another word, or 0 for the root", cells[columnHead])
		}
	}
	w := Word{
		Form: cells[columnForm], Lemma: value(cells[columnLemma]), UPOS: value(cells[columnUPOS]),
		XPOS: value(cells[columnXPOS]), Feats: value(cells[columnFeats]), Head: head - 1,
		Deprel: value(cells[columnDeprel]), Deps: value(cells[columnDeps]), Misc: value(cells[columnMisc]),
	}
	if w.Form == "_" {
		w.Lemma = cells[columnLemma]
	}
	w.SpaceAfter = p.spaceAfterWord(number, w.Misc)
	p.sentence.Words = append(p.sentence.Words, w)
	return nil
}

// spaceAfterWord tells whether a space follows the word with this number.
func (p *parser) spaceAfterWord(number int, misc string) bool {
	switch {
	case number < p.joined.last:
		return false
	case number == p.joined.last:
		return p.joined.spaceAfter
	}
	return spaceAfter(misc)
}

func spaceAfter(misc string) bool { return Word{Misc: misc}.Attribute("SpaceAfter") != "No" }

// value is what a column holds; "_" stands for nothing.
func value(cell string) string {
	if cell == "_" {
		return ""
	}
	return cell
}

// Package resolve tells which actor a stretch of text names.
//
// What enters is an article and its syntax, whose names are judged, not
// trusted. What leaves are mentions, each with the entity it means, in the
// order of the text, and a reject with its reason for what looks like an actor
// and is none: a place where something happens, a phrase that only holds a
// country's name, a pronoun that could mean several. Actors that act without a
// name, "a suicide bomber", are mentions of their noun.
//
// Five sources of knowledge, strongest first: the user's list of stakeholders;
// the embedded gazetteer (gazetteer/*.tsv); names given by the syntax, with
// their short forms and bracketed acronyms; nouns that make an owner act ("US
// warships"); and the article itself, for "the regime", "the spokesman" and
// "it". The surface is always kept: Moscow and Russian officials are both
// Russia, and say so.
package resolve

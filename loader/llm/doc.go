// Package llm reads who does what to whom by asking a language model. It is
// off unless the user names one.
//
// What enters is what enters loader/extract: an article, its document
// (loader/syntax) and the mentions of its actors (loader/resolve). Sentences
// go, a few at a time and with their actors numbered, to an endpoint that
// speaks OpenAI's chat-completions protocol. What leaves are statements of the
// same shape and under the same rule of evidence, and what was dropped, with
// the reason.
//
// Nothing that a model says is believed: answer.go takes an answer apart,
// check.go holds each statement against the text, and what does not stand
// there verbatim becomes a reject. client.go asks, with limits on time, size
// and tries. DESIGN.md argues the choices and says what the checks cannot see.
package llm

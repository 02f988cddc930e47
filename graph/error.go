package graph

import (
	"errors"
	"fmt"
)

// Code tells what sort of failure an error is. Every door of the program (HTTP,
// command line) maps codes in one table of its own.
type Code string

// Codes.
const (
	Invalid      Code = "invalid"      // bad input: the message says what to change
	NotFound     Code = "not_found"    // no such thing
	Conflict     Code = "conflict"     // port taken, already running
	Refused      Code = "refused"      // the Cypher guard or a security rule said no
	TooLarge     Code = "too_large"    // over a stated limit
	Timeout      Code = "timeout"      // over a stated time
	Unavailable  Code = "unavailable"  // the database or a tool is not there
	Unauthorized Code = "unauthorized" // wrong or missing credentials
	NoSpace      Code = "no_space"     // disk full
	Unverifiable Code = "unverifiable" // a statement whose words are not in the text
	Internal     Code = "internal"     // anything else: a defect
)

// Error is the one error type that crosses package borders.
type Error struct {
	Code    Code
	Message string // full sentences for a person, the cause spelled out, without secrets
	Field   string // the input at fault, when there is one
	Err     error  // the cause, or nil
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an error with a code. A %w in the format becomes the cause.
func Errorf(code Code, format string, args ...any) error {
	wrapped := fmt.Errorf(format, args...)
	return &Error{Code: code, Message: wrapped.Error(), Err: errors.Unwrap(wrapped)}
}

// FieldError makes an Invalid error about one input.
func FieldError(field, format string, args ...any) error {
	return &Error{Code: Invalid, Message: fmt.Sprintf(format, args...), Field: field}
}

// CodeOf returns the code of the first *Error in err's chain, Internal when
// there is none, and empty for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	var r Reject
	if errors.As(err, &r) {
		return Invalid
	}
	return Internal
}

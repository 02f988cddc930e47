package store

import _ "embed"

//go:embed statements_speaker.cypher
var statementsSpeakerCypher string

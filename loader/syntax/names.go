package syntax

import "entente/graph"

func names([]Sentence, string, ruler) []graph.Mention { return nil }

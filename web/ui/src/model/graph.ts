// The language of the explorer: the JSON of the API, by its names there. The
// types come from the API's own description, by `npm run types`.
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Relation = Schemas["Relation"];
export type Mode = Schemas["Mode"];
export type Kind = Schemas["Kind"];
export type Node = Schemas["Node"];
export type Edge = Schemas["Edge"];
export type View = Schemas["View"];
export type Overview = Schemas["Overview"];
export type Summary = Schemas["Summary"];
export type Highlight = Schemas["Highlight"];
export type WeekCount = Schemas["WeekCount"];
export type PublisherCount = Schemas["PublisherCount"];
export type Mention = Schemas["Mention"];
export type Excerpt = Schemas["Excerpt"];
export type Statement = Schemas["Statement"];
export type StatementPage = Schemas["StatementPage"];
export type Article = Schemas["Article"];
export type ArticlePage = Schemas["ArticlePage"];
export type Copies = Schemas["Copies"];
export type ArticleList = Schemas["ArticleList"];
export type ArticleSummary = Schemas["ArticleSummary"];
export type SearchResult = Schemas["SearchResult"];
export type Profile = Schemas["Profile"];
export type RelationInfo = Schemas["RelationInfo"];
export type StakeholderList = Schemas["StakeholdersReply"];
export type Removal = Schemas["Removal"];
export type Table = Schemas["Table"];
export type Plan = Schemas["Plan"];
export type PlanStep = Schemas["PlanStep"];
export type Batch = Schemas["Batch"];
export type Counts = Schemas["Counts"];
export type Item = Schemas["Item"];
export type ItemPage = Schemas["ItemPage"];
export type Status = Schemas["StatusReply"];
export type Problem = Schemas["Problem"];

/** The Cypher that answered a question. */
export interface Answer {
  cypher: string;
  parameters: Record<string, unknown>;
}

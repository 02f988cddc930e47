// What is said of copies: articles that carry one text, word by word or nearly
// so, and count as one source.
import type { Article, Copies, Edge } from "./graph";
import { count, day, plural } from "./text";

/** "2 of 5 articles are copies of others"; empty where none is. */
export function copiesAmong({ articles, independent }: Pick<Edge, "articles" | "independent">): string {
  const copies = articles - independent;
  if (copies <= 0) return "";
  return `${count(copies)} of ${plural(articles, "article")} ${copies === 1 ? "is a copy of another" : "are copies of others"}`;
}

/** "Carried by 3 outlets; first by Sample Wire, 24 Apr 2017". */
export function carried({ articles, total, publishers }: Copies): string {
  const where = publishers > 1 ? `by ${plural(publishers, "outlet")}` : `${count(total)} times`;
  return `Carried ${where}; first by ${articles[0] ? outlet(articles[0]) : ""}`;
}

/** "Sample Wire, 24 Apr 2017". */
export function outlet({ publisher, published }: Article): string {
  return [publisher || "an outlet without a name", day(published) || "undated"].join(", ");
}

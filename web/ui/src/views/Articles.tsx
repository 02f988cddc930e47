import { Link, useSearch } from "wouter";
import { count, day, plural } from "../model/text";
import { initial, paths } from "../model/url";
import { CypherLink } from "./CypherLink";
import { useArticles, useOverview } from "./data";
import { go } from "./history";
import { Failed, Loading } from "./states";
import { useTitle } from "./title";
import { Welcome } from "./Welcome";

/** Every article, newest first. */
export function Articles() {
  useTitle("Articles");
  const publisher = new URLSearchParams(useSearch()).get("publisher") ?? "";
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useArticles(publisher);
  const publishers = useOverview(initial).data?.summary.publishers ?? [];
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (isPending) return <Loading what="Fetching the articles…" />;
  const list = data.pages.flatMap((page) => page.articles);
  const total = data.pages[0]?.total ?? 0;
  if (total === 0 && !publisher) return <Welcome />;
  const show = (name: string) => go(name ? `/articles?${new URLSearchParams({ publisher: name })}` : "/articles");
  return (
    <div className="page">
      <div className="page-inner">
        <div className="page-head">
          <div>
            <h1>Articles</h1>
            <p className="dim numbers">
              {count(list.length)} of {plural(total, "article")} shown, newest first
            </p>
          </div>
          <label className="small dim" style={{ minWidth: 220 }}>
            Publisher
            <select className="select" value={publisher} onChange={(event) => show(event.target.value)}>
              <option value="">All publishers</option>
              {publishers.map((p) => (
                <option key={p.publisher} value={p.publisher}>
                  {p.publisher} ({p.articles})
                </option>
              ))}
            </select>
          </label>
        </div>
        <table className="data">
          <thead>
            <tr>
              <th scope="col">
                <span>Article</span>
              </th>
              <th scope="col" className="wide-only">
                <span>Publisher</span>
              </th>
              <th scope="col">
                <span>Published</span>
              </th>
              <th scope="col" className="number">
                <span>Statements</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((article) => (
              <tr key={article.id}>
                <td>
                  <Link href={paths.article(article.id)}>{article.title || article.key}</Link>
                </td>
                <td className="wide-only">{article.publisher || <span className="dim">unnamed</span>}</td>
                <td style={{ whiteSpace: "nowrap" }}>
                  {day(article.published) || <span className="dim">undated</span>}
                </td>
                <td className="number">{count(article.statements)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {hasNextPage && (
          <button
            type="button"
            className="button"
            style={{ marginTop: 16 }}
            onClick={() => void fetchNextPage()}
            disabled={isFetchingNextPage}
          >
            Show more
          </button>
        )}
        <CypherLink answer={data.pages[0]} />
      </div>
    </div>
  );
}

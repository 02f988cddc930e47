import { DropBox } from "./Drop";

/** The first screen of an empty database. */
export function Welcome() {
  return (
    <div className="page">
      <div className="page-inner" style={{ maxWidth: 720, paddingTop: "10vh" }}>
        <h1>Nothing is loaded yet</h1>
        <p className="dim" style={{ margin: "8px 0 24px", fontSize: 16 }}>
          Load news articles, and this page shows who supports, arms, meets, accuses or attacks whom, who says so, and
          in which sentence. The sample holds short reports on the Syria talks of 2016 to 2018.
        </p>
        <DropBox offerSample />
      </div>
    </div>
  );
}

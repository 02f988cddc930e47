import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Redirect, Route, Router, Switch, useLocation } from "wouter";
import { ActorPage } from "./ActorPage";
import { ArticlePage } from "./ArticlePage";
import { Articles } from "./Articles";
import { Batches } from "./Batches";
import { BatchPage } from "./BatchPage";
import { DropVeil, UploadError } from "./Drop";
import { client } from "./data";
import { Explorer } from "./Explorer";
import { Header, Nav } from "./Header";
import { Help } from "./Help";
import { useMoves } from "./history";
import { useKeys } from "./keys";
import { RelationPage } from "./RelationPage";
import { Stakeholders } from "./Stakeholders";
import { toggleScheme } from "./scheme";
import { Loading } from "./states";

const Console = lazy(() => import("./Console"));

export function App() {
  return (
    <QueryClientProvider client={client}>
      <Router hook={useMoves}>
        <Shell />
      </Router>
    </QueryClientProvider>
  );
}

function Shell() {
  const [help, setHelp] = useState(false);
  const [location] = useLocation();
  useKeys({ "?": () => setHelp(true), d: toggleScheme });
  return (
    <div className="app">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Header help={() => setHelp(true)} />
      <main className="main" id="main" tabIndex={-1}>
        <Suspense fallback={<Loading what="Opening…" />}>
          <Pages />
        </Suspense>
      </main>
      <Nav className="nav phone-only" />
      <Help open={help} close={() => setHelp(false)} />
      <DropVeil list={location.startsWith("/stakeholders")} />
      {!/^\/(batches|stakeholders)/.test(location) && <UploadError />}
    </div>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/graph" replace />
      </Route>
      <Route path="/graph">
        <Explorer mode="graph" key="graph" />
      </Route>
      <Route path="/table">
        <Explorer mode="table" key="table" />
      </Route>
      <Route path="/actor/:id">{({ id }) => <ActorPage id={decodeURIComponent(id)} />}</Route>
      <Route path="/relation/:source/:target">
        {({ source, target }) => (
          <RelationPage source={decodeURIComponent(source)} target={decodeURIComponent(target)} />
        )}
      </Route>
      <Route path="/articles">
        <Articles />
      </Route>
      <Route path="/article/:id">{({ id }) => <ArticlePage id={decodeURIComponent(id)} />}</Route>
      <Route path="/cypher">
        <Console />
      </Route>
      <Route path="/batches">
        <Batches />
      </Route>
      <Route path="/stakeholders">
        <Stakeholders />
      </Route>
      <Route path="/batches/:id">{({ id }) => <BatchPage id={decodeURIComponent(id)} key={id} />}</Route>
      <Route>
        <div className="state">
          <h1>There is no page at this address</h1>
          <p>
            <a href="/graph">Open the graph</a>
          </p>
        </div>
      </Route>
    </Switch>
  );
}

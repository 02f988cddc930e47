import { Link, useLocation } from "wouter";
import { Brand, Icon, type IconName } from "./icons";
import { Search } from "./Search";
import { toggleScheme, useScheme } from "./scheme";

const views: { href: string; word: string; icon: IconName; at: RegExp }[] = [
  { href: "/graph", word: "Graph", icon: "graph", at: /^\/($|graph|actor|relation)/ },
  { href: "/table", word: "Table", icon: "table", at: /^\/table/ },
  { href: "/articles", word: "Articles", icon: "article", at: /^\/article/ },
  { href: "/cypher", word: "Cypher", icon: "console", at: /^\/cypher/ },
  { href: "/batches", word: "Load", icon: "load", at: /^\/(batches|stakeholders)/ },
];

export function Header({ help }: { help: () => void }) {
  const scheme = useScheme();
  return (
    <header className="header">
      <Link href="/graph" className="brand" aria-label="Entente, start">
        <Brand />
        <span>Entente</span>
      </Link>
      <Search />
      <Nav className="nav wide-only" />
      <div className="header-tools">
        <button
          type="button"
          className="icon-button"
          aria-label="Keys and help (?)"
          title="Keys and help (?)"
          onClick={help}
        >
          <Icon name="help" size={20} />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={scheme === "dark" ? "Light colors (D)" : "Dark colors (D)"}
          title={scheme === "dark" ? "Light colors (D)" : "Dark colors (D)"}
          onClick={toggleScheme}
        >
          <Icon name={scheme === "dark" ? "sun" : "moon"} size={20} />
        </button>
      </div>
    </header>
  );
}

/** Table and graph keep what is filtered and chosen when going from one to the other. */
export function Nav({ className }: { className: string }) {
  const [location] = useLocation();
  const shared = /^\/(graph|table)/.test(location) ? window.location.search : "";
  return (
    <nav className={className} aria-label="Views">
      {views.map(({ href, word, icon, at }) => (
        <Link
          key={href}
          href={/^\/(graph|table)/.test(href) ? href + shared : href}
          aria-current={at.test(location) ? "page" : undefined}
        >
          <Icon name={icon} size={20} />
          {word}
        </Link>
      ))}
    </nav>
  );
}

// What is unique, and what is looked up. Every statement can be repeated.
// A statement ends with a semicolon at the end of a line.
CREATE CONSTRAINT graph_id IF NOT EXISTS FOR (n:Graph) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT migration_name IF NOT EXISTS FOR (n:Migration) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT statement_id IF NOT EXISTS FOR (n:Statement) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT publisher_name IF NOT EXISTS FOR (n:Publisher) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT batch_id IF NOT EXISTS FOR (n:Batch) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT item_key IF NOT EXISTS FOR (n:Item) REQUIRE n.key IS UNIQUE;

CREATE INDEX article_key IF NOT EXISTS FOR (n:Article) ON (n.key);
CREATE INDEX article_sha256 IF NOT EXISTS FOR (n:Article) ON (n.sha256);
CREATE INDEX article_date IF NOT EXISTS FOR (n:Article) ON (n.sort_key);
CREATE INDEX article_publisher IF NOT EXISTS FOR (n:Article) ON (n.publisher, n.sort_key);
CREATE INDEX statement_pair IF NOT EXISTS FOR (n:Statement) ON (n.source_id, n.target_id, n.relation, n.sort_key);
CREATE INDEX statement_date IF NOT EXISTS FOR (n:Statement) ON (n.sort_key);
CREATE INDEX item_order IF NOT EXISTS FOR (n:Item) ON (n.batch, n.number);
CREATE INDEX batch_created IF NOT EXISTS FOR (n:Batch) ON (n.created);

CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases] OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE FULLTEXT INDEX statement_sentences IF NOT EXISTS FOR (n:Statement) ON EACH [n.sentence] OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE FULLTEXT INDEX article_texts IF NOT EXISTS FOR (n:Article) ON EACH [n.title, n.text] OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};

// One aggregated edge per relation, source and target.
CREATE CONSTRAINT edge_allied_with IF NOT EXISTS FOR ()-[r:ALLIED_WITH]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_supports IF NOT EXISTS FOR ()-[r:SUPPORTS]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_aids IF NOT EXISTS FOR ()-[r:AIDS]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_cooperates_with IF NOT EXISTS FOR ()-[r:COOPERATES_WITH]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_agrees_with IF NOT EXISTS FOR ()-[r:AGREES_WITH]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_meets IF NOT EXISTS FOR ()-[r:MEETS]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_mediates IF NOT EXISTS FOR ()-[r:MEDIATES]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_organizes IF NOT EXISTS FOR ()-[r:ORGANIZES]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_attends IF NOT EXISTS FOR ()-[r:ATTENDS]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_concedes_to IF NOT EXISTS FOR ()-[r:CONCEDES_TO]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_deescalates IF NOT EXISTS FOR ()-[r:DEESCALATES]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_requests IF NOT EXISTS FOR ()-[r:REQUESTS]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_opposes IF NOT EXISTS FOR ()-[r:OPPOSES]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_accuses IF NOT EXISTS FOR ()-[r:ACCUSES]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_rejects IF NOT EXISTS FOR ()-[r:REJECTS]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_threatens IF NOT EXISTS FOR ()-[r:THREATENS]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_protests_against IF NOT EXISTS FOR ()-[r:PROTESTS_AGAINST]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_sanctions IF NOT EXISTS FOR ()-[r:SANCTIONS]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_mobilizes_against IF NOT EXISTS FOR ()-[r:MOBILIZES_AGAINST]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_coerces IF NOT EXISTS FOR ()-[r:COERCES]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_attacks IF NOT EXISTS FOR ()-[r:ATTACKS]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT edge_belongs_to IF NOT EXISTS FOR ()-[r:BELONGS_TO]-() REQUIRE r.key IS UNIQUE;

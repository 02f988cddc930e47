// By what copies of a text are found: texts that share a band may be copies
// (package signature), and articles of one original are copies of one another.
CREATE INDEX article_band_0 IF NOT EXISTS FOR (n:Article) ON (n.band_0);
CREATE INDEX article_band_1 IF NOT EXISTS FOR (n:Article) ON (n.band_1);
CREATE INDEX article_band_2 IF NOT EXISTS FOR (n:Article) ON (n.band_2);
CREATE INDEX article_band_3 IF NOT EXISTS FOR (n:Article) ON (n.band_3);
CREATE INDEX article_band_4 IF NOT EXISTS FOR (n:Article) ON (n.band_4);
CREATE INDEX article_band_5 IF NOT EXISTS FOR (n:Article) ON (n.band_5);
CREATE INDEX article_band_6 IF NOT EXISTS FOR (n:Article) ON (n.band_6);
CREATE INDEX article_band_7 IF NOT EXISTS FOR (n:Article) ON (n.band_7);
CREATE INDEX article_original IF NOT EXISTS FOR (n:Article) ON (n.original);

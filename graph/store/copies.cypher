// Question: which current texts are among these hashes, belong to a group of
// these originals, or share a band with a text of these bands?
// Parameters: hashes, originals (ids), bands (list of eight lists, one per
// place), gone (ids of articles that are about to leave).
// Columns: texts (list of [sha256, signature, first (sort key of its earliest
// article; undated ones come last), originals (of its articles)]).
// Order: none. Limit: none; the caller bounds the lists.
CALL () {
  MATCH (d:Article) WHERE d.sha256 IN $hashes RETURN d
  UNION MATCH (d:Article) WHERE d.original IN $originals RETURN d
  UNION MATCH (d:Article) WHERE d.band_0 IN $bands[0] RETURN d
  UNION MATCH (d:Article) WHERE d.band_1 IN $bands[1] RETURN d
  UNION MATCH (d:Article) WHERE d.band_2 IN $bands[2] RETURN d
  UNION MATCH (d:Article) WHERE d.band_3 IN $bands[3] RETURN d
  UNION MATCH (d:Article) WHERE d.band_4 IN $bands[4] RETURN d
  UNION MATCH (d:Article) WHERE d.band_5 IN $bands[5] RETURN d
  UNION MATCH (d:Article) WHERE d.band_6 IN $bands[6] RETURN d
  UNION MATCH (d:Article) WHERE d.band_7 IN $bands[7] RETURN d
}
WITH d WHERE d.current AND NOT d.id IN $gone
WITH d.sha256 AS hash, head(collect(d.signature)) AS signature,
  min(CASE WHEN d.sort_key < '0001' THEN '~' ELSE '' END + d.sort_key) AS first,
  collect(DISTINCT d.original) AS originals
RETURN collect([hash, signature, first, originals]) AS texts

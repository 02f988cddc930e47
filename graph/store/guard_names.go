package store

import "strings"

// words makes a set of words.
func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}

// cypherWords are all words that Cypher 5 knows as keywords anywhere. A word
// outside of this list is always a name.
var cypherWords = words(`
	ACCESS ACTIVE ADMIN ADMINISTRATOR ALIAS ALIASES ALL ALLSHORTESTPATHS ALTER AND ANY ARRAY AS ASC ASCENDING
	ASSERT ASSIGN AT AUTH BINDINGS BOOL BOOLEAN BOOSTED BOTH BREAK BRIEF BTREE BUILT BY CALL CASCADE CASE CHANGE
	CIDR COLLECT COMMAND COMMANDS COMMIT COMPOSITE CONCURRENT CONSTRAINT CONSTRAINTS CONTAINS CONTINUE COPY COUNT
	CREATE CSV CURRENT DATA DATABASE DATABASES DATE DATETIME DBMS DEALLOCATE DEFAULT DEFINED DELETE DENY DESC
	DESCENDING DESTROY DETACH DIFFERENT DISTINCT DRIVER DROP DRYRUN DUMP DURATION EACH EDGE ELEMENT ELEMENTS ELSE
	ENABLE ENCRYPTED END ENDS ERROR EXECUTABLE EXECUTE EXIST EXISTENCE EXISTS FAIL FALSE FIELDTERMINATOR FINISH
	FLOAT FOR FOREACH FROM FULLTEXT FUNCTION FUNCTIONS GRANT GRAPH GRAPHS GROUP GROUPS HEADERS HOME ID IF
	IMMUTABLE IMPERSONATE IN INDEX INDEXES INF INFINITY INSERT INT INTEGER IS JOIN KEY LABEL LABELS LEADING LIMIT
	LIST LOAD LOCAL LOOKUP MANAGEMENT MAP MATCH MERGE NAME NAMES NAN NEW NFC NFD NFKC NFKD NODE NODES NODETACH
	NONE NORMALIZE NORMALIZED NOT NOTHING NOWAIT NULL OF OFFSET ON ONLY OPTION OPTIONAL OPTIONS OR ORDER OUTPUT
	PASSWORD PASSWORDS PATH PATHS PERIODIC PLAINTEXT POINT POPULATED PRIMARIES PRIMARY PRIVILEGE PRIVILEGES
	PROCEDURE PROCEDURES PROPERTIES PROPERTY PROVIDER PROVIDERS RANGE READ REALLOCATE REDUCE REL RELATIONSHIP
	RELATIONSHIPS REMOVE RENAME REPEATABLE REPLACE REPORT REQUIRE REQUIRED RESTRICT RETURN REVOKE ROLE ROLES ROW
	ROWS SCAN SEC SECOND SECONDARIES SECONDARY SECONDS SEEK SERVER SERVERS SET SETTING SETTINGS SHORTEST
	SHORTESTPATH SHOW SIGNED SINGLE SKIP START STARTS STATUS STOP STRING SUPPORTED SUSPENDED TARGET TERMINATE TEXT
	THEN TIME TIMESTAMP TIMEZONE TO TOPOLOGY TRAILING TRANSACTION TRANSACTIONS TRAVERSE TRIM TRUE TYPE TYPED TYPES
	UNION UNIQUE UNIQUENESS UNWIND URL USE USER USERS USING VALUE VARCHAR VECTOR VERBOSE VERTEX WAIT WHEN WHERE
	WITH WITHOUT WRITE XOR YIELD ZONE ZONED
	CYPHER EXPLAIN PROFILE FILTER LET NEXT
`)

// readingProcedures may be called. They read names, schemas and indexes.
var readingProcedures = words(`
	db.index.fulltext.queryNodes db.index.fulltext.queryRelationships
	db.index.vector.queryNodes db.index.vector.queryRelationships
	db.labels db.relationshipTypes db.propertyKeys
	db.schema.visualization db.schema.nodeTypeProperties db.schema.relTypeProperties
`)

// functions may be called, in letters of any case. They are those of Neo4j
// 5.26 less file and linenumber (of LOAD CSV), graph.* (of other databases).
var functions = words(`
	abs ceil floor isnan rand round sign
	acos asin atan atan2 cos cosh cot coth degrees haversin pi radians sin sinh tan tanh
	all any exists isempty none single
	avg collect count max min percentilecont percentiledisc stdev stdevp sum
	btrim left lower ltrim normalize replace reverse right rtrim split substring tolower tostring
	tostringornull toupper trim upper
	char_length character_length coalesce elementid endnode head id last length nullif properties randomuuid
	size startnode timestamp toboolean tobooleanornull tofloat tofloatornull tointeger tointegerornull type valuetype
	date date.realtime date.statement date.transaction date.truncate
	datetime datetime.fromepoch datetime.fromepochmillis datetime.realtime datetime.statement
	datetime.transaction datetime.truncate
	duration duration.between duration.indays duration.inmonths duration.inseconds
	localdatetime localdatetime.realtime localdatetime.statement localdatetime.transaction localdatetime.truncate
	localtime localtime.realtime localtime.statement localtime.transaction localtime.truncate
	time time.realtime time.statement time.transaction time.truncate
	e exp log log10 sqrt
	keys labels nodes range reduce relationships tail tobooleanlist tofloatlist tointegerlist tostringlist
	point point.distance point.withinbbox
	vector.similarity.cosine vector.similarity.euclidean
	shortestpath allshortestpaths
`)

// beforeBracket are the keywords that stand in front of a round bracket
// without being a function.
var beforeBracket = words(`
	AND ANY AS ASC ASCENDING BINDINGS BY CALL CASE CONTAINS DESC DESCENDING DISTINCT ELEMENT ELEMENTS ELSE EXISTS FROM GROUP
	GROUPS IN IS LIMIT RELATIONSHIP
	MATCH NOT OFFSET ON OR ORDER PATH PATHS RETURN SHORTEST SKIP THEN UNWIND WHEN WHERE WITH XOR YIELD
`)

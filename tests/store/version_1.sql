-- A database as version 1 left it, with a case, a timer, an effect and four messages: what later versions must open. Never changed.
CREATE TABLE cases (
	repository_id BIGINT NOT NULL, 
	issue_id BIGINT NOT NULL, 
	number BIGINT, 
	seq BIGINT DEFAULT '0' NOT NULL, 
	hash VARCHAR(64) DEFAULT '0000000000000000000000000000000000000000000000000000000000000000' NOT NULL, 
	fence BIGINT DEFAULT '0' NOT NULL, 
	owner TEXT, 
	leased_until DOUBLE, 
	PRIMARY KEY (repository_id, issue_id)
);
INSERT INTO "cases" VALUES(7,70,1,1,'84411f68e4588897696473caa197e919d525193eb25dc1513a8a5802bcb8e93c',1,NULL,NULL);
CREATE TABLE effects (
	n INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" TEXT NOT NULL, 
	repository_id BIGINT NOT NULL, 
	issue_id BIGINT NOT NULL, 
	lane TEXT NOT NULL, 
	priority INTEGER NOT NULL, 
	state VARCHAR(7) DEFAULT 'open' NOT NULL, 
	attempts INTEGER DEFAULT '0' NOT NULL, 
	spent INTEGER DEFAULT '0' NOT NULL, 
	not_before BIGINT, 
	owner TEXT, 
	begun_until DOUBLE, 
	reason TEXT, 
	finished_at BIGINT, 
	result TEXT, 
	refusal TEXT, 
	effect TEXT NOT NULL, 
	UNIQUE ("key")
);
INSERT INTO "effects" VALUES(1,'told/1',7,70,'7#1',5,'open',0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"$":"PostComment","key":"told/1","target":{"$":"Target","repository_id":7,"repository":"o/r","number":1,"issue_id":10},"comment":{"$":"Comment","name":"told","fields":{"$":"mapping","of":{"n":1}},"language":"both"},"facts":[],"priority":{"$":"Priority","value":5},"also":[]}');
CREATE TABLE facts (
	repository_id BIGINT NOT NULL, 
	issue_id BIGINT NOT NULL, 
	seq BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	"by" BIGINT NOT NULL, 
	via TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	visibility TEXT NOT NULL, 
	data TEXT NOT NULL, 
	prev VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (repository_id, issue_id, seq)
);
INSERT INTO "facts" VALUES(7,70,1,1803988800000000,5,'delivery','filed','public','{"kind":"filed","words":["\u00e9",1,null,true]}','0000000000000000000000000000000000000000000000000000000000000000','84411f68e4588897696473caa197e919d525193eb25dc1513a8a5802bcb8e93c');
CREATE TABLE memory (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "memory" VALUES('cursor','1');
CREATE TABLE messages (
	n INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	kind VARCHAR(9) NOT NULL, 
	name TEXT NOT NULL, 
	state VARCHAR(7) DEFAULT 'open' NOT NULL, 
	thread TEXT, 
	repository_id BIGINT, 
	issue_id BIGINT, 
	received_at BIGINT NOT NULL, 
	not_before BIGINT, 
	attempts INTEGER DEFAULT '0' NOT NULL, 
	reason TEXT, 
	parked_at BIGINT, 
	payload TEXT NOT NULL, 
	UNIQUE (id)
);
INSERT INTO "messages" VALUES(1,'guid-opened','webhook','issues','open','7#1',NULL,NULL,1803988800000000,NULL,0,NULL,NULL,'{"action":"opened","issue":{"id":70,"number":1,"title":"\ud83d \u0000"},"repository":{"id":7}}');
INSERT INTO "messages" VALUES(2,'guid-edited','webhook','issues','open','7#1',NULL,NULL,1803988800000000,NULL,0,NULL,NULL,'{"action":"edited","issue":{"id":70,"number":1},"repository":{"id":7}}');
INSERT INTO "messages" VALUES(3,'guid-said','webhook','issue_comment','open','7#1',NULL,NULL,1803988800000000,NULL,0,NULL,NULL,'{"action":"created","comment":{"id":500},"issue":{"id":70,"number":1},"repository":{"id":7}}');
INSERT INTO "messages" VALUES(4,'filed','webhook','issues','done',NULL,7,70,1803988800000000,NULL,0,NULL,NULL,'{}');
CREATE TABLE schema_version (
	version INTEGER NOT NULL
);
INSERT INTO "schema_version" VALUES(1);
CREATE TABLE subjects (
	subject_repository_id BIGINT NOT NULL, 
	subject_issue_id BIGINT NOT NULL, 
	repository_id BIGINT NOT NULL, 
	issue_id BIGINT NOT NULL, 
	PRIMARY KEY (subject_repository_id, subject_issue_id)
);
INSERT INTO "subjects" VALUES(7,70,7,70);
CREATE TABLE timers (
	repository_id BIGINT NOT NULL, 
	issue_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	due BIGINT NOT NULL, 
	state VARCHAR(7) DEFAULT 'open' NOT NULL, 
	PRIMARY KEY (repository_id, issue_id, kind, due)
);
INSERT INTO "timers" VALUES(7,70,'vet',1803988860000000,'open');
CREATE INDEX messages_parked ON messages (n) WHERE state = 'parked';
CREATE INDEX messages_open ON messages (n) WHERE state = 'open';
CREATE INDEX messages_held ON messages (not_before) WHERE state = 'open';
CREATE INDEX messages_open_of_case ON messages (repository_id, issue_id, n) WHERE state = 'open';
CREATE INDEX messages_open_of_thread ON messages (thread, n) WHERE state = 'open';
CREATE INDEX cases_leased ON cases (owner) WHERE owner IS NOT NULL;
CREATE INDEX cases_numbered ON cases (repository_id, number);
CREATE INDEX effects_open ON effects (priority, n) WHERE state = 'open';
CREATE INDEX effects_begun ON effects (owner) WHERE owner IS NOT NULL;
CREATE INDEX effects_held ON effects (not_before) WHERE state = 'open';
CREATE INDEX effects_parked ON effects (n) WHERE state = 'parked';
CREATE INDEX effects_open_of_lane ON effects (lane, priority, n) WHERE state = 'open';
CREATE INDEX timers_open ON timers (due) WHERE state = 'open';

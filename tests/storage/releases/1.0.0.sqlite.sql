BEGIN TRANSACTION;
CREATE TABLE chat_settings (
            chat BIGINT NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            set_at BIGINT NOT NULL,
            PRIMARY KEY (chat, name)
        );
INSERT INTO "chat_settings" VALUES(5,'language','en',1782882000000);
CREATE TABLE correction_readers (
            correction BIGINT NOT NULL,
            chat BIGINT NOT NULL,
            held_until BIGINT,
            told_at BIGINT,
            PRIMARY KEY (correction, chat)
        );
INSERT INTO "correction_readers" VALUES(1,5,NULL,NULL);
CREATE TABLE corrections (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            entry TEXT NOT NULL,
            visibility TEXT NOT NULL,
            shown_before TEXT NOT NULL,
            shown_after TEXT NOT NULL,
            ordered_at BIGINT,
            made_at BIGINT NOT NULL
        );
INSERT INTO "corrections" VALUES(1,'dang-uy','staff','cũ','mới',1782882000000,1782882000000);
CREATE TABLE day_sums (
            day TEXT NOT NULL,
            measure TEXT NOT NULL,
            name TEXT NOT NULL,
            value DOUBLE PRECISION NOT NULL,
            PRIMARY KEY (day, measure, name)
        );
INSERT INTO "day_sums" VALUES('2026-05-01','people','',2.0);
INSERT INTO "day_sums" VALUES('2026-05-01','status','answer',3.0);
CREATE TABLE edits (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            entry TEXT NOT NULL,
            file TEXT NOT NULL,
            who TEXT NOT NULL,
            what TEXT NOT NULL,
            text_before TEXT,
            text_after TEXT,
            made_at BIGINT NOT NULL
        );
INSERT INTO "edits" VALUES(1,'dang-uy','2009/dang-uy.yaml','Trần Thị Lan','changed','cũ','mới',1782882000000);
CREATE TABLE exchanges (
            reference TEXT PRIMARY KEY,
            asked_at BIGINT NOT NULL,
            person TEXT NOT NULL,
            chat TEXT NOT NULL,
            language TEXT NOT NULL,
            question TEXT NOT NULL,
            normalised TEXT NOT NULL,
            status TEXT NOT NULL,
            confidence DOUBLE PRECISION NOT NULL,
            entries TEXT NOT NULL,
            stages TEXT NOT NULL,
            elapsed_ms DOUBLE PRECISION NOT NULL
        , reply BIGINT NOT NULL DEFAULT 0);
INSERT INTO "exchanges" VALUES('1',1782882000000,'d824682beae7c1eb072a4dc9','private','vi','Ai chủ trì hội nghị?','ai chủ trì hội nghị?','answer',0.9,'["dang-uy", "hop-bao"]','{"search": 1.5, "send": 20.0}',21.5,77);
CREATE TABLE feedback (
            reference TEXT NOT NULL,
            person TEXT NOT NULL,
            good BIGINT NOT NULL,
            reason TEXT NOT NULL,
            given_at BIGINT NOT NULL,
            PRIMARY KEY (reference, person)
        );
INSERT INTO "feedback" VALUES('1','d824682beae7c1eb072a4dc9',1,'',1782882000000);
CREATE TABLE gap_askers (
            gap BIGINT NOT NULL,
            chat BIGINT NOT NULL,
            question TEXT NOT NULL,
            ordered_at BIGINT NOT NULL,
            held_until BIGINT,
            told_at BIGINT,
            PRIMARY KEY (gap, chat)
        );
INSERT INTO "gap_askers" VALUES(1,5,'Bao giờ tắt 3G?',1782882000000,NULL,NULL);
CREATE TABLE gap_marks (
            mark TEXT PRIMARY KEY,
            gap BIGINT NOT NULL
        );
INSERT INTO "gap_marks" VALUES('a0d7746dd060a1886c9aff83',1);
INSERT INTO "gap_marks" VALUES('13aa60c6e95c440648c5a3be',2);
CREATE TABLE gaps (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            turn BIGINT NOT NULL,
            state TEXT NOT NULL,
            question TEXT NOT NULL,
            entry TEXT NOT NULL,
            asked BIGINT NOT NULL,
            disliked BIGINT NOT NULL,
            decided_by BIGINT,
            who TEXT NOT NULL,
            expert BIGINT,
            expert_name TEXT NOT NULL,
            message BIGINT,
            decided_at BIGINT NOT NULL,
            answered_at BIGINT
        );
INSERT INTO "gaps" VALUES(1,1,'aliased','Bao giờ tắt 3G?','tat-3g',2,0,NULL,'An',NULL,'',NULL,1782882000000,1782882000000);
INSERT INTO "gaps" VALUES(2,1,'ignored','6G là gì?','',2,0,NULL,'An',NULL,'',NULL,1782882000000,NULL);
CREATE TABLE inbox (
            update_id BIGINT PRIMARY KEY,
            chat BIGINT NOT NULL,
            payload TEXT NOT NULL,
            received_at BIGINT NOT NULL,
            holder TEXT,
            held_until BIGINT,
            attempts BIGINT NOT NULL DEFAULT 0,
            finished_at BIGINT
        );
INSERT INTO "inbox" VALUES(7,5,'{"update_id": 7}',1795444392106,NULL,NULL,0,NULL);
INSERT INTO "inbox" VALUES(6,5,'',1795444392106,NULL,NULL,0,1795444392107);
CREATE TABLE invitations (
            code TEXT PRIMARY KEY,
            rank TEXT NOT NULL,
            uses_left BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            made_by BIGINT NOT NULL,
            made_at BIGINT NOT NULL
        );
INSERT INTO "invitations" VALUES('invitation-of-lan','staff',3,1783486800000,1,1782882000000);
CREATE TABLE jobs (
            name TEXT NOT NULL,
            day TEXT NOT NULL,
            held_until BIGINT,
            done_at BIGINT,
            PRIMARY KEY (name, day)
        );
INSERT INTO "jobs" VALUES('report','2026-07-01',1795445292115,1795444392115);
CREATE TABLE migrations (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL);
INSERT INTO "migrations" VALUES('m001_exchanges',1782882000000);
INSERT INTO "migrations" VALUES('m002_inbox',1782882000000);
INSERT INTO "migrations" VALUES('m003_people',1782882000000);
INSERT INTO "migrations" VALUES('m004_wishes',1782882000000);
INSERT INTO "migrations" VALUES('m005_edits',1782882000000);
INSERT INTO "migrations" VALUES('m006_gaps',1782882000000);
INSERT INTO "migrations" VALUES('m007_sessions',1782882000000);
INSERT INTO "migrations" VALUES('m008_replies',1782882000000);
CREATE TABLE people (
            person BIGINT PRIMARY KEY,
            name TEXT NOT NULL,
            rank TEXT NOT NULL,
            let_in_by BIGINT,
            let_in_at BIGINT NOT NULL,
            removed_by BIGINT,
            removed_at BIGINT
        );
INSERT INTO "people" VALUES(5,'Trần Thị Lan','editor',1,1782882000000,NULL,NULL);
CREATE TABLE requests (
            person BIGINT PRIMARY KEY,
            name TEXT NOT NULL,
            asked_at BIGINT NOT NULL
        );
INSERT INTO "requests" VALUES(9,'Minh',1782882000000);
CREATE TABLE sessions (
            cookie TEXT PRIMARY KEY,
            person BIGINT NOT NULL,
            seen_at BIGINT NOT NULL,
            ends_at BIGINT NOT NULL
        );
INSERT INTO "sessions" VALUES('1bca61e06342bc23252e9ae13298fbd19af12a4fbea178ee6576c2584b2c0eca',1,1782882000000,1782910800000);
CREATE TABLE shown (
            reference TEXT NOT NULL,
            entry TEXT NOT NULL,
            place BIGINT NOT NULL,
            asked_at BIGINT NOT NULL,
            PRIMARY KEY (reference, place)
        );
INSERT INTO "shown" VALUES('1','dang-uy',0,1782882000000);
INSERT INTO "shown" VALUES('1','hop-bao',1,1782882000000);
CREATE TABLE sign_ins (
            code TEXT PRIMARY KEY,
            person BIGINT NOT NULL,
            ends_at BIGINT NOT NULL
        );
INSERT INTO "sign_ins" VALUES('6d30d2f748f350ad09c1245126426c1f7b191838c12ad38cfc4bc0ac8514aa3c',1,1782882300000);
CREATE TABLE subscriptions (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            chat BIGINT NOT NULL,
            interest TEXT NOT NULL,
            words TEXT NOT NULL,
            paused BIGINT NOT NULL DEFAULT 0,
            made_at BIGINT NOT NULL,
            told_at BIGINT,
            UNIQUE (chat, interest, words)
        );
INSERT INTO "subscriptions" VALUES(1,5,'topic','5G',0,1782882000000,NULL);
CREATE TABLE told (
            chat BIGINT NOT NULL,
            subject TEXT NOT NULL,
            told_at BIGINT NOT NULL,
            PRIMARY KEY (chat, subject)
        );
INSERT INTO "told" VALUES(5,'dang-uy',1782882000000);
CREATE TABLE waiting (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            chat BIGINT NOT NULL,
            question TEXT NOT NULL,
            asked_at BIGINT NOT NULL,
            UNIQUE (chat, question)
        );
INSERT INTO "waiting" VALUES(1,5,'Bao giờ tắt 3G?',1782882000000);
CREATE INDEX exchanges_by_time ON exchanges (asked_at);
CREATE INDEX exchanges_by_person ON exchanges (person, asked_at);
CREATE INDEX shown_by_time ON shown (asked_at, entry);
CREATE INDEX feedback_by_time ON feedback (given_at);
CREATE INDEX inbox_open ON inbox (update_id) WHERE finished_at IS NULL;
CREATE INDEX inbox_open_by_chat ON inbox (chat, update_id) WHERE finished_at IS NULL;
CREATE INDEX inbox_finished ON inbox (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX edits_by_entry ON edits (entry, number);
CREATE INDEX gap_marks_by_gap ON gap_marks (gap);
CREATE INDEX exchanges_by_reply ON exchanges (person, reply) WHERE reply <> 0;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('subscriptions',1);
INSERT INTO "sqlite_sequence" VALUES('waiting',1);
INSERT INTO "sqlite_sequence" VALUES('edits',1);
INSERT INTO "sqlite_sequence" VALUES('corrections',1);
INSERT INTO "sqlite_sequence" VALUES('gaps',2);
COMMIT;

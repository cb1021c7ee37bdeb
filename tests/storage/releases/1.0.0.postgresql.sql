CREATE TABLE public.chat_settings (
    chat bigint NOT NULL,
    name text NOT NULL,
    value text NOT NULL,
    set_at bigint NOT NULL
);
CREATE TABLE public.correction_readers (
    correction bigint NOT NULL,
    chat bigint NOT NULL,
    held_until bigint,
    told_at bigint
);
CREATE TABLE public.corrections (
    number bigint NOT NULL,
    entry text NOT NULL,
    visibility text NOT NULL,
    shown_before text NOT NULL,
    shown_after text NOT NULL,
    ordered_at bigint,
    made_at bigint NOT NULL
);
ALTER TABLE public.corrections ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.corrections_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.day_sums (
    day text NOT NULL,
    measure text NOT NULL,
    name text NOT NULL,
    value double precision NOT NULL
);
CREATE TABLE public.edits (
    number bigint NOT NULL,
    entry text NOT NULL,
    file text NOT NULL,
    who text NOT NULL,
    what text NOT NULL,
    text_before text,
    text_after text,
    made_at bigint NOT NULL
);
ALTER TABLE public.edits ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.edits_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchanges (
    reference text NOT NULL,
    asked_at bigint NOT NULL,
    person text NOT NULL,
    chat text NOT NULL,
    language text NOT NULL,
    question text NOT NULL,
    normalised text NOT NULL,
    status text NOT NULL,
    confidence double precision NOT NULL,
    entries text NOT NULL,
    stages text NOT NULL,
    elapsed_ms double precision NOT NULL,
    reply bigint DEFAULT 0 NOT NULL
);
CREATE TABLE public.feedback (
    reference text NOT NULL,
    person text NOT NULL,
    good bigint NOT NULL,
    reason text NOT NULL,
    given_at bigint NOT NULL
);
CREATE TABLE public.gap_askers (
    gap bigint NOT NULL,
    chat bigint NOT NULL,
    question text NOT NULL,
    ordered_at bigint NOT NULL,
    held_until bigint,
    told_at bigint
);
CREATE TABLE public.gap_marks (
    mark text NOT NULL,
    gap bigint NOT NULL
);
CREATE TABLE public.gaps (
    number bigint NOT NULL,
    turn bigint NOT NULL,
    state text NOT NULL,
    question text NOT NULL,
    entry text NOT NULL,
    asked bigint NOT NULL,
    disliked bigint NOT NULL,
    decided_by bigint,
    who text NOT NULL,
    expert bigint,
    expert_name text NOT NULL,
    message bigint,
    decided_at bigint NOT NULL,
    answered_at bigint
);
ALTER TABLE public.gaps ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.gaps_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inbox (
    update_id bigint NOT NULL,
    chat bigint NOT NULL,
    payload text NOT NULL,
    received_at bigint NOT NULL,
    holder text,
    held_until bigint,
    attempts bigint DEFAULT 0 NOT NULL,
    finished_at bigint
);
CREATE TABLE public.invitations (
    code text NOT NULL,
    rank text NOT NULL,
    uses_left bigint NOT NULL,
    expires_at bigint NOT NULL,
    made_by bigint NOT NULL,
    made_at bigint NOT NULL
);
CREATE TABLE public.jobs (
    name text NOT NULL,
    day text NOT NULL,
    held_until bigint,
    done_at bigint
);
CREATE TABLE public.migrations (
    name text NOT NULL,
    applied_at bigint NOT NULL
);
CREATE TABLE public.people (
    person bigint NOT NULL,
    name text NOT NULL,
    rank text NOT NULL,
    let_in_by bigint,
    let_in_at bigint NOT NULL,
    removed_by bigint,
    removed_at bigint
);
CREATE TABLE public.requests (
    person bigint NOT NULL,
    name text NOT NULL,
    asked_at bigint NOT NULL
);
CREATE TABLE public.sessions (
    cookie text NOT NULL,
    person bigint NOT NULL,
    seen_at bigint NOT NULL,
    ends_at bigint NOT NULL
);
CREATE TABLE public.shown (
    reference text NOT NULL,
    entry text NOT NULL,
    place bigint NOT NULL,
    asked_at bigint NOT NULL
);
CREATE TABLE public.sign_ins (
    code text NOT NULL,
    person bigint NOT NULL,
    ends_at bigint NOT NULL
);
CREATE TABLE public.subscriptions (
    number bigint NOT NULL,
    chat bigint NOT NULL,
    interest text NOT NULL,
    words text NOT NULL,
    paused bigint DEFAULT 0 NOT NULL,
    made_at bigint NOT NULL,
    told_at bigint
);
ALTER TABLE public.subscriptions ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.subscriptions_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.told (
    chat bigint NOT NULL,
    subject text NOT NULL,
    told_at bigint NOT NULL
);
CREATE TABLE public.waiting (
    number bigint NOT NULL,
    chat bigint NOT NULL,
    question text NOT NULL,
    asked_at bigint NOT NULL
);
ALTER TABLE public.waiting ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.waiting_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.chat_settings VALUES (5, 'language', 'en', 1782882000000);
INSERT INTO public.correction_readers VALUES (1, 5, NULL, NULL);
INSERT INTO public.corrections OVERRIDING SYSTEM VALUE VALUES (1, 'dang-uy', 'staff', 'cũ', 'mới', 1782882000000, 1782882000000);
INSERT INTO public.day_sums VALUES ('2026-05-01', 'people', '', 2);
INSERT INTO public.day_sums VALUES ('2026-05-01', 'status', 'answer', 3);
INSERT INTO public.edits OVERRIDING SYSTEM VALUE VALUES (1, 'dang-uy', '2009/dang-uy.yaml', 'Trần Thị Lan', 'changed', 'cũ', 'mới', 1782882000000);
INSERT INTO public.exchanges VALUES ('1', 1782882000000, 'd824682beae7c1eb072a4dc9', 'private', 'vi', 'Ai chủ trì hội nghị?', 'ai chủ trì hội nghị?', 'answer', 0.9, '["dang-uy", "hop-bao"]', '{"search": 1.5, "send": 20.0}', 21.5, 77);
INSERT INTO public.feedback VALUES ('1', 'd824682beae7c1eb072a4dc9', 1, '', 1782882000000);
INSERT INTO public.gap_askers VALUES (1, 5, 'Bao giờ tắt 3G?', 1782882000000, NULL, NULL);
INSERT INTO public.gap_marks VALUES ('a0d7746dd060a1886c9aff83', 1);
INSERT INTO public.gap_marks VALUES ('13aa60c6e95c440648c5a3be', 2);
INSERT INTO public.gaps OVERRIDING SYSTEM VALUE VALUES (1, 1, 'aliased', 'Bao giờ tắt 3G?', 'tat-3g', 2, 0, NULL, 'An', NULL, '', NULL, 1782882000000, 1782882000000);
INSERT INTO public.gaps OVERRIDING SYSTEM VALUE VALUES (2, 1, 'ignored', '6G là gì?', '', 2, 0, NULL, 'An', NULL, '', NULL, 1782882000000, NULL);
INSERT INTO public.inbox VALUES (7, 5, '{"update_id": 7}', 1795444392106, NULL, NULL, 0, NULL);
INSERT INTO public.inbox VALUES (6, 5, '', 1795444392106, NULL, NULL, 0, 1795444392107);
INSERT INTO public.invitations VALUES ('invitation-of-lan', 'staff', 3, 1783486800000, 1, 1782882000000);
INSERT INTO public.jobs VALUES ('report', '2026-07-01', 1795445292115, 1795444392115);
INSERT INTO public.migrations VALUES ('m001_exchanges', 1782882000000);
INSERT INTO public.migrations VALUES ('m002_inbox', 1782882000000);
INSERT INTO public.migrations VALUES ('m003_people', 1782882000000);
INSERT INTO public.migrations VALUES ('m004_wishes', 1782882000000);
INSERT INTO public.migrations VALUES ('m005_edits', 1782882000000);
INSERT INTO public.migrations VALUES ('m006_gaps', 1782882000000);
INSERT INTO public.migrations VALUES ('m007_sessions', 1782882000000);
INSERT INTO public.migrations VALUES ('m008_replies', 1782882000000);
INSERT INTO public.people VALUES (5, 'Trần Thị Lan', 'editor', 1, 1782882000000, NULL, NULL);
INSERT INTO public.requests VALUES (9, 'Minh', 1782882000000);
INSERT INTO public.sessions VALUES ('1bca61e06342bc23252e9ae13298fbd19af12a4fbea178ee6576c2584b2c0eca', 1, 1782882000000, 1782910800000);
INSERT INTO public.shown VALUES ('1', 'dang-uy', 0, 1782882000000);
INSERT INTO public.shown VALUES ('1', 'hop-bao', 1, 1782882000000);
INSERT INTO public.sign_ins VALUES ('6d30d2f748f350ad09c1245126426c1f7b191838c12ad38cfc4bc0ac8514aa3c', 1, 1782882300000);
INSERT INTO public.subscriptions OVERRIDING SYSTEM VALUE VALUES (1, 5, 'topic', '5G', 0, 1782882000000, NULL);
INSERT INTO public.told VALUES (5, 'dang-uy', 1782882000000);
INSERT INTO public.waiting OVERRIDING SYSTEM VALUE VALUES (1, 5, 'Bao giờ tắt 3G?', 1782882000000);
SELECT pg_catalog.setval('public.corrections_number_seq', 1, true);
SELECT pg_catalog.setval('public.edits_number_seq', 1, true);
SELECT pg_catalog.setval('public.gaps_number_seq', 2, true);
SELECT pg_catalog.setval('public.subscriptions_number_seq', 1, true);
SELECT pg_catalog.setval('public.waiting_number_seq', 1, true);
ALTER TABLE ONLY public.chat_settings
    ADD CONSTRAINT chat_settings_pkey PRIMARY KEY (chat, name);
ALTER TABLE ONLY public.correction_readers
    ADD CONSTRAINT correction_readers_pkey PRIMARY KEY (correction, chat);
ALTER TABLE ONLY public.corrections
    ADD CONSTRAINT corrections_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.day_sums
    ADD CONSTRAINT day_sums_pkey PRIMARY KEY (day, measure, name);
ALTER TABLE ONLY public.edits
    ADD CONSTRAINT edits_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.exchanges
    ADD CONSTRAINT exchanges_pkey PRIMARY KEY (reference);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_pkey PRIMARY KEY (reference, person);
ALTER TABLE ONLY public.gap_askers
    ADD CONSTRAINT gap_askers_pkey PRIMARY KEY (gap, chat);
ALTER TABLE ONLY public.gap_marks
    ADD CONSTRAINT gap_marks_pkey PRIMARY KEY (mark);
ALTER TABLE ONLY public.gaps
    ADD CONSTRAINT gaps_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (update_id);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (name, day);
ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (person);
ALTER TABLE ONLY public.requests
    ADD CONSTRAINT requests_pkey PRIMARY KEY (person);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (cookie);
ALTER TABLE ONLY public.shown
    ADD CONSTRAINT shown_pkey PRIMARY KEY (reference, place);
ALTER TABLE ONLY public.sign_ins
    ADD CONSTRAINT sign_ins_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_chat_interest_words_key UNIQUE (chat, interest, words);
ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.told
    ADD CONSTRAINT told_pkey PRIMARY KEY (chat, subject);
ALTER TABLE ONLY public.waiting
    ADD CONSTRAINT waiting_chat_question_key UNIQUE (chat, question);
ALTER TABLE ONLY public.waiting
    ADD CONSTRAINT waiting_pkey PRIMARY KEY (number);
CREATE INDEX edits_by_entry ON public.edits USING btree (entry, number);
CREATE INDEX exchanges_by_person ON public.exchanges USING btree (person, asked_at);
CREATE INDEX exchanges_by_reply ON public.exchanges USING btree (person, reply) WHERE (reply <> 0);
CREATE INDEX exchanges_by_time ON public.exchanges USING btree (asked_at);
CREATE INDEX feedback_by_time ON public.feedback USING btree (given_at);
CREATE INDEX gap_marks_by_gap ON public.gap_marks USING btree (gap);
CREATE INDEX inbox_finished ON public.inbox USING btree (finished_at) WHERE (finished_at IS NOT NULL);
CREATE INDEX inbox_open ON public.inbox USING btree (update_id) WHERE (finished_at IS NULL);
CREATE INDEX inbox_open_by_chat ON public.inbox USING btree (chat, update_id) WHERE (finished_at IS NULL);
CREATE INDEX shown_by_time ON public.shown USING btree (asked_at, entry);

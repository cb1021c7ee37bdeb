CREATE TABLE public.chat_settings (
    chat bigint NOT NULL,
    name text NOT NULL,
    value text NOT NULL,
    set_at bigint NOT NULL
);
CREATE TABLE public.day_sums (
    day text NOT NULL,
    measure text NOT NULL,
    name text NOT NULL,
    value double precision NOT NULL
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
    elapsed_ms double precision NOT NULL
);
CREATE TABLE public.feedback (
    reference text NOT NULL,
    person text NOT NULL,
    good bigint NOT NULL,
    reason text NOT NULL,
    given_at bigint NOT NULL
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
CREATE TABLE public.shown (
    reference text NOT NULL,
    entry text NOT NULL,
    place bigint NOT NULL,
    asked_at bigint NOT NULL
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
INSERT INTO public.day_sums VALUES ('2026-05-01', 'people', '', 2);
INSERT INTO public.day_sums VALUES ('2026-05-01', 'status', 'answer', 3);
INSERT INTO public.exchanges VALUES ('1', 1782882000000, 'd824682beae7c1eb072a4dc9', 'private', 'vi', 'Ai chủ trì hội nghị?', 'ai chủ trì hội nghị?', 'answer', 0.9, '["dang-uy", "hop-bao"]', '{"search": 1.5, "send": 20.0}', 21.5);
INSERT INTO public.feedback VALUES ('1', 'd824682beae7c1eb072a4dc9', 1, '', 1782882000000);
INSERT INTO public.inbox VALUES (7, 5, '{"update_id": 7}', 1795444393792, NULL, NULL, 0, NULL);
INSERT INTO public.inbox VALUES (6, 5, '', 1795444393794, NULL, NULL, 0, 1795444393798);
INSERT INTO public.invitations VALUES ('invitation-of-lan', 'staff', 3, 1783486800000, 1, 1782882000000);
INSERT INTO public.jobs VALUES ('report', '2026-07-01', 1795445293820, 1795444393821);
INSERT INTO public.migrations VALUES ('m001_exchanges', 1782882000000);
INSERT INTO public.migrations VALUES ('m002_inbox', 1782882000000);
INSERT INTO public.migrations VALUES ('m003_people', 1782882000000);
INSERT INTO public.migrations VALUES ('m004_wishes', 1782882000000);
INSERT INTO public.people VALUES (5, 'Trần Thị Lan', 'editor', 1, 1782882000000, NULL, NULL);
INSERT INTO public.requests VALUES (9, 'Minh', 1782882000000);
INSERT INTO public.shown VALUES ('1', 'dang-uy', 0, 1782882000000);
INSERT INTO public.shown VALUES ('1', 'hop-bao', 1, 1782882000000);
INSERT INTO public.subscriptions OVERRIDING SYSTEM VALUE VALUES (1, 5, 'topic', '5G', 0, 1782882000000, NULL);
INSERT INTO public.told VALUES (5, 'dang-uy', 1782882000000);
INSERT INTO public.waiting OVERRIDING SYSTEM VALUE VALUES (1, 5, 'Bao giờ tắt 3G?', 1782882000000);
ALTER TABLE ONLY public.chat_settings
    ADD CONSTRAINT chat_settings_pkey PRIMARY KEY (chat, name);
ALTER TABLE ONLY public.day_sums
    ADD CONSTRAINT day_sums_pkey PRIMARY KEY (day, measure, name);
ALTER TABLE ONLY public.exchanges
    ADD CONSTRAINT exchanges_pkey PRIMARY KEY (reference);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_pkey PRIMARY KEY (reference, person);
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
ALTER TABLE ONLY public.shown
    ADD CONSTRAINT shown_pkey PRIMARY KEY (reference, place);
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
CREATE INDEX exchanges_by_person ON public.exchanges USING btree (person, asked_at);
CREATE INDEX exchanges_by_time ON public.exchanges USING btree (asked_at);
CREATE INDEX feedback_by_time ON public.feedback USING btree (given_at);
CREATE INDEX inbox_finished ON public.inbox USING btree (finished_at) WHERE (finished_at IS NOT NULL);
CREATE INDEX inbox_open ON public.inbox USING btree (update_id) WHERE (finished_at IS NULL);
CREATE INDEX inbox_open_by_chat ON public.inbox USING btree (chat, update_id) WHERE (finished_at IS NULL);
CREATE INDEX shown_by_time ON public.shown USING btree (asked_at, entry);
SELECT pg_catalog.setval('public.subscriptions_number_seq', 1, true);
SELECT pg_catalog.setval('public.waiting_number_seq', 1, true);

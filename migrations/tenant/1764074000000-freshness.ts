import type { MigrationInterface, QueryRunner } from 'typeorm';

const freshness = [
  `CREATE TABLE listing_confirmation (
     listing_id integer NOT NULL CONSTRAINT listing_confirmation_listing REFERENCES listing (id) ON DELETE CASCADE,
     fact text NOT NULL CONSTRAINT listing_confirmation_fact CHECK (fact IN ('name', 'category', 'address', 'position', 'phone',
       'website', 'email', 'hours', 'access', 'payment', 'services', 'legal')),
     confirmed_at timestamptz NOT NULL,
     confirmed_by text NOT NULL CONSTRAINT listing_confirmation_by CHECK (confirmed_by IN ('merchant', 'agent')),
     account_id uuid CONSTRAINT listing_confirmation_account REFERENCES account (id) ON DELETE SET NULL,
     CONSTRAINT listing_confirmation_pkey PRIMARY KEY (listing_id, fact)
   )`,
  `COMMENT ON TABLE listing_confirmation IS 'When somebody of the business, or an agent for it, last said of a fact that it holds'`,
  `CREATE INDEX listing_confirmation_by_account ON listing_confirmation (account_id) WHERE account_id IS NOT NULL`,
  `CREATE TABLE freshness_ask (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT freshness_ask_listing REFERENCES listing (id) ON DELETE CASCADE,
     account_id uuid NOT NULL CONSTRAINT freshness_ask_account REFERENCES account (id) ON DELETE CASCADE,
     occasion text NOT NULL CONSTRAINT freshness_ask_occasion CHECK (occasion IN ('monthly', 'holidays', 'summer')),
     period text NOT NULL CONSTRAINT freshness_ask_period CHECK (period ~ '^[0-9]{4}(-[0-9]{2}){0,2}$'),
     asked_at timestamptz NOT NULL,
     answered_at timestamptz,
     answer text CONSTRAINT freshness_ask_answer CHECK (answer IN ('confirmed', 'changed', 'stopped')),
     CONSTRAINT freshness_ask_once UNIQUE (listing_id, occasion, period),
     CONSTRAINT freshness_ask_answered CHECK ((answered_at IS NULL) = (answer IS NULL))
   )`,
  `COMMENT ON COLUMN freshness_ask.period IS 'Of a monthly question its month, of one about holidays the first of them, of one about the summer its year'`,
  `CREATE INDEX freshness_ask_by_account ON freshness_ask (account_id)`,
  `CREATE INDEX freshness_ask_by_date ON freshness_ask (asked_at)`,
];

const reports = [
  `ALTER TABLE listing_report
     ADD COLUMN reporter_key text,
     ADD COLUMN reporter uuid,
     ADD COLUMN escalated_at timestamptz,
     ADD COLUMN decided_at timestamptz,
     ADD COLUMN decided_by text CONSTRAINT listing_report_decided_by CHECK (decided_by IN ('merchant', 'agent')),
     ADD COLUMN decider_id uuid,
     ADD COLUMN decider_name text CONSTRAINT listing_report_decider_name CHECK (length(decider_name) BETWEEN 1 AND 200),
     ADD COLUMN reason text CONSTRAINT listing_report_reason CHECK (length(reason) BETWEEN 1 AND 2000),
     ADD CONSTRAINT listing_report_decision CHECK ((decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL OR state <> 'new'))`,
  `COMMENT ON COLUMN listing_report.reporter_key IS 'HMAC of the visitor''s address under a key of the territory that changes; erased after thirty days'`,
  `COMMENT ON COLUMN listing_report.reporter IS 'The same for the reports of one person on one listing: the id of the first. Says nothing of the person'`,
  `COMMENT ON COLUMN listing_report.escalated_at IS 'Since when the town''s agents are to look at it'`,
  `CREATE INDEX listing_report_open ON listing_report (created_at) WHERE state = 'new'`,
  `CREATE INDEX listing_report_by_key ON listing_report (created_at) WHERE reporter_key IS NOT NULL`,
];

const notifications = [
  `CREATE TABLE notification_preference (
     account_id uuid NOT NULL CONSTRAINT notification_preference_account REFERENCES account (id) ON DELETE CASCADE,
     event text NOT NULL CONSTRAINT notification_preference_event CHECK (event IN ('freshness', 'holidays', 'report', 'page')),
     channel text NOT NULL CONSTRAINT notification_preference_channel CHECK (channel IN ('mail', 'push')),
     wanted boolean NOT NULL,
     changed_at timestamptz NOT NULL,
     CONSTRAINT notification_preference_pkey PRIMARY KEY (account_id, event, channel)
   )`,
  `CREATE TABLE notification (
     id uuid PRIMARY KEY,
     account_id uuid NOT NULL CONSTRAINT notification_account REFERENCES account (id) ON DELETE CASCADE,
     event text NOT NULL CONSTRAINT notification_event CHECK (event IN ('freshness', 'holidays', 'report', 'page')),
     listing_id integer NOT NULL CONSTRAINT notification_listing REFERENCES listing (id) ON DELETE CASCADE,
     ref text NOT NULL CONSTRAINT notification_ref CHECK (length(ref) BETWEEN 1 AND 100),
     created_at timestamptz NOT NULL,
     read_at timestamptz,
     CONSTRAINT notification_once UNIQUE (account_id, event, ref)
   )`,
  `COMMENT ON COLUMN notification.ref IS 'What it is about: the same thing is told to an account once'`,
  `CREATE INDEX notification_by_account ON notification (account_id, id DESC)`,
  `CREATE INDEX notification_by_listing ON notification (listing_id)`,
  `CREATE INDEX notification_by_date ON notification (created_at)`,
  `CREATE TABLE push_subscription (
     id uuid PRIMARY KEY,
     account_id uuid NOT NULL CONSTRAINT push_subscription_account REFERENCES account (id) ON DELETE CASCADE,
     endpoint text NOT NULL CONSTRAINT push_subscription_once UNIQUE
       CONSTRAINT push_subscription_endpoint CHECK (endpoint LIKE 'https://%' AND length(endpoint) <= 2000),
     p256dh text NOT NULL,
     auth text NOT NULL,
     created_at timestamptz NOT NULL
   )`,
  `CREATE INDEX push_subscription_by_account ON push_subscription (account_id)`,
];

const statistics = [
  `CREATE TABLE listing_count (
     listing_id integer NOT NULL CONSTRAINT listing_count_listing REFERENCES listing (id) ON DELETE CASCADE,
     day date NOT NULL,
     kind text NOT NULL CONSTRAINT listing_count_kind CHECK (kind IN ('view', 'search', 'call', 'itinerary', 'site')),
     count integer NOT NULL CONSTRAINT listing_count_positive CHECK (count > 0),
     CONSTRAINT listing_count_pkey PRIMARY KEY (listing_id, day, kind)
   )`,
  `COMMENT ON TABLE listing_count IS 'How often a page was read or used on a day of the territory''s calendar: nothing of who did'`,
  `CREATE INDEX listing_count_by_day ON listing_count (day)`,
];

const mails = [
  // Whether an address refused for good is asked before each question that nobody waits for.
  `CREATE INDEX mail_delivery_by_recipient ON mail_delivery (recipient, created_at DESC)`,
];

const reportColumns = [
  'reporter_key',
  'reporter',
  'escalated_at',
  'decided_at',
  'decided_by',
  'decider_id',
  'decider_name',
  'reason',
];

const tables = [
  'listing_count',
  'push_subscription',
  'notification',
  'notification_preference',
  'freshness_ask',
  'listing_confirmation',
];

/** Confirmations, the questions that ask for them, who reports and decides, notifications, and counts of what pages are used for. */
export class Freshness1764074000000 implements MigrationInterface {
  readonly name = 'Freshness1764074000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...freshness, ...reports, ...notifications, ...statistics, ...mails])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP INDEX mail_delivery_by_recipient');
    await runner.query('ALTER TABLE listing_report DROP CONSTRAINT listing_report_decision');
    for (const column of reportColumns)
      await runner.query(`ALTER TABLE listing_report DROP COLUMN ${column}`);
  }
}

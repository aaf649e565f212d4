import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE place_gauge (
     listing_id integer PRIMARY KEY CONSTRAINT place_gauge_listing REFERENCES listing (id) ON DELETE CASCADE,
     surface integer CONSTRAINT place_gauge_surface CHECK (surface BETWEEN 1 AND 100000),
     people integer CONSTRAINT place_gauge_people CHECK (people BETWEEN 1 AND 10000),
     staff smallint NOT NULL CONSTRAINT place_gauge_staff CHECK (staff BETWEEN 0 AND 1000),
     is_household_one boolean NOT NULL,
     updated_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE place_gauge IS 'What a place says of how many people may be inside, with or without an agenda'`,
  `COMMENT ON COLUMN place_gauge.surface IS 'Square metres that are open to the public'`,
  `COMMENT ON COLUMN place_gauge.people IS 'Customers whom it lets in at once; null: no limit of its own'`,
  `COMMENT ON COLUMN place_gauge.is_household_one IS 'People who come together count as one in its own limit'`,
  `CREATE TABLE gauge_rule (
     id uuid PRIMARY KEY,
     version integer NOT NULL CONSTRAINT gauge_rule_version CHECK (version >= 1),
     title text NOT NULL CONSTRAINT gauge_rule_title CHECK (length(title) BETWEEN 1 AND 120),
     text text NOT NULL CONSTRAINT gauge_rule_text CHECK (length(text) BETWEEN 1 AND 2000),
     source text NOT NULL CONSTRAINT gauge_rule_source CHECK (length(source) BETWEEN 1 AND 200),
     source_url text CONSTRAINT gauge_rule_source_url CHECK (source_url ~ '^https?://' AND length(source_url) <= 500),
     communes text[] NOT NULL,
     categories text[] NOT NULL,
     first_day date NOT NULL,
     last_day date NOT NULL,
     formula text NOT NULL,
     amount integer,
     opens smallint,
     closes smallint,
     keeps_pickup boolean NOT NULL,
     is_staff_counted boolean NOT NULL,
     is_household_one boolean NOT NULL,
     ended_at timestamptz,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     CONSTRAINT gauge_rule_days CHECK (first_day <= last_day),
     CONSTRAINT gauge_rule_formula CHECK (
       (formula = 'surface' AND amount BETWEEN 1 AND 1000 OR formula = 'percent' AND amount BETWEEN 1 AND 100
          OR formula = 'people' AND amount BETWEEN 1 AND 10000)
         AND amount IS NOT NULL AND opens IS NULL AND closes IS NULL AND NOT keeps_pickup
       OR formula = 'hours' AND amount IS NULL AND opens IS NOT NULL AND closes IS NOT NULL
         AND opens BETWEEN 0 AND 1439 AND closes BETWEEN 1 AND 1440 AND opens < closes
       OR formula = 'closed' AND amount IS NULL AND opens IS NULL AND closes IS NULL)
   )`,
  `COMMENT ON TABLE gauge_rule IS 'Rules of the territory on how many people may be in its places'`,
  `COMMENT ON COLUMN gauge_rule.version IS 'Rises with each change: who is told is told once of each'`,
  `COMMENT ON COLUMN gauge_rule.communes IS 'INSEE codes; none: the whole territory'`,
  `COMMENT ON COLUMN gauge_rule.categories IS 'Branches and leaves of the category tree; none: every place'`,
  `COMMENT ON COLUMN gauge_rule.last_day IS 'Included, by the clock of the territory'`,
  `COMMENT ON COLUMN gauge_rule.amount IS 'Square metres for each person, percent of the people let in, or people'`,
  `COMMENT ON COLUMN gauge_rule.opens IS 'Minutes since midnight before which nobody is inside'`,
  `COMMENT ON COLUMN gauge_rule.keeps_pickup IS 'Orders are handed over all the same'`,
  `COMMENT ON COLUMN gauge_rule.ended_at IS 'It was ended before its last day, and counts no more'`,
  `CREATE INDEX gauge_rule_in_force ON gauge_rule (last_day) WHERE ended_at IS NULL`,
  `CREATE TABLE gauge_rule_notice (
     rule_id uuid CONSTRAINT gauge_rule_notice_rule REFERENCES gauge_rule (id) ON DELETE CASCADE,
     version integer,
     listing_id integer CONSTRAINT gauge_rule_notice_listing REFERENCES listing (id) ON DELETE CASCADE,
     account_id uuid CONSTRAINT gauge_rule_notice_account REFERENCES account (id) ON DELETE CASCADE,
     created_at timestamptz NOT NULL,
     CONSTRAINT gauge_rule_notice_pkey PRIMARY KEY (rule_id, version, listing_id, account_id)
   )`,
  `COMMENT ON TABLE gauge_rule_notice IS 'Who of a place was told of which version of a rule'`,
  `CREATE INDEX gauge_rule_notice_by_account ON gauge_rule_notice (account_id)`,
  `CREATE INDEX gauge_rule_notice_by_listing ON gauge_rule_notice (listing_id)`,
  // What stood among the settings of agendas has its home here; the column stays for a server of the release before.
  `INSERT INTO place_gauge (listing_id, surface, people, staff, is_household_one, updated_at)
   SELECT a.listing_id, NULL, a.gauge, 0, false, a.updated_at FROM agenda a WHERE a.gauge IS NOT NULL`,
];

/** How many people may be in a place: what the place says, and the rules of its territory. */
export class Gauges1764770000000 implements MigrationInterface {
  readonly name = 'Gauges1764770000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['gauge_rule_notice', 'gauge_rule', 'place_gauge'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE footfall (
     listing_id integer PRIMARY KEY CONSTRAINT footfall_listing REFERENCES listing (id) ON DELETE CASCADE,
     present integer NOT NULL CONSTRAINT footfall_present CHECK (present BETWEEN 0 AND 10000),
     began_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL,
     counted_at timestamptz NOT NULL,
     CONSTRAINT footfall_period CHECK (began_at < ends_at)
   )`,
  `COMMENT ON TABLE footfall IS 'Who walked into a place and has not left, as counted at its doors'`,
  `COMMENT ON COLUMN footfall.ends_at IS 'When the place closes: from then on nobody is counted to be there'`,
  `COMMENT ON COLUMN footfall.counted_at IS 'Of the last click'`,
  `CREATE TABLE footfall_link (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT footfall_link_listing REFERENCES listing (id) ON DELETE CASCADE,
     kind text NOT NULL CONSTRAINT footfall_link_kind CHECK (kind IN ('door', 'screen')),
     name text NOT NULL CONSTRAINT footfall_link_name CHECK (length(name) BETWEEN 1 AND 60),
     created_at timestamptz NOT NULL,
     revoked_at timestamptz,
     CONSTRAINT footfall_link_of_listing UNIQUE (listing_id, id)
   )`,
  `COMMENT ON TABLE footfall_link IS 'What opens without an account: the clicker of a door, or the screen that shows how many may come in'`,
  `CREATE TABLE footfall_click (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT footfall_click_listing REFERENCES listing (id) ON DELETE CASCADE,
     link_id uuid,
     device uuid NOT NULL,
     change integer NOT NULL CONSTRAINT footfall_click_change CHECK (change BETWEEN -10000 AND 10000),
     is_correction boolean NOT NULL,
     is_counted boolean NOT NULL,
     made_at timestamptz NOT NULL,
     received_at timestamptz NOT NULL,
     CONSTRAINT footfall_click_link FOREIGN KEY (listing_id, link_id)
       REFERENCES footfall_link (listing_id, id) ON DELETE CASCADE,
     CONSTRAINT footfall_click_of_one CHECK (is_correction OR change IN (-1, 1)),
     CONSTRAINT footfall_click_in_order CHECK (made_at <= received_at)
   )`,
  `COMMENT ON TABLE footfall_click IS 'Somebody came in or went out, by door and telephone'`,
  `COMMENT ON COLUMN footfall_click.id IS 'Given by who clicked: what is sent twice is counted once'`,
  `COMMENT ON COLUMN footfall_click.link_id IS 'The door; null: by somebody with an account'`,
  `COMMENT ON COLUMN footfall_click.device IS 'Drawn by a browser for itself'`,
  `COMMENT ON COLUMN footfall_click.is_counted IS 'Not: nobody was there who could leave, or the place has closed since'`,
  `CREATE INDEX footfall_click_by_time ON footfall_click (received_at)`,
  `CREATE INDEX footfall_click_by_listing ON footfall_click (listing_id)`,
  `CREATE TABLE footfall_hour (
     listing_id integer CONSTRAINT footfall_hour_listing REFERENCES listing (id) ON DELETE CASCADE,
     hour timestamptz CONSTRAINT footfall_hour_whole CHECK (hour = date_trunc('hour', hour, 'UTC')),
     entries integer NOT NULL CONSTRAINT footfall_hour_entries CHECK (entries >= 0),
     peak integer NOT NULL CONSTRAINT footfall_hour_peak CHECK (peak >= 0),
     CONSTRAINT footfall_hour_pkey PRIMARY KEY (listing_id, hour)
   )`,
  `COMMENT ON TABLE footfall_hour IS 'How many came in within an hour, and how many were there at most: what remains of the clicks'`,
  `CREATE INDEX footfall_hour_by_time ON footfall_hour (hour)`,
];

/** People who walk in, counted at the doors. */
export class Footfall1764775000000 implements MigrationInterface {
  readonly name = 'Footfall1764775000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['footfall_hour', 'footfall_click', 'footfall_link', 'footfall'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

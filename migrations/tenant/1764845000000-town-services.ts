import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE town_service (
     listing_id integer NOT NULL CONSTRAINT town_service_listing REFERENCES listing (id) ON DELETE CASCADE,
     added_by uuid,
     created_at timestamptz NOT NULL,
     CONSTRAINT town_service_pkey PRIMARY KEY (listing_id)
   )`,
  `COMMENT ON TABLE town_service IS 'Listings that are services of the town hall: its agents keep them, and nobody claims them'`,
  `COMMENT ON COLUMN town_service.added_by IS 'The account of the console that added it; null of a demonstration'`,
  'ALTER TABLE agent_session ALTER COLUMN mandate_id DROP NOT NULL',
];

/** Services of the town hall, and agents in their space without a mandate: the town needs nobody's leave for its own. */
export class TownServices1764845000000 implements MigrationInterface {
  readonly name = 'TownServices1764845000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM agent_session WHERE mandate_id IS NULL');
    await runner.query('ALTER TABLE agent_session ALTER COLUMN mandate_id SET NOT NULL');
    await runner.query('DROP TABLE town_service');
  }
}

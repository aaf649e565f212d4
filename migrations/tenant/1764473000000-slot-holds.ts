import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE slot_hold (
     id uuid CONSTRAINT slot_hold_pkey PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT slot_hold_listing REFERENCES listing (id) ON DELETE CASCADE,
     fulfilment text NOT NULL CONSTRAINT slot_hold_fulfilment CHECK (fulfilment IN ('pickup', 'collection-point', 'delivery')),
     collection_point_id uuid CONSTRAINT slot_hold_point REFERENCES collection_point (id) ON DELETE CASCADE,
     slot_from timestamptz NOT NULL,
     slot_until timestamptz NOT NULL,
     items integer NOT NULL CONSTRAINT slot_hold_items CHECK (items >= 0),
     cents integer NOT NULL CONSTRAINT slot_hold_cents CHECK (cents >= 0),
     held_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     CONSTRAINT slot_hold_of CHECK ((fulfilment = 'collection-point') = (collection_point_id IS NOT NULL)),
     CONSTRAINT slot_hold_slot CHECK (slot_from < slot_until),
     CONSTRAINT slot_hold_time CHECK (held_at < expires_at)
   )`,
  `COMMENT ON TABLE slot_hold IS 'Places in slots that are held for a few minutes for somebody who reads the summary of an order; of whom nothing is stored'`,
  `COMMENT ON COLUMN slot_hold.id IS 'The key of the form that was filled in'`,
  `CREATE INDEX slot_hold_by_slot ON slot_hold (listing_id, slot_from)`,
];

/** Who reads the summary of an order has its place in the slot held. */
export class SlotHolds1764473000000 implements MigrationInterface {
  readonly name = 'SlotHolds1764473000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE slot_hold');
  }
}

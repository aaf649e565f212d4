import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  'ALTER TABLE order_withdrawal_line ADD COLUMN quantity smallint',
  'ALTER TABLE order_withdrawal_line ADD COLUMN cents integer',
  'ALTER TABLE order_withdrawal_line ADD COLUMN cents_before integer NOT NULL DEFAULT 0',
  `ALTER TABLE order_withdrawal_line ADD CONSTRAINT order_withdrawal_line_part
     CHECK ((quantity IS NULL) = (cents IS NULL) AND quantity >= 0 AND cents > 0 AND cents_before >= 0
            AND (quantity IS NOT NULL OR cents_before = 0)) NOT VALID`,
  `COMMENT ON COLUMN order_withdrawal_line.quantity IS 'Pieces of a part of the line; 0: none came off, an amount alone; null: all of the line'`,
  `COMMENT ON COLUMN order_withdrawal_line.cents IS 'What of the line is given back; null: all of it'`,
  `COMMENT ON COLUMN order_withdrawal_line.cents_before IS 'What of the line had been given back before: each part begins where the one before ended, so that none is given back twice'`,
  `ALTER TABLE order_withdrawal_line DROP CONSTRAINT order_withdrawal_line_pkey,
     ADD CONSTRAINT order_withdrawal_line_pkey PRIMARY KEY (order_id, position, cents_before)`,
  `COMMENT ON TABLE order_withdrawal_line IS 'Lines of an order that were withdrawn from, or given back: each once, or in parts once it was handed over'`,
  'ALTER TABLE order_withdrawal ADD COLUMN is_restocked boolean NOT NULL DEFAULT false',
  `COMMENT ON COLUMN order_withdrawal.is_restocked IS 'Its shop said that the goods came back, and they went on sale again'`,
];

/** A part of a line is given back, and goods go on sale again where their shop says that they came back. */
export class PartsOfLines1764660000000 implements MigrationInterface {
  readonly name = 'PartsOfLines1764660000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Refused where a line was given back in several parts: the release before knows each line once. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE order_withdrawal_line DROP CONSTRAINT order_withdrawal_line_pkey,
        ADD CONSTRAINT order_withdrawal_line_pkey PRIMARY KEY (order_id, position),
        DROP CONSTRAINT order_withdrawal_line_part, DROP COLUMN cents_before, DROP COLUMN cents, DROP COLUMN quantity`);
    await runner.query('ALTER TABLE order_withdrawal DROP COLUMN is_restocked');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const CAUSES = ['withdrawal', 'return', 'cancellation', 'weight'];

const causeCheck = (causes: readonly string[]): string[] => [
  'ALTER TABLE credit_note DROP CONSTRAINT credit_note_cause',
  `ALTER TABLE credit_note ADD CONSTRAINT credit_note_cause CHECK (cause IN (${causes.map((cause) => `'${cause}'`).join(', ')}))`,
];

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  ...causeCheck([...CAUSES, 'other']),
  'ALTER TABLE credit_note ADD COLUMN seller jsonb',
  `COMMENT ON COLUMN credit_note.seller IS 'Who gave it: name, address and numbers as they were then; null: a server of the release before did not say'`,
  'ALTER TABLE credit_note ADD COLUMN card_cents integer',
  `ALTER TABLE credit_note ADD CONSTRAINT credit_note_card CHECK (card_cents BETWEEN 0 AND cents) NOT VALID`,
  `COMMENT ON COLUMN credit_note.card_cents IS 'Of it what goes back to the card that paid, as it was then; the rest its shop gives back; null as for the seller'`,
  'ALTER TABLE order_payment_act ADD COLUMN line_cents integer[]',
  `ALTER TABLE order_payment_act ADD CONSTRAINT order_payment_act_lines CHECK (line_cents IS NULL OR kind = 'capture') NOT VALID`,
  `COMMENT ON COLUMN order_payment_act.line_cents IS 'Of what is captured, each line of the order in turn; 0 for what was withdrawn from before'`,
  `CREATE TABLE order_note (
     order_id uuid CONSTRAINT order_note_pkey PRIMARY KEY
                   CONSTRAINT order_note_order REFERENCES customer_order (id) ON DELETE CASCADE,
     seller jsonb NOT NULL,
     card_cents integer NOT NULL CONSTRAINT order_note_card CHECK (card_cents >= 0),
     created_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE order_note IS 'The note of what was handed over: who sold it, and what of it was paid by card, as it was then; anew where it is handed over again'`,
];

/** Notes and credit notes keep who sold and how it was paid, and captures what they were for. */
export class FactsOfNotes1764580000000 implements MigrationInterface {
  readonly name = 'FactsOfNotes1764580000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Refused where a note has a cause that the release before does not know. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of causeCheck(CAUSES)) await runner.query(statement);
    await runner.query('DROP TABLE order_note');
    await runner.query('ALTER TABLE order_payment_act DROP COLUMN line_cents');
    await runner.query('ALTER TABLE credit_note DROP COLUMN card_cents');
    await runner.query('ALTER TABLE credit_note DROP COLUMN seller');
  }
}

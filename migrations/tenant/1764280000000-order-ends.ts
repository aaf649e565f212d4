import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Steps that a counter takes without the ones between: goods are handed over that nobody said were ready. */
const DIRECT = [
  ['accepted', 'collected'],
  ['preparing', 'collected'],
  ['accepted', 'not-collected'],
  ['preparing', 'not-collected'],
  ['collected', 'accepted'],
  ['collected', 'preparing'],
  ['not-collected', 'accepted'],
  ['not-collected', 'preparing'],
] as const;

const TRANSITIONS = [
  ['received', 'accepted'],
  ['received', 'refused'],
  ['received', 'cancelled'],
  ['accepted', 'preparing'],
  ['accepted', 'ready'],
  ['accepted', 'cancelled'],
  ['preparing', 'ready'],
  ['preparing', 'cancelled'],
  ['ready', 'collected'],
  ['ready', 'not-collected'],
  ['ready', 'cancelled'],
  ['accepted', 'received'],
  ['refused', 'received'],
  ['cancelled', 'received'],
  ['cancelled', 'accepted'],
  ['preparing', 'accepted'],
  ['ready', 'preparing'],
  ['ready', 'accepted'],
  ['collected', 'ready'],
  ['not-collected', 'ready'],
] as const;

const REASONS = ['customer', 'sold-out', 'rush', 'closed', 'no-show', 'other'];

const transitionCheck = (transitions: readonly (readonly [string, string])[]): string => `
  ALTER TABLE order_event
    DROP CONSTRAINT order_event_transition,
    ADD CONSTRAINT order_event_transition CHECK (
      from_state IS NULL
      OR (delay_minutes IS NOT NULL AND from_state = state AND state IN ('received', 'accepted', 'preparing'))
      OR (delay_minutes IS NULL AND (from_state, state) IN (${transitions
        .map(([from, to]) => `('${from}', '${to}')`)
        .join(', ')})))`;

const reasonCheck = (reasons: readonly string[]): string => `
  ALTER TABLE order_event
    DROP CONSTRAINT order_event_reason,
    ADD CONSTRAINT order_event_reason CHECK (reason IN (${reasons.map((reason) => `'${reason}'`).join(', ')}))`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  'ALTER TABLE order_line ADD COLUMN minimum_age smallint CONSTRAINT order_line_minimum_age CHECK (minimum_age = 18)',
  `ALTER TABLE order_line ADD COLUMN withdrawal text
     CONSTRAINT order_line_withdrawal CHECK (withdrawal IN ('right', 'perishable', 'made-to-measure', 'sealed', 'dated'))`,
  `UPDATE order_line l SET minimum_age = p.minimum_age, withdrawal = p.withdrawal FROM product p WHERE p.id = l.product_id`,
  'ALTER TABLE order_line ALTER COLUMN withdrawal SET NOT NULL',
  `COMMENT ON COLUMN order_line.withdrawal IS 'Whether the contract may be withdrawn from, as it was agreed upon'`,
  transitionCheck([...TRANSITIONS, ...DIRECT]),
  reasonCheck([...REASONS, 'unanswered']),
  `CREATE INDEX customer_order_unanswered ON customer_order (slot_until) WHERE state = 'received'`,
];

/** Orders end at the counter, or because nobody answered; their lines say what was agreed upon. */
export class OrderEnds1764280000000 implements MigrationInterface {
  readonly name = 'OrderEnds1764280000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX customer_order_unanswered');
    await runner.query(reasonCheck(REASONS));
    await runner.query(transitionCheck(TRANSITIONS));
    await runner.query('ALTER TABLE order_line DROP COLUMN withdrawal, DROP COLUMN minimum_age');
  }
}

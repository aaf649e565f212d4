import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As `1764450000000-order-payments` left it. */
const MOVES = `
  from_state IS NULL
  OR (delay_minutes IS NOT NULL AND from_state = state AND state IN ('received', 'accepted', 'preparing'))
  OR (delay_minutes IS NULL AND (from_state, state) IN (
    ('accepted', 'collected'), ('preparing', 'collected'), ('accepted', 'not-collected'),
    ('preparing', 'not-collected'), ('collected', 'accepted'), ('collected', 'preparing'),
    ('not-collected', 'accepted'), ('not-collected', 'preparing'), ('received', 'accepted'),
    ('received', 'refused'), ('received', 'cancelled'), ('accepted', 'preparing'),
    ('accepted', 'ready'), ('accepted', 'cancelled'), ('preparing', 'ready'),
    ('preparing', 'cancelled'), ('ready', 'collected'), ('ready', 'not-collected'),
    ('ready', 'cancelled'), ('accepted', 'received'), ('refused', 'received'),
    ('cancelled', 'received'), ('cancelled', 'accepted'), ('preparing', 'accepted'),
    ('ready', 'preparing'), ('ready', 'accepted'), ('collected', 'ready'),
    ('not-collected', 'ready')))
  OR (reason IS NOT NULL AND reason = 'withdrawal' AND actor = 'customer' AND delay_minutes IS NULL AND from_state = state
      AND state IN ('received', 'accepted', 'preparing', 'ready', 'collected'))
  OR (weighed IS NOT NULL AND actor = 'merchant' AND reason IS NULL AND delay_minutes IS NULL AND from_state = state
      AND state IN ('accepted', 'preparing', 'ready'))
  OR (delay_minutes IS NULL AND from_state = 'received' AND state = 'received'
      AND reason IS NOT NULL AND (actor, reason) IN (('merchant', 'proposed'), ('merchant', 'dropped'), ('customer', 'declined'), ('system', 'lapsed')))
  OR (delay_minutes IS NULL AND from_state = 'to-confirm'
      AND ((actor = 'customer' AND state IN ('received', 'cancelled')) OR (actor = 'system' AND state = 'cancelled')))
  OR (delay_minutes IS NULL AND from_state = 'to-pay'
      AND ((actor = 'customer' AND state = 'cancelled') OR (actor = 'system' AND state IN ('received', 'cancelled'))))`;
/** Its shop asks about a weight beyond what was agreed upon: the state of the order stays, whatever the answer. */
const ASKS = `
  delay_minutes IS NULL AND from_state = state AND state IN ('accepted', 'preparing') AND reason IS NOT NULL
  AND (actor, reason) IN (('merchant', 'proposed'), ('merchant', 'dropped'), ('customer', 'agreed'), ('customer', 'declined'), ('system', 'lapsed'))`;

const transitionCheck = (condition: string): string => `
  ALTER TABLE order_event
    DROP CONSTRAINT order_event_transition,
    ADD CONSTRAINT order_event_transition CHECK (${condition})`;

/** @param asked, agreed where else than in an order that waits, as conditions */
const amendmentCheck = (asked: string, agreed: string): string => `
  ALTER TABLE order_event
    DROP CONSTRAINT order_event_amendment,
    ADD CONSTRAINT order_event_amendment CHECK (
     CASE WHEN reason IN ('proposed', 'dropped', 'declined', 'lapsed')
            THEN (from_state = 'received' AND (state = 'received' OR (state = 'cancelled' AND reason = 'lapsed' AND actor = 'system')))${asked}
          WHEN reason = 'agreed' THEN actor = 'customer' AND ((from_state = 'received' AND state = 'accepted')${agreed})
          ELSE actor <> 'customer' OR from_state IS DISTINCT FROM 'received' OR state <> 'accepted' END)`;

const IN_PREPARATION = ` OR (from_state = state AND state IN ('accepted', 'preparing'))`;
const WEIGHED = ` OR (from_state = state AND state IN ('accepted', 'preparing') AND weighed IS NOT NULL)`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE order_amendment ADD COLUMN declined_lines jsonb`,
  `COMMENT ON COLUMN order_amendment.declined_lines IS 'Of a weight beyond what was agreed upon: the lines of the order once its customer declined; null: it stays as it was'`,
  transitionCheck(`${MOVES} OR (${ASKS})`),
  amendmentCheck(IN_PREPARATION, WEIGHED),
];

/** Customers are asked about a weight beyond what they agreed to. */
export class WeightsAgreed1764525000000 implements MigrationInterface {
  readonly name = 'WeightsAgreed1764525000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Refused where a customer was asked: what the order went through has no other words. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(amendmentCheck('', ''));
    await runner.query(transitionCheck(MOVES));
    await runner.query('ALTER TABLE order_amendment DROP COLUMN declined_lines');
  }
}

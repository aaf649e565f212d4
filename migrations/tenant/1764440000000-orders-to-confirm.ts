import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATES = [
  'received',
  'accepted',
  'preparing',
  'ready',
  'collected',
  'not-collected',
  'refused',
  'cancelled',
];
const HOLDING = ['received', 'accepted', 'preparing', 'ready', 'collected'];
const REASONS = [
  ...['customer', 'sold-out', 'rush', 'closed', 'no-show', 'other', 'unanswered', 'withdrawal'],
  ...['proposed', 'dropped', 'agreed', 'declined', 'lapsed'],
];

/** As `1764368000000-order-amendments` left it. */
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
      AND reason IS NOT NULL AND (actor, reason) IN (('merchant', 'proposed'), ('merchant', 'dropped'), ('customer', 'declined'), ('system', 'lapsed')))`;
/** Its customer confirms it or cancels it, or its time is over: its shop knows nothing of it yet. */
const CONFIRMS = `
  delay_minutes IS NULL AND from_state = 'to-confirm'
  AND ((actor = 'customer' AND state IN ('received', 'cancelled')) OR (actor = 'system' AND state = 'cancelled'))`;

const oneOf = (column: string, values: readonly string[]): string =>
  `${column} IN (${values.map((value) => `'${value}'`).join(', ')})`;

const check = (table: string, name: string, condition: string): string => `
  ALTER TABLE ${table} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} CHECK (${condition})`;

const begins = (states: readonly string[]): string => `
  (event = 1) = (previous IS NULL) AND (previous IS NULL) = (from_state IS NULL) AND (event > 1 OR ${oneOf('state', states)})`;

const bySlot = (states: readonly string[]): string =>
  `CREATE INDEX customer_order_by_slot ON customer_order (listing_id, slot_from) WHERE ${oneOf('state', states)}`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE ordering_settings ADD COLUMN confirms_contact boolean NOT NULL DEFAULT false`,
  `COMMENT ON COLUMN ordering_settings.confirms_contact IS 'Whether an order comes to the shop once its customer opened the link of a mail and confirmed it'`,
  check('customer_order', 'customer_order_state', oneOf('state', ['to-confirm', ...STATES])),
  check('order_event', 'order_event_begins', begins(['received', 'to-confirm'])),
  check('order_event', 'order_event_reason', oneOf('reason', [...REASONS, 'not-confirmed'])),
  check('order_event', 'order_event_transition', `${MOVES} OR (${CONFIRMS})`),
  'DROP INDEX customer_order_by_slot',
  bySlot(['to-confirm', ...HOLDING]),
  `CREATE INDEX customer_order_to_confirm ON customer_order (created_at) WHERE state = 'to-confirm'`,
];

/** An order waits for its customer to confirm it by the link of a mail, where its shop asks for that. */
export class OrdersToConfirm1764440000000 implements MigrationInterface {
  readonly name = 'OrdersToConfirm1764440000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Refused where an order waited so: what it went through has no other words. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX customer_order_to_confirm');
    await runner.query('DROP INDEX customer_order_by_slot');
    await runner.query(bySlot(HOLDING));
    await runner.query(check('order_event', 'order_event_transition', MOVES));
    await runner.query(check('order_event', 'order_event_reason', oneOf('reason', REASONS)));
    await runner.query(check('order_event', 'order_event_begins', begins(['received'])));
    await runner.query(check('customer_order', 'customer_order_state', oneOf('state', STATES)));
    await runner.query('ALTER TABLE ordering_settings DROP COLUMN confirms_contact');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const REASONS = ['customer', 'sold-out', 'rush', 'closed', 'no-show', 'other', 'unanswered', 'withdrawal'];
const OF_AMENDMENTS = ['proposed', 'dropped', 'agreed', 'declined', 'lapsed'];

/** As `1764365000000-weighed-goods` left it. */
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
      AND state IN ('accepted', 'preparing', 'ready'))`;
/** The order waits before and after it. */
const WAITS = `
  delay_minutes IS NULL AND from_state = 'received' AND state = 'received'
  AND reason IS NOT NULL AND (actor, reason) IN (('merchant', 'proposed'), ('merchant', 'dropped'), ('customer', 'declined'), ('system', 'lapsed'))`;

const transitionCheck = (condition: string): string => `
  ALTER TABLE order_event
    DROP CONSTRAINT order_event_transition,
    ADD CONSTRAINT order_event_transition CHECK (${condition})`;

const reasonCheck = (reasons: readonly string[]): string => `
  ALTER TABLE order_event
    DROP CONSTRAINT order_event_reason,
    ADD CONSTRAINT order_event_reason CHECK (reason IN (${reasons.map((reason) => `'${reason}'`).join(', ')}))`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE order_amendment (
     id uuid PRIMARY KEY,
     order_id uuid NOT NULL,
     event integer NOT NULL,
     listing_id integer NOT NULL CONSTRAINT order_amendment_listing REFERENCES listing (id) ON DELETE CASCADE,
     lines jsonb NOT NULL,
     lines_before jsonb NOT NULL,
     total_cents integer NOT NULL CONSTRAINT order_amendment_total CHECK (total_cents > 0),
     items integer NOT NULL CONSTRAINT order_amendment_items CHECK (items > 0),
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL CONSTRAINT order_amendment_expires CHECK (expires_at > created_at),
     CONSTRAINT order_amendment_once UNIQUE (order_id, event),
     CONSTRAINT order_amendment_proposed FOREIGN KEY (order_id, event) REFERENCES order_event (order_id, event) ON DELETE CASCADE
   )`,
  `COMMENT ON TABLE order_amendment IS 'What a shop proposed instead of an order, once for each event that proposed it: another event of the order ends it'`,
  `COMMENT ON COLUMN order_amendment.lines IS 'The lines of the order, once its customer agreed'`,
  `CREATE INDEX order_amendment_to_lapse ON order_amendment (expires_at)`,
  `CREATE INDEX order_amendment_by_listing ON order_amendment (listing_id)`,
  reasonCheck([...REASONS, ...OF_AMENDMENTS]),
  transitionCheck(`${MOVES} OR (${WAITS})`),
  // A customer has an order accepted by agreeing to what its shop proposed, and in no other way.
  `ALTER TABLE order_event ADD CONSTRAINT order_event_amendment CHECK (
     CASE WHEN reason IN ('proposed', 'dropped', 'declined', 'lapsed') THEN from_state = 'received' AND state = 'received'
          WHEN reason = 'agreed' THEN actor = 'customer' AND from_state = 'received' AND state = 'accepted'
          ELSE actor <> 'customer' OR from_state IS DISTINCT FROM 'received' OR state <> 'accepted' END)`,
];

/** A shop proposes to accept an order in part or otherwise; its customer agrees or declines. */
export class OrderAmendments1764368000000 implements MigrationInterface {
  readonly name = 'OrderAmendments1764368000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Refused where a shop proposed: what its orders went through has no other words. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_event DROP CONSTRAINT order_event_amendment');
    await runner.query(transitionCheck(MOVES));
    await runner.query(reasonCheck(REASONS));
    await runner.query('DROP TABLE order_amendment');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As `1764340000000-order-withdrawals` left it. */
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
      AND state IN ('received', 'accepted', 'preparing', 'ready', 'collected'))`;
/** Whoever looked at the order before is told that it has another price now. */
const WEIGHED = `
  weighed IS NOT NULL AND actor = 'merchant' AND reason IS NULL AND delay_minutes IS NULL AND from_state = state
  AND state IN ('accepted', 'preparing', 'ready')`;

const transitionCheck = (condition: string): string => `
  ALTER TABLE order_event
    DROP CONSTRAINT order_event_transition,
    ADD CONSTRAINT order_event_transition CHECK (${condition})`;

const totalCheck = (condition: string): string => `
  ALTER TABLE order_line
    DROP CONSTRAINT order_line_total,
    ADD CONSTRAINT order_line_total CHECK (${condition})`;

const BY_PIECE = 'total_cents = unit_cents::bigint * quantity';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE product ADD COLUMN weighing jsonb
     CONSTRAINT product_weighing CHECK (weighing IS NULL OR weighing ->> 'by' IN ('weight', 'piece'))`,
  `COMMENT ON COLUMN product.weighing IS 'Of goods whose price is by the kilo: which weights a customer may choose, or what a piece weighs about, in grams; null: sold by the piece'`,
  `COMMENT ON COLUMN product.stock IS 'Pieces that may still be ordered, grams where its customer chooses a weight; null: not counted'`,
  `COMMENT ON COLUMN product.price_cents IS 'Including tax: of a piece, or of a kilo where it is weighed'`,
  `ALTER TABLE ordering_settings ADD COLUMN weight_tolerance smallint NOT NULL DEFAULT 10
     CONSTRAINT ordering_settings_weight_tolerance CHECK (weight_tolerance BETWEEN 0 AND 20)`,
  `COMMENT ON COLUMN ordering_settings.weight_tolerance IS 'Per cent by which the price of what is weighed may exceed its estimate'`,
  `ALTER TABLE order_line
     ADD COLUMN weighed_by text CONSTRAINT order_line_weighed_by CHECK (weighed_by IN ('weight', 'piece')),
     ADD COLUMN estimated_grams integer CONSTRAINT order_line_estimated_grams CHECK (estimated_grams BETWEEN 1 AND 1000000),
     ADD COLUMN final_grams integer CONSTRAINT order_line_final_grams CHECK (final_grams BETWEEN 1 AND 1000000),
     ADD COLUMN most_cents integer CONSTRAINT order_line_most CHECK (most_cents >= 1),
     ADD CONSTRAINT order_line_weighed CHECK (
       (weighed_by IS NULL) = (estimated_grams IS NULL) AND (weighed_by IS NULL) = (most_cents IS NULL)
       AND (weighed_by IS NOT NULL OR final_grams IS NULL) AND (weighed_by IS DISTINCT FROM 'weight' OR quantity = 1))`,
  `COMMENT ON COLUMN order_line.weighed_by IS 'What its customer chose of goods whose price is by the kilo: a weight, or pieces; null: they are not weighed'`,
  `COMMENT ON COLUMN order_line.unit_cents IS 'Of a piece, or of a kilo where the line is weighed, with its choices'`,
  `COMMENT ON COLUMN order_line.final_grams IS 'What the scales said; null: not weighed yet, its price is an estimate'`,
  `COMMENT ON COLUMN order_line.most_cents IS 'The most that its customer agreed to pay, whatever the scales say'`,
  totalCheck(`CASE WHEN weighed_by IS NULL THEN ${BY_PIECE}
    ELSE total_cents >= 1 AND total_cents = LEAST(most_cents, (unit_cents::bigint * coalesce(final_grams, estimated_grams) + 500) / 1000) END`),
  `ALTER TABLE order_event ADD COLUMN weighed text CONSTRAINT order_event_weighed CHECK (weighed IN ('part', 'whole'))`,
  `COMMENT ON COLUMN order_event.weighed IS 'Goods were weighed: all that there are, or a part of them'`,
  transitionCheck(`${MOVES} OR (${WEIGHED})`),
];

/** Goods sold by weight: an estimate and its limit when they are ordered, the price of what they weigh when they are prepared. */
export class WeighedGoods1764365000000 implements MigrationInterface {
  readonly name = 'WeighedGoods1764365000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /**
   * Refused where something was ordered by weight: its price has no other reason. What is offered by weight is not for sale
   * then, until its shop gives it a price: that of a kilo would be taken for that of a piece.
   */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('UPDATE product SET is_available = false WHERE weighing IS NOT NULL');
    await runner.query(transitionCheck(MOVES));
    await runner.query(totalCheck(BY_PIECE));
    await runner.query('ALTER TABLE order_event DROP COLUMN weighed');
    await runner.query('ALTER TABLE order_line DROP CONSTRAINT order_line_weighed');
    await runner.query(
      'ALTER TABLE order_line DROP COLUMN weighed_by, DROP COLUMN estimated_grams, DROP COLUMN final_grams, DROP COLUMN most_cents',
    );
    await runner.query('ALTER TABLE ordering_settings DROP COLUMN weight_tolerance');
    await runner.query('ALTER TABLE product DROP COLUMN weighing');
  }
}

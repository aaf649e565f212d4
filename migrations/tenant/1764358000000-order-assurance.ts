import type { MigrationInterface, QueryRunner } from 'typeorm';

const EVENTS = ['freshness', 'holidays', 'report', 'page'];

const eventCheck = (table: string, events: readonly string[]): string => `
  ALTER TABLE ${table}
    DROP CONSTRAINT ${table}_event,
    ADD CONSTRAINT ${table}_event CHECK (event IN (${events.map((event) => `'${event}'`).join(', ')}))`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE ordering_settings
     ADD COLUMN answer_minutes smallint CONSTRAINT ordering_settings_answer CHECK (answer_minutes BETWEEN 5 AND 1440),
     ADD COLUMN phone text CONSTRAINT ordering_settings_phone CHECK (phone ~ '^[+][1-9][0-9]{5,14}$')`,
  `COMMENT ON COLUMN ordering_settings.answer_minutes IS 'Minutes of opening time after which an order should be answered; null: as the territory says'`,
  `COMMENT ON COLUMN ordering_settings.phone IS 'Where text messages about unanswered orders go, and whom the town calls; null: the number of the page'`,
  `CREATE TABLE order_contact (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT order_contact_listing REFERENCES listing (id) ON DELETE CASCADE,
     email text NOT NULL CONSTRAINT order_contact_email CHECK (length(email) BETWEEN 3 AND 254),
     locale text NOT NULL CONSTRAINT order_contact_locale CHECK (locale IN ('fr', 'en')),
     created_at timestamptz NOT NULL,
     proven_at timestamptz,
     CONSTRAINT order_contact_once UNIQUE (listing_id, email)
   )`,
  `COMMENT ON TABLE order_contact IS 'Who hears of orders that nobody answered besides those who work on the page, once they said by a link that they read the address'`,
  `CREATE INDEX order_contact_by_email ON order_contact (email)`,
  `ALTER TABLE order_recipient
     ALTER COLUMN account_id DROP NOT NULL,
     ADD COLUMN contact_id uuid CONSTRAINT order_recipient_contact REFERENCES order_contact (id) ON DELETE CASCADE,
     ADD COLUMN phone text CONSTRAINT order_recipient_phone CHECK (phone ~ '^[+][1-9][0-9]{5,14}$'),
     ADD CONSTRAINT order_recipient_one CHECK (num_nonnulls(account_id, contact_id, phone) = 1)`,
  `COMMENT ON TABLE order_recipient IS 'Whom the shop''s mails and text messages about the order go to'`,
  `CREATE INDEX order_recipient_by_contact ON order_recipient (contact_id) WHERE contact_id IS NOT NULL`,
  `CREATE TABLE order_assurance (
     id uuid PRIMARY KEY,
     order_id uuid NOT NULL,
     event integer NOT NULL,
     listing_id integer NOT NULL CONSTRAINT order_assurance_listing REFERENCES listing (id) ON DELETE CASCADE,
     since timestamptz NOT NULL,
     alerted_at timestamptz NOT NULL,
     called_at timestamptz,
     customer_notified_at timestamptz,
     announced_in uuid,
     announced_at timestamptz,
     agent_id uuid,
     agent_name text CONSTRAINT order_assurance_agent_name CHECK (length(agent_name) BETWEEN 1 AND 200),
     note text CONSTRAINT order_assurance_note CHECK (length(note) BETWEEN 1 AND 1000),
     done_at timestamptz,
     done_by text CONSTRAINT order_assurance_done_by CHECK (length(done_by) BETWEEN 1 AND 200),
     CONSTRAINT order_assurance_once UNIQUE (order_id, event),
     CONSTRAINT order_assurance_waits FOREIGN KEY (order_id, event) REFERENCES order_event (order_id, event) ON DELETE CASCADE,
     CONSTRAINT order_assurance_in_turn CHECK (called_at IS NOT NULL OR (customer_notified_at IS NULL AND announced_in IS NULL AND done_at IS NULL)),
     CONSTRAINT order_assurance_announced CHECK ((announced_in IS NULL) = (announced_at IS NULL)),
     CONSTRAINT order_assurance_agent CHECK ((agent_id IS NULL) = (agent_name IS NULL)),
     CONSTRAINT order_assurance_done CHECK ((done_at IS NULL) = (done_by IS NULL))
   )`,
  `COMMENT ON TABLE order_assurance IS 'What was done about an order that waits for its shop, once for each event that has it wait: another event ends it'`,
  `COMMENT ON COLUMN order_assurance.called_at IS 'Since when it is on the town''s list of orders to call about'`,
  `COMMENT ON COLUMN order_assurance.announced_in IS 'Id of the mail to the town that counted it'`,
  `CREATE INDEX order_assurance_by_listing ON order_assurance (listing_id)`,
  `CREATE INDEX order_assurance_announcements ON order_assurance (announced_at DESC) WHERE announced_at IS NOT NULL`,
  `CREATE INDEX order_assurance_by_age ON order_assurance (alerted_at)`,
  `CREATE INDEX customer_order_received ON customer_order (id) WHERE state = 'received'`,
  eventCheck('notification', [...EVENTS, 'order']),
  eventCheck('notification_preference', [...EVENTS, 'order']),
];

/** What happens when a shop does not answer an order, and whom it reaches. */
export class OrderAssurance1764358000000 implements MigrationInterface {
  readonly name = 'OrderAssurance1764358000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['notification', 'notification_preference']) {
      await runner.query(`DELETE FROM ${table} WHERE event = 'order'`);
      await runner.query(eventCheck(table, EVENTS));
    }
    await runner.query('DROP INDEX customer_order_received');
    await runner.query('DROP TABLE order_assurance');
    await runner.query('DELETE FROM order_recipient WHERE account_id IS NULL');
    await runner.query(
      'ALTER TABLE order_recipient DROP COLUMN contact_id, DROP COLUMN phone, ALTER COLUMN account_id SET NOT NULL',
    );
    await runner.query('DROP TABLE order_contact');
    await runner.query('ALTER TABLE ordering_settings DROP COLUMN answer_minutes, DROP COLUMN phone');
  }
}

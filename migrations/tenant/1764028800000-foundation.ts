import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const tables = [
  `CREATE TABLE commune (
     code text PRIMARY KEY CONSTRAINT commune_code CHECK (code ~ '^[0-9][0-9AB][0-9]{3}$'),
     name text NOT NULL,
     population integer NOT NULL CONSTRAINT commune_population CHECK (population >= 0),
     longitude double precision NOT NULL CONSTRAINT commune_longitude CHECK (longitude BETWEEN -180 AND 180),
     latitude double precision NOT NULL CONSTRAINT commune_latitude CHECK (latitude BETWEEN -90 AND 90)
   )`,
  `CREATE TABLE enquiry (
     id uuid PRIMARY KEY,
     idempotency_key uuid NOT NULL CONSTRAINT enquiry_sent_once UNIQUE,
     reference text NOT NULL CONSTRAINT enquiry_reference_taken UNIQUE,
     name text NOT NULL CONSTRAINT enquiry_name CHECK (length(name) BETWEEN 1 AND 100),
     email text NOT NULL CONSTRAINT enquiry_email CHECK (length(email) BETWEEN 3 AND 254),
     subject text NOT NULL CONSTRAINT enquiry_subject CHECK (length(subject) BETWEEN 1 AND 150),
     message text NOT NULL CONSTRAINT enquiry_message CHECK (length(message) BETWEEN 1 AND 5000),
     locale text NOT NULL CONSTRAINT enquiry_locale CHECK (locale IN ('fr', 'en')),
     created_at timestamptz NOT NULL
   )`,
  `CREATE INDEX enquiry_by_date ON enquiry (created_at DESC, id DESC)`,
  `CREATE TABLE mail_delivery (
     id uuid PRIMARY KEY,
     template text NOT NULL,
     ref uuid NOT NULL,
     recipient text NOT NULL,
     message_id text NOT NULL CONSTRAINT mail_delivery_message_id UNIQUE,
     status text NOT NULL DEFAULT 'queued' CONSTRAINT mail_delivery_status CHECK (status IN ('queued', 'sent', 'refused')),
     attempts integer NOT NULL DEFAULT 0,
     response text,
     created_at timestamptz NOT NULL DEFAULT now(),
     sent_at timestamptz,
     CONSTRAINT mail_delivery_sent_has_date CHECK ((status = 'sent') = (sent_at IS NOT NULL))
   )`,
  `CREATE INDEX mail_delivery_by_ref ON mail_delivery (ref)`,
  `CREATE TABLE audit_log (
     id uuid PRIMARY KEY,
     at timestamptz NOT NULL DEFAULT now(),
     actor text NOT NULL,
     action text NOT NULL,
     detail jsonb NOT NULL DEFAULT '{}'
   )`,
];

/** Perimeter, enquiries, mail deliveries and the audit log. */
export class Foundation1764028800000 implements MigrationInterface {
  readonly name = 'Foundation1764028800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit_log', 'mail_delivery', 'enquiry', 'commune'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

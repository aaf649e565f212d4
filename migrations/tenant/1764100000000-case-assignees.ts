import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema. Accounts of the console are the platform's:
// no table of a tenant refers to them.
const KINDS = `'claim', 'addition', 'report', 'correction'`;

const statements = [
  `CREATE TABLE case_assignee (
     kind text NOT NULL CONSTRAINT case_assignee_kind CHECK (kind IN (${KINDS})),
     case_id uuid NOT NULL,
     account_id uuid NOT NULL,
     name text NOT NULL CONSTRAINT case_assignee_name CHECK (length(name) BETWEEN 1 AND 200),
     assigned_at timestamptz NOT NULL,
     CONSTRAINT case_assignee_pkey PRIMARY KEY (kind, case_id)
   )`,
  `COMMENT ON TABLE case_assignee IS 'Which agent looks at what waits for the town'`,
  `CREATE TABLE case_event (
     id uuid PRIMARY KEY,
     kind text NOT NULL CONSTRAINT case_event_kind CHECK (kind IN (${KINDS})),
     case_id uuid NOT NULL,
     act text NOT NULL CONSTRAINT case_event_act CHECK (act IN ('take', 'assign', 'release')),
     by_name text NOT NULL,
     to_name text,
     at timestamptz NOT NULL
   )`,
  `CREATE INDEX case_event_by_case ON case_event (kind, case_id, at)`,
  `CREATE INDEX case_event_by_age ON case_event (at)`,
];

/** Who of the town looks at which case, and who did before. */
export class CaseAssignees1764100000000 implements MigrationInterface {
  readonly name = 'CaseAssignees1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['case_event', 'case_assignee']) await runner.query(`DROP TABLE ${table}`);
  }
}

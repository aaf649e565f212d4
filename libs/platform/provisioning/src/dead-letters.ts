import { v7 as uuid } from 'uuid';
import type { Installation } from './installation';

/** A row of the outbox that no attempt will mend. */
export interface DeadLetter {
  readonly id: string;
  /** Slug of the territory that owed it; null where the registry of its database knows it no longer. */
  readonly tenant: string | null;
  readonly kind: string;
  /** What it is about, in the territory's own tables. */
  readonly ref: string;
  /** Times that it was handed to a worker. */
  readonly attempts: number;
  readonly lastError: string;
  readonly createdAt: Date;
  readonly diedAt: Date;
  readonly database: string;
  readonly role: string;
}

/** What becomes of a dead letter: attempted afresh, or done without having been delivered. */
export type Verdict = 'retry' | 'dismiss';

const CHANGES = {
  retry: "status = 'pending', failures = 0, next_at = now(), finished_at = NULL",
  dismiss:
    "status = 'done', finished_at = now(), last_error = left('dismissed: ' || coalesce(last_error, ''), 1000)",
} satisfies Record<Verdict, string>;

const ACTIONS = { retry: 'outbox.retried', dismiss: 'outbox.dismissed' } satisfies Record<Verdict, string>;

/** The dead letters of every database, the oldest first. */
export async function listDeadLetters(installation: Installation): Promise<DeadLetter[]> {
  const tenants = await installation
    .platform()
    .query<{ slug: string; role: string; database: string }>(
      'SELECT slug, role_name AS role, database FROM tenant',
    );
  const letters: DeadLetter[] = [];
  for (const database of installation.addresses.keys()) {
    const rows = await installation.platform(database).query<Omit<DeadLetter, 'tenant' | 'database'>>(
      `SELECT id, tenant_role::text AS role, kind, ref, dispatches AS attempts, coalesce(last_error, '') AS "lastError",
              created_at AS "createdAt", finished_at AS "diedAt"
         FROM outbox WHERE status = 'dead' ORDER BY created_at, id`,
    );
    for (const row of rows) {
      const owner = tenants.find((tenant) => tenant.role === row.role && tenant.database === database);
      letters.push({ ...row, tenant: owner?.slug ?? null, database });
    }
  }
  return letters;
}

/**
 * Attempts dead letters afresh, or dismisses them: done, with the reason kept, and purged as what is done. Each is
 * written in the audit log of its territory, in the same statement.
 * @param actor as the audit log names it
 * @returns the ids of those that were dead still
 */
export async function settleDeadLetters(
  installation: Installation,
  letters: readonly DeadLetter[],
  verdict: Verdict,
  actor: string,
): Promise<string[]> {
  const settled: string[] = [];
  const homes = new Map(letters.map((letter) => [`${letter.database} ${letter.role}`, letter]));
  for (const home of homes.values()) {
    const ids = letters
      .filter(({ database, role }) => database === home.database && role === home.role)
      .map(({ id }) => id);
    settled.push(...(await settleOf(installation, home, ids, { verdict, actor })));
  }
  return settled;
}

/** Those of one territory; one that the registry does not know has no audit log to write in. */
async function settleOf(
  installation: Installation,
  { database, role, tenant }: DeadLetter,
  ids: readonly string[],
  { verdict, actor }: { readonly verdict: Verdict; readonly actor: string },
): Promise<string[]> {
  const update = `UPDATE platform.outbox SET ${CHANGES[verdict]} WHERE id = ANY ($1::uuid[]) AND status = 'dead' RETURNING id, kind, ref`;
  const audited = `WITH settled AS (${update})
     INSERT INTO audit_log (id, actor, action, detail)
     SELECT entry.id, $3, $4, jsonb_build_object('outboxId', settled.id, 'kind', settled.kind, 'ref', settled.ref)
       FROM settled JOIN unnest($1::uuid[], $2::uuid[]) AS entry (letter, id) ON entry.letter = settled.id
     RETURNING detail ->> 'outboxId' AS id`;
  const rows =
    tenant === null
      ? await installation.platform(database).query<{ id: string }>(update, [ids])
      : await installation.onSchema(
          database,
          role,
          async (runner) =>
            (await runner.query(audited, [ids, ids.map(() => uuid()), actor, ACTIONS[verdict]])) as {
              id: string;
            }[],
        );
  return rows.map(({ id }) => id);
}

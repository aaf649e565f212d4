import type { CaseKind } from '@halles/contracts';
import { WAITS_FOR_TOWN } from '@halles/domain/reports';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Somebody of the town, by the name that the console shows. */
export interface Agent {
  readonly id: string;
  readonly name: string;
}

/** One thing that waits for the town. */
export interface CaseRef {
  readonly kind: CaseKind;
  readonly id: string;
}

/** That a case changed hands. */
export interface CaseEvent {
  readonly act: 'take' | 'assign' | 'release';
  readonly by: string;
  readonly to: string | null;
  readonly at: Date;
}

/** How many cases wait, by kind; of the corrections, how many are places that who keeps the page asks for. */
export type CaseCounts = Readonly<Record<CaseKind | 'place', number>>;

/** Why the town looks at a place, as against what was said by a mailed link. */
export const PLACE_DOUBTS = `'moved', 'commune', 'street'`;

/** How many wait for a decision of the town. */
const COUNTS = `SELECT
  (SELECT count(*)::int FROM claim
    WHERE state IN ('review', 'disputed') AND (awaits_until IS NULL OR awaits_until <= $1)) AS claim,
  (SELECT count(*)::int FROM addition_request WHERE state = 'asked') AS addition,
  (SELECT count(*)::int FROM listing_report r WHERE ${WAITS_FOR_TOWN}) AS report,
  (SELECT count(*)::int FROM correction WHERE state = 'open') AS correction,
  (SELECT count(*)::int FROM correction WHERE state = 'open' AND doubt IN (${PLACE_DOUBTS})) AS place`;

/** Holds a case until the transaction's end, where there is one. */
const HOLD: Readonly<Record<CaseKind, string>> = {
  claim: 'SELECT 1 FROM claim WHERE id = $1 FOR UPDATE',
  addition: 'SELECT 1 FROM addition_request WHERE id = $1 FOR UPDATE',
  report: 'SELECT 1 FROM listing_report WHERE id = $1 FOR UPDATE',
  correction: 'SELECT 1 FROM correction WHERE id = $1 FOR UPDATE',
};

/** Who looks at which case. */
@Injectable()
export class CaseRepository {
  /** How many cases wait for a decision now. */
  async counts(tx: TenantTx, now: Date): Promise<CaseCounts> {
    const [row] = await tx.manager.query<CaseCounts[]>(COUNTS, [now]);
    return row ?? { claim: 0, addition: 0, report: 0, correction: 0, place: 0 };
  }

  /** Whether there is such a case, held until the transaction's end: two who take it do so one after the other. */
  async hold(tx: TenantWriteTx, { kind, id }: CaseRef): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(HOLD[kind], [id]);
    return rows.length === 1;
  }

  /** Everybody who looks at something. */
  async assignees(tx: TenantTx): Promise<(CaseRef & { readonly assignee: Agent })[]> {
    const rows = await tx.manager.query<(CaseRef & { accountId: string; name: string })[]>(
      'SELECT kind, case_id AS id, account_id AS "accountId", name FROM case_assignee ORDER BY assigned_at DESC LIMIT 1000',
    );
    return rows.map(({ kind, id, accountId, name }) => ({ kind, id, assignee: { id: accountId, name } }));
  }

  async assignee(tx: TenantTx, { kind, id }: CaseRef): Promise<Agent | null> {
    const [row] = await tx.manager.query<Agent[]>(
      'SELECT account_id AS id, name FROM case_assignee WHERE kind = $1 AND case_id = $2',
      [kind, id],
    );
    return row ?? null;
  }

  /** @param agent null: nobody in particular looks at it any more */
  async setAssignee(tx: TenantWriteTx, { kind, id }: CaseRef, agent: Agent | null, at: Date): Promise<void> {
    if (agent === null) {
      await tx.manager.query('DELETE FROM case_assignee WHERE kind = $1 AND case_id = $2', [kind, id]);
      return;
    }
    await tx.manager.query(
      `INSERT INTO case_assignee (kind, case_id, account_id, name, assigned_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (kind, case_id) DO UPDATE
         SET account_id = excluded.account_id, name = excluded.name, assigned_at = excluded.assigned_at`,
      [kind, id, agent.id, agent.name.slice(0, 200), at],
    );
  }

  async insertEvent(
    tx: TenantWriteTx,
    eventId: string,
    { kind, id }: CaseRef,
    event: CaseEvent,
  ): Promise<void> {
    await tx.manager.query(
      'INSERT INTO case_event (id, kind, case_id, act, by_name, to_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [eventId, kind, id, event.act, event.by, event.to, event.at],
    );
  }

  /** Oldest first. */
  async events(tx: TenantTx, { kind, id }: CaseRef): Promise<CaseEvent[]> {
    return tx.manager.query<CaseEvent[]>(
      `SELECT act, by_name AS by, to_name AS "to", at FROM case_event WHERE kind = $1 AND case_id = $2 ORDER BY at, id`,
      [kind, id],
    );
  }

  /** Removes what is older than the instant. Returns how many. */
  async deleteBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, events] = await tx.manager.query<[unknown[], number]>('DELETE FROM case_event WHERE at < $1', [
      instant,
    ]);
    const [, assignees] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM case_assignee WHERE assigned_at < $1',
      [instant],
    );
    return events + assignees;
  }
}

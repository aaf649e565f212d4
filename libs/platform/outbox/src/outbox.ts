import { Injectable } from '@nestjs/common';
import type { Queryable } from '@halles/platform/database';
import { beforeCommit, type Tenant, type TenantWriteTx } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import type { JobKind } from './job-kind';

/** What must happen after a transaction: its kind, and the id of the row that it is about. Ids only, never contents. */
export interface OutboxMessage {
  readonly kind: JobKind;
  readonly ref: string;
}

/** What the kinds of the platform's work begin with, as the policies of the outbox say too. */
export const PLATFORM_KINDS = 'console.';

/**
 * Whether it is the platform that owes work of this kind, and a territory lends its name only: what it is about is in the
 * platform's tables, and it goes to no other installation with the territory.
 */
export const isOfPlatform = (kind: string): boolean => kind.startsWith(PLATFORM_KINDS);

/** A message as it is stored. */
interface Row extends OutboxMessage {
  readonly id: string;
}

/**
 * Writes what must happen next in the transaction that decides it: both are on disk, or neither is. What a transaction appends is
 * written at its end, in one statement that is sent with the commit, whichever parts of the product append.
 */
@Injectable()
export class Outbox {
  /** @returns the id of the row, which the job and its effects carry */
  append(tx: TenantWriteTx, message: OutboxMessage): Promise<string> {
    const row = { ...message, id: uuid() };
    beforeCommit(tx, insertRows, [row]);
    return Promise.resolve(row.id);
  }

  /** Several at once. */
  appendAll(tx: TenantWriteTx, messages: readonly OutboxMessage[]): Promise<void> {
    if (messages.length > 0) {
      const rows = messages.map((message) => ({ ...message, id: uuid() }));
      beforeCommit(tx, insertRows, rows);
    }
    return Promise.resolve();
  }

  /**
   * The same for work of the platform, in a transaction of its own role on the main database, whichever database the
   * territory is on.
   * @param tenant whose name it bears
   */
  async appendForPlatform(
    tx: Queryable,
    tenant: Pick<Tenant, 'role'>,
    { kind, ref }: OutboxMessage,
  ): Promise<void> {
    await tx.query('INSERT INTO outbox (id, tenant_role, kind, ref) VALUES ($1, $2, $3, $4)', [
      uuid(),
      tenant.role,
      kind,
      ref,
    ]);
  }
}

/** No RETURNING: a tenant's role may insert into the outbox and not read it. */
const insertRows = (tx: TenantWriteTx, rows: readonly Row[]): Promise<unknown> =>
  tx.manager.query(
    'INSERT INTO platform.outbox (id, kind, ref) SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[])',
    [rows.map(({ id }) => id), rows.map(({ kind }) => kind), rows.map(({ ref }) => ref)],
  );

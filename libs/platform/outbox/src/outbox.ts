import { Injectable } from '@nestjs/common';
import type { TenantWriteTx } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import type { JobKind } from './job-kind';

/** What must happen after a transaction: its kind, and the id of the row that it is about. Ids only, never contents. */
export interface OutboxMessage {
  readonly kind: JobKind;
  readonly ref: string;
}

/** Writes what must happen next in the transaction that decides it: both are on disk, or neither is. */
@Injectable()
export class Outbox {
  /** @returns the id of the row, which the job and its effects carry */
  async append(tx: TenantWriteTx, message: OutboxMessage): Promise<string> {
    const id = uuid();
    // No RETURNING: a tenant's role may insert into the outbox and not read it.
    await tx.manager.query('INSERT INTO platform.outbox (id, kind, ref) VALUES ($1, $2, $3)', [
      id,
      message.kind,
      message.ref,
    ]);
    return id;
  }
}

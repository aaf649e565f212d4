import type { TenantWriteTx } from './tenant';

type Statement = () => Promise<unknown>;

const waiting = new WeakMap<TenantWriteTx, Statement[]>();

/**
 * Leaves a statement to the end of its transaction: it is sent together with the commit, and costs no round trip of its own.
 * Where it fails, nothing is committed. For what nothing else in the transaction reads.
 * @param statement also run where the transaction only rehearses, so that it fails as it would
 */
export function beforeCommit(tx: TenantWriteTx, statement: Statement): void {
  const statements = waiting.get(tx);
  if (statements) statements.push(statement);
  else waiting.set(tx, [statement]);
}

/** What a transaction has left to its end. */
export const statementsBeforeCommit = (tx: TenantWriteTx): readonly Statement[] => waiting.get(tx) ?? [];

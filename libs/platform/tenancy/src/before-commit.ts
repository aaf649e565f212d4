import type { TenantWriteTx } from './tenant';

type Write<Row> = (tx: TenantWriteTx, rows: readonly Row[]) => Promise<unknown>;

/** What is left to the end of a transaction, in the order in which it was. */
interface Left {
  readonly write: Write<never>;
  readonly rows: readonly unknown[];
}

const waiting = new WeakMap<TenantWriteTx, Left[]>();

/**
 * Leaves a statement to the end of its transaction: it is sent together with the commit, and costs no round trip of its own.
 * Where it fails, nothing is committed. For what nothing else in the transaction reads.
 * @param write also run where the transaction only rehearses, so that it fails as it would; once, whoever left rows to it
 */
export function beforeCommit<Row>(tx: TenantWriteTx, write: Write<Row>, rows: readonly Row[] = []): void {
  const left = { write, rows };
  const before = waiting.get(tx);
  if (before) before.push(left);
  else waiting.set(tx, [left]);
}

/** For a piece that is undone alone: what it left to the end is forgotten by what this returns, called before the piece. */
export function forgettingSince(tx: TenantWriteTx): () => void {
  const kept = waiting.get(tx)?.length ?? 0;
  return () => {
    const left = waiting.get(tx);
    if (left) left.length = kept;
  };
}

/** What a transaction has left to its end. */
export function statementsBeforeCommit(tx: TenantWriteTx): readonly (() => Promise<unknown>)[] {
  const rowsOf = new Map<Write<never>, unknown[]>();
  for (const { write, rows } of waiting.get(tx) ?? []) {
    const known = rowsOf.get(write);
    if (known) known.push(...rows);
    else rowsOf.set(write, [...rows]);
  }
  return [...rowsOf].map(
    ([write, rows]) =>
      () =>
        write(tx, rows as never[]),
  );
}

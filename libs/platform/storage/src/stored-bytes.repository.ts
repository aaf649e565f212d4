import type { TenantTx } from '@halles/platform/tenancy';
import type { StoredKind } from './file-storage';

/** Where the rows of each kind say how large its files are: a new kind does not compile without. */
const BYTES: Readonly<Record<StoredKind, string>> = {
  photos: 'SELECT sum(bytes) FROM photo',
  claims: "SELECT sum((document->>'bytes')::bigint) FROM claim_proof WHERE document IS NOT NULL",
};

/** The bytes of all files of a tenant. */
export async function storedBytes(tx: TenantTx): Promise<number> {
  const sums = Object.values(BYTES).map((sql) => `coalesce((${sql}), 0)`);
  const [row] = await tx.manager.query<{ bytes: string }[]>(`SELECT ${sums.join(' + ')} AS bytes`);
  return Number(row?.bytes ?? 0);
}

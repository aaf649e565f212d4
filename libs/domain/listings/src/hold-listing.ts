import type { TenantWriteTx } from '@halles/platform/tenancy';

/**
 * Keeps others from merging a listing into another one until the transaction ends; imports go on. Waits for a merge that is
 * about to be committed.
 * @returns false where it is merged, or not there
 */
export async function holdListing(tx: TenantWriteTx, id: number): Promise<boolean> {
  const rows = await tx.manager.query<unknown[]>(
    'SELECT 1 FROM listing WHERE id = $1 AND merged_into IS NULL FOR KEY SHARE',
    [id],
  );
  return rows.length === 1;
}

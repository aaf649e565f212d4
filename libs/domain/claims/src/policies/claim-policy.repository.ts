import type { ClaimPolicy } from '@halles/contracts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** What a town hall chose. */
export interface ChosenPolicy {
  readonly policy: ClaimPolicy;
  /** An account of the console. */
  readonly accountId: string;
  readonly name: string;
  readonly at: Date;
}

const FIND = `
  SELECT policy, chosen_by AS "accountId", chosen_by_name AS name, chosen_at AS at FROM claim_policy WHERE id = 1`;

/** The policy that a town hall chose. */
@Injectable()
export class ClaimPolicyRepository {
  /** Null while nobody chose one. */
  async find(tx: TenantTx): Promise<ChosenPolicy | null> {
    const [row] = await tx.manager.query<ChosenPolicy[]>(FIND);
    return row ?? null;
  }

  async put(tx: TenantWriteTx, { policy, accountId, name, at }: ChosenPolicy): Promise<void> {
    await tx.manager.query(
      `INSERT INTO claim_policy (id, policy, chosen_by, chosen_by_name, chosen_at) VALUES (1, $1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET policy = excluded.policy, chosen_by = excluded.chosen_by,
         chosen_by_name = excluded.chosen_by_name, chosen_at = excluded.chosen_at`,
      [policy, accountId, name.slice(0, 200), at],
    );
  }
}

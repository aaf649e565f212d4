import { Injectable } from '@nestjs/common';
import type { TenantTx } from '@halles/platform/tenancy';

/** Which addresses refuse mail: those get only what somebody waits for. */
@Injectable()
export class AddressRefusals {
  /** Whether the last mail to an address was refused for good; one that it took since ends that. */
  async has(tx: TenantTx, address: string): Promise<boolean> {
    const [last] = await tx.manager.query<{ status: 'sent' | 'refused' }[]>(
      `SELECT status FROM mail_delivery WHERE recipient = $1 AND status IN ('sent', 'refused') ORDER BY created_at DESC LIMIT 1`,
      [address],
    );
    return last?.status === 'refused';
  }
}

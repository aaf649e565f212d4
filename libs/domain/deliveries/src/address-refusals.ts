import { DAY } from '@halles/kernel';
import { Injectable } from '@nestjs/common';
import type { TenantTx } from '@halles/platform/tenancy';
import { FINAL_BOUNCES } from './bounces/bounce';

/** A mailbox that did not exist may by then. */
const TRIED_AGAIN_AFTER = 7 * DAY;

/** Which addresses refuse mail: those get only what somebody waits for. */
@Injectable()
export class AddressRefusals {
  /** Whether the last mail to an address was refused for good, or came back so; one that it took since ends that. */
  async has(tx: TenantTx, address: string): Promise<boolean> {
    const [last] = await tx.manager.query<{ isRefused: boolean }[]>(
      `SELECT status = 'refused' OR bounce IS NOT NULL AND bounce = ANY ($2) AS "isRefused" FROM mail_delivery WHERE recipient = $1 AND status IN ('sent', 'refused') ORDER BY created_at DESC LIMIT 1`,
      [address, FINAL_BOUNCES],
    );
    return last?.isRefused ?? false;
  }

  /** Whether a mail to an address came back for good lately: nothing more is sent there until it is tried again. */
  async cameBack(tx: TenantTx, address: string, now: Date): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `SELECT 1 FROM mail_delivery WHERE recipient = $1 AND bounced_at > $2 AND bounce = ANY ($3) LIMIT 1`,
      [address, new Date(now.getTime() - TRIED_AGAIN_AFTER), FINAL_BOUNCES],
    );
    return rows.length > 0;
  }
}

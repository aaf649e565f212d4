import { DAY } from '@halles/kernel';
import { platformDatabase, platformRoles, type RoleDatabase, RoutingPool } from '@halles/platform/database';
import type { Job } from '@halles/platform/outbox';
import { Every, retentionLimit, type TaskRun } from '@halles/platform/scheduling';
import { Injectable } from '@nestjs/common';
import type { DeliveryEntity } from './delivery.entity';
import type { DeliveryRecords } from './delivery-records';
import type { NewDelivery } from './delivery.repository';

/** How long it is kept what became of a mail, as for those of territories. */
const KEPT = { months: 12 };

/** Mails to people of the console: in the platform's schema, so that no territory has their addresses. */
@Injectable()
export class PlatformDeliveryRecords implements DeliveryRecords {
  private readonly db: RoleDatabase;

  constructor(pool: RoutingPool) {
    this.db = platformDatabase(pool, platformRoles.relay);
  }

  async begin(_job: Job, { id, template, ref, recipient }: NewDelivery): Promise<DeliveryEntity['status']> {
    const [row] = await this.db.query<Pick<DeliveryEntity, 'status'>>(
      `INSERT INTO console_delivery (id, template, ref, recipient, created_at) VALUES ($1, $2, $3, $4, now())
       ON CONFLICT (id) DO UPDATE
         SET attempts = console_delivery.attempts + CASE WHEN console_delivery.status = 'queued' THEN 1 ELSE 0 END
       RETURNING status`,
      [id, template, ref, recipient],
    );
    return row?.status ?? 'queued';
  }

  async statusOf({ outboxId }: Job): Promise<DeliveryEntity['status'] | null> {
    const [row] = await this.db.query<Pick<DeliveryEntity, 'status'>>(
      'SELECT status FROM console_delivery WHERE id = $1',
      [outboxId],
    );
    return row?.status ?? null;
  }

  async sent({ outboxId }: Job, response: string): Promise<void> {
    await this.db.query(
      `UPDATE console_delivery SET status = 'sent', sent_at = now(), response = left($2, 500) WHERE id = $1`,
      [outboxId, response],
    );
  }

  async withheld({ outboxId }: Job): Promise<void> {
    await this.db.query(
      `UPDATE console_delivery SET status = 'withheld' WHERE id = $1 AND status = 'queued'`,
      [outboxId],
    );
  }

  async failed({ outboxId }: Job, response: string, isFinal: boolean): Promise<void> {
    await this.db.query(
      `UPDATE console_delivery SET status = $3, response = left($2, 500) WHERE id = $1 AND status = 'queued'`,
      [outboxId, response, isFinal ? 'refused' : 'queued'],
    );
  }

  /** Erases the traces of mails that were promised long ago. */
  @Every(DAY, { name: 'console-deliveries' })
  async erase({ now }: TaskRun): Promise<void> {
    await this.db.query('DELETE FROM console_delivery WHERE created_at < $1', [retentionLimit(KEPT, now)]);
  }
}

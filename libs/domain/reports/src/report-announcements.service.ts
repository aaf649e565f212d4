import { HOUR } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { announceReports } from './report.events';
import { type QueuedReport, ReportQueueRepository } from './report-queue.repository';

/** The town is mailed about reports so often at most, however many are sent. */
const ANNOUNCEMENT_PAUSE = HOUR;
/** How many reports a mail names; of the others it says how many. */
export const MAX_NAMED = 10;

/** What a mail to the town tells. */
export interface Announcement {
  /** The oldest first. */
  readonly named: readonly QueuedReport[];
  /** All that it tells of, those that were decided on meanwhile left out. */
  readonly count: number;
  /** All that wait for the town. */
  readonly waiting: number;
}

/** Tells the town which reports are its to look at: several at once, and seldom. */
@Injectable()
export class ReportAnnouncements {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportQueueRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Promises a mail about the reports that became the town's since the last one, unless that was within the hour. Run by one
   * worker at a time; run again it promises nothing twice.
   * @returns how many reports it tells of
   */
  async announce(ctx: TenantContext, now: Date): Promise<number> {
    return this.work.write(ctx, async (tx) => {
      const last = await this.reports.lastAnnouncedAt(tx);
      if (last && last.getTime() > now.getTime() - ANNOUNCEMENT_PAUSE) return 0;
      const id = uuid();
      const count = await this.reports.announce(tx, id, now);
      if (count > 0) await this.outbox.append(tx, announceReports(id));
      return count;
    });
  }

  /** What the mail says; null where all of it was decided on meanwhile. */
  async mailOf(ctx: TenantContext, id: string): Promise<Announcement | null> {
    return this.work.read(ctx, async (tx) => {
      const { count, waiting } = await this.reports.countAnnounced(tx, id);
      if (count === 0) return null;
      return { named: await this.reports.announced(tx, id, MAX_NAMED), count, waiting };
    });
  }
}

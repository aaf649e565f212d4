import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AccountRetention } from '@halles/domain/accounts';
import { ClaimRetention } from '@halles/domain/claims';
import { CorrectionService } from '@halles/domain/corrections';
import { DeliveryService } from '@halles/domain/deliveries';
import { EnquiryService } from '@halles/domain/enquiries';
import { AskService } from '@halles/domain/freshness';
import { ReportService } from '@halles/domain/reports';
import { MandateService } from '@halles/domain/mandates';
import { NotificationService } from '@halles/domain/notifications';
import { UnansweredService } from '@halles/domain/search';
import { StatisticsService } from '@halles/domain/statistics';
import { DAY, HOUR } from '@halles/kernel';
import { createContext, type TenantContext, TenantRegistry } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import { WorkerLog } from '../worker-log';
import { retentionLimit, usesLimit } from './retention-limit';

const EVERY = 6 * HOUR;
/** So long somebody who reported an error is known again (the privacy page says so). */
const REPORTERS = 30 * DAY;

/**
 * Erases what a portal promises to keep for twelve months at most (its privacy page says so). Several workers may do it
 * at once, and again: what is gone is gone.
 */
@Injectable()
export class RetentionSweep implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly registry: TenantRegistry,
    private readonly enquiries: EnquiryService,
    private readonly deliveries: DeliveryService,
    private readonly reports: ReportService,
    private readonly unanswered: UnansweredService,
    private readonly accounts: AccountRetention,
    private readonly asks: AskService,
    private readonly notifications: NotificationService,
    private readonly statistics: StatisticsService,
    private readonly claims: ClaimRetention,
    private readonly mandates: MandateService,
    private readonly corrections: CorrectionService,
    private readonly log: WorkerLog,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.sweep(new Date()), EVERY);
    this.#timer.unref();
    void this.sweep(new Date());
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /**
   * One pass over every tenant, whatever its state: a suspended portal keeps nothing longer. What cannot be erased now keeps
   * nothing else from being.
   */
  async sweep(now: Date): Promise<void> {
    for (const tenant of this.registry.all()) {
      const ctx = createContext(tenant, { kind: 'system', job: 'retention' }, uuid());
      const erased: Record<string, number> = {};
      for (const [what, erase] of Object.entries(this.erasures(ctx, now)))
        try {
          erased[what] = await erase();
        } catch (error) {
          this.log.value.warn(
            { tenant: tenant.slug, what, err: error },
            'what is too old could not be erased: it is tried again',
          );
        }
      if (Object.values(erased).some((count) => count > 0))
        this.log.value.info({ tenant: tenant.slug, ...erased }, 'erased what is kept no longer');
    }
  }

  /** What is erased of a tenant; each gives how many. */
  private erasures(ctx: TenantContext, now: Date): Readonly<Record<string, () => Promise<number>>> {
    const limit = retentionLimit(now);
    return {
      enquiries: () => this.enquiries.eraseBefore(ctx, limit),
      deliveries: () => this.deliveries.eraseBefore(ctx, limit),
      listingReports: () => this.reports.eraseBefore(ctx, limit),
      reporters: () => this.reports.forgetReportersBefore(ctx, new Date(now.getTime() - REPORTERS)),
      questions: () => this.asks.eraseBefore(ctx, limit),
      notifications: () => this.notifications.eraseBefore(ctx, limit),
      uses: () => this.statistics.eraseBefore(ctx, usesLimit(now)),
      claims: () => this.claims.sweep(ctx, now, limit),
      mandates: () => this.mandates.eraseEndedBefore(ctx, limit),
      corrections: () => this.corrections.eraseBefore(ctx, limit),
      unansweredSearches: () => this.unanswered.eraseBefore(ctx, limit),
      // Sessions, links and invitations go as they end, not after twelve months.
      endedSignIns: () => this.accounts.sweep(ctx, now),
    };
  }
}

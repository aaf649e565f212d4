import { type Bounce, bounceOf, Bounces } from '@halles/domain/deliveries';
import type { Log } from '@halles/platform/observability';
import { createContext, type Tenant } from '@halles/platform/tenancy';
import type { ReturnedMail } from '@halles/platform/mail';
import { ReportUnreadable, type UntrustedFiles } from '@halles/platform/untrusted-files';

/** Reads what came back, and notes it in the record of its delivery. */
export class BounceReceiver {
  constructor(
    private readonly bounces: Bounces,
    private readonly files: UntrustedFiles,
    private readonly log: Log,
  ) {}

  /**
   * What is no report, or tells of no failure, is left alone: people answer automatic mails, and so do machines.
   * @throws FilesBusy, FileNotOpened and what the database throws: the other server tries again
   */
  async take({ tenant, delivery }: ReturnedMail<Tenant>, source: Buffer): Promise<Bounce | null> {
    const ctx = createContext(tenant, { kind: 'system', job: 'bounce' }, delivery);
    const about = { tenant: tenant.slug, delivery, bytes: source.length };
    let bounce: Bounce | null;
    try {
      bounce = bounceOf(await this.files.readDeliveryReport(ctx, source));
    } catch (error) {
      if (!(error instanceof ReportUnreadable)) throw error;
      this.log.warn(about, 'what came back to a return path is no report that can be read');
      return null;
    }
    if (bounce === null) return null;
    if (await this.bounces.note(ctx, delivery, bounce))
      this.log.info({ ...about, bounce }, 'a mail came back');
    return bounce;
  }
}

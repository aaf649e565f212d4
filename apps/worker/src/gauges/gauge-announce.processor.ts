import { GAUGE_ANNOUNCE, GaugeAnnouncements } from '@halles/domain/gauges';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

/** Finds those who keep the places that a rule of the territory concerns, and promises each a mail, once. */
@HandlesJob(GAUGE_ANNOUNCE)
export class GaugeAnnounceProcessor implements JobHandler {
  constructor(private readonly announcements: GaugeAnnouncements) {}

  async run({ ctx, ref }: Job): Promise<void> {
    await this.announcements.announce(ctx, ref);
  }
}

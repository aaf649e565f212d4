import { type BusyProblem, type BusyReading, BusyTimes } from '@halles/domain/agendas';
import { CALENDAR_LIMITS, GuardedClient, OutboundRefused } from '@halles/platform/outbound';
import type { TenantContext } from '@halles/platform/tenancy';
import { CalendarTooCostly, CalendarUnreadable, UntrustedFiles } from '@halles/platform/untrusted-files';
import { Injectable } from '@nestjs/common';

/** What an error says of a calendar; null where the calendar is not to blame. Pure. */
function problemOf(error: unknown): BusyProblem | null {
  if (error instanceof OutboundRefused) return error.problem;
  if (error instanceof CalendarUnreadable) return 'unreadable';
  return error instanceof CalendarTooCostly ? 'too-costly' : null;
}

/** Reads calendars of others: asks them by the rules for addresses that somebody gave, and has them opened where nothing is to lose. */
@Injectable()
export class BusyReader {
  constructor(
    private readonly busy: BusyTimes,
    private readonly client: GuardedClient,
    private readonly files: UntrustedFiles,
  ) {}

  /** @returns whether it came to something @throws whatever the calendar is not to blame for */
  async read(ctx: TenantContext, { id, address, within }: BusyReading): Promise<boolean> {
    try {
      if (address === null) throw new OutboundRefused('address', 'sealed under another key');
      const source = await this.client.get(address, CALENDAR_LIMITS);
      const { timeZone } = ctx.tenant.settings;
      const { times, unknownZones } = await this.files.readBusyCalendar(ctx, source, { ...within, timeZone });
      await this.busy.keep(ctx, id, {
        times: times.map(([from, until]) => ({ from, until })),
        unknownZones,
      });
      return true;
    } catch (error) {
      const problem = problemOf(error);
      if (problem === null) throw error;
      await this.busy.fail(ctx, id, problem);
      return false;
    }
  }
}

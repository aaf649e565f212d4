import { AGENDA_READ_BUSY, BusyTimes } from '@halles/domain/agendas';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { BusyReader } from './busy-reader';

/** Reads a calendar at once: it was just given, or somebody touched the button. */
@HandlesJob(AGENDA_READ_BUSY)
export class ReadBusyProcessor implements JobHandler {
  constructor(
    private readonly busy: BusyTimes,
    private readonly reader: BusyReader,
  ) {}

  async run({ ctx, ref }: Job): Promise<void> {
    const reading = await this.busy.find(ctx, ref);
    if (reading) await this.reader.read(ctx, reading);
  }
}

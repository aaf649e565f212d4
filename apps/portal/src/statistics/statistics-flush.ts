import { StatisticsService } from '@halles/domain/statistics';
import { SECOND } from '@halles/kernel';
import { InjectLog, type Log } from '@halles/platform/observability';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';

/** What a process that is killed has counted and not written is lost: so many seconds of counts at most. */
const EVERY = 5 * SECOND;

/** Writes what was counted every few seconds, and a last time when the process ends. */
@Injectable()
export class StatisticsFlush implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | null = null;

  constructor(
    private readonly statistics: StatisticsService,
    @InjectLog() private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), EVERY);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.writing;
    await this.flush();
  }

  /** One writing at a time: a slow database does not get a second one. */
  async flush(): Promise<void> {
    if (this.writing) return;
    this.writing = this.statistics.flush((err) =>
      this.log.warn({ err }, 'counts of uses could not be written: they are kept and tried again'),
    );
    await this.writing;
    this.writing = null;
  }
}

import { DIRECTORY_IMPORT, ImportRunner, ImportService } from '@halles/domain/imports';
import { HandlesJob, type Job, type JobHandler, PermanentFailure } from '@halles/platform/outbox';

/** After so many attempts it is no passing error: the territory's next import must not wait behind this one. */
const ATTEMPTS = 5;

/** Brings an import to its end. A run that is killed is handed out again and goes on where it can. */
@HandlesJob(DIRECTORY_IMPORT)
export class DirectoryImportProcessor implements JobHandler {
  constructor(
    private readonly runner: ImportRunner,
    private readonly imports: ImportService,
  ) {}

  async run(job: Job): Promise<void> {
    try {
      await this.runner.run(job.ctx, job.ref);
    } catch (error) {
      if (job.failures + 1 < ATTEMPTS) throw error;
      const { message } = error as Error;
      await this.imports.giveUp(job.ctx, job.ref, message);
      throw new PermanentFailure(message, { cause: error });
    }
  }
}

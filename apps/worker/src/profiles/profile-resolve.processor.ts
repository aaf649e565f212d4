import { PROFILE_RESOLVE, ProfileService } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

/** Publishes a profile that was changed while an import had locked the directory. */
@HandlesJob(PROFILE_RESOLVE)
export class ProfileResolveProcessor implements JobHandler {
  constructor(
    private readonly profiles: ProfileService,
    private readonly clock: Clock,
  ) {}

  async run({ ctx, ref }: Job): Promise<void> {
    await this.profiles.resolve(ctx, ref, this.clock.now());
  }
}

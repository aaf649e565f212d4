import { PROFILE_RESOLVE, ProfileService } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';

/** Brings the directory up to a profile that was changed while an import held it. */
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

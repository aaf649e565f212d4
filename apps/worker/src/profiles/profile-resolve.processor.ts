import { PROFILE_RESOLVE, ProfileService } from '@halles/domain/profiles';
import { systemClock } from '@halles/kernel';
import { type Job, type JobHandler, PermanentFailure } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';

/** Brings the directory up to a profile that was changed while an import held it. */
@Injectable()
export class ProfileResolveProcessor implements JobHandler {
  readonly kind = PROFILE_RESOLVE;

  constructor(private readonly profiles: ProfileService) {}

  async run({ ctx, ref }: Job): Promise<void> {
    const listing = Number(ref);
    if (!Number.isInteger(listing)) throw new PermanentFailure(`"${ref}" is no listing`);
    await this.profiles.resolve(ctx, listing, systemClock.now());
  }
}

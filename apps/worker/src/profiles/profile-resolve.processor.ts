import { PROFILE_RESOLVE, ProfileService } from '@halles/domain/profiles';
import { systemClock } from '@halles/kernel';
import type { Job, JobHandler } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';

/** Brings the directory up to a profile that was changed while an import held it. */
@Injectable()
export class ProfileResolveProcessor implements JobHandler {
  readonly kind = PROFILE_RESOLVE;

  constructor(private readonly profiles: ProfileService) {}

  async run({ ctx, ref }: Job): Promise<void> {
    await this.profiles.resolve(ctx, ref, systemClock.now());
  }
}

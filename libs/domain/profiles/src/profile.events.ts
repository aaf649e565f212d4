import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** A profile was changed while an import held the directory: the listing must be resolved again. */
export const PROFILE_RESOLVE = defineJob('profile.resolve');

export const resolveProfile = (profileId: string): OutboxMessage => ({
  kind: PROFILE_RESOLVE,
  ref: profileId,
});

import type { ListingRepository, ListingWriter } from '@halles/domain/listings';
import { createPageNews } from '@halles/domain/notifications';
import { Outbox } from '@halles/platform/outbox';
import type { UnitOfWork } from '@halles/platform/tenancy';
import { DraftRepository } from './draft.repository';
import { ProfileRepository } from './profile.repository';
import { ProfileService } from './profile.service';
import { ProfileWriter } from './profile-writer';

/** What writes profiles. */
export interface ProfileWriters {
  readonly writer: ProfileWriter;
  readonly service: ProfileService;
}

/** The writers with all that they need, for who has no container: tests and measurements. */
export function createProfileWriters(
  work: UnitOfWork,
  directory: ListingWriter,
  listings: ListingRepository,
): ProfileWriters {
  const profiles = new ProfileRepository();
  const writer = new ProfileWriter(profiles, directory, new Outbox(), createPageNews(work));
  return { writer, service: new ProfileService(work, profiles, new DraftRepository(), writer, listings) };
}

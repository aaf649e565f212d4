import { createClaimUnion } from '@halles/domain/claims';
import { createListingWriters, ListingRepository } from '@halles/domain/listings';
import { createPageNews } from '@halles/domain/notifications';
import { createProfileWriters } from '@halles/domain/profiles';
import type { UnitOfWork } from '@halles/platform/tenancy';
import { AttachmentRepository } from './attachment.repository';
import { DuplicateRepository } from './duplicate.repository';
import { DuplicateService } from './duplicate.service';

/** The service with all that it needs, for commands and tests too. */
export function createDuplicates(work: UnitOfWork): DuplicateService {
  const { writer } = createListingWriters();
  const profiles = createProfileWriters(work, writer, new ListingRepository()).writer;
  return new DuplicateService(
    work,
    new DuplicateRepository(),
    new AttachmentRepository(),
    createClaimUnion(profiles),
    profiles,
    createPageNews(work),
    writer,
  );
}

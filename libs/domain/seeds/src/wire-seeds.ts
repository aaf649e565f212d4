import { createImports } from '@halles/domain/imports';
import { createListingWriters } from '@halles/domain/listings';
import type { UnitOfWork } from '@halles/platform/tenancy';
import { SeedRepository } from './seed.repository';
import { SeedService } from './seed.service';

/**
 * What fills directories from the territories' folders, with all that it needs.
 * @param root the application's folder, which holds `tenants/`
 */
export function createSeeds(work: UnitOfWork, root: string): SeedService {
  const { imports } = createImports(work, root);
  return new SeedService(work, new SeedRepository(), imports, createListingWriters(), root);
}

import { ListingService } from '@halles/domain/listings';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { SharedContent } from './shared-page.decorator';

/** The directory, for pages that show businesses. */
@Injectable()
export class DirectoryVersion implements SharedContent {
  constructor(private readonly listings: ListingService) {}

  version(ctx: TenantContext): Promise<string> {
    return this.listings.version(ctx);
  }
}

import { ConsolePreviews } from '@halles/domain/console-accounts';
import { type Config, InjectConfig, portalOrigin } from '@halles/platform/config';
import { DraftPreviews } from '@halles/platform/http';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Addresses of a portal's pages for who holds a session of the console: of a draft too, which others find at no address. */
@Injectable()
export class DraftEntrances {
  private readonly links: DraftPreviews;

  constructor(
    links: SignedLinks,
    private readonly previews: ConsolePreviews,
    @InjectConfig() private readonly config: Config,
  ) {
    this.links = new DraftPreviews(links);
  }

  /**
   * Where a browser goes to for a page of the portal. Of a draft it is the way into a preview, which serves once.
   * @param path of the page, on the portal
   * @param token of the session of the console that the preview stands on
   */
  async addressOf({ tenant }: TenantContext, path: string, token: string): Promise<string> {
    const origin = portalOrigin(this.config, tenant.canonicalHost);
    if (tenant.state !== 'draft') return origin + path;
    return origin + this.links.entranceOf(tenant, await this.previews.give(tenant, token), path);
  }
}

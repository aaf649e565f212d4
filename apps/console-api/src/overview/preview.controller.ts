import { Clock } from '@halles/kernel';
import { type Config, InjectConfig, portalOrigin } from '@halles/platform/config';
import { Ctx, DraftPreviews, type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { Controller, Get } from '@nestjs/common';

/** The way from the console to a portal that nobody else sees yet. */
@Controller('api/tenants/:tenant/preview')
export class PreviewController {
  private readonly previews: DraftPreviews;

  constructor(
    links: SignedLinks,
    clock: Clock,
    @InjectConfig() private readonly config: Config,
  ) {
    this.previews = new DraftPreviews(links, clock);
  }

  /** A link of the console leads here; the browser goes on at once. A portal that is open needs no preview. */
  @Get()
  @Requires('portal.preview')
  open(@Ctx() { tenant }: TenantContext): HttpAnswer {
    const path = tenant.state === 'draft' ? this.previews.entranceOf(tenant) : '/';
    return redirectTo(portalOrigin(this.config, tenant.canonicalHost) + path).withHeaders({
      'cache-control': 'no-store',
    });
  }
}

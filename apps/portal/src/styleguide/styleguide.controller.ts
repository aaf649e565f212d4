import { fileRoutes } from '@halles/contracts';
import { Ctx, Public } from '@halles/platform/http';
import { type Config, InjectConfig, portalOrigin } from '@halles/platform/config';
import { type TenantContext, TenantRegistry } from '@halles/platform/tenancy';
import { ViewFixtures } from '@halles/platform/theming';
import { Controller, Get } from '@nestjs/common';
import { type Page, page } from '../rendering/page';
import type { StyleguideBody } from './styleguide.view';
import type { LinkView } from '../rendering/link.view';

/** Every component in the theme of the territory of the request, with the way to the other territories'. */
@Public()
@Controller()
export class StyleguideController {
  constructor(
    private readonly registry: TenantRegistry,
    @InjectConfig() private readonly config: Config,
  ) {}

  @Get(fileRoutes.styleguide)
  show(@Ctx() { tenant }: TenantContext): Page {
    const body = new ViewFixtures(this.config.root).read('styleguide/index').body as StyleguideBody;
    const { heading } = body;
    return page('styleguide/index', () => ({
      head: { page: null, title: heading, description: heading },
      body,
      layout: { nav: this.territories(tenant.slug) },
    }));
  }

  private territories(current: string): LinkView[] {
    return this.registry
      .all()
      .filter(({ state }) => state === 'live')
      .map(({ slug, canonicalHost, settings }) => ({
        href: portalOrigin(this.config, canonicalHost) + fileRoutes.styleguide,
        label: settings.territory.name,
        ...(slug === current ? { current: true } : {}),
      }));
  }
}

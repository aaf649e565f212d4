import { fileRoutes } from '@halles/contracts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ctx, Public } from '@halles/platform/http';
import { type Config, InjectConfig, portalOrigin } from '@halles/platform/config';
import { type TenantContext, TenantRegistry } from '@halles/platform/tenancy';
import { Controller, Get } from '@nestjs/common';
import { type Page, page } from '../rendering/page';
import type { StyleguideBody } from './styleguide.view';
import type { LinkView } from '../rendering/link.view';

const FIXTURE = 'apps/portal/views/fixtures/styleguide/index.json';

/** Every component in the theme of the territory of the request, with the way to the other territories'. */
@Public()
@Controller()
export class StyleguideController {
  constructor(
    private readonly registry: TenantRegistry,
    @InjectConfig() private readonly config: Config,
  ) {}

  @Get(fileRoutes.styleguide)
  async show(@Ctx() { tenant }: TenantContext): Promise<Page> {
    const { body } = JSON.parse(await readFile(join(this.config.root, FIXTURE), 'utf8')) as {
      readonly body: StyleguideBody;
    };
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

import { fileRoutes } from '@halles/contracts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Public, contextOf } from '@halles/platform/http';
import { portalOrigin } from '@halles/platform/config';
import { TenantRegistry } from '@halles/platform/tenancy';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { presentLayout } from '../rendering/layout.presenter';
import { PageRenderer } from '../rendering/page-renderer';
import { PageSender } from '../rendering/page-sender';
import { type Config, InjectConfig } from '../rendering/portal-config';
import type { Page, StyleguideBody } from '../view-models';
import type { LinkView } from '../view-models-parts';

const FIXTURE = 'apps/portal/views/fixtures/styleguide/index.json';

/** Every component in the theme of the territory that is asked, with the way to the other territories'. */
@Public()
@Controller()
export class StyleguideController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly registry: TenantRegistry,
    @InjectConfig() private readonly config: Config,
  ) {}

  @Get(fileRoutes.styleguide)
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { tenant } = contextOf(request);
    const scope = this.renderer.scope(tenant, 'fr');
    const { body } = JSON.parse(
      await readFile(join(this.config.root, FIXTURE), 'utf8'),
    ) as Page<StyleguideBody>;
    const layout = presentLayout(scope, { page: null, title: body.heading, description: body.heading });
    const html = this.renderer.render(tenant, 'styleguide/index', {
      layout: { ...layout, nav: this.territories(tenant.slug) },
      body,
    });
    void this.sender.sendPrivate(reply, 200, { locale: 'fr', html });
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

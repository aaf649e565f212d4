import { patternsOf } from '@halles/contracts';
import { foldText } from '@halles/domain/categories';
import { categoriesOf } from '@halles/domain/listings';
import type { Locale } from '@halles/kernel';
import { PageNotFound, Public, contextOf, localeOfPath, wantsHtml } from '@halles/platform/http';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { REVALIDATE } from '../rendering/cached-page';
import { KeptDirectory } from '../rendering/kept-directory.service';
import { presentLayout } from '../rendering/layout.presenter';
import { PageRenderer } from '../rendering/page-renderer';
import { PageSender } from '../rendering/page-sender';
import { type Landing, isThin, landingPaths } from './landing';
import { describeLanding } from './landing-json-ld';
import { presentLanding } from './landing.presenter';
import { presentMissing } from './missing.presenter';
import { LandingService } from './landing.service';

type Reading = (locale: Locale) => Promise<Landing | null>;

/** The pages of categories, communes, districts and streets. */
@Public()
@Controller()
export class LandingController {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly sender: PageSender,
    private readonly kept: KeptDirectory,
    private readonly landings: LandingService,
  ) {}

  @Get(patternsOf('category'))
  async category(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('category') slug: string,
  ): Promise<void> {
    await this.show(request, reply, [slug], (locale) =>
      this.landings.ofCategory(contextOf(request), locale, slug),
    );
  }

  @Get(patternsOf('categoryInCommune'))
  async categoryInCommune(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('category') slug: string,
    @Param('commune') commune: string,
  ): Promise<void> {
    await this.show(request, reply, [slug, commune], (locale) =>
      this.landings.ofCategory(contextOf(request), locale, slug, commune),
    );
  }

  @Get(patternsOf('commune'))
  async commune(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('commune') slug: string,
  ): Promise<void> {
    await this.show(request, reply, [slug], (locale) =>
      this.landings.ofCommune(contextOf(request), locale, slug),
    );
  }

  @Get(patternsOf('district'))
  async district(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('district') slug: string,
  ): Promise<void> {
    await this.show(request, reply, [slug], (locale) =>
      this.landings.ofDistrict(contextOf(request), locale, slug),
    );
  }

  @Get(patternsOf('street'))
  async street(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('commune') commune: string,
    @Param('street') slug: string,
  ): Promise<void> {
    await this.show(request, reply, [slug, commune], (locale) =>
      this.landings.ofStreet(contextOf(request), locale, commune, slug),
    );
  }

  /** @param named the parts of the address: what is searched for where nothing is called so */
  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    named: readonly string[],
    read: Reading,
  ): Promise<void> {
    const ctx = contextOf(request);
    if (await this.kept.send(ctx, request, reply)) return;
    const locale = localeOfPath(request.url);
    const landing = named.every(isSlug) ? await read(locale) : null;
    if (!landing) return this.missing(request, reply, named);
    const [path = '', query] = request.url.split('?');
    const paths = landingPaths(landing);
    if (path !== paths[locale]) {
      // An old name, or the one of the other language: the page has one address.
      const target = paths[locale] + (query === undefined ? '' : `?${query}`);
      void reply.header('cache-control', REVALIDATE).redirect(target, 301);
      return;
    }
    const scope = this.renderer.scope(ctx.tenant, locale);
    const body = presentLanding(scope, landing);
    const layout = presentLayout(scope, {
      title: body.heading,
      description: `${body.heading}. ${body.lead}`,
      page: null,
      paths,
      noindex: isThin(landing) || query !== undefined,
      jsonLd: describeLanding(scope, landing, body),
    });
    const html = this.renderer.render(ctx.tenant, 'pages/landing', { layout, body });
    void this.sender.sendThing(ctx, request, reply, { locale, html });
  }

  /** Nothing is called so: for a reader a way on, for a program the error. @throws PageNotFound */
  private missing(request: FastifyRequest, reply: FastifyReply, named: readonly string[]): void {
    if (!wantsHtml(request.headers.accept)) throw new PageNotFound({});
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    const scope = this.renderer.scope(ctx.tenant, locale);
    const words = foldText(named.join(' ').slice(0, 80));
    const { title, body } = presentMissing(scope, { tree: categoriesOf(ctx), words });
    const layout = presentLayout(scope, { title, description: body.heading, page: null });
    const html = this.renderer.render(ctx.tenant, 'pages/results', { layout, body });
    void this.sender.sendPrivate(reply, 404, { locale, html });
  }
}

/** What an address of ours can be made of; everything else names nothing. */
const isSlug = (text: string): boolean => text.length <= 200 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);

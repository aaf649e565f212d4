import { patternsOf } from '@halles/contracts';
import { categoriesOf } from '@halles/domain/categories';
import { foldText } from '@halles/domain/text';
import type { Locale } from '@halles/kernel';
import {
  type Client,
  type HttpAnswer,
  PageNotFound,
  PortalRequest,
  Public,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param } from '@nestjs/common';
import { REVALIDATE } from '../rendering/cached-page';
import { type Page, page } from '../rendering/page';
import { DirectoryVersion } from '../rendering/directory-version';
import { SharedPage } from '../rendering/shared-page.decorator';
import { type Landing, isThin, landingPaths } from './landing';
import { describeLanding } from './landing-json-ld';
import { presentLanding } from './landing.presenter';
import { LandingService } from './landing.service';
import { presentMissing } from './missing.presenter';

/** The pages of categories, communes, districts and streets. */
@Public()
@Controller()
export class LandingController {
  constructor(private readonly landings: LandingService) {}

  @Get(patternsOf('category'))
  @SharedPage(DirectoryVersion)
  category(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Param('category') slug: string,
  ): Promise<Page | HttpAnswer> {
    return show(ctx, locale, client, [slug], () => this.landings.ofCategory(ctx, locale, slug));
  }

  @Get(patternsOf('categoryInCommune'))
  @SharedPage(DirectoryVersion)
  categoryInCommune(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Param('category') slug: string,
    @Param('commune') commune: string,
  ): Promise<Page | HttpAnswer> {
    return show(ctx, locale, client, [slug, commune], () =>
      this.landings.ofCategory(ctx, locale, slug, commune),
    );
  }

  @Get(patternsOf('commune'))
  @SharedPage(DirectoryVersion)
  commune(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Param('commune') slug: string,
  ): Promise<Page | HttpAnswer> {
    return show(ctx, locale, client, [slug], () => this.landings.ofCommune(ctx, locale, slug));
  }

  @Get(patternsOf('district'))
  @SharedPage(DirectoryVersion)
  district(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Param('district') slug: string,
  ): Promise<Page | HttpAnswer> {
    return show(ctx, locale, client, [slug], () => this.landings.ofDistrict(ctx, locale, slug));
  }

  @Get(patternsOf('street'))
  @SharedPage(DirectoryVersion)
  street(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Param('commune') commune: string,
    @Param('street') slug: string,
  ): Promise<Page | HttpAnswer> {
    return show(ctx, locale, client, [slug, commune], () =>
      this.landings.ofStreet(ctx, locale, commune, slug),
    );
  }
}

/** @param names the parts of the address: what is searched for where nothing is called so */
async function show(
  ctx: TenantContext,
  locale: Locale,
  client: Client,
  names: readonly string[],
  read: () => Promise<Landing | null>,
): Promise<Page | HttpAnswer> {
  const landing = names.every(isSlug) ? await read() : null;
  if (!landing) return missing(ctx, client, names);
  const [path = '', query] = client.url.split('?');
  const paths = landingPaths(landing);
  if (path !== paths[locale]) {
    // An old name, or the one of the other language: the page has one address.
    const target = paths[locale] + (query === undefined ? '' : `?${query}`);
    return redirectTo(target, 301).withHeaders({ 'cache-control': REVALIDATE });
  }
  return page('search/landing', (scope) => {
    const body = presentLanding(scope, landing);
    return {
      head: {
        title: body.heading,
        description: `${body.heading}. ${body.lead}`,
        page: null,
        paths,
        noindex: isThin(landing) || query !== undefined,
        jsonLd: describeLanding(scope, landing, body),
      },
      body,
    };
  });
}

/** Nothing is called so: for a reader a way on, for a program the error. @throws PageNotFound */
function missing(ctx: TenantContext, { wantsPage }: Client, names: readonly string[]): Page {
  if (!wantsPage) throw new PageNotFound({});
  const words = foldText(names.join(' ').slice(0, 80));
  return page(
    'search/results',
    (scope) => {
      const { title, body } = presentMissing(scope, { tree: categoriesOf(ctx), words });
      return { head: { title, description: body.heading, page: null }, body };
    },
    { status: 404 },
  );
}

/** What an address of ours can be made of; everything else names nothing. */
const isSlug = (text: string): boolean => text.length <= 200 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);

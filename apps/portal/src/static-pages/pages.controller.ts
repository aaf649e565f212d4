import { patternsOf } from '@halles/contracts';
import { MINUTE, SECOND } from '@halles/kernel';
import { PortalRequest, Public } from '@halles/platform/http';
import { Controller, Get } from '@nestjs/common';
import { identify } from '../rendering/layout.presenter';
import { type Page, page, type PageModel } from '../rendering/page';
import type { PageName } from '../rendering/page-names';
import type { PageScope } from '../rendering/page-scope';
import { DirectoryVersion } from '../rendering/directory-version';
import { SharedPage } from '../rendering/shared-page.decorator';
import { presentAccessibility } from './accessibility.presenter';
import { type HomeData, isWhole, presentHome } from './home.presenter';
import { HomeService } from './home.service';
import { presentAbout, presentLegalNotice, presentPrivacy } from './prose.presenters';
import { presentRanking } from './ranking.presenter';
import { describeSite } from '../rendering/json-ld';

/** The pages that are the same for every reader. */
@Public()
@Controller()
export class PagesController {
  /** The home page as it was last worded for a scope: an address with a query shows the same. */
  private readonly homePages = new WeakMap<
    PageScope,
    { readonly data: HomeData; readonly model: PageModel }
  >();

  constructor(private readonly homes: HomeService) {}

  @Get(patternsOf('home'))
  @SharedPage(DirectoryVersion)
  async home(@PortalRequest() { ctx, locale, client: { url } }: PortalRequest): Promise<Page> {
    // A page that is stored for a minute begins with fresh data; one with a query, stored nowhere, may be as old as that.
    const data = await this.homes.read(ctx, locale, url.includes('?') ? MINUTE : SECOND);
    return page('static-pages/home', (scope) => this.homeOf(scope, data), { isPrivate: !isWhole(data) });
  }

  @Get(patternsOf('about'))
  @SharedPage()
  about(): Page {
    return prose('about', presentAbout);
  }

  @Get(patternsOf('legalNotice'))
  @SharedPage()
  legalNotice(): Page {
    return prose('legalNotice', presentLegalNotice);
  }

  @Get(patternsOf('privacy'))
  @SharedPage()
  privacy(): Page {
    return prose('privacy', presentPrivacy);
  }

  @Get(patternsOf('accessibility'))
  @SharedPage()
  accessibility(): Page {
    return prose('accessibility', presentAccessibility);
  }

  @Get(patternsOf('ranking'))
  @SharedPage()
  ranking(): Page {
    return prose('ranking', (scope) => presentRanking(scope));
  }

  private homeOf(scope: PageScope, data: HomeData): PageModel {
    const known = this.homePages.get(scope);
    if (known && known.data === data) return known.model;
    const model: PageModel = {
      head: { ...identify(scope, 'home'), jsonLd: [describeSite(scope)] },
      body: presentHome(scope, data),
    };
    this.homePages.set(scope, { data, model });
    return model;
  }
}

/** A page of text. */
const prose = (name: PageName, present: (scope: PageScope) => object): Page =>
  page('static-pages/prose', (scope) => ({ head: name, body: present(scope) }));

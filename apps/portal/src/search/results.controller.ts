import { patternsOf } from '@halles/contracts';
import { categoriesOf } from '@halles/domain/categories';
import type { Locale } from '@halles/kernel';
import { Ctx, CurrentLocale, Public } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { identify } from '../rendering/layout.presenter';
import { type Page, page } from '../rendering/page';
import { DirectoryVersion } from '../rendering/directory-version';
import { SharedPage } from '../rendering/shared-page.decorator';
import { isPrivate, readSearchParams, resultsQuery, writeSearchParams } from './search-params';
import { presentResults } from './results.presenter';
import { ResultsService } from './results.service';

/** The results of a search, of all filters and of none: the same page. */
@Public()
@Controller()
export class ResultsController {
  constructor(private readonly results: ResultsService) {}

  @Get(patternsOf('businesses'))
  @SharedPage(DirectoryVersion)
  async businesses(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Query({ schema: resultsQuery }) query: z.output<typeof resultsQuery>,
  ): Promise<Page> {
    const tree = categoriesOf(ctx);
    const params = readSearchParams(query, tree);
    const answered = await this.results.answer(ctx, params, locale);
    return page(
      'search/results',
      (scope) => {
        const body = presentResults(scope, answered);
        const written = writeSearchParams(params, tree, locale);
        const next = body.pages?.find(({ back }) => !back)?.href;
        return {
          head: {
            ...identify(scope, 'businesses'),
            ...(written === '' ? {} : { title: body.heading, noindex: true }),
            query: written,
            ...(next === undefined ? {} : { next }),
          },
          body,
        };
      },
      { isPrivate: isPrivate(params) },
    );
  }
}

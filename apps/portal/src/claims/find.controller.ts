import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { AdditionService, ClaimLookupService } from '@halles/domain/claims';
import { searchQuery, SearchService } from '@halles/domain/search';
import { Clock, isCommuneCode, type Locale, parseSiret } from '@halles/kernel';
import { Ctx, CurrentLocale, type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../accounts';
import { MerchantSpace } from '../merchant-space';
import type { Page } from '../rendering/page';
import { type FindState, type Found, presentFind } from './find.presenter';

const MOST_TEXT = 120;
const MOST_FOUND = 20;

/** What the form asks for; anything else counts as nothing. */
const findQuery = z.object({
  /** A name, a phone or a SIRET; null where the form was not sent. */
  q: z
    .string()
    .transform((text) => text.trim().slice(0, MOST_TEXT))
    .nullable()
    .catch(null),
  commune: z
    .string()
    .transform((text) => (isCommuneCode(text.trim()) ? text.trim() : ''))
    .catch(''),
});

/** Somebody looks for the business that is theirs. */
@Requires('claim.make')
@Controller()
export class FindController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly claimLookup: ClaimLookupService,
    private readonly additions: AdditionService,
    private readonly search: SearchService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('claim.find'))
  async find(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Query({ schema: findQuery }) { q, commune }: z.output<typeof findQuery>,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    // Whom ProConnect knows to work somewhere is led there first.
    const siret = q === null && session.siret !== null ? parseSiret(session.siret) : null;
    if (siret !== null) {
      const [only, ...more] = await this.claimLookup.findBySiret(ctx, siret);
      if (only && more.length === 0) return redirectTo(pathTo('claim.begin', locale, { listing: only.id }));
    }
    const text = q ?? '';
    const communes = await this.additions.communes(ctx);
    const found = text === '' ? null : await this.look(ctx, locale, text, commune);
    return this.page(ctx, session, { text, commune, communes, found });
  }

  private page(ctx: TenantContext, session: AccountSession, state: FindState): Promise<Page> {
    return this.space.page(ctx, session, {
      view: 'claims/find',
      title: ({ texts }) => texts.line('claims.titles.find'),
      paths: pathsTo('claim.find'),
      present: presentFind(state),
    });
  }

  /** A SIRET and a phone are known by their form; anything else is a name. */
  private async look(ctx: TenantContext, locale: Locale, text: string, commune: string): Promise<Found> {
    const siret = parseSiret(text);
    if (siret !== null) return { by: 'siret', subjects: await this.claimLookup.findBySiret(ctx, siret) };
    const byPhone = await this.claimLookup.findByPhone(ctx, text);
    if (byPhone !== null) return { by: 'phone', subjects: byPhone };
    const { results } = await this.search.search(
      ctx,
      searchQuery({
        locale,
        at: this.clock.now().getTime(),
        text,
        commune: commune === '' ? null : commune,
        limit: MOST_FOUND,
      }),
    );
    return { by: 'name', listings: results.map(({ listing }) => listing) };
  }
}

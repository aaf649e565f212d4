import type { AccountSession } from '@halles/domain/accounts';
import { AdditionService, ClaimantService } from '@halles/domain/claims';
import { SearchService, searchQuery } from '@halles/domain/search';
import { Clock, isCommuneCode, parseSiret } from '@halles/kernel';
import { contextOf, localeOfPath, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../accounts/account-request';
import { claimPaths, claimPathTo, claimPatterns } from './claim-routes';
import { type Found, presentFind } from './find.presenter';
import { MerchantSpace } from '../merchant-space';

const MOST_TEXT = 120;
const MOST_FOUND = 20;

const textOfQuery = (value: unknown): string =>
  typeof value === 'string' ? value.trim().slice(0, MOST_TEXT) : '';

/** Somebody looks for the business that is theirs. */
@Controller()
export class FindController {
  constructor(
    private readonly pages: MerchantSpace,
    private readonly claimants: ClaimantService,
    private readonly additions: AdditionService,
    private readonly search: SearchService,
    private readonly clock: Clock,
  ) {}

  @Requires('claim.make')
  @Get(claimPatterns('find'))
  async find(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
    @SignedIn() { siret }: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const locale = localeOfPath(request.url);
    // Whom ProConnect knows to work somewhere is led there first.
    const isFirst = query['q'] === undefined && siret !== null;
    const text = isFirst ? siret : textOfQuery(query['q']);
    const given = textOfQuery(query['commune']);
    const commune = isCommuneCode(given) ? given : '';
    const communes = await this.additions.communes(ctx);
    const found = text === '' ? null : await this.look(ctx, locale, text, commune);
    const [only, ...more] = found?.by === 'siret' ? found.subjects : [];
    if (isFirst && only && more.length === 0) {
      void reply.header('cache-control', 'no-store').redirect(claimPathTo('begin', locale, only.id), 303);
      return;
    }
    this.pages.show(request, reply, {
      view: 'claims/find',
      title: ({ texts }) => texts.line('claims.titles.find'),
      paths: claimPaths('find'),
      present: (scope) =>
        presentFind(scope, { text: isFirst ? '' : text, commune, communes, found: isFirst ? null : found }),
    });
  }

  /** A SIRET and a phone are known by their form; anything else is a name. */
  private async look(ctx: TenantContext, locale: 'fr' | 'en', text: string, commune: string): Promise<Found> {
    const siret = parseSiret(text);
    if (siret !== null) return { by: 'siret', subjects: await this.claimants.findBySiret(ctx, siret) };
    const byPhone = await this.claimants.findByPhone(ctx, text);
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

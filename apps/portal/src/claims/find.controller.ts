import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { AdditionService, ClaimLookupService, directoryPhone } from '@halles/domain/claims';
import { type ClosedListing, type KnownOf, UnlistedListings } from '@halles/domain/listings';
import { foldName } from '@halles/domain/text';
import { type Interpretation, searchQuery, SearchService } from '@halles/domain/search';
import { Clock, isCommuneCode, type Locale, parseSiret } from '@halles/kernel';
import { Cost, type HttpAnswer, PortalRequest, Public, redirectTo } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { AccountAccess } from '../accounts';
import { MerchantSpace } from '../merchant-space';
import { type Page, page } from '../rendering/page';
import { findQueryOf, type FindState, type Found, presentFind } from './find.presenter';

const MAX_TEXT = 120;
const MAX_FOUND = 20;

/** What the form asks for; anything else counts as nothing. */
const findQuery = z.object({
  /** A name, a phone or a SIRET; null where the form was not sent. */
  q: z
    .string()
    .transform((text) => text.trim().slice(0, MAX_TEXT))
    .nullable()
    .catch(null),
  commune: z
    .string()
    .transform((text) => (isCommuneCode(text.trim()) ? text.trim() : ''))
    .catch(''),
});

/** What is looked for, and by whom. */
interface Looked extends Pick<FindState, 'text' | 'commune' | 'isSignedIn'> {
  readonly locale: Locale;
}

/** Whether something of a text was read as words of names or as a trade: a place or a postal code alone names no business. Pure. */
const isNamedBy = ({ words, category }: Interpretation): boolean => words.length > 0 || category !== null;

/**
 * Somebody looks for the business that is theirs, with an account or before they have one: who they are is asked once
 * they chose a business, and leads on to it.
 */
@Public()
@Controller()
export class FindController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly access: AccountAccess,
    private readonly claimLookup: ClaimLookupService,
    private readonly additions: AdditionService,
    private readonly search: SearchService,
    private readonly unlisted: UnlistedListings,
    private readonly clock: Clock,
  ) {}

  @Cost('search')
  @Get(patternsOf('claim.find'))
  async find(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Query({ schema: findQuery }) { q, commune }: z.output<typeof findQuery>,
  ): Promise<Page | HttpAnswer> {
    const session = await this.access.find(ctx, client.cookies);
    const at = session === null ? null : await this.employerOf(ctx, session, q);
    if (at !== null) return redirectTo(pathTo('claim.begin', locale, { listing: at }));
    const text = q ?? '';
    const communes = await this.additions.communes(ctx);
    const found =
      text === '' ? null : await this.look(ctx, { locale, text, commune, isSignedIn: session !== null });
    return this.page(ctx, session, { text, commune, communes, found, isSignedIn: session !== null });
  }

  /** Whom ProConnect knows to work somewhere is led there first; null where it is no business or several. */
  private async employerOf(
    ctx: TenantContext,
    session: AccountSession,
    q: string | null,
  ): Promise<number | null> {
    const siret = q === null && session.siret !== null ? parseSiret(session.siret) : null;
    if (siret === null) return null;
    const [only, ...more] = await this.claimLookup.findBySiret(ctx, siret);
    return only && more.length === 0 ? only.id : null;
  }

  private async page(ctx: TenantContext, session: AccountSession | null, state: FindState): Promise<Page> {
    const paths = pathsTo('claim.find');
    const present = presentFind(state);
    if (session !== null)
      return this.space.page(ctx, session, {
        view: 'claims/find',
        title: ({ texts }) => texts.line('claims.titles.find'),
        paths,
        present,
      });
    return page('claims/find-public', (scope) => {
      const heading = scope.texts.line('claims.titles.find');
      const query = findQueryOf(state);
      return {
        head: { page: null, title: heading, description: heading, paths, query, noindex: true },
        body: { heading, trail: [], ...present(scope) },
      };
    });
  }

  /**
   * A SIRET and a phone are known by their form; anything else is a name. What the register hides is shown only to
   * those who said who they are.
   */
  private async look(ctx: TenantContext, { locale, text, commune, isSignedIn }: Looked): Promise<Found> {
    // The public is told of no page that the town hides: who says who they are, what to do where it is theirs.
    const isHidden = async (known: KnownOf, found: readonly object[]): Promise<boolean> =>
      isSignedIn && found.length === 0 && (await this.unlisted.isHidden(ctx, known));
    const siret = parseSiret(text);
    if (siret !== null) {
      const subjects = await this.claimLookup.findBySiret(ctx, siret);
      const shown = subjects.filter((one) => isSignedIn || one.visibility === 'public');
      return { by: 'siret', subjects: shown, isHidden: await isHidden({ by: 'siret', siret }, shown) };
    }
    const byPhone = await this.claimLookup.findByPhone(ctx, text);
    if (byPhone !== null) {
      const phone = directoryPhone(text) ?? '';
      return { by: 'phone', subjects: byPhone, isHidden: await isHidden({ by: 'phone', phone }, byPhone) };
    }
    const { results, interpretation } = await this.search.search(
      ctx,
      searchQuery({
        locale,
        at: this.clock.now().getTime(),
        text,
        commune: commune === '' ? null : commune,
        limit: MAX_FOUND,
      }),
    );
    // A text that names no business finds none: search leaves out what it does not know and shows what is near.
    const isNamed = isNamedBy(interpretation);
    const listings = results
      .filter(({ reasons }) => isNamed || reasons.tier === 'named')
      .map(({ listing }) => listing);
    const sameName = listings.filter(({ name }) => foldName(name) === foldName(text));
    const inCommune = ({ listing }: ClosedListing): boolean =>
      commune === '' || listing.address.communeCode === commune;
    const closed = sameName.length > 0 ? [] : (await this.unlisted.closedNamed(ctx, text)).filter(inCommune);
    const known = { by: 'name', name: text } as const;
    return { by: 'name', listings, closed, isHidden: await isHidden(known, [...sameName, ...closed]) };
  }
}

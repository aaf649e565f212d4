import { type Degrees, planeMetresPerMetre, toDegrees } from '@halles/domain/geo';
import { ClosingRules } from '@halles/domain/place-days';
import { Clock, isCommuneCode, type Locale, MINUTE, required } from '@halles/kernel';
import {
  ChangeBus,
  type TenantContext,
  TenantMemory,
  type TenantTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { closedAround } from './closed-times';
import { ClusterRepository, storedZoom } from './cluster.repository';
import { FacetRepository } from './facet.repository';
import { type PlacesOfAddress, PlaceRepository } from './place.repository';
import { QueryReader } from './query-reader.service';
import { rankingFormula } from './ranking-formula';
import { type RankedRow, ResultRepository } from './result.repository';
import { formatCursor, parseCursor, type SearchCursor } from './search-cursor';
import type { Cluster, Facets, SearchPage, SearchPlace, SearchResult, Suggestion } from './search-page';
import type { SearchPlan } from './search-plan';
import type { SearchQuery } from './search-query';
import { SuggestionReader } from './suggestion-reader.service';
import { unansweredWords } from './unanswered';
import { UnansweredRepository } from './unanswered.repository';
import type { Candidate } from './understanding/candidate';

/** What the first interpretation of a query that finds something found. */
interface Settled<T> {
  readonly candidate: Candidate;
  /** Its number. */
  readonly at: number;
  /** Null where none finds anything. */
  readonly found: T | null;
}

/** What the slug of a place may be: addresses bring anything. */
const SLUG = /^[a-z0-9-]{1,80}$/;

const NO_FACETS: Facets = { categories: [], features: {}, open: 0, total: 0, isExact: true };

/** Addresses of a territory whose places are remembered, those asked for last: a few hundred bytes each. */
const MAX_ADDRESSES = 500;

/** Finds the businesses of a territory. */
@Injectable()
export class SearchService {
  /** By commune and street: the pages of one street say the same of it. */
  private readonly placesOfAddresses: TenantMemory<LRUCache<string, PlacesOfAddress>>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: QueryReader,
    private readonly places: PlaceRepository,
    private readonly results: ResultRepository,
    private readonly facetCounts: FacetRepository,
    private readonly cells: ClusterRepository,
    private readonly suggestions: SuggestionReader,
    private readonly unanswered: UnansweredRepository,
    private readonly closings: ClosingRules,
    private readonly clock: Clock,
    changeBus: ChangeBus,
  ) {
    this.placesOfAddresses = new TenantMemory(changeBus, clock, () => new LRUCache({ max: MAX_ADDRESSES }));
  }

  /**
   * A page of results in the published order. What the text asked for and nothing has is left out, and said.
   * @throws SearchCursorRefused when `after` is not one that an earlier page gave
   */
  async search(ctx: TenantContext, query: SearchQuery): Promise<SearchPage> {
    return this.work.read(ctx, (tx) => this.searchIn(tx, query));
  }

  /** The same as a part of what a page reads. @throws SearchCursorRefused */
  async searchIn(tx: TenantTx, query: SearchQuery): Promise<SearchPage> {
    const cursor = cursorOf(query);
    const settled = await this.settle(tx, query, cursor?.a ?? null, (plan) =>
      this.rowsOf(tx, plan, cursor, query.limit),
    );
    return this.underRules(tx, pageOf(settled, cursor, query.limit), query.at);
  }

  /** Businesses that rules of the territory close say so. */
  private async underRules(tx: TenantTx, page: SearchPage, at: number): Promise<SearchPage> {
    const listings = page.results.map(({ listing }) => listing);
    const ruled = await this.closings.overAll(tx, listings, at);
    if (ruled === listings) return page;
    return {
      ...page,
      results: page.results.map((result, index) => ({ ...result, listing: ruled[index] ?? result.listing })),
    };
  }

  /**
   * A page of results with the facets of all that the query finds: the text is understood once for both.
   * @throws SearchCursorRefused
   */
  async searchWithFacetsIn(
    tx: TenantTx,
    query: SearchQuery,
  ): Promise<{ readonly page: SearchPage; readonly facets: Facets }> {
    const cursor = cursorOf(query);
    const { candidate, at, found } = await this.settle(tx, query, cursor?.a ?? null, (plan) =>
      cursor ? this.laterPage(tx, plan, cursor, query.limit) : this.firstPage(tx, plan, query.limit),
    );
    const page = pageOf({ candidate, at, found: found?.rows ?? null }, cursor, query.limit);
    return { page: await this.underRules(tx, page, query.at), facets: found?.facets ?? NO_FACETS };
  }

  /**
   * How many match, by category and feature, of what `search` finds of the same query: exact up to some thousands, beyond
   * them counted among the nearest.
   */
  async facets(ctx: TenantContext, query: SearchQuery): Promise<Facets> {
    return this.work.read(ctx, async (tx) => {
      const { found } = await this.settle(tx, query, null, (plan) => this.facetsOf(tx, plan));
      return found ?? NO_FACETS;
    });
  }

  /**
   * At most eight ways to go on from what is being typed: categories, businesses, places.
   * @param near from where the nearest are told first
   */
  async suggest(
    ctx: TenantContext,
    text: string,
    locale: Locale,
    near: Degrees | null,
  ): Promise<Suggestion[]> {
    return this.work.read(ctx, (tx) => this.suggestions.suggest(tx, text, locale, near));
  }

  /**
   * What matches within the bounds, gathered for the map.
   * @param zoom of the map, 0 to 22
   */
  async clusters(ctx: TenantContext, query: SearchQuery, zoom: number): Promise<Cluster[]> {
    const whole = Math.min(22, Math.max(0, Math.floor(zoom)));
    return this.work.read(ctx, async (tx) => {
      const { found } = await this.settle(tx, query, null, async (plan) => {
        const stored = storedZoom(whole);
        const isStored = isUnfiltered(plan) && plan.isMapped;
        const rows =
          isStored && stored !== null && plan.key !== null && plan.box
            ? await this.cells.stored(tx, plan.key, plan.box, stored)
            : await this.cells.gather(tx, plan, whole);
        return rows.length === 0 ? null : rows;
      });
      return (found ?? []).map(({ x, y, listings, listing }) => ({
        centre: toDegrees({ x, y }),
        listings,
        listing,
      }));
    });
  }

  /** A commune, district or street by the slug of its address, or null. */
  async findPlace(
    ctx: TenantContext,
    kind: SearchPlace['kind'],
    slug: string,
    commune: string | null = null,
  ): Promise<SearchPlace | null> {
    return this.work.read(ctx, (tx) => this.findPlaceIn(tx, kind, slug, commune));
  }

  /** The same as a part of what a page reads. */
  async findPlaceIn(
    tx: TenantTx,
    kind: SearchPlace['kind'],
    slug: string,
    commune: string | null = null,
  ): Promise<SearchPlace | null> {
    if (!SLUG.test(slug) || (commune !== null && !isCommuneCode(commune))) return null;
    return this.places.findBySlug(tx, kind, slug, commune);
  }

  /** The places that an address lies in, as a part of what a page reads. @param street slug of its name; null for none */
  async placesOfAddressIn(tx: TenantTx, commune: string, street: string | null): Promise<PlacesOfAddress> {
    const known = this.placesOfAddresses.of(tx.ctx.tenant);
    const address = `${commune}/${street ?? ''}`;
    const remembered = known.get(address);
    if (remembered) return remembered;
    const places = await this.places.ofAddress(tx, commune, street);
    known.set(address, places);
    return places;
  }

  /** All places of a kind, by name. */
  async listPlaces(ctx: TenantContext, kind: SearchPlace['kind']): Promise<SearchPlace[]> {
    return this.work.read(ctx, (tx) => this.places.list(tx, kind));
  }

  /** Counts a search that found nothing, without what could tell of a person; what is not words is not kept. */
  async noteUnanswered(ctx: TenantContext, text: string): Promise<void> {
    const words = unansweredWords(text);
    if (words === null) return;
    await this.work.write(ctx, (tx) => this.unanswered.note(tx, words, this.clock.now()));
  }

  /** Tries the interpretations of a query in turn (or the one of that number alone) until one finds something. */
  private async settle<T>(
    tx: TenantTx,
    query: SearchQuery,
    only: number | null,
    find: (plan: SearchPlan) => Promise<T | null>,
  ): Promise<Settled<T>> {
    const rules = await this.closings.list(tx);
    let first: Candidate | null = null;
    let at = 0;
    for await (const candidate of this.reader.candidates(tx, query)) {
      first ??= candidate;
      if (only === null || only === at) {
        const plan = candidate.plan && closedAround(candidate.plan, rules, tx.ctx.tenant.settings.timeZone);
        const found = plan && (await find(plan));
        if (found !== null || only === at) return { candidate, at, found };
      }
      at += 1;
    }
    return { candidate: required(first, 'an interpretation of the query'), at: 0, found: null };
  }

  /** The page of a plan, from where and when the first page was asked; null for none. */
  private async rowsOf(
    tx: TenantTx,
    plan: SearchPlan,
    cursor: SearchCursor | null,
    limit: number,
  ): Promise<PlannedRows | null> {
    const pagePlan = cursor ? continued(plan, cursor) : plan;
    const rows = await this.results.page(tx, pagePlan, cursor, limit + 1);
    return rows.length === 0 ? null : { plan: pagePlan, rows };
  }

  private async firstPage(tx: TenantTx, plan: SearchPlan, limit: number): Promise<PageAndFacets | null> {
    const found = await this.results.pageWithFacets(tx, plan, limit + 1);
    if (!found) return null;
    return { rows: { plan, rows: found.rows }, facets: await this.counted(tx, plan, found.facets) };
  }

  private async laterPage(
    tx: TenantTx,
    plan: SearchPlan,
    cursor: SearchCursor,
    limit: number,
  ): Promise<PageAndFacets> {
    const [rows, facets] = await Promise.all([this.rowsOf(tx, plan, cursor, limit), this.facetsOf(tx, plan)]);
    return { rows, facets };
  }

  /** Null where the plan finds nothing. */
  private async facetsOf(tx: TenantTx, plan: SearchPlan): Promise<Facets | null> {
    const facets = await this.facetCounts.count(tx, plan);
    return facets.total === 0 ? null : this.counted(tx, plan, facets);
  }

  /** The facets of a plan; those of the whole territory are counted already. */
  private async counted(tx: TenantTx, plan: SearchPlan, facets: Facets): Promise<Facets> {
    const isWhole = isUnfiltered(plan) && plan.key === plan.all;
    return isWhole && !facets.isExact ? { ...facets, ...(await this.facetCounts.whole(tx)) } : facets;
  }
}

/** Rows with the plan that found them. */
interface PlannedRows {
  readonly plan: SearchPlan;
  readonly rows: readonly RankedRow[];
}

interface PageAndFacets {
  readonly rows: PlannedRows | null;
  readonly facets: Facets | null;
}

/** @throws SearchCursorRefused */
const cursorOf = ({ after }: SearchQuery): SearchCursor | null =>
  after === null ? null : parseCursor(after);

function pageOf(
  { candidate, at, found }: Settled<PlannedRows>,
  cursor: SearchCursor | null,
  limit: number,
): SearchPage {
  const { interpretation, origin } = candidate;
  if (!found) return { interpretation, origin, results: [], next: null };
  const { plan, rows } = found;
  return {
    interpretation,
    origin,
    results: resultsOf(plan, rows.slice(0, limit)),
    next: nextCursor(plan, at, cursor, rows, limit),
  };
}

function resultsOf(plan: SearchPlan, rows: readonly RankedRow[]): SearchResult[] {
  const scale = planeMetresPerMetre(toDegrees(plan.origin).latitude);
  return rows.flatMap(({ summary, tier, away, opens }) => {
    if (!summary) return [];
    const reasons = {
      tier: rankingFormula.tiers[tier] ?? 'unknown',
      opensAt: opens === null ? null : opens * MINUTE,
      metres: away / scale,
      textMatch: tier === 0 ? 1 : plan.textMatch,
    };
    return [{ listing: summary, reasons }];
  });
}

/** Whether a plan is one key and nothing else, within a box or not. */
const isUnfiltered = (plan: SearchPlan): boolean =>
  plan.others.length === 0 &&
  plan.circles.length === 0 &&
  plan.features === 0 &&
  !plan.open &&
  plan.free === null &&
  plan.postalCode === null &&
  plan.named === null;

/** The same plan from where and when the first page was asked. */
const continued = (plan: SearchPlan, { o: [x, y], m: [from, until] }: SearchCursor): SearchPlan => ({
  ...plan,
  origin: { x, y },
  during: { from, until },
});

function nextCursor(
  plan: SearchPlan,
  at: number,
  cursor: SearchCursor | null,
  rows: readonly RankedRow[],
  limit: number,
): string | null {
  const shownNow = Math.min(rows.length, limit);
  const last = rows[shownNow - 1];
  const shown = (cursor?.n ?? 0) + shownNow;
  if (!last || shown >= rankingFormula.deepest) return null;
  const base: Omit<SearchCursor, 'w' | 'l'> = {
    o: [plan.origin.x, plan.origin.y],
    m: [plan.during.from, plan.during.until],
    a: at,
    n: shown,
  };
  if (rows.length > limit)
    return formatCursor({ ...base, w: cursor?.w ?? null, l: [last.tier, last.away, last.listing] });
  if (last.inWindow < rankingFormula.window || last.lastAway === null || last.lastListing === null)
    return null;
  return formatCursor({ ...base, w: [last.lastAway, last.lastListing], l: null });
}

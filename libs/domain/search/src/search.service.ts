import { foldText } from '@halles/domain/categories';
import { type Degrees, featureBits, planeMetresPerMetre, toDegrees, toPlane } from '@halles/domain/listings';
import type { Locale } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ClusterRepository } from './cluster.repository';
import { FacetRepository } from './facet.repository';
import { KeyRepository } from './key.repository';
import { PlaceRepository } from './place.repository';
import { minuteOf, rankingFormula } from './ranking-formula';
import { type RankedRow, ResultRepository } from './result.repository';
import { formatCursor, parseCursor } from './search-cursor';
import type {
  Cluster,
  Facets,
  Interpretation,
  Origin,
  SearchPage,
  SearchPlace,
  Suggestion,
} from './search-page';
import type { PlaneBox, PlaneCircle, SearchPlan } from './search-plan';
import type { Bounds, SearchQuery } from './search-query';
import { SummaryRepository } from './summary.repository';
import { categoriesOf } from './tenant-tree';
import { unansweredWords } from './unanswered';
import { UnansweredRepository } from './unanswered.repository';
import { type AskedKey, categoryKey, readText } from './understanding';

interface Understood {
  readonly interpretation: Interpretation;
  readonly origin: Origin;
  /** Null: nothing can match. */
  readonly plan: SearchPlan | null;
}

const circleAround = (centre: Degrees, metres: number): PlaneCircle => ({
  centre: toPlane(centre),
  radius: metres * planeMetresPerMetre(centre.latitude),
});

const boxOf = ({ west, south, east, north }: Bounds): PlaneBox => ({
  low: toPlane({ longitude: west, latitude: south }),
  high: toPlane({ longitude: east, latitude: north }),
});

/** Finds the businesses of a territory. */
@Injectable()
export class SearchService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: KeyRepository,
    private readonly places: PlaceRepository,
    private readonly results: ResultRepository,
    private readonly summaries: SummaryRepository,
    private readonly facetCounts: FacetRepository,
    private readonly cells: ClusterRepository,
    private readonly unanswered: UnansweredRepository,
  ) {}

  /**
   * A page of results in the published order.
   * @throws SearchCursorRefused when `after` is not one that an earlier page gave
   */
  async search(ctx: TenantContext, query: SearchQuery): Promise<SearchPage> {
    const cursor = query.after === null ? null : parseCursor(query.after);
    return this.work.read(ctx, async (tx) => {
      const { interpretation, origin, plan } = await this.#understand(tx, query);
      if (!plan) return { interpretation, origin, results: [], next: null };
      const asked = cursor ? { ...plan, origin: { x: cursor.o[0], y: cursor.o[1] }, minute: cursor.m } : plan;
      const rows = await this.results.page(tx, asked, cursor, query.limit + 1);
      const shown = rows.slice(0, query.limit);
      const listings = await this.summaries.findMany(
        tx,
        shown.map(({ listing }) => listing),
      );
      const scale = planeMetresPerMetre(origin.point.latitude);
      const results = shown.flatMap((row) => {
        const listing = listings.get(row.listing);
        if (!listing) return [];
        const tier = rankingFormula.tiers[row.tier] ?? 'unknown';
        const opensAt = row.opens === null ? null : row.opens * 60_000;
        return [{ listing, reasons: { tier, opensAt, metres: row.away / scale, textMatch: null } }];
      });
      const next = nextCursor(asked, cursor, rows, query.limit);
      return { interpretation, origin, results, next };
    });
  }

  /** How many match, by category and feature, within the place, bounds or radius asked for. */
  async facets(ctx: TenantContext, query: SearchQuery): Promise<Facets> {
    return this.work.read(ctx, async (tx) => {
      const { plan } = await this.#understand(tx, query);
      return this.facetCounts.count(tx, plan);
    });
  }

  /** At most eight ways to go on from what is being typed. */
  async suggest(
    ctx: TenantContext,
    text: string,
    locale: Locale,
    _near: Degrees | null,
  ): Promise<Suggestion[]> {
    const tree = categoriesOf(ctx);
    const { category } = readText(text, tree);
    const leaf = tree.leaves.find(({ id }) => id === category);
    return leaf ? [{ kind: 'category', label: leaf.plural[locale], detail: null, id: leaf.id }] : [];
  }

  /** What matches within the bounds, gathered for a map of that zoom (0 to 22). */
  async clusters(ctx: TenantContext, query: SearchQuery, zoom: number): Promise<Cluster[]> {
    return this.work.read(ctx, async (tx) => {
      const { plan } = await this.#understand(tx, query);
      if (!plan) return [];
      const rows = await this.cells.gather(tx, plan, zoom);
      return rows.map(({ x, y, listings, listing }) => ({ centre: toDegrees({ x, y }), listings, listing }));
    });
  }

  /** A commune, district or street by the slug of its address, or null. */
  async findPlace(
    ctx: TenantContext,
    kind: SearchPlace['kind'],
    slug: string,
    commune: string | null = null,
  ): Promise<SearchPlace | null> {
    return this.work.read(ctx, (tx) => this.places.findBySlug(tx, kind, slug, commune));
  }

  /** All places of a kind, by name. */
  async listPlaces(ctx: TenantContext, kind: SearchPlace['kind']): Promise<SearchPlace[]> {
    return this.work.read(ctx, (tx) => this.places.list(tx, kind));
  }

  /** Counts a search that found nothing, without what could tell of a person; what is not words is not kept. */
  async noteUnanswered(ctx: TenantContext, text: string): Promise<void> {
    const words = unansweredWords(text);
    if (words !== null) await this.work.write(ctx, (tx) => this.unanswered.note(tx, words, new Date()));
  }

  async #understand(tx: TenantTx, query: SearchQuery): Promise<Understood> {
    const tree = categoriesOf(tx.ctx);
    const { category, categoryWord, words } = readText(query.text, tree);
    const place = await this.#placeOf(tx, query);
    const origin = await this.#originOf(tx, query, place);
    const asked: AskedKey[] = words.map((value) => ({ kind: 'word', value }));
    for (const id of [query.category, category]) {
      if (id !== null) asked.push(categoryKey(id, tree) ?? { kind: 'category', value: id });
    }
    const commune = query.commune ?? (place?.kind === 'commune' ? place.commune : null);
    if (commune !== null) asked.push({ kind: 'commune', value: commune });
    if (asked.length === 0) asked.push({ kind: 'all', value: '' });
    const keys = await this.keys.findMany(tx, asked);
    const interpretation: Interpretation = {
      category: query.category ?? category,
      categoryWord,
      place,
      words,
      corrections: [],
      openAsked: false,
      openDuring: null,
      onDuty: false,
      leftOut: [],
    };
    const [rarest, ...others] = keys.sort((one, other) => one.listings - other.listings);
    if (!rarest || keys.length < asked.length) return { interpretation, origin, plan: null };
    const circles: PlaneCircle[] = [];
    if (query.radius !== null) circles.push(circleAround(origin.point, query.radius));
    if (place && place.kind !== 'commune') circles.push(circleAround(place.centre, place.radius));
    const plan: SearchPlan = {
      key: rarest.id,
      others: others.map(({ id }) => id),
      origin: toPlane(origin.point),
      circles,
      box: query.bounds && boxOf(query.bounds),
      features: featureBits(query.features),
      open: query.open,
      minute: minuteOf(query.at),
      named: null,
    };
    return { interpretation, origin, plan };
  }

  async #placeOf(tx: TenantTx, query: SearchQuery): Promise<SearchPlace | null> {
    if (query.place !== null) return this.places.findById(tx, query.place);
    const folded = foldText(query.where);
    if (folded === '') return null;
    const [place] = await this.places.findByNames(tx, [folded]);
    return place ?? null;
  }

  async #originOf(tx: TenantTx, query: SearchQuery, place: SearchPlace | null): Promise<Origin> {
    if (query.near) return { kind: 'position', point: query.near, place: null };
    if (place) return { kind: 'place', point: place.centre, place };
    if (query.bounds) {
      const { west, east, south, north } = query.bounds;
      const point = { longitude: (west + east) / 2, latitude: (south + north) / 2 };
      return { kind: 'map', point, place: null };
    }
    const centre = await this.places.territoryCentre(tx);
    return { kind: 'territory', point: centre ?? { longitude: 2.35, latitude: 46.6 }, place: null };
  }
}

function nextCursor(
  plan: SearchPlan,
  cursor: { readonly n: number; readonly w: [number, number] | null } | null,
  rows: readonly RankedRow[],
  limit: number,
): string | null {
  const last = rows.at(Math.min(rows.length, limit) - 1);
  const shown = (cursor?.n ?? 0) + Math.min(rows.length, limit);
  if (!last || shown >= rankingFormula.deepest) return null;
  const base = { o: [plan.origin.x, plan.origin.y] as [number, number], m: plan.minute, n: shown };
  if (rows.length > limit)
    return formatCursor({ ...base, w: cursor?.w ?? null, l: [last.tier, last.away, last.listing] });
  if (last.inWindow < rankingFormula.window) return null;
  return formatCursor({ ...base, w: [last.lastAway, last.lastListing], l: null });
}

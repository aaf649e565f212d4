import { categoriesOf } from '@halles/domain/categories';
import { PhotoService } from '@halles/domain/photos';
import {
  NeighbourService,
  SearchCursorRefused,
  type SearchPlace,
  type SearchQuery,
  SearchService,
} from '@halles/domain/search';
import { type Locale, systemClock } from '@halles/kernel';
import { InjectLog, type Log } from '@halles/platform/observability';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type Asked, toSearchQuery } from './asked';
import { coversOf } from './covers';
import type { Answered } from './results-words';

/** How many places are offered where nothing was found. */
const PLACES_OFFERED = 6;

/** Answers the questions of pages and programs. */
@Injectable()
export class ResultsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly directory: SearchService,
    private readonly neighbours: NeighbourService,
    private readonly photos: PhotoService,
    @InjectLog() private readonly log: Log,
  ) {}

  /** A page of results with what surrounds it. An end of list that no page gave begins at the beginning. */
  async answer(ctx: TenantContext, asked: Asked, locale: Locale): Promise<Answered> {
    const now = systemClock.now().getTime();
    const query = toSearchQuery(asked, locale, ctx.tenant.settings.timeZone, now);
    const read = await this.work.read(ctx, async (tx) => {
      const { page, facets } = await this.found(tx, query);
      const covers = await coversOf(page, tx, this.photos);
      const isEmpty = page.results.length === 0 && asked.after === null;
      const places = isEmpty ? await this.placesNear(tx, page.origin.point) : [];
      return { page, facets, covers, places, isEmpty };
    });
    const { isEmpty, ...found } = read;
    if (isEmpty && asked.q !== '') await this.note(ctx, asked.q);
    return { asked, tree: categoriesOf(ctx), now, ...found };
  }

  private async found(tx: TenantTx, query: SearchQuery): Promise<Pick<Answered, 'page' | 'facets'>> {
    try {
      return await this.directory.searchWithFacetsIn(tx, query);
    } catch (error) {
      if (!(error instanceof SearchCursorRefused)) throw error;
      return this.directory.searchWithFacetsIn(tx, { ...query, after: null });
    }
  }

  private async placesNear(tx: TenantTx, near: SearchPlace['centre']): Promise<SearchPlace[]> {
    const [communes = [], districts = []] = await this.neighbours.findIn(tx, [
      { kind: 'commune', near, limit: PLACES_OFFERED },
      { kind: 'district', near, limit: PLACES_OFFERED },
    ]);
    return communes.length > 1 ? communes : districts;
  }

  /** What nobody finds tells the town what is missing; the reader's page does not depend on it. */
  private async note(ctx: TenantContext, text: string): Promise<void> {
    try {
      await this.directory.noteUnanswered(ctx, text);
    } catch (error) {
      this.log.warn({ err: error }, 'a search without an answer could not be noted');
    }
  }
}

import { buffer, text } from 'node:stream/consumers';
import type { OutlinesRequest } from '@halles/contracts';
import { SearchService } from '@halles/domain/search';
import { type OutlineBox, TerritoryOutlines } from '@halles/domain/territories';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { communesGround, GroundParts, territoryGround } from './ground';
import type { DatasetEncoding } from './open-data-release';
import { type DatasetFile, OpenDataService } from './open-data.service';

/** Territories whose file is kept in memory to cut parts out of it, 3 MB each. */
const MAX_HELD = 4;

/** The ground of a map: drawn for who asks, or as the worker wrote it. */
export type Ground = { readonly text: string } | { readonly file: DatasetFile };

/**
 * The ground of our own map: outlines, and the names that people find their way by. No third party serves it. That of a
 * large territory is drawn and packed by the worker; a part of it is cut out of its file.
 */
@Injectable()
export class MapGround {
  /** By the digest of the file. */
  private readonly held = new LRUCache<string, Promise<GroundParts>>({ max: MAX_HELD });

  constructor(
    private readonly outlines: TerritoryOutlines,
    private readonly directory: SearchService,
    private readonly data: OpenDataService,
  ) {}

  /**
   * GeoJSON: an empty collection where the territory has no outlines and no places. Where much is asked for of a large
   * territory, all of it.
   * @throws OpenDataNotReady before the ground of a large one is written
   */
  async find(
    ctx: TenantContext,
    { of, bounds }: OutlinesRequest,
    encoding: DatasetEncoding,
  ): Promise<Ground> {
    const { slug, state } = ctx.tenant;
    // Nothing is written of a draft, which few people see.
    if (state !== 'live' || (await this.outlines.largeEdition(slug)) === null)
      return { text: await this.draw(ctx, of, bounds) };
    if (of === 'territory')
      return { file: await this.data.file(ctx, { format: 'ground-territory', encoding }) };
    const part = bounds === undefined ? null : (await this.parts(ctx)).within(bounds);
    if (part !== null) return { text: part };
    return { file: await this.data.file(ctx, { format: 'ground-communes', encoding }) };
  }

  private async draw(ctx: TenantContext, of: OutlinesRequest['of'], box?: OutlineBox): Promise<string> {
    const drawn = await this.outlines.forMap(ctx.tenant.slug);
    const communes = await this.directory.listPlaces(ctx, 'commune');
    if (of === 'territory') return territoryGround(drawn, communes);
    const districts = await this.directory.listPlaces(ctx, 'district');
    return communesGround(drawn, { communes, districts }, box);
  }

  private async parts(ctx: TenantContext): Promise<GroundParts> {
    const [file, index] = await this.data.filesTogether(ctx, [
      { format: 'ground-communes', encoding: 'identity' },
      { format: 'ground-index', encoding: 'identity' },
    ]);
    const key = `${ctx.tenant.role} ${file.digest} ${index.digest}`;
    const known = this.held.get(key);
    if (known) return known;
    const read = Promise.all([buffer(file.stream()), text(index.stream())]);
    const parts = read.then(([bytes, written]) => new GroundParts(bytes, written));
    this.held.set(key, parts);
    parts.catch(() => this.held.delete(key));
    return parts;
  }
}

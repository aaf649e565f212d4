import type { OutlinesRequest } from '@halles/contracts';
import { type SearchPlace, SearchService } from '@halles/domain/search';
import { type OutlineBox, TerritoryOutlines } from '@halles/domain/territories';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** So many communes are named where the territory is shown as a whole: those with the most businesses. */
const NAMED_FROM_AFAR = 40;

const isWithin = ({ centre }: SearchPlace, box: OutlineBox): boolean =>
  centre.longitude >= box.west &&
  centre.longitude <= box.east &&
  centre.latitude >= box.south &&
  centre.latitude <= box.north;

const writtenPlace = ({ kind, name, listings, centre }: SearchPlace): string =>
  JSON.stringify({
    type: 'Feature',
    properties: { kind: `${kind}-name`, name, listings },
    geometry: { type: 'Point', coordinates: [centre.longitude, centre.latitude] },
  });

/** The ground of our own map: outlines, and the names that people find their way by. No third party serves it. */
@Injectable()
export class OutlinesService {
  constructor(
    private readonly outlines: TerritoryOutlines,
    private readonly directory: SearchService,
  ) {}

  /** GeoJSON, written; an empty collection where the territory has no outlines and no places. */
  async geoJson(ctx: TenantContext, { of, bounds }: OutlinesRequest): Promise<string> {
    const isWhole = of === 'territory';
    const drawn = await this.outlines.forMap(ctx.tenant.slug);
    const [communes, districts] = await Promise.all([
      this.directory.listPlaces(ctx, 'commune'),
      isWhole ? [] : this.directory.listPlaces(ctx, 'district'),
    ]);
    const named = isWhole
      ? communes.toSorted((one, other) => other.listings - one.listings).slice(0, NAMED_FROM_AFAR)
      : [...communes, ...districts].filter((place) => bounds === undefined || isWithin(place, bounds));
    const shapes = (isWhole ? drawn?.frame() : drawn?.within(bounds ?? null)) ?? [];
    const head = JSON.stringify({
      type: 'FeatureCollection',
      source: drawn?.source ?? null,
      licence: drawn?.licence ?? null,
    });
    return `${head.slice(0, -1)},"features":[${[...shapes, ...named.map(writtenPlace)].join(',')}]}`;
  }
}

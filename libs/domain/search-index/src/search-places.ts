import type { TenantWriteTx } from '@halles/platform/tenancy';
import { slugOf, foldName } from '@halles/domain/text';
import { type Degrees, pointText, toPlane } from '@halles/domain/geo';
import { Injectable } from '@nestjs/common';
import { SearchPlaceRepository, type WrittenPlace } from './search-place.repository';
import { SearchIndexer } from './search-indexer';

/** A part of a commune that people name when they search: a circle. */
export interface District {
  readonly name: string;
  /** INSEE code. */
  readonly commune: string;
  readonly centre: Degrees;
  /** Metres. */
  readonly radius: number;
}

const SMALLEST_COMMUNE = 1_500;
const LARGEST_COMMUNE = 9_000;

/** Metres around the centre in which most of a commune's businesses are: towns grow with the root of their people. */
const communeRadius = (population: number): number =>
  Math.round(Math.min(LARGEST_COMMUNE, Math.max(SMALLEST_COMMUNE, 500 + 10 * Math.sqrt(population))));

interface NamedPlace extends District {
  readonly slug: string;
}

const toWritten = ({ name, commune, centre, radius, slug }: NamedPlace): WrittenPlace => ({
  commune,
  slug,
  name,
  folded_name: foldName(name),
  ...centre,
  place: pointText(toPlane(centre)),
  radius,
});

/** Communes, districts and streets, as search finds them. */
@Injectable()
export class SearchPlaces {
  constructor(
    private readonly places: SearchPlaceRepository,
    private readonly indexer: SearchIndexer,
  ) {}

  /**
   * The districts of the territory, instead of those that it had. Counted at once; call `ListingWriter.finish` behind it.
   * Two of the same name in a commune are one. Those of communes outside the territory are left out.
   */
  async setDistricts(tx: TenantWriteTx, districts: readonly District[]): Promise<void> {
    const codes = new Set((await this.places.communes(tx)).map(({ code }) => code));
    const inside = districts.filter(({ commune }) => codes.has(commune));
    const named = inside.map((district) => ({ ...district, slug: slugOf(district.name) }));
    const once = new Map(
      named.map((district) => [`${district.commune}/${district.slug}`, district] as const),
    );
    await this.places.replace(tx, 'district', [...once.values()].map(toWritten));
    await this.indexer.learnNames(
      tx,
      inside.map(({ name }) => name),
    );
    await this.places.countDistricts(tx);
  }

  /** Brings the places up to the listings: all, or these streets (ids of their keys) and every count. */
  async update(tx: TenantWriteTx, scope: 'all' | readonly number[]): Promise<void> {
    if (scope === 'all' || !(await this.places.hasEveryCommune(tx))) await this.writeCommunes(tx);
    if (scope === 'all' || scope.length > 0)
      await this.places.updateStreets(tx, scope === 'all' ? null : scope);
    await this.places.countCommunes(tx);
    await this.places.countDistricts(tx);
  }

  /** Of two communes of one name the larger has the plain slug; the other's says its code. */
  private async writeCommunes(tx: TenantWriteTx): Promise<void> {
    const taken = new Set<string>();
    const communes = (await this.places.communes(tx)).map(
      ({ code, name, population, longitude, latitude }) => {
        const plain = slugOf(name);
        const slug = taken.has(plain) ? `${plain}-${code.toLowerCase()}` : plain;
        taken.add(slug);
        const radius = communeRadius(population);
        return { name, commune: code, centre: { longitude, latitude }, radius, slug };
      },
    );
    await this.places.replace(tx, 'commune', communes.map(toWritten));
    await this.indexer.learnNames(
      tx,
      communes.map(({ name }) => name),
    );
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Perimeter, outlinesSchema, perimeterSchema } from '@halles/contracts';
import { CommuneIndex } from '@halles/domain/territories';
import { type BusinessRow, businessOf, columns, echoOf } from './business';
import { NameGiver } from './naming';
import { type FictionalPrefix, fictitiousPhone, fictitiousSiret } from './numbers';
import type { Region } from './people';
import { type Chance, chanceOf } from './random';
import { writeTable } from './table';
import { Town, readStreets } from './town';
import { type Trade, readTrades } from './trades';

export interface Plan {
  readonly slug: string;
  /** About how many businesses. */
  readonly businesses: number;
  readonly region: Region;
  readonly landline: FictionalPrefix;
  /** The first rank of its fictitious SIRENs: no two territories share one. */
  readonly firstSiren: number;
}

export const plans: readonly Plan[] = [
  { slug: 'bordeaux', businesses: 3_000, region: 'south', landline: '053649', firstSiren: 1_000 },
  { slug: 'grand-angouleme', businesses: 1_500, region: 'west', landline: '053649', firstSiren: 11_000 },
  { slug: 'valence', businesses: 800, region: 'east', landline: '046571', firstSiren: 21_000 },
  { slug: 'issy-les-moulineaux', businesses: 800, region: 'paris', landline: '019900', firstSiren: 31_000 },
  { slug: 'hauts-de-france', businesses: 15_000, region: 'north', landline: '035301', firstSiren: 41_000 },
];

/** From so many inhabitants on, a commune has the trades of a town. */
const TOWN = 20_000;
const MOBILE: FictionalPrefix = '063998';
/** A business in two hundred is in the list twice. */
const TWICE = 0.005;
const PHONES = 0.62;

type Commune = Perimeter['communes'][number];

const rateOf = (trade: Trade, { population }: Commune): number =>
  ((population >= TOWN ? trade.inTowns : trade.elsewhere) * population) / 1_000;

function readTerritory(
  root: string,
  slug: string,
): { readonly communes: readonly Commune[]; readonly index: CommuneIndex } {
  const folder = join(root, 'tenants', slug);
  const perimeter = perimeterSchema.parse(JSON.parse(readFileSync(join(folder, 'perimeter.json'), 'utf8')));
  const outlines = gunzipSync(readFileSync(join(folder, 'outlines.geojson.gz'))).toString('utf8');
  return {
    communes: perimeter.communes,
    index: new CommuneIndex(outlinesSchema.parse(JSON.parse(outlines))),
  };
}

/** Gives each business numbers that nobody else has. */
class Register {
  private businesses = 0;
  private phones = 0;
  private mobiles = 0;

  constructor(private readonly plan: Plan) {}

  next(trade: Trade, chance: Chance): { readonly siret: string; readonly phone: string } {
    const siret = fictitiousSiret(this.plan.firstSiren + this.businesses++);
    if (!chance.likely(PHONES)) return { siret, phone: '' };
    const isMobile = trade.opening === 'craft' && chance.likely(0.5);
    // The territories share the prefix of mobiles: each begins elsewhere in it.
    const mobile = (this.plan.firstSiren / 10 + this.mobiles) % 10_000;
    const phone = isMobile
      ? fictitiousPhone(MOBILE, mobile)
      : fictitiousPhone(this.plan.landline, this.firstPhone + this.phones);
    if (isMobile) this.mobiles += 1;
    else this.phones += 1;
    return { siret, phone: phone ?? '' };
  }

  /** Bordeaux and Angoulême have the same prefix. */
  private get firstPhone(): number {
    return this.plan.slug === 'grand-angouleme' ? 5_000 : 0;
  }
}

/**
 * The demonstration directory of a territory, as rows of a territory's own list: trades in the proportions of the register,
 * in real streets, under invented names. The same inputs give the same rows.
 * @param root the repository
 */
export function generate(root: string, plan: Plan): readonly BusinessRow[] {
  const inputs = join(root, 'tools', 'demonstration', 'inputs');
  const { communes, index } = readTerritory(root, plan.slug);
  const [trades, streets] = [readTrades(inputs), readStreets(inputs)];
  const sum = (of: Commune) => trades.reduce((total, trade) => total + rateOf(trade, of), 0);
  const factor = plan.businesses / communes.reduce((total, commune) => total + sum(commune), 0);
  const names = new NameGiver(Math.max(1, Math.round(plan.businesses / 1_500)));
  const register = new Register(plan);
  return communes.flatMap((commune) => {
    const chance = chanceOf(`${plan.slug} ${commune.code}`);
    const town = new Town(commune.code, streets.get(commune.code) ?? [], index, sum(commune) * factor);
    if (!town.hasStreets) return [];
    return trades.flatMap((trade) =>
      Array.from({ length: chance.poisson(rateOf(trade, commune) * factor) }, () => {
        const address = town.address(trade.centrality, chance);
        const where = {
          region: plan.region,
          commune: commune.code,
          inhabitants: commune.population,
          street: address.street,
        };
        const row = businessOf(trade, { where, address }, register.next(trade, chance), names, chance);
        return chance.likely(TWICE) ? [row, echoOf(row)] : [row];
      }).flat(),
    );
  });
}

/** The text of `tenants/<slug>/seed/demonstration.csv`. */
export const demonstrationCsv = (root: string, plan: Plan): string =>
  writeTable(
    columns,
    generate(root, plan).map((row) => columns.map((column) => row[column])),
  );

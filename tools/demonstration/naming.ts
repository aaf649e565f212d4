import { type Region, givenNames, surnamesOf } from './people';
import type { Chance } from './random';
import type { Trade } from './trades';

/** What follows the name of a person who works under their own; the words fit women and men. */
const professions: Readonly<Record<string, string>> = {
  nurse: 'soins infirmiers',
  physiotherapist: 'kinésithérapeute',
  osteopath: 'ostéopathe',
  'speech-therapist': 'orthophoniste',
  lawyer: 'avocat à la cour',
  notary: 'notaire',
  architect: 'architecte',
  accountant: 'expertise comptable',
};
const doctors: ReadonlySet<string> = new Set(['doctor', 'specialist-doctor', 'dentist']);
/** Public houses of which a commune has one by its own name. */
const civic: ReadonlySet<string> = new Set(['library', 'market', 'theatre', 'museum', 'cinema']);
/** Named after their owner, not after a street. */
const crafts: ReadonlySet<string> = new Set([
  'plumber',
  'heating-engineer',
  'electrician',
  'joiner',
  'locksmith',
  'painter',
  'roofer',
  'mason',
  'landscaper',
]);
const atTheTable: ReadonlySet<string> = new Set([
  'restaurant',
  'bar',
  'cafe',
  'pizzeria',
  'grocery',
  'kebab',
  'hairdresser',
]);

const SURROUNDINGS = [
  'de la Gare',
  'du Marché',
  'de l’Église',
  'du Centre',
  'de la Mairie',
  'du Pont',
  'des Écoles',
  'du Parc',
];
const STREET_WORD =
  /^(?:rue|avenue|boulevard|place|all[ée]es?|cours|quai|route|chemin|impasse|square|grand(?:e)?[ -]?(?:rue|place)?|chauss[ée]e|esplanade|passage|rond[ -]point|voie|faubourg|parvis|mail|ruelle|promenade|sentier|mont[ée]e|c[ôo]te|digue|r[ée]sidence)\s+/i;

/** What a street is called after: `de la Marne` of "cours de la Marne"; null where a shop would not be named so. */
function calledAfter(street: string): string | null {
  const rest = street.replace(STREET_WORD, '');
  const usable =
    rest !== street &&
    rest.length >= 4 &&
    rest.length <= 24 &&
    !/\d|prolong|ancien|principale|basse|haute/i.test(rest);
  return usable ? rest : null;
}

/** Where names are given: what is near, and what was given before. */
export interface Neighbourhood {
  readonly region: Region;
  readonly commune: string;
  readonly inhabitants: number;
  /** Typographed: "cours de la Marne". */
  readonly street: string;
}

/** Gives names, none twice in a commune and none too often in a territory. */
export class NameGiver {
  private readonly inCommune = new Set<string>();
  private readonly inTerritory = new Map<string, number>();

  /** @param often how many times a sign may be found in the whole territory */
  constructor(private readonly often: number) {}

  private take(name: string, commune: string, often = this.often): boolean {
    const here = `${commune} ${name}`;
    const times = this.inTerritory.get(name) ?? 0;
    if (this.inCommune.has(here) || times >= often) return false;
    this.inCommune.add(here);
    this.inTerritory.set(name, times + 1);
    return true;
  }

  /** A name for a shop of this trade: six in ten a sign, one in ten a network's, the rest a person's or a place's. */
  nameOf(trade: Trade, where: Neighbourhood, chance: Chance): string {
    const draw = chance.next();
    // Banks and supermarkets are all of a network.
    const isBranch = trade.signs.length === 0 && trade.networks.length > 0;
    if (isBranch || (draw < 0.1 && trade.networks.length > 0 && where.inhabitants > 3_000)) {
      const network = chance.pick(trade.networks);
      const branch = `${network} ${placeOf(where, chance)}`;
      for (const name of isBranch ? [network, branch] : [network]) {
        if (this.take(name, where.commune, Infinity)) return name;
      }
    }
    if (draw < 0.7 && trade.signs.length > 0) {
      const sign = chance.pick(trade.signs);
      if (this.take(sign, where.commune)) return sign;
    }
    for (let tries = 0; tries < 30; tries++) {
      const name = composed(trade, where, chance);
      if (this.take(name, where.commune)) return name;
    }
    // A small world of names is used up: a person's full name is always another.
    const owner = `${chance.pick(givenNames)} ${chance.pick(surnamesOf(where.region))}`;
    const name = `${trade.words[0] ?? 'Maison'} ${owner}`;
    this.take(name, where.commune, Infinity);
    return name;
  }
}

function composed(trade: Trade, where: Neighbourhood, chance: Chance): string {
  const surname = chance.pick(surnamesOf(where.region));
  const given = chance.pick(givenNames);
  const word = chance.pick(trade.words);
  if (doctors.has(trade.category)) return `Docteur ${given} ${surname}`;
  const profession = professions[trade.category];
  if (profession !== undefined) {
    return chance.likely(0.5) ? `${word} ${surname}` : `${given} ${surname}, ${profession}`;
  }
  if (civic.has(trade.category)) return `${word} ${placeOf(where, chance)}`;
  if (crafts.has(trade.category)) {
    return chance.likely(0.7)
      ? `${word} ${surname}`
      : `${surname} ${chance.pick(['et fils', 'frères', 'Services'])}`;
  }
  const draw = chance.next();
  if (draw < 0.12 && atTheTable.has(trade.category)) return `Chez ${given}`;
  if (draw < 0.45) return `${word} ${surname}`;
  return `${word} ${placeOf(where, chance)}`;
}

const placeOf = (where: Neighbourhood, chance: Chance): string =>
  (chance.likely(0.7) ? calledAfter(where.street) : null) ?? chance.pick(SURROUNDINGS);

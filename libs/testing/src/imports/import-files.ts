/** An establishment of Bordeaux; a test names what it is about. */
export interface SireneRow {
  readonly siret: string;
  readonly name?: string;
  readonly state?: 'A' | 'F';
  readonly since?: string;
  readonly diffusion?: 'O' | 'P';
  readonly naf?: string;
  readonly number?: number;
  readonly street?: string;
  readonly commune?: string;
  /** Lambert-93 metres. */
  readonly x?: number;
  readonly y?: number;
}

/** The fourteen digits of the n-th fictitious establishment: a SIREN in 999 and keys that hold (Luhn). */
export function aSiret(n: number): string {
  const siren = withKey(`999${String(n).padStart(5, '0')}`);
  return withKey(`${siren}0001`);
}

function withKey(digits: string): string {
  let sum = 0;
  [...digits].reverse().forEach((digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const SIRENE_COLUMNS = [
  'siret',
  'statutDiffusionEtablissement',
  'numeroVoieEtablissement',
  'typeVoieEtablissement',
  'libelleVoieEtablissement',
  'codePostalEtablissement',
  'libelleCommuneEtablissement',
  'codeCommuneEtablissement',
  'coordonneeLambertAbscisseEtablissement',
  'coordonneeLambertOrdonneeEtablissement',
  'dateDebut',
  'etatAdministratifEtablissement',
  'enseigne1Etablissement',
  'activitePrincipaleEtablissement',
  'nomenclatureActivitePrincipaleEtablissement',
].join(',');

/** StockEtablissement with the columns that are read. */
export function aSireneFile(rows: readonly SireneRow[]): string {
  const lines = rows.map((row) =>
    [
      row.siret,
      row.diffusion ?? 'O',
      row.number ?? 12,
      'RUE',
      row.street ?? 'SAINTE CATHERINE',
      '33000',
      'BORDEAUX',
      row.commune ?? '33063',
      row.x ?? 417_241,
      row.y ?? 6_421_813,
      row.since ?? '2020-01-01',
      row.state ?? 'A',
      row.name ?? 'BOULANGERIE DU MARCHE',
      row.naf ?? '10.71C',
      'NAFRev2',
    ].join(','),
  );
  return `${[SIRENE_COLUMNS, ...lines].join('\n')}\n`;
}

export interface OsmPlace {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  /** WGS84 degrees. */
  readonly at: readonly [longitude: number, latitude: number];
}

/** The position of `aSireneFile`'s establishments. */
export const HERE: readonly [number, number] = [-0.5792, 44.8378];

/** A GeoJSON file of OpenStreetMap objects. */
export function anOsmFile(places: readonly OsmPlace[]): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    features: places.map(({ id, tags, at }) => ({
      type: 'Feature',
      id,
      properties: { 'ref:INSEE': '33063', ...tags },
      geometry: { type: 'Point', coordinates: at },
    })),
  });
}

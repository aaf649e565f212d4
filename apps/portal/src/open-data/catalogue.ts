import { type TenantSettings, fileRoutes, pathTo } from '@halles/contracts';
import type { Bilingual } from '@halles/kernel';

/** Licence Ouverte 2.0 (Etalab), by its address in the vocabulary that data.europa.eu reads. */
const LICENCE_OUVERTE = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence';
const ODBL = 'https://opendatacommons.org/licenses/odbl/1-0/';

export interface DatasetFacts {
  readonly settings: TenantSettings;
  readonly origin: string;
  /** Null while nothing was written. */
  readonly changedAt: Date | null;
  readonly usesOsm: boolean;
  readonly title: Bilingual;
  readonly description: Bilingual;
  /** The second dataset: what shops tell of. */
  readonly posts: { readonly title: Bilingual; readonly description: Bilingual };
}

export interface Distribution {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly mediaType: string;
  /** Code of the EU vocabulary of file types. */
  readonly fileType: string;
}

/** The file of what shops tell of. */
const postsDistribution: Distribution = {
  id: 'actualites-csv',
  path: fileRoutes.dataPosts,
  title: 'CSV',
  mediaType: 'text/csv',
  fileType: 'CSV',
};

/** The files of the dataset. Their addresses never change. */
const distributions: readonly Distribution[] = [
  { id: 'csv', path: fileRoutes.dataCsv, title: 'CSV', mediaType: 'text/csv', fileType: 'CSV' },
  {
    id: 'geojson',
    path: fileRoutes.dataGeojson,
    title: 'GeoJSON',
    mediaType: 'application/geo+json',
    fileType: 'GEOJSON',
  },
  {
    id: 'jsonld',
    path: fileRoutes.dataJsonld,
    title: 'JSON-LD',
    mediaType: 'application/ld+json',
    fileType: 'JSON_LD',
  },
];

/** The licence of the dataset: what is derived from OpenStreetMap stays under its licence. */
export const licenceOf = (usesOsm: boolean): { readonly name: string; readonly url: string } =>
  usesOsm ? { name: 'ODbL 1.0', url: ODBL } : { name: 'Licence Ouverte 2.0', url: LICENCE_OUVERTE };

const AUTHORITY = 'http://publications.europa.eu/resource/authority';
const NAMESPACES = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** An address of something. */
interface Ref {
  readonly '@id': string;
}
interface Literal {
  readonly '@value': string;
  readonly '@language'?: string;
  readonly '@type'?: string;
}
type Term = Ref | Literal | Node;
interface Node {
  readonly '@id'?: string;
  readonly '@type': string;
  readonly [property: string]: string | undefined | readonly Term[];
}

/** How INSEE's addresses of places name the kinds of territory. */
const INSEE_KINDS = {
  commune: 'commune',
  epci: 'intercommunalite',
  departement: 'departement',
  region: 'region',
} as const satisfies Record<TenantSettings['territory']['kind'], string>;

const ref = (id: string): Ref => ({ '@id': id });
const words = ({ fr, en }: Bilingual): Literal[] => [
  { '@value': fr, '@language': 'fr' },
  { '@value': en, '@language': 'en' },
];
const plain = (value: string): Literal => ({ '@value': value });

/** The page of open data: what the catalogue describes is named by fragments of its address. */
const pageOf = ({ origin }: DatasetFacts): string => origin + pathTo('data', 'fr');

function distributionNode(facts: DatasetFacts, file: Distribution): Node {
  const url = facts.origin + file.path;
  return {
    '@id': `${pageOf(facts)}#${file.id}`,
    '@type': 'dcat:Distribution',
    'dct:title': [plain(file.title)],
    'dcat:accessURL': [ref(url)],
    'dcat:downloadURL': [ref(url)],
    'dct:license': [ref(licenceOf(facts.usesOsm).url)],
    'dct:format': [ref(`${AUTHORITY}/file-type/${file.fileType}`)],
    'dcat:mediaType': [ref(`https://www.iana.org/assignments/media-types/${file.mediaType}`)],
  };
}

interface Dataset {
  /** Fragment of its address. */
  readonly id: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly keyword: Bilingual;
  readonly files: readonly Distribution[];
}

function datasetNode(
  facts: DatasetFacts,
  publisher: Node,
  { id, title, description, keyword, files }: Dataset,
): Node {
  const { settings } = facts;
  const page = pageOf(facts);
  return {
    '@id': `${page}#${id}`,
    '@type': 'dcat:Dataset',
    'dct:title': words(title),
    'dct:description': words(description),
    'dct:publisher': [ref(publisher['@id'] ?? '')],
    'dcat:contactPoint': [
      {
        '@type': 'vcard:Organization',
        'vcard:fn': [plain(settings.contact.name)],
        'vcard:hasEmail': [ref(`mailto:${settings.contact.email}`)],
      },
    ],
    'dcat:keyword': words(keyword),
    'dcat:theme': [ref(`${AUTHORITY}/data-theme/ECON`)],
    'dct:accrualPeriodicity': [ref(`${AUTHORITY}/frequency/CONT`)],
    'dct:language': [ref(`${AUTHORITY}/language/FRA`)],
    'dct:spatial': [
      ref(`http://id.insee.fr/geo/${INSEE_KINDS[settings.territory.kind]}/${settings.territory.code}`),
    ],
    ...(facts.changedAt === null
      ? {}
      : { 'dct:modified': [{ '@value': facts.changedAt.toISOString(), '@type': 'xsd:dateTime' }] }),
    'dcat:landingPage': [ref(page)],
    'dcat:distribution': files.map((file) => distributionNode(facts, file)),
  };
}

/** The catalogue of a portal: its businesses in three files, and what they tell of, as DCAT-AP 3.0 describes them. Pure. */
function catalogueOf(facts: DatasetFacts): Node {
  const { settings, origin } = facts;
  const page = pageOf(facts);
  const publisher: Node = {
    '@id': `${origin}/#publisher`,
    '@type': 'foaf:Agent',
    'foaf:name': [plain(settings.publisher.name)],
  };
  return {
    '@id': `${page}#catalogue`,
    '@type': 'dcat:Catalog',
    'dct:title': words(settings.title),
    'dct:description': words(facts.description),
    'dct:publisher': [publisher],
    'dcat:dataset': [
      datasetNode(facts, publisher, {
        id: 'dataset',
        title: facts.title,
        description: facts.description,
        keyword: { fr: 'commerces', en: 'businesses' },
        files: distributions,
      }),
      datasetNode(facts, publisher, {
        ...facts.posts,
        id: 'actualites',
        keyword: { fr: 'actualités', en: 'news' },
        files: [postsDistribution],
      }),
    ],
  };
}

/** As JSON-LD. Pure. */
export const catalogueJsonLd = (facts: DatasetFacts): string =>
  JSON.stringify({ '@context': NAMESPACES, ...catalogueOf(facts) }, null, 2);

/** A string of Turtle (W3C RDF 1.1 Turtle, 2.5.1). */
const quoted = (text: string): string =>
  `"${text
    .replace(/[\\"]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)}"`;

/** An address of Turtle: what may not stand in it is percent-encoded. */
const address = (iri: string): string =>
  `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (sign) => encodeURIComponent(sign))}>`;

function turtleTerm(term: Term, indent: string): string {
  if ('@value' in term) {
    const literal = term as Literal;
    const mark = literal['@language']
      ? `@${literal['@language']}`
      : literal['@type']
        ? `^^${literal['@type']}`
        : '';
    return quoted(literal['@value']) + mark;
  }
  if (!('@type' in term)) return address(term['@id']);
  const node = term;
  return node['@id'] === undefined
    ? `[\n${turtleBody(node, `${indent}  `)}\n${indent}]`
    : address(node['@id']);
}

function turtleBody(node: Node, indent: string): string {
  const lines = [`${indent}a ${node['@type']}`];
  for (const [property, terms] of Object.entries(node)) {
    if (property.startsWith('@') || !Array.isArray(terms) || terms.length === 0) continue;
    lines.push(`${indent}${property} ${terms.map((term: Term) => turtleTerm(term, indent)).join(', ')}`);
  }
  return lines.join(' ;\n');
}

/** The nodes with an address, each once. */
function* namedNodes(node: Node): Generator<Node> {
  if (node['@id'] !== undefined) yield node;
  for (const terms of Object.values(node)) {
    if (!Array.isArray(terms)) continue;
    for (const term of terms as readonly Term[])
      if ('@type' in term && !('@value' in term)) yield* namedNodes(term);
  }
}

/** As Turtle. Pure. */
export function catalogueTurtle(facts: DatasetFacts): string {
  const prefixes = Object.entries(NAMESPACES).map(([name, iri]) => `@prefix ${name}: <${iri}> .`);
  const nodes = [...namedNodes(catalogueOf(facts))].map(
    (node) => `${address(node['@id'] ?? '')}\n${turtleBody(node, '  ')} .`,
  );
  return `${prefixes.join('\n')}\n\n${nodes.join('\n\n')}\n`;
}

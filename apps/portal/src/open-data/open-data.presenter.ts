import { fileRoutes } from '@halles/contracts';
import type { DirectoryFigures, FactSource } from '@halles/domain/listings';
import { fields, postFields } from '@halles/domain/open-data';
import { formatNumber } from '@halles/platform/theming';
import type { PageScope } from '../rendering/page-scope';
import { ProseWriter } from '../rendering/prose';
import { dayOf } from '../wording/day-words';
import { licenceOf } from './catalogue';
import type { ProseBody } from '../rendering/prose.view';

export interface DirectoryFacts {
  readonly figures: DirectoryFigures;
  readonly sources: readonly FactSource[];
}

/** The page of the open data: files, licence, sources, columns. Pure. */
export function presentOpenData(scope: PageScope, { figures, sources }: DirectoryFacts): ProseBody {
  const write = new ProseWriter(scope, 'data');
  const usesOsm = sources.includes('osm');
  const file = (key: string, path: string) => ({ term: write.line(`files.${key}`), value: path, href: path });
  const { changedAt, listings } = figures;
  return {
    heading: write.line('heading'),
    lead: write.line('lead'),
    sections: [
      write.section('files', {
        facts: [
          file('csv', fileRoutes.dataCsv),
          file('geojson', fileRoutes.dataGeojson),
          file('jsonld', fileRoutes.dataJsonld),
          file('posts', fileRoutes.dataPosts),
        ],
      }),
      write.section('size', {
        facts: [
          { term: write.line('size.listings'), value: formatNumber(listings, scope.locale) },
          {
            term: write.line('size.changed'),
            value: changedAt ? dayOf(changedAt, scope) : write.line('size.never'),
          },
        ],
      }),
      ...(sources.includes('demonstration') ? [write.section('demonstration')] : []),
      write.section('licence', {
        paragraphs: [write.line(usesOsm ? 'licence.shared' : 'licence.free')],
        link: { href: licenceOf(usesOsm).url, label: write.line('licence.link') },
      }),
      write.section('sources', { items: sources.map((source) => write.line(`sources.${source}`)) }),
      write.section('left', { items: write.paragraphs('left.items') }),
      {
        id: 'catalogue',
        heading: write.line('files.catalogue'),
        facts: [
          file('jsonldCatalogue', fileRoutes.catalogueJsonld),
          file('turtleCatalogue', fileRoutes.catalogueTurtle),
        ],
      },
      write.section('fields', {
        facts: fields.map(({ name, about }) => ({ term: name, value: about[scope.locale] })),
      }),
      write.section('postFields', {
        facts: postFields.map(({ name, about }) => ({ term: name, value: about[scope.locale] })),
      }),
    ],
  };
}

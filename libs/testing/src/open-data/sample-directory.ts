import { type SourceInput, writeListings } from '../listings';
import type { World } from '../world';

const NOW = new Date('2026-11-25T09:00:00Z');

/** A small directory in which nothing depends on the day, with one of everything that no file of open data may show. */
export async function writeSampleDirectory(world: World): Promise<void> {
  const shown: SourceInput[] = [
    {
      source: 'sirene',
      sourceId: 'a',
      facts: {
        displayName: '=SOMME(A1), "Chez Léa"',
        legalName: 'MARTIN LÉA',
        legalCategory: '1000',
        siret: '55203253400646' as never,
        contact: { phone: '+33556102030', website: 'https://lea.example/', email: 'lea@personne.example' },
        openingHoursText: 'Mo-Fr 07:00-13:00,15:00-19:30; Sa 07:00-13:00',
      },
    },
    {
      source: 'osm',
      sourceId: 'n1',
      facts: {
        displayName: 'Librairie du Port\nneuf',
        legalName: 'PORT SAS',
        legalCategory: '5710',
        category: 'bookshop',
        keywords: ['bandes dessinées', 'papeterie'],
        position: { longitude: -0.5671, latitude: 44.8491, precision: 'commune' },
        attributes: { wheelchair: 'limited', takeaway: 'yes', payment: ['cash', 'cards'] },
      },
    },
    { source: 'demonstration', sourceId: 'd', facts: { displayName: 'Inventé', demonstration: true } },
  ];
  const hidden: SourceInput[] = [
    { source: 'sirene', sourceId: 'p', facts: { displayName: 'Caché Partiel', partialDiffusion: true } },
    {
      source: 'sirene',
      sourceId: 'f',
      facts: { displayName: 'Caché Fermé', status: { state: 'closed', since: '2026-01-01' } },
    },
    { source: 'sirene', sourceId: 'n', facts: { displayName: 'Caché Non', notPublic: 'holding' } },
    { source: 'sirene', sourceId: 'm', facts: { displayName: 'Caché Réuni' } },
  ];
  const ids = await writeListings(world, world.here, [...shown, ...hidden], NOW);
  await world.work.write(world.here, ({ manager }) =>
    manager.query(`UPDATE listing SET merged_into = $2, visibility = 'merged' WHERE id = $1`, [
      ids.at(-1),
      ids[0],
    ]),
  );
}

import { writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../testing/portal-harness';

describe('a text that names no business', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await openPortal();
    const facts = { displayName: 'Fournil de Lune', contact: { phone: '+33556010203' } };
    await writeListings(portal.world, portal.world.here, [{ facts }]);
  });
  afterAll(() => portal.close());

  it.each(['12345', 'zzqxv', 'zzqxv Bordeaux', '73282932000075'])(
    'finds none for %s, says so, and leads to its addition',
    async (q) => {
      const { body } = await portal.ask('ici-bourg', `/pro/trouver?q=${encodeURIComponent(q)}`);
      expect(body).toContain('Rien ne correspond');
      expect(body).not.toContain('/pro/revendiquer/');
      expect(body).toContain('href="/pro/ajouter"');
    },
  );

  it('finds those that a name and a trade tell, whatever else was typed', async () => {
    for (const q of ['fournil zzqxv', 'boulangerie']) {
      const { body } = await portal.ask('ici-bourg', `/pro/trouver?q=${encodeURIComponent(q)}`);
      expect([q, body.includes('/pro/revendiquer/')]).toEqual([q, true]);
    }
  });
});

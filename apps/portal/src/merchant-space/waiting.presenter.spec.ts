import { portalRoutes } from '@halles/contracts';
import { scopeOf, territory } from '../../testing/page-scopes';
import type { Waiting } from './waiting';
import { presentWaiting } from './waiting.presenter';

const aMatter = (listingId: number | null, text: string): Waiting => ({
  urgency: 'customer',
  since: new Date('2026-11-26T08:00:00Z'),
  count: 1,
  listingId,
  paths: portalRoutes.merchant,
  sentence: () => text,
  action: () => 'Voir',
});

describe('what waits, for who keeps several businesses', () => {
  const scope = scopeOf(territory());

  it('names the business that a line is about, once', () => {
    const names = new Map([
      [1, 'Le Pain du Coin'],
      [2, 'La Librairie'],
    ]);
    const waiting = [
      aMatter(1, 'Une commande attend.'),
      aMatter(2, 'La page de La Librairie est-elle exacte ?'),
      aMatter(3, 'Autre chose.'),
      aMatter(null, 'Encore autre chose.'),
    ];
    const shown = presentWaiting(scope, waiting, names);
    expect([shown?.first, ...(shown?.items ?? [])].map((one) => one?.text)).toEqual([
      'Le Pain du Coin\u00a0: Une commande attend.',
      'La page de La Librairie est-elle exacte ?',
      'Autre chose.',
      'Encore autre chose.',
    ]);
  });

  it('names none to who keeps one', () => {
    expect(presentWaiting(scope, [aMatter(1, 'Une commande attend.')])?.first?.text).toBe(
      'Une commande attend.',
    );
  });
});

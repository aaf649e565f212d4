import { PAGE_CHANGES, PAGE_FACTS, type PageFact } from '@halles/domain/notifications';
import { scopeOf, territory } from '../../testing/page-scopes';
import { presentInbox } from './notifications.presenter';

const LISTING = { id: 7, name: 'Le Four' };
const inbox = (change: (typeof PAGE_CHANGES)[number], fact?: PageFact) => ({
  notifications: [
    {
      id: '0197a000-0000-7000-8000-000000000001',
      event: 'page' as const,
      listing: LISTING,
      ref: 'r',
      page: { change, author: 'agent' as const, agentId: null, postId: null, ...(fact && { fact }) },
      createdAt: new Date('2026-11-25T10:00:00Z'),
      isRead: false,
    },
  ],
  before: null,
});

describe('the notifications of an account', () => {
  it.each(['fr', 'en'] as const)(
    'say in %s of each change of a page what it was, and lead somewhere',
    (locale) => {
      const texts = new Set<string>();
      for (const change of PAGE_CHANGES) {
        const [one] = presentInbox(scopeOf(territory(), locale), inbox(change)).notifications;
        expect(one?.href).toMatch(/^\//);
        expect(one?.text).not.toMatch(/freshness\./);
        texts.add(one?.text ?? '');
      }
      for (const fact of PAGE_FACTS) {
        const [one] = presentInbox(scopeOf(territory(), locale), inbox('page', fact)).notifications;
        expect([one?.href, one?.text]).toEqual([
          expect.stringMatching(/\/7\/hist/),
          expect.not.stringMatching(/freshness\./),
        ]);
        texts.add(one?.text ?? '');
      }
      expect(texts.size).toBe(PAGE_CHANGES.length + PAGE_FACTS.length);
    },
  );

  it('lead to where a dispute and an answer about an address are read', () => {
    const hrefOf = (change: (typeof PAGE_CHANGES)[number]) =>
      presentInbox(scopeOf(territory(), 'fr'), inbox(change)).notifications[0]?.href;
    expect(hrefOf('disputed')).toBe('/pro/demandes');
    expect(hrefOf('displaced')).toBe('/pro/demandes');
    expect(hrefOf('place-accepted')).toBe('/pro/commerces/7/adresse');
  });
});

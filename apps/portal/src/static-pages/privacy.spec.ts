import { accountLimits } from '@halles/domain/accounts';
import { INVITATION_PAUSE } from '@halles/domain/claims';
import { correctionPageLink } from '@halles/domain/corrections';
import { UNDO_MS } from '@halles/domain/photos';
import { DAY, MINUTE, SECOND } from '@halles/kernel';
import { scopeOf, territory } from '../../testing/page-scopes';
import { BASKET_LIFETIME } from '../orders';
import { browserCookie, sessionCookie, stepCookie } from '../accounts';
import { presentPrivacy } from './prose.presenters';

const sections = new Map(
  presentPrivacy(scopeOf(territory(), 'fr')).sections.map(({ id, paragraphs = [] }) => [
    id,
    paragraphs.join(' '),
  ]),
);
const secondsOf = (cookie: string): number => Number(/Max-Age=(\d+)/.exec(cookie)?.[1]);

describe('the page on personal data', () => {
  it('gives the terms of sessions and cookies as the code has them', () => {
    expect(sections.get('accounts')).toContain('sept jours sans visite, trente jours au plus');
    expect(accountLimits).toEqual({ idle: 7 * DAY, lifetime: 30 * DAY });
    expect(sections.get('accounts')).toMatch(
      /la session \(trente jours\).*un lien \(un jour\).*d’un code \(dix minutes\)/,
    );
    const ages = [sessionCookie, browserCookie, stepCookie].map((one) => secondsOf(one.give('x')) * SECOND);
    expect(ages).toEqual([30 * DAY, DAY, 10 * MINUTE]);
  });

  it('gives the term of baskets as the code has it', () => {
    expect(BASKET_LIFETIME).toBe(30 * DAY);
    expect(sections.get('reading')).toContain('s’efface trente jours après');
  });

  it('tells after how many days who ordered is forgotten, as the territory says', () => {
    const orders = { ...territory({}).orders, retentionDays: 45 };
    const text = (locale: 'fr' | 'en'): string =>
      presentPrivacy(scopeOf(territory({ orders }), locale))
        .sections.flatMap(({ paragraphs = [] }) => paragraphs)
        .join(' ');
    expect(text('fr')).toContain('Tout cela s’efface 45 jours après');
    expect(text('en')).toContain('All this is erased 45 days after');
  });

  it('tells what an order holds, who reads it, and to whom a card is given', () => {
    const orders = sections.get('orders') ?? '';
    for (const words of ['90 jours après', 'adresse de livraison', 'photo', 'dix ans'])
      expect(orders).toContain(words);
    expect(orders).toMatch(/Stripe.*votre adresse électronique.*numéro de la commande.*montant/);
  });

  it('gives those of photos, of links that correct and of letters', () => {
    expect([UNDO_MS, correctionPageLink.lifetime, INVITATION_PAUSE]).toEqual([DAY, 7 * DAY, 183 * DAY]);
    expect(sections.get('pages')).toMatch(/retirée s’efface au bout d’un jour.*s’ouvre pendant sept jours/);
    expect(sections.get('letters')).toContain('six mois au moins séparent deux lettres');
  });

  it('names the officer in the language of the page, and by a name in both', () => {
    const wordsFor = (officer: string | { fr: string; en: string }, locale: 'fr' | 'en'): string =>
      presentPrivacy(scopeOf(territory({ dataProtection: { officer, email: 'dpo@ville.example' } }), locale))
        .sections.flatMap(({ paragraphs = [] }) => paragraphs)
        .join(' ');
    const title = { fr: 'la déléguée à la protection des données', en: 'the data protection officer' };
    expect(wordsFor(title, 'fr')).toContain(`Écrivez à ${title.fr}.`);
    expect(wordsFor(title, 'en')).toContain(`Write to ${title.en}.`);
    expect(wordsFor('Odile Fournier', 'en')).toContain('Write to Odile Fournier.');
  });

  it('tells whom letters go to, from which sources, and how to have no more', () => {
    expect(sections.get('letters')).toMatch(/répertoire Sirene.*liste de la collectivité.*OpenStreetMap/);
    expect(sections.get('letters')).toContain('Vous ne voulez plus de lettre');
  });
});

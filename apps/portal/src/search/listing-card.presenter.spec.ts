import { baseCategories } from '@halles/domain/categories';
import type { PhotoVariant, ShownPhoto } from '@halles/domain/photos';
import { phoneWords } from '@halles/kernel';
import { scopeOf, territory } from '../../testing/page-scopes';
import { aSummary, hours } from '../../testing/sample-results';
import { distanceWords, presentListingCard, presentOpenState } from './listing-card.presenter';
import { addressLine } from '../wording/contact-words';

const fr = scopeOf(territory(), 'fr');
const en = scopeOf(territory(), 'en');
const shop = hours('Mo-Sa 09:00-12:30,14:00-19:00');
/** A Wednesday; Paris is one hour ahead of UTC. */
const at = (time: string): number => Date.parse(`2026-11-25T${time}:00+01:00`);

const bakery = aSummary();

describe('the open state of a business', () => {
  it.each([
    ['10:00', 'open', 'Ouvert, ferme à 12 h 30'],
    ['12:10', 'soon', 'Ouvert, ferme à 12 h 30'],
    ['12:40', 'closed', 'Fermé, ouvre à 14 h'],
    ['13:30', 'soon', 'Fermé, ouvre à 14 h'],
    ['20:00', 'closed', 'Fermé, ouvre demain à 9 h'],
  ])('at %s is %s: %s', (time, kind, text) => {
    const state = presentOpenState(fr, shop, at(time));
    expect({ ...state, text: state.text.replaceAll('\u00a0', ' ') }).toEqual({ kind, text });
  });

  it('is unknown without hours, and shows as written what could not be read', () => {
    expect(presentOpenState(fr, null, at('10:00')).text).toBe('Horaires inconnus');
    const odd = hours('quand il fait beau');
    expect(presentOpenState(fr, odd, at('10:00'))).toEqual({
      kind: 'unknown',
      text: 'Horaires\u00a0: quand il fait beau',
    });
  });
});

describe('the next free time of a card', () => {
  const service = 'b3f7e0a2-8c1d-4f55-9a3e-0d6c2b7e4a11';
  const cardAt = (startsAt: number, scope = fr) =>
    presentListingCard(scope, bakery, {
      ...{ tree: baseCategories, at: at('10:00'), showsCommune: false, covers: new Map() },
      free: { startsAt, serviceId: service, party: 2 },
    }).free;

  it('is said as one says it, and leads into booking at that time', () => {
    const free = cardAt(at('15:30'));
    expect(free?.label.replaceAll('\u00a0', ' ')).toBe('Prochain créneau : aujourd’hui à 15 h 30');
    expect(free?.href).toMatch(
      new RegExp(`/rendez-vous/${service}/reserver\\?debut=${String(at('15:30'))}&personnes=2$`),
    );
    const day = 86_400_000;
    expect(cardAt(at('09:00') + day, en)?.label).toMatch(/tomorrow\sat\s9/);
    expect(cardAt(at('09:00') + 2 * day)?.label).toMatch(/vendredi\s27\snovembre/);
  });

  it('is not said where nothing can be booked, nor on a page of a while ago', () => {
    expect(cardAt(at('15:30'), { ...fr, isStale: true })).toBeUndefined();
    const context = { tree: baseCategories, at: at('10:00'), showsCommune: false, covers: new Map() };
    expect(presentListingCard(fr, bakery, { ...context, free: null })).not.toHaveProperty('free');
  });
});

describe('words of a card', () => {
  it.each([
    [0, '10\u00a0m'],
    [347, '350\u00a0m'],
    [994, '990\u00a0m'],
    [996, '1\u00a0km'],
    [1_240, '1,2\u00a0km'],
    [9_960, '10\u00a0km'],
    [151_400, '151\u00a0km'],
  ])('%d metres are %s', (metres, words) => expect(distanceWords(metres, fr)).toBe(words));

  it('gives a number of France in pairs, others as they are', () => {
    expect(phoneWords('+33556102030')).toBe('05\u00a056\u00a010\u00a020\u00a030');
    expect(phoneWords('+3225551234')).toBe('+3225551234');
  });

  it('names the commune where the list is of several, and alone where nothing finer is known', () => {
    expect(addressLine(bakery.address, false)).toBe('12 bis rue Sainte-Catherine');
    expect(addressLine(bakery.address, true)).toBe('12 bis rue Sainte-Catherine, Bordeaux');
    expect(addressLine({ ...bakery.address, line: null, street: null }, false)).toBe('Bordeaux');
  });
});

describe('a business in a list', () => {
  const context = { tree: baseCategories, at: at('10:00'), showsCommune: true, covers: new Map() };

  it('says what it is, whether it is open, how far it is and what one can do', () => {
    const card = presentListingCard(fr, bakery, { ...context, metres: 347, number: 3 });
    expect(card).toMatchObject({
      number: 3,
      href: '/commerce/fournil-des-capucins-42',
      what: 'Boulangerie',
      place: 'à 350\u00a0m, 12 bis rue Sainte-Catherine, Bordeaux',
      verbs: [{ href: 'tel:+33556102030', label: 'Appeler' }],
      offers: [{ label: 'Retrait sur place' }, { label: 'Accessible en fauteuil' }],
    });
    expect(card.why).toBeUndefined();
  });

  describe('beside its name', () => {
    const files = (format: PhotoVariant['format'], ...widths: number[]): PhotoVariant[] =>
      widths.map((width) => ({ format, width, height: width * 0.75 }));
    const photo: ShownPhoto = {
      id: 'p',
      listingId: bakery.id,
      folder: bakery.id,
      kind: 'photo',
      altFr: 'La vitrine',
      altEn: null,
      hash: 'abc',
      variants: [...files('jpeg', 1_280, 320, 640), ...files('avif', 320, 640), ...files('webp', 320)],
    };
    const shown = (change: Partial<ShownPhoto>, scope = fr) =>
      presentListingCard(scope, bakery, {
        ...context,
        covers: new Map([[bakery.id, { ...photo, ...change }]]),
      });

    it('has its photo in words, of each format the smallest file that is sharp there', () => {
      const card = shown({});
      expect(card.photo).toEqual({
        sources: [
          { type: 'image/avif', srcset: '/media/photos/42/abc-320.avif 320w' },
          { type: 'image/webp', srcset: '/media/photos/42/abc-320.webp 320w' },
        ],
        src: '/media/photos/42/abc-320.jpg',
        alt: 'La vitrine',
        width: 320,
        height: 240,
      });
      expect(card.logo).toBeUndefined();
      expect(shown({ altFr: null, altEn: 'The front' }).photo?.alt).toBe('The front');
      expect(shown({ altFr: null }, en).photo?.alt).toBe('Photo of Fournil des Capucins');
    });

    it('has its logo, which says nothing more than the name, and of small files the widest', () => {
      const variants = [...files('webp', 96, 192, 384), ...files('png', 96)];
      const card = shown({ kind: 'logo', variants });
      expect(card.logo).toMatchObject({
        sources: [{ srcset: '/media/photos/42/abc-192.webp 192w' }],
        src: '/media/photos/42/abc-96.png',
        alt: '',
      });
      expect(card.photo).toBeUndefined();
    });

    it('has the pictogram of what it is where it has neither, and that of a shop where that is not known', () => {
      const none = { ...context, covers: new Map([[43, photo]]) };
      expect(presentListingCard(fr, bakery, none)).toMatchObject({ icon: 'bakery' });
      expect(presentListingCard(fr, bakery, none)).not.toHaveProperty('photo');
      expect(presentListingCard(fr, { ...bakery, category: null }, none).icon).toBe('shop');
    });
  });

  it('is written in English for readers of English', () => {
    expect(presentListingCard(en, bakery, { ...context, metres: 1_240 })).toMatchObject({
      href: '/en/business/fournil-des-capucins-42',
      what: 'Bakery',
      place: '1.2\u00a0km away, 12 bis rue Sainte-Catherine, Bordeaux',
    });
  });

  it('is printed with the apostrophe of print', () => {
    const address = { ...bakery.address, line: "3 place de l'Hôtel", communeName: "L'Isle-d'Espagnac" };
    expect(presentListingCard(fr, { ...bakery, name: "L'Écume d'Or '76", address }, context)).toMatchObject({
      name: "L’Écume d’Or '76",
      place: '3 place de l’Hôtel, L’Isle-d’Espagnac',
    });
  });

  it('says nothing of what is not known', () => {
    const bare = { ...bakery, category: 'no-longer-there', phone: null, features: 0 };
    expect(presentListingCard(fr, bare, context)).toMatchObject({ what: '', verbs: [], offers: [] });
  });
});

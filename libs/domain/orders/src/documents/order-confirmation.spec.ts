import type { Listing } from '@halles/domain/listings';
import type { Order } from '../order';
import { orderConfirmation } from './order-confirmation';

const order = {
  id: 'o',
  kind: 'order',
  locale: 'fr',
  number: { year: 2026, number: 42 },
  slot: { from: new Date('2026-12-05T09:00:00Z'), until: new Date('2026-12-05T09:30:00Z') },
  customer: { name: 'Cliquez sur promo.example', email: 'odile@example.org', phone: null },
  note: 'Un mot de la cliente',
  createdAt: new Date('2026-12-01T23:30:00Z'),
  withdrawals: [],
  events: [],
  fulfilment: 'pickup',
  feeCents: 0,
  point: null,
  address: null,
  payment: null,
  lines: [
    {
      name: 'Pain de campagne',
      choices: [],
      quantity: 2,
      unitCents: 420,
      totalCents: 840,
      weight: null,
      vatRate: 550,
      minimumAge: null,
      withdrawal: 'perishable',
    },
    {
      name: 'Moule',
      choices: [],
      quantity: 1,
      unitCents: 1_450,
      totalCents: 1_450,
      weight: null,
      vatRate: 2_000,
      minimumAge: null,
      withdrawal: 'right',
    },
  ],
} as unknown as Order;
const listing = {
  name: 'Le Pain du Coin',
  legalName: 'Odile Fournier EI',
  siret: '12345678900012',
  email: 'pain@coin.example',
  address: { line: '12 rue des Halles', street: null, communeName: 'Valence' },
} as unknown as Listing;
const terms = {
  heading: 'Conditions',
  sections: [{ heading: 'Qui vend', paragraphs: ['Odile Fournier EI'] }],
};
const settings = {
  title: { fr: 'Le Kiosque', en: 'The Kiosk' },
  timeZone: 'Europe/Paris',
  demonstration: true,
};

describe('the confirmation that a customer keeps', () => {
  const document = orderConfirmation(order, listing, terms, settings);

  it('says what is weighed at its estimate with the most that it may cost, and at its weight once that is known', () => {
    const weighed = (finalGrams: number | null, totalCents: number) => ({
      ...order,
      lines: [
        {
          ...order.lines[0],
          ...{ name: 'Rumsteck', quantity: 1, unitCents: 2_490, totalCents },
          weight: { by: 'weight', grams: 350, finalGrams, mostCents: 959 },
        } as Order['lines'][number],
      ],
    });
    const rowsOf = (of: Order): string[] =>
      orderConfirmation(of, listing, terms, settings).rows.map(({ text, amount }) =>
        `${text} ${amount}`.replace(/\s/g, ' '),
      );
    expect(rowsOf(weighed(null, 872))).toEqual([
      '350 g Rumsteck, 24,90 € le kilo, prix estimé, 9,59 € au plus 8,72 €',
      'Total estimé, taxes comprises 8,72 €',
      'Au plus 9,59 €',
    ]);
    expect(rowsOf(weighed(400, 959))).toEqual([
      '400 g Rumsteck, pesé : 400 g, 24,90 € le kilo, prix limité au maximum accepté 9,59 €',
      'Total, taxes comprises 9,59 €',
    ]);
  });

  it('says what was sold, for how much, when and by whom, and the terms that were accepted', () => {
    expect(document.rows.map(({ text, amount }) => `${text} ${amount.replace(/\s/g, ' ')}`)).toEqual([
      '2 × Pain de campagne 8,40 €',
      '1 × Moule 14,50 €',
      'Total, taxes comprises 22,90 €',
    ]);
    // In the territory it is the second of December already.
    expect(document.about.replaceAll('\u00a0', ' ')).toBe('Commande 2026-0042 du 2 décembre 2026');
    expect(document.facts.map(({ value }) => value)).toContain('Odile Fournier EI, SIRET 12345678900012');
    expect(document.sections.at(-2)).toEqual(terms.sections[0]);
    expect(document.sections[0]?.paragraphs.join(' ')).toMatch(/L221-28.*L221-18|L221-18.*L221-28/);
    expect(document.demonstration).toBe('Portail de démonstration');
  });

  it('ends with the form of withdrawal, and whom it goes to, where something has that right', () => {
    const form = document.sections.at(-1);
    expect(form?.heading).toContain('Formulaire type de rétractation');
    expect(form?.paragraphs.slice(0, 2).join(' ').replaceAll('\u00a0', ' ')).toBe(
      'À l’attention de : Odile Fournier EI, SIRET 12345678900012, 12 rue des Halles, Valence, pain@coin.example ' +
        'Je vous notifie par la présente ma rétractation du contrat portant sur la vente des biens ci-dessous (commande 2026-0042) :',
    );
    const bread = { ...order, lines: order.lines.slice(0, 1) };
    expect(orderConfirmation(bread, listing, terms, settings).sections.at(-1)).toEqual(terms.sections[0]);
  });

  it('says to who is on the phone, and has no page to withdraw on, to send the form', () => {
    const byPhone = {
      ...order,
      customer: { ...order.customer, email: null, wantsTexts: false },
      events: [{ event: 1, actor: 'merchant' }],
    } as unknown as Order;
    const { sections } = orderConfirmation(byPhone, listing, terms, settings);
    expect(sections.at(-1)?.heading).toMatch(/pour se rétracter$/);
    expect(sections[0]?.paragraphs.join(' ')).toContain('envoyez au commerce le formulaire de rétractation');
    expect(JSON.stringify(sections)).not.toContain('page de');
    expect(JSON.stringify(document.sections)).toContain('sur la page de votre commande');
  });

  it('has no word of who ordered: the address that it goes to may be somebody else’s', () => {
    expect(JSON.stringify(document)).not.toMatch(/promo\.example|Un mot de la cliente/);
  });

  it('is in the language of the order', () => {
    expect(orderConfirmation({ ...order, locale: 'en' }, listing, terms, settings).heading).toBe(
      'Confirmation of order',
    );
  });

  it('has the fee of a delivery as a line of its own, taxed as the goods are, and no address', () => {
    const delivered = {
      ...order,
      fulfilment: 'delivery' as const,
      feeCents: 350,
      address: { street: '3 rue des Alpes', postalCode: '26000', city: 'Valence' },
    };
    const { facts, rows, notes } = orderConfirmation(delivered, listing, terms, settings);
    expect(rows.slice(-2)).toEqual([
      { text: 'Frais de livraison', amount: '3,50\u00a0€' },
      { text: 'Total, taxes comprises', amount: '26,40\u00a0€', isTotal: true },
    ]);
    // Of 3.50 euros 1.28 are of bread, 2.22 of the tin.
    expect(notes).toHaveLength(2);
    expect(notes.join()).toMatch(/5,5.*0,50.*20.*2,79/);
    expect(facts[0]?.term).toBe('Livraison');
    expect(JSON.stringify(facts)).not.toContain('Alpes');
  });
});

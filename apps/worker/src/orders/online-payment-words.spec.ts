import type { Listing } from '@halles/domain/listings';
import {
  customerTextWords,
  type Order,
  orderMails,
  type OrderNotice,
  onlinePaymentState,
  termsWords,
  methodsPaid,
  orderConfirmation,
} from '@halles/domain/orders';
import type { TenantSettings } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { type MailDefinition, MailRenderer } from '@halles/platform/mail';
import { contentsOfOrder, withdrawnOf } from './order-mail';

const AT = new Date('2026-12-01T09:00:00Z');
const line = {
  ...{
    productId: 'p',
    name: 'Pain',
    choices: [],
    quantity: 1,
    unitCents: 420,
    totalCents: 420,
    weight: null,
  },
  ...{ vat: 'reduced', vatRate: 550, minimumAge: null, withdrawal: 'right', allergens: null },
};
const base = {
  ...{ id: 'o', kind: 'order', locale: 'fr', number: { year: 2026, number: 42 }, events: [], note: null },
  slot: { from: new Date('2026-12-05T09:00:00Z'), until: new Date('2026-12-05T09:30:00Z') },
  ...{ createdAt: AT, withdrawals: [], fulfilment: 'pickup', feeCents: 0, point: null, address: null },
  ...{
    totalCents: 420,
    mostCents: 420,
    unweighed: 0,
    lines: [line, { ...line, productId: 'q' }],
    isList: false,
  },
};
const payment = {
  ...{ cents: 420, capturedCents: 0, refundedCents: 0, isContested: false, problem: null },
  ...{ paidAt: null, refunds: [] },
};
const captured = { ...payment, state: 'captured', capturedCents: 420, paidAt: AT };
const refundedAt = new Date('2026-12-02T09:00:00Z');

/** Each state of a payment with that of its order, and what is true of it, in French. */
const STATES = {
  'to be paid': ['to-pay', { ...payment, state: 'unpaid' }, 'En ligne, 4,20\u00a0€ à payer par carte'],
  'not paid': [
    'cancelled',
    { ...payment, state: 'unpaid' },
    'Rien n’a été payé en ligne, et rien n’est débité',
  ],
  held: [
    'received',
    { ...payment, state: 'authorised' },
    'En ligne, 4,20\u00a0€ réservés sur la carte, débités seulement si le commerce accepte',
  ],
  'being charged': [
    'accepted',
    { ...payment, state: 'authorised' },
    'En ligne, 4,20\u00a0€ à débiter de la carte',
  ],
  paid: ['accepted', captured, 'Payée en ligne le 1er\u00a0décembre, 4,20\u00a0€ par carte'],
  released: [
    'refused',
    { ...payment, state: 'cancelled' },
    'Rien n’est débité, les 4,20\u00a0€ réservés sur la carte sont libérés',
  ],
  'being refunded': [
    'cancelled',
    captured,
    'Payée en ligne le 1er\u00a0décembre, 4,20\u00a0€ par carte\u00a0; 4,20\u00a0€ en cours de remboursement sur la carte',
  ],
  refunded: [
    'cancelled',
    { ...captured, refundedCents: 420, refunds: [{ cents: 420, at: refundedAt }] },
    'Payée en ligne le 1er\u00a0décembre, 4,20\u00a0€ par carte\u00a0; 4,20\u00a0€ remboursés sur la carte le 2\u00a0décembre',
  ],
} as const;
const NOTICES: readonly OrderNotice[] = [
  ...(['received', 'still-unconfirmed', 'accepted', 'unconfirmed', 'weighed', 'delayed', 'ready'] as const),
  ...(['not-ready', 'collected', 'not-handed-over', 'refused', 'cancelled', 'unanswered'] as const),
  ...(['restored', 'restored-unconfirmed'] as const),
];
/** That it is paid where it is received, whoever reads it. */
const AT_THE_COUNTER =
  /(?:pay|paie|règl|encaiss)[^.\n]{0,60}(?:au commerce|au retrait|à la livraison|at the shop|the shop at|at pickup)|à payer par votre client|to be paid by your customer|ne les faites pas payer|do not charge for them/i;

const listing = {
  ...{ name: 'Le Pain du Coin', legalName: 'Odile Fournier EI', siret: '12345678900012' },
  address: { line: '12 rue des Halles', street: null, communeName: 'Valence' },
} as unknown as Listing;
const settings = {
  ...{ slug: 'valence', title: { fr: 'Le Kiosque', en: 'The Kiosk' }, timeZone: 'Europe/Paris' },
  ...{ demonstration: false, theme: {}, contact: {}, publisher: { name: 'Ville de Valence' } },
} as unknown as TenantSettings;
const terms = { heading: 'Conditions', sections: [] };

describe('an order that is paid online', () => {
  const renderer = new MailRenderer(process.cwd());

  const rendered = async (order: Order, locale: Locale): Promise<readonly (readonly [string, string])[]> => {
    const contents = contentsOfOrder(order, listing);
    const gone = withdrawnOf(order, listing, [
      { positions: [1], amountCents: 420, feeCents: 0 } as unknown as Order['withdrawals'][number],
    ]);
    const all: [string, string][] = [];
    const render = async (
      mail: MailDefinition<never>,
      model: object,
      of: object = contents,
    ): Promise<void> => {
      const typed = { ...(mail.fixtures[0] as object), ...of, ...model } as never;
      for (const audience of ['proven', 'anyone'] as const) {
        if (audience === 'anyone' && !mail.safeForAnyone) continue;
        const { text, html } = await renderer.render(settings, mail, typed, locale, audience);
        all.push([`${mail.name}, text, ${audience}`, text], [`${mail.name}, HTML, ${audience}`, html]);
      }
    };
    for (const notice of NOTICES) await render(orderMails.status as never, { notice, isConfirmation: true });
    await render(orderMails.received as never, {});
    await render(orderMails.proposed as never, {});
    await render(orderMails.waiting as never, {});
    for (const outcome of ['agreed', 'declined', 'lapsed'])
      await render(orderMails.amended as never, { outcome });
    for (const by of ['customer', 'system']) await render(orderMails.cancelled as never, { by });
    for (const dueOn of [null, 20_810]) {
      await render(orderMails.withdrawalAcknowledged as never, { dueOn }, gone);
      await render(orderMails.withdrawalNotice as never, { dueOn, hasRest: true }, gone);
    }
    return all;
  };

  it.each(Object.entries(STATES))(
    'is called what is true of it in every mail and in its confirmation: %s',
    async (_, [state, paid, words]) => {
      const order = { ...base, state, payment: paid } as unknown as Order;
      const texts = await rendered(order, 'fr');
      const document = orderConfirmation(order, listing, terms, settings);
      const unbroken = (text: string) =>
        text.replaceAll(/&nbsp;|&#160;|&#xA0;/g, '\u00a0').replaceAll(/[ \n]+/g, ' ');
      for (const [name, text] of [...texts, ['PDF', JSON.stringify(document)] as const]) {
        expect([name, unbroken(text)]).toEqual([name, expect.stringContaining(words)]);
        expect([name, text]).toEqual([name, expect.not.stringMatching(AT_THE_COUNTER)]);
      }
    },
    60_000,
  );

  it.each(Object.entries(STATES))(
    'is not paid at the counter in English, in a text message or in its terms: %s',
    async (_, [state, paid]) => {
      for (const fulfilment of ['pickup', 'collection-point', 'delivery', 'post'] as const) {
        const order = { ...base, state, payment: paid, fulfilment } as unknown as Order;
        for (const locale of ['fr', 'en'] as const)
          expect(
            termsWords(
              'order',
              order.lines,
              locale,
              { fulfilment },
              methodsPaid(onlinePaymentState(order)),
            ).join('\n'),
          ).not.toMatch(AT_THE_COUNTER);
      }
      const order = { ...base, state, payment: paid } as unknown as Order;
      for (const [name, text] of await rendered(order, 'en'))
        expect([name, text]).toEqual([name, expect.not.stringMatching(AT_THE_COUNTER)]);
    },
    60_000,
  );

  it.each([
    ['released', 'rien n’est débité'],
    ['refunded', 'remboursée sur la carte'],
  ] as const)('tells telephones that it is %s', (name, words) => {
    const [state, paid] = STATES[name];
    const standing = onlinePaymentState({ ...base, state, payment: paid } as unknown as Order);
    const texted = {
      ...{ listing: 'Le Pain du Coin', number: '2026-0042', slot: base.slot, fulfilment: 'pickup' as const },
      ...{ code: '402917', url: 'https://commerces.example/c/a', payment: standing },
    };
    const text = customerTextWords('cancelled', texted, { locale: 'fr', timeZone: 'Europe/Paris' });
    expect(text).toContain(words.replaceAll('’', "'"));
    expect(text).not.toMatch(/rien n.est dû/);
  });

  it('is to be paid directly once its bank has let go of it', () => {
    const order = {
      ...base,
      state: 'accepted',
      payment: { ...payment, state: 'cancelled' },
    } as unknown as Order;
    expect(methodsPaid(onlinePaymentState(order))).toEqual(['shop']);
    expect(onlinePaymentState(order)).toMatchObject({ kind: 'failed', leftCents: 420 });
  });
});

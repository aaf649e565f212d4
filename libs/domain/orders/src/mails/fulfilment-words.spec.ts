import { ORDER_FULFILMENTS, type OrderFulfilment } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import type { MailDefinition } from '@halles/platform/mail';
import { customerTextWords } from '../order-text-words';
import { orderMails } from './order-mails';
import { orderStatus } from './order-status/mail';
import type { OrderNotice, OrderStatusModel } from './order-status/model';

const LOCALES = ['fr', 'en'] as const;
const NOTICES: readonly OrderNotice[] = [
  ...(['received', 'still-unconfirmed', 'accepted', 'unconfirmed', 'proposal-dropped', 'weighed'] as const),
  ...(['delayed', 'delayed-unconfirmed', 'ready', 'not-ready', 'collected', 'not-handed-over'] as const),
  ...(['refused', 'cancelled', 'unanswered', 'not-collected', 'restored', 'restored-unconfirmed'] as const),
];
/** Of who comes for an order themselves. */
const COMES =
  /retrait|retire[rz]|rapport|ne venez|pouvez venir|est venu|pick(?:ed)? ?up|do not come|can come|nobody came|bring them/i;

/** All texts that a mail chooses by what it is about, and its values; what names the code stands only where there is one. */
function wordsOf<M>(mail: MailDefinition<M>, model: M, locale: Locale): string {
  const values = mail.values(model, { locale, timeZone: 'Europe/Paris' });
  const texts = mail.texts[locale];
  return Object.entries(values)
    .filter(([key]) => values['code'] !== '' || !key.startsWith('code'))
    .flatMap(([, value]) => value)
    .map((value) => (typeof value === 'string' ? (texts[value] ?? value) : ''))
    .join('\n');
}

describe('what is said of an order to its customer', () => {
  const [fixture] = orderStatus.fixtures;
  const of = (notice: OrderNotice, fulfilment: OrderFulfilment): OrderStatusModel => ({
    ...fixture,
    ...{ notice, fulfilment, point: null, code: fulfilment === 'post' ? '' : '402917' },
  });

  it.each(LOCALES.flatMap((locale) => NOTICES.map((notice) => [locale, notice] as const)))(
    'speaks of coming for it only where somebody does: mail, %s, %s',
    (locale, notice) => {
      for (const fulfilment of ['delivery', 'post'] as const)
        expect([fulfilment, wordsOf(orderStatus, of(notice, fulfilment), locale)]).toEqual([
          fulfilment,
          expect.not.stringMatching(COMES),
        ]);
    },
  );

  it.each(['received', 'accepted'] as const)('says how what is sent is paid before: mail, %s', (notice) => {
    const paymentInstructions = 'Par chèque\nà l’ordre du Fournil';
    const sent = { ...of(notice, 'post'), paymentInstructions, payment: null };
    expect(wordsOf(orderStatus, sent, 'fr')).toContain(
      'Comment payer\u00a0: Par chèque à l’ordre du Fournil',
    );
    expect(wordsOf(orderStatus, sent, 'en')).toContain('How to pay: Par chèque à l’ordre du Fournil');
  });

  it('calls a reservation one in every message, and promises nothing more of it once it is handed over', () => {
    const said = (notice: OrderNotice) => {
      const model = { ...of(notice, 'pickup'), kind: 'reservation' as const };
      const values = orderStatus.values(model, { locale: 'fr', timeZone: 'Europe/Paris' });
      const keys = [
        orderStatus.subject,
        'headingText',
        'whatText',
        'actionText',
        'actionLineText',
        'whyText',
      ];
      const words = keys.map((key) => {
        const name = typeof key === 'string' ? values[key] : typeof key === 'function' ? key(model) : key;
        return orderStatus.texts.fr[String(name)] ?? String(name);
      });
      return { words: words.join('\n'), terms: values['terms'] };
    };
    for (const notice of NOTICES)
      expect([notice, said(notice).words]).toEqual([notice, expect.not.stringMatching(/command/i)]);
    expect(said('accepted').words).toContain('Votre réservation est confirmée');
    expect(said('accepted').terms).toContainEqual(expect.stringContaining('Vous n’êtes engagé à rien'));
    expect(said('collected').terms).toEqual([]);
  });

  it('names the code by how it is handed over', () => {
    const words = (fulfilment: OrderFulfilment) => wordsOf(orderStatus, of('accepted', fulfilment), 'fr');
    expect(words('pickup')).toContain('Code de retrait');
    expect(words('delivery')).toContain('Code de livraison');
  });

  it.each(LOCALES)('speaks of coming for it only where somebody does: text messages, %s', (locale) => {
    const order = {
      ...{
        listing: 'Au Bon Pain',
        number: '2026-0042',
        code: '402917',
        url: 'https://commerces.example/c/a',
        payment: null,
      },
      slot: { from: new Date('2026-12-05T09:00:00Z'), until: new Date('2026-12-05T09:30:00Z') },
    };
    const words = (fulfilment: OrderFulfilment): string =>
      NOTICES.map((notice) =>
        customerTextWords(notice, { ...order, fulfilment }, { locale, timeZone: 'Europe/Paris' }),
      ).join('\n');
    for (const fulfilment of ['delivery', 'post'] as const) expect(words(fulfilment)).not.toMatch(COMES);
    expect(words('pickup')).toMatch(COMES);
  });

  it('names its time by how it is received, in every mail', () => {
    const labels: Readonly<Record<OrderFulfilment, RegExp>> = {
      pickup: /^Retrait$/m,
      'collection-point': /^Retrait$/m,
      delivery: /^Livraison$/m,
      post: /^Envoi$/m,
    };
    for (const mail of Object.values(orderMails))
      for (const model of mail.fixtures as readonly object[])
        if ('fulfilment' in model)
          for (const fulfilment of ORDER_FULFILMENTS) {
            const words = wordsOf(mail as MailDefinition<never>, { ...model, fulfilment } as never, 'fr');
            expect([mail.name, fulfilment, words]).toEqual([
              mail.name,
              fulfilment,
              expect.stringMatching(labels[fulfilment]),
            ]);
          }
  });
});

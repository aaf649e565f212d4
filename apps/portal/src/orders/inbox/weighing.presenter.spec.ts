import type { Order } from '@halles/domain/orders';
import { newForm } from '@halles/platform/forms';
import type { PageScope } from '../../rendering/page-scope';
import { presentWeighing } from './weighing.presenter';

const scope = {
  locale: 'fr',
  texts: { line: (key: string, words?: object) => `${key} ${JSON.stringify(words ?? {})}` },
} as unknown as PageScope;

const now = new Date('2026-12-01T06:00:00Z');

it('tells two lines of one product apart by what was chosen', () => {
  const line = (name: string) => ({
    ...{ name: 'Poulet', quantity: 1, unitCents: 1_290, totalCents: 1_806 },
    choices: [{ group: 'Préparation', name, cents: 0 }],
    weight: { by: 'piece', grams: 1_400, finalGrams: null, mostCents: 1_987 },
  });
  const order = {
    ...{
      state: 'accepted',
      unweighed: 2,
      withdrawals: [],
      proposedUntil: null,
      payment: null,
      slot: { from: now },
    },
    lines: [line('Découpé'), line('Entier')],
  } as unknown as Order;
  const labels = presentWeighing(order, newForm(), now, scope).weighing?.fields.map(({ label }) => label);
  expect(labels).toEqual([
    'orders.weighing.field {"product":"Poulet (Découpé)"}',
    'orders.weighing.field {"product":"Poulet (Entier)"}',
  ]);
});

it.each([
  ['asks about more than was agreed upon', null, ['ask', 'fields', 'lead']],
  ['does not where it is paid online, and says so', { cents: 1_806 }, ['fields', 'lead', 'notAsked']],
])('%s', (_, payment, parts) => {
  const order = {
    ...{ state: 'accepted', unweighed: 0, withdrawals: [], proposedUntil: null, isList: false, lines: [] },
    ...{ payment, slot: { from: new Date('2026-12-01T09:00:00Z') }, customer: null },
  } as unknown as Order;
  const weighed = {
    ...{ name: 'Poulet', quantity: 1, unitCents: 1_290, totalCents: 1_806, choices: [] },
    weight: { by: 'piece', grams: 1_400, finalGrams: null, mostCents: 1_987 },
  };
  const { weighing } = presentWeighing(
    { ...order, lines: [weighed] } as unknown as Order,
    newForm(),
    now,
    scope,
  );
  expect(Object.keys(weighing ?? {}).sort()).toEqual(parts);
});

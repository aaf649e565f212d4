import { agendaServiceSchema } from '@halles/contracts';
import type { AgendaService } from './agenda';
import { chainOf, isWithinDay, mayFollow } from './service-chain';

const service = (id: string, more: object = {}): AgendaService => ({
  ...agendaServiceSchema.parse({ name: id, ...more }),
  id,
  invitation: 0,
});
const question = (label: string) => ({ label, choices: [], isRequired: true });

describe('several services in a row', () => {
  it('are one service under the strictest of their rules, which asks each question once', () => {
    const cut = service('Coupe', { priceCents: 2_000, partyMax: 4, questions: [question('Allergies')] });
    const colour = service('Couleur', {
      ...{ duration: 60, priceCents: 4_000, priceMaxCents: 6_000, partyMax: 2, cancellationNotice: 60 },
      questions: [question('Allergies'), question('Teinte')],
    });
    const chain = chainOf(cut, [colour], 1_440);
    expect(chain).toMatchObject({
      ...{ id: 'Coupe', name: 'Coupe + Couleur', duration: 90, priceCents: 6_000, priceMaxCents: 8_000 },
      ...{ partyMax: 2, cancellationNotice: 1_440 },
    });
    expect(chain.questions.map(({ label }) => label)).toEqual(['Allergies', 'Teinte']);
    expect(chainOf(cut, [], 0)).toBe(cut);
    expect(chainOf(cut, [service('Brushing')], 0).priceCents).toBeNull();
  });

  it('last a day at most', () => {
    expect(isWithinDay([{ duration: 720 }, { duration: 720 }])).toBe(true);
    expect(isWithinDay([{ duration: 720 }, { duration: 721 }])).toBe(false);
  });

  it.each([
    ['another of the shop', {}, true],
    ['one at the customer’s', { venue: 'home' }, false],
    ['one that has sessions', { isGroup: true }, false],
    ['a follow-up', { keepsPerson: true }, false],
    ['one for more people', { partyMin: 3, partyMax: 5 }, false],
    ['one that is switched off', { isActive: false }, false],
  ])('may go on with %s: %#', (_, more, may) => {
    expect(mayFollow(service('Coupe'), service('Autre', more))).toBe(may);
  });
});

import { orderMails } from './order-mails';

const { received, listReceived, cancelled, amended, waiting, withdrawalNotice } = orderMails;

/** The subjects of a mail for all that it may tell of, in both languages. */
function subjectsOf<Model>({
  subject,
  fixtures,
  texts,
}: {
  readonly subject?: (model: Model) => string;
  readonly fixtures: readonly Model[];
  readonly texts: Readonly<Record<'fr' | 'en', Readonly<Record<string, string>>>>;
}): readonly string[] {
  return fixtures.flatMap((model) => {
    const key = subject?.(model) ?? '';
    return [texts.fr[key] ?? key, texts.en[key] ?? key];
  });
}

describe('the subject of a mail about an order to its shop', () => {
  it.each([
    ['received', subjectsOf(received)],
    ['a list', subjectsOf(listReceived)],
    ['cancelled', subjectsOf(cancelled)],
    ['amended', subjectsOf(amended)],
    ['waiting', subjectsOf(waiting)],
    ['a withdrawal, for its shop', subjectsOf(withdrawalNotice)],
  ])('names the shop: %s', (_, subjects) => {
    expect(subjects.length).toBeGreaterThan(1);
    for (const subject of subjects) expect(subject).toContain('{listing}');
  });
});

describe('the subject of a withdrawal, for its shop', () => {
  it('says that it is from a part, where the rest of the order stands or was kept', () => {
    const { fixtures, texts } = withdrawalNotice;
    const subjects = fixtures.map((model) => [
      model.isPart,
      texts.fr[withdrawalNotice.subject?.(model) ?? '']?.includes('une partie'),
    ]);
    expect(new Set(subjects.map(([isPart]) => isPart)).size).toBe(2);
    for (const [isPart, said] of subjects) expect(said).toBe(isPart);
  });
});

import { enquiryMails } from '@halles/domain/enquiries';
import { type MailDefinition, MailRenderer, withoutUnprovenWords } from '@halles/platform/mail';
import { namesOf } from '@halles/platform/theming';
import { aTerritory } from '@halles/testing';
import { everyMail } from './every-mail';

const root = process.cwd();
const locales = ['fr', 'en'] as const;
const [forward] = enquiryMails.forward.fixtures;

/** The fixture of a mail in which whatever a business or a person is called is a link. */
function baitIn(value: unknown, field = ''): unknown {
  if (typeof value === 'string') {
    // Our words for kinds of things (`accepted`) and the addresses that we made are nobody's to choose.
    return /^[a-z-]*$/u.test(value) || field.endsWith('Url')
      ? value
      : 'https://evil.example/x www.evil.example a@evil.example';
  }
  if (Array.isArray(value)) return value.map((one) => baitIn(one, field));
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, baitIn(inner, name)]));
}

describe('mail to an address that is not proven', () => {
  const mails = everyMail.filter(({ safeForAnyone = [] }) => safeForAnyone.length > 0);

  it.each(mails.map((mail) => [mail.name, mail] as const))(
    '%s says nothing that a stranger wrote',
    async (_name, mail) => {
      const [fixture] = mail.fixtures as readonly [Readonly<Record<string, unknown>>];
      const typed = Object.fromEntries(
        Object.entries(fixture).map(([field, value]) => {
          const isTyped = typeof value === 'string' && !mail.safeForAnyone?.includes(field);
          return [field, isTyped ? 'https://evil.example' : value];
        }),
      );
      for (const locale of locales) {
        const { subject, text, html } = await new MailRenderer(root).render(
          aTerritory('bordeaux'),
          mail,
          typed,
          locale,
          'anyone',
        );
        expect([subject, text, html].filter((part) => part.includes('evil.example'))).toEqual([]);
        expect(`${subject}${text}`).not.toMatch(/\{\{|undefined| {2}\S|« » |“”/);
      }
    },
  );

  it.each(mails.map((mail) => [mail.name, mail] as const))(
    '%s makes no link of what somebody or something is called',
    async (_name, mail) => {
      for (const fixture of mail.fixtures)
        for (const locale of locales) {
          const { subject, text, html } = await new MailRenderer(root).render(
            aTerritory('bordeaux'),
            mail,
            baitIn(fixture),
            locale,
            'anyone',
          );
          expect(subject).not.toMatch(/evil\.example|:\/\/evil|@evil/);
          expect(`${text}${html}`).not.toMatch(/evil\.example|:\/\/evil|@evil/);
        }
    },
  );

  it.each(mails.map((mail) => [mail.name, mail] as const))(
    '%s has a subject without what somebody or something is called',
    async (_name, mail) => {
      const made = new Set(mail.safeInSubject);
      for (const fixture of mail.fixtures as readonly Readonly<Record<string, unknown>>[]) {
        const model = Object.fromEntries(
          Object.entries(fixture).map(([field, value]) => {
            const isChosen = typeof value === 'string' && baitIn(value, field) !== value && !made.has(field);
            return [field, isChosen ? 'Gagnez un voyage' : value];
          }),
        );
        for (const locale of locales) {
          const territory = aTerritory('bordeaux');
          const { subject } = await new MailRenderer(root).render(territory, mail, model, locale, 'anyone');
          expect(subject).not.toContain('Gagnez');
          expect(subject).toMatch(/^\S(?:.*\S)?$/u);
          expect(subject).not.toMatch(/undefined|[:,–-]$| {2}/u);
          // Nor is it the one that says nothing of what the mail is about.
          expect(subject).not.toMatch(/^(?:Un message de|A message from)/u);
        }
      }
    },
  );

  it('says what it is about in the subject, of each of its kinds', () => {
    const withOneForAnyone = (mail: MailDefinition<unknown>): boolean =>
      locales.every((locale) => mail.texts[locale][`${mail.name}.subject-for-anyone`] !== undefined);
    const vague = mails
      .filter((mail) => !withOneForAnyone(mail))
      .flatMap(({ texts, safeInSubject = [] }) =>
        locales.flatMap((locale) =>
          Object.entries(texts[locale])
            .filter(([key]) => key.endsWith('.subject'))
            .filter(([, text]) => namesOf(text).some((name) => ![...safeInSubject, 'portal'].includes(name)))
            .map(([key]) => key),
        ),
      );
    expect(vague).toEqual([]);
  });

  it('has no words at all where its mail names no field that is safe', () => {
    const model = withoutUnprovenWords(enquiryMails.forward, forward);
    expect(Object.values(model).filter((value) => typeof value === 'string' && value !== '')).toEqual([]);
  });
});

describe('mail to an address that is proven', () => {
  it.each(everyMail.map((mail) => [mail.name, mail] as const))(
    '%s makes no link of what was typed, but for what it names',
    async (_name, mail) => {
      const named = new Set(mail.mayLink);
      for (const fixture of mail.fixtures as readonly Readonly<Record<string, unknown>>[]) {
        const entries = Object.entries(fixture);
        const model = Object.fromEntries(
          entries.map(([field, value]) => [field, named.has(field) ? value : baitIn(value, field)]),
        );
        for (const locale of locales) {
          const { subject, text, html } = await new MailRenderer(root).render(
            aTerritory('bordeaux'),
            mail,
            model,
            locale,
          );
          expect(`${subject}${text}${html}`).not.toMatch(/evil\.example|:\/\/evil|@evil/);
        }
      }
    },
  );

  it('reads as it was typed', async () => {
    const model = { ...forward, message: 'Voyez https://evil.example/x, St. Pierre' };
    const { text } = await new MailRenderer(root).render(
      aTerritory('bordeaux'),
      enquiryMails.forward,
      model,
      'fr',
    );
    expect(text.replaceAll('\u2060', '')).toContain('Voyez https://evil.example/x, St. Pierre');
    expect(text).toContain(forward.email);
  });
});

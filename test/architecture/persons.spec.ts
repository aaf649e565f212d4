import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { everyLetter, everyMail } from '@halles/domain/correspondence';
import { compileMessage, namesOf, PERSONS } from '@halles/platform/theming';
import { ROOT, filesOf } from './support/files';

interface Said {
  readonly key: string;
  readonly text: string;
}

type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };

function flatten(tree: Tree, key = ''): Said[] {
  if (typeof tree === 'string') return [{ key, text: tree }];
  if (Array.isArray(tree)) return (tree as readonly Tree[]).flatMap((one) => flatten(one, key));
  return Object.entries(tree).flatMap(([name, value]) =>
    flatten(value, key === '' ? name : `${key}.${name}`),
  );
}

/** What says the name of a person. */
const WITH_PERSONS = [
  'account-notice.hello-name',
  'account.invitation.as',
  'account.signIn.signedInAs',
  'account.team.mandateOf',
  'account.team.mandateWaits.of',
  'account.team.mandateWaits.when',
  'agenda.askedFor',
  'agenda.waits.place',
  'booking.person-line',
  'bookings.page.follow',
  'bookings.times.receivedBy',
  'bookings.times.sameAgain',
  'calendar.events.kept',
  'claim-review.person',
  'console-digest.hello',
  'console-invitation.agent',
  'console-invitation.hello',
  'console-invitation.manager',
  'console-password.hello',
  'conversation-notice.heading',
  'conversation-notice.subject',
  'conversations.inbox.assignee',
  'enquiry-forward.action',
  'enquiry-forward.from-line',
  'enquiry-forward.heading',
  'enquiry-forward.sender',
  'enquiry-forward.subject',
  'freshness-check.hello',
  'handOver.customer.to',
  'handOver.history.to',
  'mandate-recorded.ended.what',
  'mandate-recorded.hello',
  'mandate-recorded.waiting.what',
  'mandate-recorded.what',
  'mandate-request.hello',
  'mandate-signed.hello',
  'mandate.town',
  'orders.actors.linkOf',
  'orders.actors.person',
  'orders.collectedBy',
  'orders.page.collectorDone.other',
  'page-changed.agent-lead',
  'page-changed.hello',
  'pages.privacy.letters.text',
  'pages.privacy.rights.text',
  'post-hidden.hello',
  'post-shown.hello',
  'pro.clash.clash',
  'pro.history.by.agent',
  'pro.history.by.link',
  'pro.history.by.merchant',
  'pro.onBehalf.name',
  'pro.onBehalf.text',
  'pro.preview.clash',
  'report-received.hello',
  'withdrawal-notice.heading',
  'withdrawal-notice.part.heading',
  'withdrawal-notice.part.subject',
  'withdrawal-notice.subject',
];

/** What says a name of a business, a place or a day that may be none of the known ones. */
const WITH_OTHER_NAMES = [
  'freshness-check.day-line',
  'freshness.waiting.holidays',
  'freshness.waiting.monthly',
  'listing.title',
  'map.marker',
  'pro.holidays.that',
  'pro.waiting.named',
  'products.move.up',
  'results.from.commune',
  'results.from.place',
  'results.landing.heading.district',
  'results.landing.heading.street',
  'results.nearPlace',
  'results.notes.closed',
  'results.notes.closedOn',
];

/** Everything that is said in French: pages, mails and letters, and what territories say in other words. */
const french: readonly Said[] = [
  ...filesOf('.json')
    .filter((path) => /^(?:apps\/portal|tenants)\/(?:.*\/)?locales\/(?:.*\.)?fr\.json$/.test(path))
    .flatMap((path) => flatten(JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Tree)),
  ...[...everyMail, ...everyLetter].flatMap(({ texts }) =>
    Object.entries(texts.fr).flatMap(([key, text]) => flatten(text, key)),
  ),
];

/** The keys of what is said with one of these values, each once. */
const saidWith = (isAsked: (name: string) => boolean): string[] =>
  [...new Set(french.filter(({ text }) => namesOf(text).some(isAsked)).map(({ key }) => key))].sort();

describe('the name of a person in what is said', () => {
  it('is known as one by its placeholder in every text: « de Le Goff », although « du Petit Levain »', () => {
    expect(saidWith((name) => PERSONS.has(name))).toEqual(WITH_PERSONS);
  });

  it('is not in what has a {name}: that is a business, a place or a day', () => {
    expect(saidWith((name) => name === 'name')).toEqual(WITH_OTHER_NAMES);
  });

  it('stays whole in the mails that citizens cause', () => {
    const say = (key: string): string =>
      compileMessage(
        french.find((one) => one.key === key)?.text ?? '',
        'fr',
      )({
        person: 'Le Goff',
        subject: 'Horaires',
      });
    expect(say('enquiry-forward.subject')).toBe('Horaires – message de Le Goff');
    expect(say('enquiry-forward.action')).toBe('Répondre à Le Goff');
  });

  it('is told from other names wherever something stands behind a preposition', () => {
    expect(french.length).toBeGreaterThan(1_500);
    const unsaid = french.filter(({ text }) => {
      try {
        compileMessage(text, 'fr');
        return false;
      } catch {
        return true;
      }
    });
    expect(unsaid).toEqual([]);
  });
});

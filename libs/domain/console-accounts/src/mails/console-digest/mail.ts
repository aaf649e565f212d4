import { type MailTexts, defineMail, oneLine, webUrl } from '@halles/platform/mail';

/** What may wait for the people of a town, in the order in which the mail names it. */
export const digestSubjects = ['dispute', 'claim', 'addition', 'report', 'place', 'correction'] as const;
export type DigestSubject = (typeof digestSubjects)[number];

/** What waits in the queues of a town this morning. */
export interface ConsoleDigestModel {
  readonly name: string;
  /** Of each kind that waits: how many, and for how many days the oldest. */
  readonly waiting: readonly {
    readonly subject: DigestSubject;
    readonly count: number;
    readonly oldestDays: number;
  }[];
  readonly consoleUrl: string;
  /** Where its reader says that they want none. */
  readonly settingsUrl: string;
}

const texts: MailTexts = {
  fr: {
    'console-digest.subject':
      '{count, plural, one {Un dossier attend la collectivité} other {{count} dossiers attendent la collectivité}}',
    'console-digest.hello': 'Bonjour {person},',
    'console-digest.lead': 'Voici ce qui attend une réponse ce matin sur «\u00a0{portal}\u00a0».',
    'console-digest.dispute': '{count, plural, one {Litige} other {Litiges}}',
    'console-digest.claim': '{count, plural, one {Demande de page} other {Demandes de page}}',
    'console-digest.addition': '{count, plural, one {Commerce à ajouter} other {Commerces à ajouter}}',
    'console-digest.report': '{count, plural, one {Signalement} other {Signalements}}',
    'console-digest.place': '{count, plural, one {Adresse à vérifier} other {Adresses à vérifier}}',
    'console-digest.correction': '{count, plural, one {Correction} other {Corrections}}',
    'console-digest.value':
      '{count, number} {days, plural, =0 {(depuis aujourd’hui)} one {(depuis hier au plus)} other {(depuis {days} jours au plus)}}',
    'console-digest.line': '{label}\u00a0: {value}',
    'console-digest.action': 'Ouvrir la console',
    'console-digest.action-line': 'Ouvrir la console\u00a0: {consoleUrl}',
    'console-digest.why':
      'Vous recevez ce message les matins des jours ouvrés où quelque chose attend, parce que vous travaillez pour «\u00a0{portal}\u00a0» dans la console.',
    'console-digest.off': 'Ne plus le recevoir',
    'console-digest.off-line': 'Ne plus le recevoir\u00a0: {settingsUrl}',
  },
  en: {
    'console-digest.subject':
      '{count, plural, one {A case waits for the local authority} other {{count} cases wait for the local authority}}',
    'console-digest.hello': 'Hello {person},',
    'console-digest.lead': 'This waits for an answer this morning on “{portal}”.',
    'console-digest.dispute': '{count, plural, one {Dispute} other {Disputes}}',
    'console-digest.claim': '{count, plural, one {Claim of a page} other {Claims of pages}}',
    'console-digest.addition': '{count, plural, one {Business to add} other {Businesses to add}}',
    'console-digest.report': '{count, plural, one {Report} other {Reports}}',
    'console-digest.place': '{count, plural, one {Address to check} other {Addresses to check}}',
    'console-digest.correction': '{count, plural, one {Correction} other {Corrections}}',
    'console-digest.value':
      '{count, number} {days, plural, =0 {(since today)} one {(since yesterday at most)} other {(for {days} days at most)}}',
    'console-digest.line': '{label}: {value}',
    'console-digest.action': 'Open the console',
    'console-digest.action-line': 'Open the console: {consoleUrl}',
    'console-digest.why':
      'You receive this message on the mornings of working days on which something waits, because you work for “{portal}” in the console.',
    'console-digest.off': 'Receive it no more',
    'console-digest.off-line': 'Receive it no more: {settingsUrl}',
  },
};

const fixture: ConsoleDigestModel = {
  name: 'Claire <b>Dubois</b>',
  waiting: [
    { subject: 'dispute', count: 1, oldestDays: 0 },
    { subject: 'claim', count: 12, oldestDays: 31 },
    { subject: 'addition', count: 2, oldestDays: 1 },
    { subject: 'report', count: 1_204, oldestDays: 8 },
    { subject: 'place', count: 2, oldestDays: 4 },
    { subject: 'correction', count: 3, oldestDays: 2 },
  ],
  consoleUrl: 'https://console.example/territoires/bordeaux/demandes',
  settingsUrl: 'https://console.example/resume-par-message',
};

export const consoleDigest = defineMail<ConsoleDigestModel>({
  name: 'console-digest',
  folder: 'libs/domain/console-accounts/src/mails',
  texts,
  values: ({ name, waiting, consoleUrl, settingsUrl }) => ({
    name: oneLine(name, 80),
    count: waiting.reduce((sum, { count }) => sum + count, 0),
    lines: waiting.map(({ subject, count, oldestDays }) => ({
      labelText: `console-digest.${subject}`,
      count,
      days: oldestDays,
    })),
    consoleUrl: webUrl(consoleUrl),
    settingsUrl: webUrl(settingsUrl),
  }),
  fixtures: [fixture, { ...fixture, waiting: fixture.waiting.slice(0, 1) }],
});

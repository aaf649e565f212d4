import type { ListingReportKind } from '@halles/contracts';
import { type MailTexts, defineMail, joinMailTexts, oneLine, webUrl } from '@halles/platform/mail';
import { reportTexts } from '../report-texts';

/** Reports that are the town's to look at since the last such mail. */
export interface ReportsWaitingModel {
  readonly count: number;
  /** All that wait, older ones included. */
  readonly waiting: number;
  /** Some of them. */
  readonly named: readonly {
    /** Null where the business has no public name. */
    readonly listing: string | null;
    readonly kind: ListingReportKind;
    /** Title of the post that it is about; null where its reader named none. */
    readonly post: string | null;
    /** Whether somebody keeps the page, and did not answer in time. */
    readonly isUnanswered: boolean;
  }[];
  readonly consoleUrl: string;
}

const texts: MailTexts = {
  fr: {
    'reports-waiting.subject':
      '{count, plural, one {Un signalement à regarder} other {{count} signalements à regarder}}',
    'reports-waiting.lead':
      '{count, plural, one {Une erreur est signalée dans l’annuaire.} other {{count} erreurs sont signalées dans l’annuaire.}} Décider d’un signalement, c’est corriger la page\u00a0: la console montre ce qui changera.',
    'reports-waiting.more': '{more, plural, one {Et un autre.} other {Et {more} autres.}}',
    'reports-waiting.waiting':
      '{waiting, plural, one {Un signalement attend en tout.} other {{waiting} signalements attendent en tout.}}',
    'reports-waiting.unclaimed': '{kind}',
    'reports-waiting.post': '{kind}\u00a0: «\u00a0{post}\u00a0»',
    'reports-waiting.unanswered': '{kind}, sans réponse du commerce',
    'reports-waiting.nameless': 'Un commerce sans nom public',
    'reports-waiting.action': 'Ouvrir les signalements',
    'reports-waiting.why':
      'Vous recevez ce message parce que votre adresse est celle du contact de «\u00a0{portal}\u00a0»\u00a0: un par heure au plus.',
  },
  en: {
    'reports-waiting.subject':
      '{count, plural, one {A report to look at} other {{count} reports to look at}}',
    'reports-waiting.lead':
      '{count, plural, one {An error is reported in the directory.} other {{count} errors are reported in the directory.}} Deciding on a report is correcting the page: the console shows what will change.',
    'reports-waiting.more': '{more, plural, one {And one more.} other {And {more} more.}}',
    'reports-waiting.waiting':
      '{waiting, plural, one {One report waits in all.} other {{waiting} reports wait in all.}}',
    'reports-waiting.unclaimed': '{kind}',
    'reports-waiting.post': '{kind}: “{post}”',
    'reports-waiting.unanswered': '{kind}, not answered by the business',
    'reports-waiting.nameless': 'A business without a public name',
    'reports-waiting.action': 'Open the reports',
    'reports-waiting.why':
      'You get this message because your address is that of the contact of “{portal}”: one an hour at most.',
  },
};

const fixture: ReportsWaitingModel = {
  count: 14,
  waiting: 21,
  named: [
    { listing: 'Épicerie <fine> d’Hautefort & fils', kind: 'closed', post: null, isUnanswered: false },
    {
      listing: 'Poissonnerie de la Belle-Étoile-du-Faubourg-Saint-Honoré',
      kind: 'moved',
      post: null,
      isUnanswered: true,
    },
    { listing: null, kind: 'other', post: null, isUnanswered: false },
    {
      listing: 'Fournil des Capucins',
      kind: 'post',
      post: 'Une offre <b>sans</b> fin & sans condition',
      isUnanswered: false,
    },
  ],
  consoleUrl: 'https://console.example/territoires/bordeaux/signalements',
};

/** Which words say what is reported: of a post the town decides, whoever keeps the page. */
function valueOf(post: string | null, isUnanswered: boolean): string {
  if (post !== null) return 'reports-waiting.post';
  return isUnanswered ? 'reports-waiting.unanswered' : 'reports-waiting.unclaimed';
}

export const reportsWaiting = defineMail<ReportsWaitingModel>({
  name: 'reports-waiting',
  folder: 'libs/domain/reports/src/mails',
  texts: joinMailTexts(reportTexts, texts),
  values: ({ count, waiting, named, consoleUrl }, { locale }) => ({
    count,
    waiting,
    more: count - named.length,
    lines: named.map(({ listing, kind, post, isUnanswered }) => ({
      listing: oneLine(listing ?? texts[locale]['reports-waiting.nameless'] ?? '', 120),
      kind: reportTexts[locale][`report.${kind}`],
      post: oneLine(post ?? '', 80),
      valueText: valueOf(post, isUnanswered),
    })),
    consoleUrl: webUrl(consoleUrl),
  }),
  fixtures: [fixture, { ...fixture, count: 1, waiting: 1, named: fixture.named.slice(0, 1) }],
});

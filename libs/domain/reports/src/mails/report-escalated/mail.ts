import { type MailTexts, defineMail, joinMailTexts, webUrl } from '@halles/platform/mail';
import { type ReportMailModel, reportFixture, reportValues } from '../report-mail-model';
import { reportTexts } from '../report-texts';

/** A reader's report that nobody of the business answered, for the town. */
export interface ReportEscalatedModel extends ReportMailModel {
  /** Since when, days. */
  readonly days: number;
  readonly listingUrl: string;
}

const texts: MailTexts = {
  fr: {
    'report-escalated.subject': 'Signalement sans réponse\u00a0: {listing}',
    'report-escalated.heading': 'Un signalement attend une réponse',
    'report-escalated.lead':
      'Une erreur a été signalée sur la page de {listing}. La personne qui tient la page n’a pas répondu en {days} jours. Le signalement est dans la console.',
    'report-escalated.action': 'Voir la fiche',
    'report-escalated.action-line': 'Voir la fiche\u00a0: {listingUrl}',
    'report-escalated.why':
      'Vous recevez ce message parce que votre adresse est celle du contact de «\u00a0{portal}\u00a0».',
  },
  en: {
    'report-escalated.subject': 'Report without an answer: {listing}',
    'report-escalated.heading': 'A report waits for an answer',
    'report-escalated.lead':
      'An error was reported on the page of {listing}. Whoever keeps the page has not answered in {days} days. The report is in the console.',
    'report-escalated.action': 'See the page',
    'report-escalated.action-line': 'See the page: {listingUrl}',
    'report-escalated.why': 'You get this message because your address is that of the contact of “{portal}”.',
  },
};

export const reportEscalated = defineMail<ReportEscalatedModel>({
  name: 'report-escalated',
  folder: 'libs/domain/reports/src/mails',
  texts: joinMailTexts(reportTexts, texts),
  values: (model) => ({
    ...reportValues(model),
    days: model.days,
    listingUrl: webUrl(model.listingUrl),
  }),
  fixtures: [
    {
      ...reportFixture,
      days: 7,
      listingUrl: 'https://commerces.example/commerce/epicerie-fine-1234',
    },
  ],
});

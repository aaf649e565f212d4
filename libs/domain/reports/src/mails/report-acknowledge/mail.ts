import { type MailTexts, defineMail, joinMailTexts, webUrl } from '@halles/platform/mail';
import { type ReportSubjectModel, reportFixture, reportSubjectValues } from '../report-mail-model';
import { reportTexts } from '../report-texts';

/** Thanks for a report of an error in the directory, without what was written: nobody proved the address. */
export interface ReportAcknowledgeModel extends Omit<ReportSubjectModel, 'post'> {
  /** Absolute http(s) URL of the page that confirms the report. */
  readonly confirmUrl: string;
}

const texts: MailTexts = {
  fr: {
    'report-acknowledge.subject': 'Merci de votre signalement sur «\u00a0{portal}\u00a0»',
    'report-acknowledge.heading': 'Merci de votre signalement',
    'report-acknowledge.next':
      'Il est enregistré. Les personnes qui tiennent l’annuaire le vérifient, puis corrigent la page s’il y a lieu. Confirmez qu’il vient bien de vous\u00a0: il pèsera davantage, et vous saurez ce qu’il est devenu. Sans cela, vous ne recevrez pas d’autre message à ce sujet.',
    'report-acknowledge.action': 'Confirmer mon signalement',
    'report-acknowledge.action-line': 'Confirmer mon signalement\u00a0: {confirmUrl}',
    'report-acknowledge.why':
      'Vous recevez ce message parce que cette adresse a été saisie en signalant une erreur sur «\u00a0{portal}\u00a0». Elle ne sert à rien d’autre et s’efface avec le signalement, au bout de douze mois. Si ce n’était pas vous, vous n’avez rien à faire.',
  },
  en: {
    'report-acknowledge.subject': 'Thank you for your report on “{portal}”',
    'report-acknowledge.heading': 'Thank you for your report',
    'report-acknowledge.next':
      'It has been kept. The people who look after the directory will check it, and correct the page if need be. Confirm that it comes from you: it will count for more, and you will hear what became of it. Otherwise you will get no other message about it.',
    'report-acknowledge.action': 'Confirm my report',
    'report-acknowledge.action-line': 'Confirm my report: {confirmUrl}',
    'report-acknowledge.why':
      'You receive this message because this address was entered when an error was reported on “{portal}”. It serves nothing else, and is erased with the report after twelve months. If that was not you, there is nothing to do.',
  },
};

export const reportAcknowledge = defineMail<ReportAcknowledgeModel>({
  name: 'report-acknowledge',
  folder: 'libs/domain/reports/src/mails',
  texts: joinMailTexts(reportTexts, texts),
  // What a post is called its shop wrote: that goes to no address that nobody proved.
  values: (model) => ({
    ...reportSubjectValues({ ...model, post: null }),
    confirmUrl: webUrl(model.confirmUrl),
  }),
  safeForAnyone: ['listing', 'place', 'kind', 'confirmUrl'],
  fixtures: [
    {
      listing: reportFixture.listing,
      place: reportFixture.place,
      kind: reportFixture.kind,
      confirmUrl: 'https://commerces.example/signalement/un-jeton',
    },
  ],
});

import type { CorrectedPart } from '@halles/contracts';
import { type MailTexts, defineMail, joinMailTexts, webUrl } from '@halles/platform/mail';
import { type ReportSubjectModel, reportFixture, reportSubjectValues } from '../report-mail-model';
import { reportTexts } from '../report-texts';

/** That the town took a decision on a report back, for its writer, who was told of the decision. */
export interface ReportReopenedModel extends ReportSubjectModel {
  /** What the decision had changed, and is as before. */
  readonly restored: readonly CorrectedPart[];
  /** Of the page; null where the public does not see it. */
  readonly listingUrl: string | null;
}

const texts: MailTexts = {
  fr: {
    'report-reopened.subject': 'Votre signalement est examiné de nouveau\u00a0: {listing}',
    'report-reopened.sentence':
      'La collectivité est revenue sur la décision dont nous vous avions écrit\u00a0: elle ne compte plus. Votre signalement attend une nouvelle décision, et nous vous la dirons.',
    'report-reopened.restored': 'Ce qui est comme avant',
    'report-reopened.restored-line': 'Ce qui est comme avant\u00a0: {things}',
    'report-reopened.thing.state': 'ouverture ou fermeture',
    'report-reopened.thing.hidden': 'la page est dans l’annuaire',
    'report-reopened.thing.name': 'nom',
    'report-reopened.thing.phone': 'téléphone',
    'report-reopened.thing.hours': 'horaires',
    'report-reopened.thing.address': 'adresse',
    'report-reopened.thing.merged': 'les deux pages sont séparées',
    'report-reopened.thing.post': 'l’actualité s’affiche',
    'report-reopened.action': 'Voir la page',
    'report-reopened.action-line': 'Voir la page\u00a0: {listingUrl}',
    'report-reopened.why':
      'Vous recevez ce message parce que vous avez signalé une erreur sur «\u00a0{portal}\u00a0» et confirmé votre adresse. Elle s’efface avec le signalement, au bout de douze mois.',
  },
  en: {
    'report-reopened.subject': 'Your report is looked at again: {listing}',
    'report-reopened.sentence':
      'The local authority has taken back the decision that we wrote to you about: it no longer counts. Your report waits for a new decision, and we will tell you of it.',
    'report-reopened.restored': 'What is as before',
    'report-reopened.restored-line': 'What is as before: {things}',
    'report-reopened.thing.state': 'open or closed',
    'report-reopened.thing.hidden': 'the page is in the directory',
    'report-reopened.thing.name': 'name',
    'report-reopened.thing.phone': 'phone',
    'report-reopened.thing.hours': 'opening hours',
    'report-reopened.thing.address': 'address',
    'report-reopened.thing.merged': 'the two pages are apart',
    'report-reopened.thing.post': 'the post is shown',
    'report-reopened.action': 'See the page',
    'report-reopened.action-line': 'See the page: {listingUrl}',
    'report-reopened.why':
      'You receive this message because you reported an error on “{portal}” and confirmed your address. It is erased with the report, after twelve months.',
  },
};

const fixture: ReportReopenedModel = {
  listing: reportFixture.listing,
  place: reportFixture.place,
  kind: reportFixture.kind,
  post: null,
  restored: ['hours', 'phone'],
  listingUrl: 'https://commerces.example/commerce/epicerie-fine-1234',
};

export const reportReopened = defineMail<ReportReopenedModel>({
  name: 'report-reopened',
  folder: 'libs/domain/reports/src/mails',
  texts: joinMailTexts(reportTexts, texts),
  values: (model, { locale }) => ({
    ...reportSubjectValues(model),
    things: model.restored.map((thing) => texts[locale][`report-reopened.thing.${thing}`]).join(', '),
    listingUrl: model.listingUrl === null ? null : webUrl(model.listingUrl),
  }),
  fixtures: [
    fixture,
    { ...fixture, kind: 'post', post: 'Une offre <b>sans</b> fin & sans condition', restored: ['post'] },
    { ...fixture, kind: 'closed', restored: [], listingUrl: null },
  ],
});

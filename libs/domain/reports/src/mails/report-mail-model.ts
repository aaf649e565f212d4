import type { ListingReportKind } from '@halles/contracts';
import { type MailValues, oneLine, paragraphsOf, quoteText } from '@halles/platform/mail';

/** Which error is reported, and where. */
export interface ReportSubjectModel {
  /** Name of the business. */
  readonly listing: string;
  /** Where it is, on one line. */
  readonly place: string;
  readonly kind: ListingReportKind;
  /** Title of the post that is reported; null where it is about none, or may not be said. */
  readonly post: string | null;
}

/** A reported error, for those who decide on it. */
export interface ReportMailModel extends ReportSubjectModel {
  /** As it was typed, if anything was. */
  readonly message: string | null;
  /** Where the business is said to be, on one line. */
  readonly movedTo: string | null;
}

/** What the templates show of what is reported. Pure. */
export const reportSubjectValues = (model: ReportSubjectModel): MailValues => ({
  listing: oneLine(model.listing, 120),
  place: oneLine(model.place, 200),
  kindText: `report.${model.kind}`,
  post: model.post === null ? '' : oneLine(model.post, 80),
});

/** What the templates show of a reported error. Pure. */
export const reportValues = (model: ReportMailModel): MailValues => ({
  ...reportSubjectValues(model),
  movedTo: model.movedTo === null ? '' : oneLine(model.movedTo, 300),
  paragraphs: paragraphsOf(model.message ?? ''),
  quoted: model.message === null ? [] : quoteText(model.message),
});

/** A report for the checks that every mail passes. */
export const reportFixture: ReportMailModel = {
  listing: 'Épicerie <fine> d’Hautefort & fils',
  place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
  kind: 'wrong-hours',
  movedTo: null,
  post: null,
  message: 'Fermé le lundi depuis septembre.\n\nhttps://commerces.example/une-adresse-qui-ne-se-coupe-pas',
};

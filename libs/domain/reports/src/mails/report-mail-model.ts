import type { ListingReportKind } from '@halles/contracts';
import { type MailValues, oneLine, paragraphsOf, quoteText } from '@halles/platform/mail';

/** What every mail about a reported error says of it. */
export interface ReportMailModel {
  /** Name of the business. */
  readonly listing: string;
  /** Where it is, on one line. */
  readonly place: string;
  readonly kind: ListingReportKind;
  /** As it was typed, if anything was. */
  readonly message: string | null;
}

/** What the templates show of a reported error. Pure. */
export const reportValues = (model: ReportMailModel): MailValues => ({
  listing: oneLine(model.listing, 120),
  place: oneLine(model.place, 200),
  kindText: `report.${model.kind}`,
  paragraphs: paragraphsOf(model.message ?? ''),
  quoted: model.message === null ? [] : quoteText(model.message),
});

/** A report for the checks that every mail passes. */
export const reportFixture: ReportMailModel = {
  listing: 'Épicerie <fine> d’Hautefort & fils',
  place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
  kind: 'wrong-hours',
  message: 'Fermé le lundi depuis septembre.\n\nhttps://commerces.example/une-adresse-qui-ne-se-coupe-pas',
};

import { type MailReader, type MailValues, formatInstant, oneLine, webUrl } from '@halles/platform/mail';

/** What all mails about a mandate say of it. */
export interface MandateMailModel {
  readonly name: string;
  /** Name of the business, and where it is on one line. */
  readonly listing: string;
  readonly place: string;
  readonly mandateUrl: string;
  /** Until when it can be signed, or holds. */
  readonly expiresAt: Date;
}

/** What the templates show of a mandate. Pure. */
export const mandateValues = (model: MandateMailModel, reader: MailReader): MailValues => ({
  name: oneLine(model.name, 80),
  listing: oneLine(model.listing, 120),
  place: oneLine(model.place, 200),
  mandateUrl: webUrl(model.mandateUrl),
  expiresAt: formatInstant(model.expiresAt, reader),
});

/** A mandate for the checks that every mail passes. */
export const mandateFixture: MandateMailModel = {
  name: 'Marie-Élisabeth d’Hautefort & fils',
  listing: 'Épicerie <fine> d’Hautefort & fils',
  place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
  mandateUrl: 'https://commerces.example/mandat/un-jeton',
  expiresAt: new Date('2027-11-25T13:30:00Z'),
};

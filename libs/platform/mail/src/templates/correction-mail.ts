import type { Locale } from '@halles/kernel';
import { oneLine } from '../mail-address';
import { sayInstant, webUrl } from './mail-words';

/** The link by which a business corrects its page without an account. */
export interface CorrectionLinkModel {
  /** Name of the business, and where it is on one line. */
  readonly listing: string;
  readonly place: string;
  readonly portalTitle: string;
  /** Absolute http(s) URL of the page that corrects. */
  readonly correctionUrl: string;
  /** Until when the link opens it. */
  readonly expiresAt: Date;
}

export const presentCorrectionLink = (
  model: CorrectionLinkModel,
  locale: Locale,
  timeZone: string,
): Readonly<Record<string, unknown>> => ({
  listing: oneLine(model.listing, 120),
  place: oneLine(model.place, 200),
  portalTitle: oneLine(model.portalTitle, 120),
  correctionUrl: webUrl(model.correctionUrl),
  expiresAt: sayInstant(model.expiresAt, locale, timeZone),
});

/** A model for the checks that every mail passes. */
export const correctionLinkFixture: CorrectionLinkModel = {
  listing: 'Épicerie <fine> d’Hautefort & fils',
  place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
  portalTitle: 'Les Halles',
  correctionUrl: 'https://commerces.example/corriger/un-jeton',
  expiresAt: new Date('2026-12-02T13:30:00Z'),
};

import type { InputErrors, FormValues } from '@halles/platform/forms';
import { listingPath } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import type { PageIdentity } from '../rendering/layout.presenter';
import type { PageScope } from '../rendering/page-scope';
import { weekOf } from './correction-form';
import { type CorrectionRoute, correctionPaths } from './correction-routes';
import type { CorrectionBody, CorrectionWordsBody } from './correction-views';
import { HoursInputs } from '../profiles';
import { addressLine } from '../wording/contact-words';

const toListing = ({ locale, texts }: PageScope, listing: Listing) => ({
  href: listingPath(locale, listing),
  label: texts.line('corrections.toListing'),
});

const trail = ({ locale }: PageScope, listing: Listing) => [
  { href: listingPath(locale, listing), label: listing.name },
];

export const segmentOf = ({ slug, id }: Pick<Listing, 'slug' | 'id'>): string => `${slug}-${id}`;

/** « Vous tenez ce commerce ? »: one button that sends a link. Pure. @param address masked */
export function presentAsk(
  scope: PageScope,
  listing: Listing,
  { address, problem }: { readonly address: string | null; readonly problem?: string },
): CorrectionWordsBody {
  const { texts, locale } = scope;
  const words = { name: listing.name, where: addressLine(listing.address, true) };
  const onward = toListing(scope, listing);
  if (address === null)
    return {
      heading: texts.line('corrections.ask.heading'),
      trail: trail(scope, listing),
      paragraphs: [texts.line('corrections.ask.unknown', words)],
      onward,
    };
  return {
    heading: texts.line('corrections.ask.heading'),
    trail: trail(scope, listing),
    paragraphs: texts.paragraphs('corrections.ask.text', { ...words, address }),
    ...(problem === undefined ? {} : { problem }),
    act: {
      action: correctionPaths('ask', segmentOf(listing))[locale],
      label: texts.line('corrections.ask.send'),
    },
    onward,
  };
}

/** That a link is on its way. Pure. */
export function presentAsked(scope: PageScope, listing: Listing, address: string): CorrectionWordsBody {
  return {
    heading: scope.texts.line('corrections.asked.heading'),
    trail: trail(scope, listing),
    paragraphs: scope.texts.paragraphs('corrections.asked.text', { address }),
    onward: toListing(scope, listing),
  };
}

/** What became of a correction. Pure. */
export function presentDone(
  scope: PageScope,
  listing: Listing,
  outcome: 'applied' | 'open' | 'unchanged',
): CorrectionWordsBody {
  return {
    heading: scope.texts.line(`corrections.done.${outcome}.heading`),
    trail: trail(scope, listing),
    paragraphs: [scope.texts.line(`corrections.done.${outcome}.text`, { name: listing.name })],
    onward: toListing(scope, listing),
  };
}

/** The form of a link, filled in. Pure. */
export function presentCorrection(
  scope: PageScope,
  listing: Listing,
  token: string,
  {
    raw,
    errors,
    problem,
  }: { readonly raw: FormValues; readonly errors: InputErrors; readonly problem?: string },
): CorrectionBody {
  const { texts, locale } = scope;
  const inputs = new HoursInputs(scope, raw, errors);
  const week = weekOf(listing);
  return {
    heading: texts.line('corrections.form.heading', { name: listing.name }),
    lead: texts.line('corrections.form.lead', { where: addressLine(listing.address, true) }),
    trail: trail(scope, listing),
    action: correctionPaths('form', token)[locale],
    ...(problem === undefined ? {} : { problem }),
    errors: inputs.everyError(),
    phone: inputs.input('phone', 'corrections.form.phone', {
      type: 'tel',
      autocomplete: 'tel',
      maxlength: 30,
    }),
    week: inputs.week(''),
    weekHint: texts.line(
      week === null && listing.schedule !== null ? 'corrections.form.weekMore' : 'corrections.form.weekHint',
    ),
    isClosed: raw['closed']?.[0] === 'yes',
    claim: {
      href: locale === 'fr' ? `/pro/revendiquer/${listing.id}` : `/en/pro/claim/${listing.id}`,
      label: texts.line('corrections.form.claim'),
    },
  };
}

/** Title, description and addresses: none of these pages is for search engines. Pure. */
export function identifyCorrection(page: CorrectionRoute, name: string, heading: string): PageIdentity {
  return {
    page: null,
    title: heading,
    description: heading,
    paths: correctionPaths(page, name),
    noindex: true,
  };
}

import { listingPath, pathsTo, pathTo } from '@halles/contracts';
import { LINKS_A_DAY } from '@halles/domain/corrections';
import { MAILS_OF_A_KIND } from '@halles/domain/deliveries';
import { isClaimed, type Listing } from '@halles/domain/listings';
import type { Bilingual } from '@halles/kernel';
import { type FormState, guardsOf, problemWords } from '@halles/platform/forms';
import { HoursInputs } from '../profiles';
import type { PageIdentity } from '../rendering/layout.presenter';
import type { PageModel, PagePresenter } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { addressLine } from '../wording/contact-words';
import { type StandingPage, weekOf } from './correction-form';
import type { CorrectionBody, CorrectionWordsBody } from './correction.view';

const toListing = ({ locale, texts }: PageScope, listing: Listing) => ({
  href: listingPath(locale, listing),
  label: texts.line('corrections.toListing'),
});

const trail = ({ locale }: PageScope, listing: Listing) => [
  { href: listingPath(locale, listing), label: listing.name },
];

/** The segment of an address that names a listing. */
export const segmentOf = ({ slug, id }: Pick<Listing, 'slug' | 'id'>): string => `${slug}-${id}`;

/** None of these pages is for search engines. */
const identify = (heading: string, paths: Bilingual): PageIdentity => ({
  page: null,
  title: heading,
  description: heading,
  paths,
  noindex: true,
});

const words = (paths: Bilingual, body: CorrectionWordsBody): PageModel => ({
  head: identify(body.heading, paths),
  body,
});

/** « Vous tenez ce commerce ? »: one button that sends a link. Pure. @param address masked; null where none can be sent */
export const presentLinkRequest =
  (listing: Listing, address: string | null, state: FormState): PagePresenter =>
  (scope) => {
    const { texts, locale } = scope;
    const where = { listing: listing.name, where: addressLine(listing.address, true) };
    const paths = pathsTo('correction.request', { listing: segmentOf(listing) });
    const heading = texts.line('corrections.request.heading');
    const problem = problemWords(scope, state.problem);
    const frame = { heading, trail: trail(scope, listing), onward: toListing(scope, listing) };
    if (address === null && isClaimed(listing))
      return words(paths, {
        ...frame,
        paragraphs: [texts.line('corrections.request.kept', where)],
        signIn: { href: pathTo('merchant', locale), label: texts.line('corrections.request.signIn') },
      });
    if (address === null) {
      const why = listing.email === null ? 'unknown' : 'unsent';
      return words(paths, { ...frame, paragraphs: [texts.line(`corrections.request.${why}`, where)] });
    }
    return words(paths, {
      ...frame,
      paragraphs: texts.paragraphs('corrections.request.text', { ...where, address }),
      ...(problem === null ? {} : { problem }),
      act: { action: paths[locale], label: texts.line('corrections.request.send'), ...guardsOf(state) },
    });
  };

/** Where a link is to be looked for. Pure. @param address masked */
export const presentLinkSent =
  (listing: Listing, address: string): PagePresenter =>
  (scope) =>
    words(pathsTo('correction.requested', { listing: segmentOf(listing) }), {
      heading: scope.texts.line('corrections.requested.heading'),
      trail: trail(scope, listing),
      paragraphs: scope.texts.paragraphs('corrections.requested.text', {
        address,
        links: LINKS_A_DAY,
        hour: MAILS_OF_A_KIND.hour,
      }),
      onward: toListing(scope, listing),
    });

/** What became of a correction. Pure. */
export const presentDone =
  (listing: Listing, token: string, outcome: 'applied' | 'open' | 'unchanged'): PagePresenter =>
  (scope) =>
    words(pathsTo('correction.done', { token }), {
      heading: scope.texts.line(`corrections.done.${outcome}.heading`),
      trail: trail(scope, listing),
      paragraphs: [scope.texts.line(`corrections.done.${outcome}.text`, { listing: listing.name })],
      onward: toListing(scope, listing),
    });

/** The form of a link, filled in. Pure. */
export const presentCorrection =
  (page: StandingPage, token: string, { values, errors, problem }: FormState) =>
  (scope: PageScope): PageModel & { readonly body: CorrectionBody } => {
    const { listing } = page;
    const { texts, locale } = scope;
    const inputs = new HoursInputs(scope, values, errors);
    const week = weekOf(page);
    const paths = pathsTo('correction.form', { token });
    const heading = texts.line('corrections.form.heading', { listing: listing.name });
    const wrong = inputs.everyError();
    const sentence = wrong.length > 0 ? texts.line('forms.problems.invalid') : problemWords(scope, problem);
    const isMore = week === null && listing.schedule !== null;
    return {
      head: identify(heading, paths),
      body: {
        heading,
        lead: texts.line('corrections.form.lead', { where: addressLine(listing.address, true) }),
        trail: trail(scope, listing),
        action: paths[locale],
        ...(sentence === null ? {} : { problem: sentence }),
        errors: wrong,
        phone: inputs.input('phone', 'corrections.form.phone', {
          type: 'tel',
          autocomplete: 'tel',
          maxlength: 30,
        }),
        week: inputs.week(''),
        weekHint: texts.line(isMore ? 'corrections.form.weekMore' : 'corrections.form.weekHint'),
        isClosed: values['closed']?.[0] === 'yes',
        claim: {
          href: pathTo('claim.begin', locale, { listing: listing.id }),
          label: texts.line('corrections.form.claim'),
        },
      },
    };
  };

import { listingParams, listingPath, pathsTo, pathTo } from '@halles/contracts';
import {
  type AgendaPlace,
  type AgendaService,
  bookingTimeWords,
  type BookingWait,
  detailsProblem,
  type ShownWait,
  waitDaysWords,
  withDuration,
} from '@halles/domain/agendas';
import type { Listing } from '@halles/domain/listings';
import {
  type FormProblem,
  type FormState,
  FormWriter,
  guardsOf,
  problemWords,
  textOf,
} from '@halles/platform/forms';
import {
  DURATION,
  FURTHER,
  furtherText,
  HOLD,
  INVITATION,
  PARTY,
  serviceFacts,
  STARTS,
} from '../agenda-offers';
import { linkTo } from '../rendering/layout.presenter';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { wordsFor } from '../wording/town-service-words';
import type { FactView } from './agendas.view';
import { durationIn, partyIn } from './booking.form';
import { askWaitForm } from './wait.form';
import type { AskWaitBody, WaitBody } from './wait.view';

/** The page that asks which times would do, and whom to tell. Pure. */
export const presentAskWait =
  ({ listing }: AgendaPlace, offered: AgendaService, form: FormState) =>
  (page: PageScope): PageModel & { readonly body: AskWaitBody } => {
    const scope = wordsFor(listing, page);
    const { texts, locale } = scope;
    const address = { ...listingParams(listing), service: offered.id };
    const heading = texts.line('waits.ask.heading');
    const writer = new FormWriter(askWaitForm, form, texts, locale);
    const service = withDuration(offered, durationIn(textOf(form.values, DURATION))) ?? offered;
    const party = partyIn(textOf(form.values, PARTY)) ?? service.partyMin;
    const fact = (key: string, value: string): FactView => ({
      term: texts.line(`bookings.facts.${key}`),
      value,
    });
    const hidden = [PARTY, DURATION, FURTHER, INVITATION].flatMap((name) => {
      const value = textOf(form.values, name);
      return value === '' ? [] : [{ name, value }];
    });
    const carried = new URLSearchParams(
      Object.fromEntries(hidden.map(({ name, value }) => [name, value])),
    ).toString();
    return {
      head: {
        page: null,
        title: `${heading} · ${listing.name}`,
        description: heading,
        paths: pathsTo('booking.askWait', address),
        noindex: true,
      },
      body: {
        heading,
        lead: texts.line('waits.ask.lead'),
        trail: [
          { href: listingPath(locale, listing), label: listing.name },
          { href: pathTo('booking.times', locale, address), label: service.name },
        ],
        ...writer.summary(),
        facts: [
          fact(
            'service',
            `${service.name} · ${serviceFacts({ ...service, durations: [], partyMax: 1 }, scope)}`,
          ),
          ...(service.partyMax > 1 ? [fact('party', String(party))] : []),
          fact('shop', listing.name),
        ],
        action: pathTo('booking.askWait', locale, address),
        hidden,
        fields: writer.fields(),
        guards: guardsOf(form),
        ...(listing.demonstration ? { demonstration: texts.line('bookings.form.demonstration') } : {}),
        times: {
          href: `${pathTo('booking.times', locale, address)}${carried === '' ? '' : `?${carried}`}`,
          label: texts.line('waits.ask.times'),
        },
        privacy: { ...linkTo(scope, 'privacy'), label: texts.line('bookings.form.privacy') },
      },
    };
  };

/** What was just done, for the page of a request to say. */
export const WAIT_DONE = ['asked', 'declined', 'left'] as const;
export type WaitDone = (typeof WAIT_DONE)[number];

export interface WaitPageState extends ShownWait {
  readonly listing: Listing;
  readonly token: string;
  /** Signed link of the invitation by which they came; null: none. */
  readonly invitation: string | null;
  readonly timeZone: string;
  /** The day of now. */
  readonly today: string;
  readonly now: Date;
  readonly done: WaitDone | null;
  readonly problem: FormProblem | null;
}

/** Whether somebody still waits. Pure. */
const isWaiting = ({ state, lastDay }: BookingWait, today: string): boolean =>
  state === 'waiting' && lastDay >= today;

/** The time that is kept for somebody: a button books it, or a form where the service asks for more than who comes. Pure. */
function offerOf(state: WaitPageState, { texts, locale }: PageScope): Pick<WaitBody, 'offer'> {
  const { wait, service, listing, now, timeZone } = state;
  const { offer } = wait;
  if (!offer || offer.expiresAt <= now || wait.state !== 'waiting') return {};
  const words = (at: Date): string => bookingTimeWords(at, timeZone, locale);
  const sent = { address: null, phone: wait.phone, accepts: false, answers: [] };
  const asksMore = service !== null && detailsProblem(service, sent) !== null;
  const query = new URLSearchParams({
    ...{ [STARTS]: String(offer.startsAt.getTime()), [PARTY]: String(wait.party), [HOLD]: offer.id },
    ...(wait.duration === null ? {} : { [DURATION]: String(wait.duration) }),
    ...(wait.further.length === 0 ? {} : { [FURTHER]: furtherText(wait.further) }),
    ...(state.invitation === null ? {} : { [INVITATION]: state.invitation }),
  });
  const form = pathTo('booking.form', locale, { ...listingParams(listing), service: wait.serviceId });
  return {
    offer: {
      id: offer.id,
      text: texts.line('waits.page.offered', { time: words(offer.startsAt) }),
      until: texts.line('waits.page.until', { time: words(offer.expiresAt) }),
      ...(asksMore
        ? { form: { href: `${form}?${query.toString()}`, label: texts.line('waits.page.fillIn') } }
        : {}),
    },
  };
}

/** Where somebody stands who does not wait any more, or who does. Pure. */
function leadKey({ wait, today }: WaitPageState, hasOffer: boolean): string {
  if (wait.state === 'waiting' && wait.lastDay < today) return 'over';
  return hasOffer ? 'offered' : wait.state;
}

/** The page of a request, for whoever has its link. Pure. */
export const presentWait =
  (state: WaitPageState) =>
  (page: PageScope): PageModel & { readonly body: WaitBody } => {
    const { wait, listing, token, today } = state;
    const scope = wordsFor(listing, page);
    const { texts, locale } = scope;
    const heading = texts.line('waits.page.heading', { listing: listing.name });
    const offer = offerOf(state, scope);
    const problem = problemWords(scope, state.problem);
    const fact = (key: string, value: string): FactView => ({
      term: texts.line(`bookings.facts.${key}`),
      value,
    });
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('booking.wait', { token }),
        noindex: true,
      },
      body: {
        heading,
        lead: texts.line(`waits.page.lead.${leadKey(state, offer.offer !== undefined)}`),
        trail: [{ href: listingPath(locale, listing), label: listing.name }],
        ...(state.done === null || problem !== null
          ? {}
          : { done: texts.line(`waits.page.done.${state.done}`) }),
        ...(problem === null ? {} : { problem }),
        facts: [
          fact('time', waitDaysWords(wait, locale)),
          fact('service', wait.serviceName),
          ...(wait.party > 1 ? [fact('party', String(wait.party))] : []),
          fact('name', wait.name),
        ],
        action: pathTo('booking.wait', locale, { token }),
        ...offer,
        mayLeave: isWaiting(wait, today),
        ...(isWaiting(wait, today)
          ? {}
          : {
              again: {
                href: pathTo('booking.services', locale, listingParams(listing)),
                label: texts.line('bookings.page.again'),
              },
            }),
      },
    };
  };

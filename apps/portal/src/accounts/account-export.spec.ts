import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import {
  claimPolicies,
  claimProofKinds,
  correctionDoubts,
  documentTypes,
  listingReportKinds,
  mandateGroupNames,
  merchantRoles,
  ORDER_KINDS,
  portalPermissions,
} from '@halles/contracts';
import { BOOKING_STATES } from '@halles/domain/agendas';
import type { Invitation, LinkKind, SignInMeans } from '@halles/domain/accounts';
import { baseCategories } from '@halles/domain/categories';
import type {
  AdditionState,
  ClaimActor,
  ClaimCause,
  ClaimEvent,
  ClaimProof,
  ClaimState,
  ListingTransfer,
} from '@halles/domain/claims';
import type { Correction } from '@halles/domain/corrections';
import type { DeliveryEntity } from '@halles/domain/deliveries';
import type { QuestionAnswer, QuestionOccasion } from '@halles/domain/freshness';
import { FACT_SOURCES, FACTS } from '@halles/domain/listings';
import type { Mandate } from '@halles/domain/mandates';
import { NOTIFICATION_CHANNELS, NOTIFICATION_EVENTS, PAGE_CHANGES } from '@halles/domain/notifications';
import { ORDER_STATES } from '@halles/domain/orders';
import type { PhotoKind } from '@halles/domain/photos';
import type { ReportState } from '@halles/domain/reports';
import type { Locale } from '@halles/kernel';
import { scopeOf, territory } from '../../testing/page-scopes';
import { presentExport } from './account-export.presenter';

/** Every value of a type: one that is new does not compile before it stands here. */
const all = <T extends string>(values: Readonly<Record<T, true>>): string[] => Object.keys(values);

/** What the code may store, by the vocabulary that words it on the page. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  locale: all<Locale>({ fr: true, en: true }),
  signedInBy: all<SignInMeans>({ password: true, link: true, proconnect: true }),
  link: all<LinkKind>({
    'sign-up': true,
    'sign-in': true,
    password: true,
    email: true,
    confirm: true,
    'second-factor': true,
  }),
  role: merchantRoles,
  permission: portalPermissions,
  invitation: all<Invitation['state']>({ open: true, accepted: true, revoked: true }),
  claim: all<ClaimState>({
    open: true,
    review: true,
    disputed: true,
    approved: true,
    refused: true,
    expired: true,
    withdrawn: true,
    released: true,
    transferred: true,
  }),
  policy: claimPolicies,
  proof: claimProofKinds,
  proofState: all<ClaimProof['state']>({ asked: true, accepted: true, exhausted: true, superseded: true }),
  trust: all<ClaimProof['trust']>({ sure: true, unsure: true }),
  source: FACT_SOURCES,
  document: documentTypes.map((type) => type.split('/').at(-1) ?? ''),
  step: all<ClaimEvent['step']>({
    start: true,
    prove: true,
    submit: true,
    request: true,
    contest: true,
    settle: true,
    approve: true,
    refuse: true,
    expire: true,
    withdraw: true,
    release: true,
    transfer: true,
    reopen: true,
    revoke: true,
    join: true,
    part: true,
  }),
  cause: [
    ...claimProofKinds,
    ...all<Exclude<ClaimCause, (typeof claimProofKinds)[number]>>({
      claimant: true,
      agent: true,
      time: true,
      owned: true,
      rival: true,
      alone: true,
      'other-recognised': true,
      addition: true,
      merged: true,
      parted: true,
      'handed-over': true,
    }),
  ],
  actor: all<ClaimActor['kind']>({ claimant: true, agent: true, system: true }),
  addition: all<AdditionState>({ asked: true, approved: true, refused: true, withdrawn: true }),
  transfer: all<ListingTransfer['state']>({
    offered: true,
    accepted: true,
    declined: true,
    cancelled: true,
    expired: true,
  }),
  occasion: all<QuestionOccasion>({ monthly: true, holidays: true, summer: true, school: true }),
  answer: all<QuestionAnswer>({ confirmed: true, changed: true, stopped: true }),
  fact: FACTS,
  delivery: all<DeliveryEntity['status']>({ queued: true, sent: true, refused: true, withheld: true }),
  event: [...NOTIFICATION_EVENTS, ...PAGE_CHANGES],
  channel: NOTIFICATION_CHANNELS,
  orderKind: ORDER_KINDS,
  booking: BOOKING_STATES,
  order: ORDER_STATES,
  photo: all<PhotoKind>({ photo: true, logo: true, product: true, post: true }),
  place: all<Correction['state']>({
    applied: true,
    open: true,
    accepted: true,
    refused: true,
    withdrawn: true,
  }),
  doubt: correctionDoubts,
  mandate: all<Mandate['state']>({ proposed: true, active: true, ended: true }),
  mandateGroup: mandateGroupNames,
  mandateMeans: all<Mandate['means']>({ screen: true, link: true }),
  mandateEnd: all<NonNullable<Mandate['endedBy']>>({ merchant: true, town: true, renewal: true }),
  reportKind: listingReportKinds,
  report: all<ReportState>({ new: true, accepted: true, refused: true }),
  mail: globSync('libs/domain/*/src/mails/*/mail.ts').map((path) => basename(dirname(path))),
};

const world = {
  place: { timeZone: 'Europe/Paris', department: '33' },
  tree: baseCategories,
  today: '2026-08-03',
  accountId: '0193a7e2-0000-7000-8000-000000000009',
  names: new Map<number, string>(),
};

describe.each(['fr', 'en'] as const)('what an account holds, in words (%s)', (locale) => {
  const scope = scopeOf(territory(), locale);

  it('has one for each that may stand there', () => {
    const missing = Object.entries(KNOWN).flatMap(([vocabulary, values]) =>
      values
        .filter((value) => !scope.texts.has(`account.export.values.${vocabulary}.${value}`))
        .map((value) => `${vocabulary}.${value}`),
    );
    expect(missing).toEqual([]);
  });

  it('says of a change what the public read from other sources, before it and since it was taken back', () => {
    const changes = {
      name: { before: null, after: 'Le Fournil', readBefore: 'FOURNIL SARL' },
      keywords: { before: ['pain'], after: null, readAfter: ['levain'] },
    };
    const { sections } = presentExport(scope, { profiles: { changes: [{ changes }] } }, world);
    const [fact] = sections.flatMap(({ lists }) => lists).flatMap(({ records }) => records.flat());
    const from = scope.locale === 'fr' ? 'd’après d’autres sources' : 'from other sources';
    expect(fact?.value).toContain(`FOURNIL SARL (${from})`);
    expect(fact?.value).toContain(`levain (${from})`);
  });

  it('gives the whole row to what is a sentence, and a column to the rest', () => {
    const enquiry = { topic: 'Poids et mesures', message: 'La halle est fermée le lundi. '.repeat(3) };
    const { sections } = presentExport(scope, { enquiries: [enquiry] }, world);
    const facts = sections.flatMap(({ lists }) => lists).flatMap(({ records }) => records.flat());
    expect(facts.map(({ value, isLong }) => [value, isLong])).toEqual([
      [enquiry.topic, false],
      [enquiry.message, true],
    ]);
  });
});

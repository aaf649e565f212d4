import { Service, inject } from '@angular/core';
import type {
  AdditionDecision,
  AdditionView,
  AssignCase,
  CaseAssignmentView,
  CaseFilter,
  CaseKind,
  CaseQueue,
  CasePlaceView,
  CaseQueueName,
  ClaimCaseView,
  ClaimDecision,
  ClaimPolicy,
  ClaimPolicyView,
  ClaimQueue,
  CorrectedFacts,
  CorrectPage,
  CorrectionView,
  DecideCorrection,
  DecidedAdditions,
  DecidedCorrections,
  DecideReport,
  OpenCasesView,
  FoundListings,
  HandedOver,
  HandOverTarget,
  InviteToTeam,
  LetterPreference,
  LetterRequests,
  ListingFile,
  MandateInput,
  MandateList,
  MergeView,
  NoteOrderCall,
  NoteVisit,
  OrderCalls,
  OrderShops,
  TownOrderFigures,
  SilentShops,
  PaymentChecks,
  PostVisibility,
  PrintInvitations,
  ReasonTemplateInput,
  ReasonTemplatesView,
  ReportCase,
  ReportList,
  ReportView,
  RequestDocument,
  ReviewedPosts,
  TeamView,
  TownFacts,
  VisitStreets,
  WalkView,
  UndoClaim,
} from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { ApiHttp, type ApiResource, apiResource, isNothing } from './api-http';
import { hasList, hasNumbers, hasRecords, hasTexts, isHandedOver } from './api-shapes';
import type { Outcome } from './problem';

/** A parameter of what is read: it is read again when the parameter changes. */
type Param<T = string> = () => T;

type VisitStreet = Pick<VisitStreets['streets'][number], 'commune' | 'street'>;

/** What the console asks of its server about one territory. */
@Service()
export class TenantApi {
  private readonly http = inject(ApiHttp);

  /** Ends the previews of a draft, whoever opened them. */
  endPreviews(tenant: string): Promise<Outcome<void>> {
    return this.http.send('DELETE', at(tenant, 'preview'), isNothing);
  }

  team(tenant: Param): ApiResource<TeamView> {
    return apiResource(() => at(tenant(), 'team'), hasList<TeamView>('members'));
  }

  invite(tenant: string, body: InviteToTeam): Promise<Outcome<{ readonly id: string }>> {
    const guard = hasTexts<{ id: string }>('id');
    return this.http.send('POST', at(tenant, 'team/invitations'), guard, { body });
  }

  resendInvitation(tenant: string, id: string): Promise<Outcome<void>> {
    return this.http.send('POST', at(tenant, `team/invitations/${id}/sending`), isNothing, { body: {} });
  }

  revokeInvitation(tenant: string, id: string): Promise<Outcome<void>> {
    return this.http.send('DELETE', at(tenant, `team/invitations/${id}`), isNothing);
  }

  setRole(tenant: string, id: string, role: InviteToTeam['role']): Promise<Outcome<void>> {
    return this.http.send('PUT', at(tenant, `team/members/${id}`), isNothing, { body: { role } });
  }

  withdraw(tenant: string, id: string): Promise<Outcome<void>> {
    return this.http.send('DELETE', at(tenant, `team/members/${id}`), isNothing);
  }

  /** What waits in a queue, page by page. */
  cases(
    tenant: Param,
    queue: Param<CaseQueueName>,
    filter: Param<CaseFilter>,
    after: Param<string | null>,
  ): ApiResource<CaseQueue> {
    const path = () => {
      return at(tenant(), `cases?${queryOf({ queue: queue(), ...filter(), after: after() })}`);
    };
    return apiResource(path, hasList<CaseQueue>('cases'));
  }

  /** Where a case stands in its queue under the filters, and between which others. */
  casePlace(
    tenant: Param,
    ref: Param<{ readonly kind: CaseKind; readonly id: string } | undefined>,
    filter: Param<CaseFilter>,
  ): ApiResource<CasePlaceView> {
    const path = () => {
      const of = ref();
      return of && at(tenant(), `cases/${of.kind}/${of.id}/place?${queryOf(filter())}`);
    };
    return apiResource(path, hasNumbers<CasePlaceView>('total'));
  }

  /** Claims that wait for a document, or were decided; none are read while none are wanted. */
  claims(
    tenant: Param,
    wanted: Param<'awaiting' | 'approved' | 'refused' | undefined>,
    after: Param<string | null>,
  ): ApiResource<ClaimQueue> {
    const path = () => {
      const which = wanted();
      if (which === undefined) return undefined;
      const state = which === 'awaiting' ? { awaiting: 'true' } : { decided: which };
      return at(tenant(), `claims?${queryOf({ ...state, after: after() })}`);
    };
    return apiResource(path, hasList<ClaimQueue>('claims'));
  }

  claim(tenant: Param, id: Param): ApiResource<ClaimCaseView> {
    return apiResource(() => at(tenant(), `claims/${id()}`), hasRecords<ClaimCaseView>('claim', 'listing'));
  }

  decideClaim(tenant: string, id: string, body: ClaimDecision): Promise<Outcome<void>> {
    return this.http.send('POST', at(tenant, `claims/${id}/decision`), isNothing, { body });
  }

  openCases(tenant: Param<string | undefined>): ApiResource<OpenCasesView> {
    const path = () => {
      const slug = tenant();
      return slug === undefined ? undefined : at(slug, 'open-cases');
    };
    return apiResource(path, hasRecords<OpenCasesView>('counts'));
  }

  /** Who looks at one case, and who did before. */
  caseAssignment(tenant: Param, kind: Param<CaseKind>, id: Param): ApiResource<CaseAssignmentView> {
    return apiResource(() => at(tenant(), `cases/${kind()}/${id()}`), hasList<CaseAssignmentView>('events'));
  }

  assignCase(tenant: string, kind: CaseKind, id: string, body: AssignCase): Promise<Outcome<void>> {
    return this.http.send('PUT', at(tenant, `cases/${kind}/${id}/assignee`), isNothing, { body });
  }

  /** Takes the decision on a claim back. */
  undoClaim(tenant: string, id: string, body: UndoClaim): Promise<Outcome<void>> {
    return this.http.send('POST', at(tenant, `claims/${id}/reopening`), isNothing, { body });
  }

  /** Asks one side of a claim for a document. */
  requestDocument(tenant: string, id: string, body: RequestDocument): Promise<Outcome<void>> {
    return this.http.send('POST', at(tenant, `claims/${id}/document-request`), isNothing, { body });
  }

  reasonTemplates(tenant: Param): ApiResource<ReasonTemplatesView> {
    return apiResource(() => at(tenant(), 'reason-templates'), hasList<ReasonTemplatesView>('templates'));
  }

  addReasonTemplate(tenant: string, body: ReasonTemplateInput): Promise<Outcome<{ readonly id: string }>> {
    return this.http.send('POST', at(tenant, 'reason-templates'), hasTexts<{ id: string }>('id'), { body });
  }

  removeReasonTemplate(tenant: string, id: string): Promise<Outcome<void>> {
    return this.http.send('DELETE', at(tenant, `reason-templates/${id}`), isNothing);
  }

  /** Where a document of a claim lies, for an image or a link. */
  documentPath(tenant: string, claim: string, proof: string): string {
    return at(tenant, `claims/${claim}/documents/${proof}`);
  }

  addition(tenant: Param, id: Param): ApiResource<AdditionView> {
    return apiResource(() => at(tenant(), `additions/${id()}`), hasList<AdditionView>('alike'));
  }

  /** Requests to be added that were answered; none are read while they are not wanted. */
  decidedAdditions(tenant: Param, isWanted: Param<boolean>): ApiResource<DecidedAdditions> {
    const path = () => (isWanted() ? at(tenant(), 'additions') : undefined);
    return apiResource(path, hasList<DecidedAdditions>('additions'));
  }

  decideAddition(tenant: string, id: string, body: AdditionDecision): Promise<Outcome<void>> {
    return this.http.send('POST', at(tenant, `additions/${id}/decision`), isNothing, { body });
  }

  claimPolicy(tenant: Param): ApiResource<ClaimPolicyView> {
    return apiResource(() => at(tenant(), 'claim-policy'), hasTexts<ClaimPolicyView>('policy'));
  }

  chooseClaimPolicy(tenant: string, policy: ClaimPolicy): Promise<Outcome<void>> {
    return this.http.send('PUT', at(tenant, 'claim-policy'), isNothing, { body: { policy } });
  }

  letters(tenant: Param): ApiResource<LetterRequests> {
    return apiResource(() => at(tenant(), 'letters'), hasList<LetterRequests>('letters'));
  }

  printLetters(tenant: string, claims: readonly string[]): Promise<Outcome<Blob>> {
    return this.http.file(at(tenant, 'letters'), { claims });
  }

  /** Reports that were decided on; none are read while none are wanted. */
  decidedReports(
    tenant: Param,
    state: Param<Exclude<ReportView['state'], 'new'> | undefined>,
  ): ApiResource<ReportList> {
    const path = () => {
      const wanted = state();
      return wanted === undefined ? undefined : at(tenant(), `reports?state=${wanted}`);
    };
    return apiResource(path, hasList<ReportList>('reports'));
  }

  /** What making one page of two does. @param pair their numbers, "12-34"; null for none */
  merge(tenant: Param, pair: Param<string | null>): ApiResource<MergeView> {
    const path = () => (pair() === null ? undefined : at(tenant(), `duplicates/${pair()}`));
    return apiResource(path, hasRecords<MergeView>('goes', 'carried', 'left'));
  }

  report(tenant: Param, id: Param): ApiResource<ReportCase> {
    return apiResource(() => at(tenant(), `reports/${id()}`), hasRecords<ReportCase>('report', 'facts'));
  }

  decideReport(tenant: string, id: string, body: DecideReport): Promise<Outcome<void>> {
    return this.http.send('POST', at(tenant, `reports/${id}/decision`), isNothing, { body });
  }

  reopenReport(tenant: string, id: string): Promise<Outcome<void>> {
    return this.http.send('POST', at(tenant, `reports/${id}/reopening`), isNothing, { body: {} });
  }

  /** Corrections that were decided on; none are read while none are wanted. */
  decidedCorrections(
    tenant: Param,
    state: Param<Exclude<ReportView['state'], 'new'> | undefined>,
  ): ApiResource<DecidedCorrections> {
    const path = () => {
      const wanted = state();
      return wanted === undefined ? undefined : at(tenant(), `corrections?state=${wanted}`);
    };
    return apiResource(path, hasList<DecidedCorrections>('corrections'));
  }

  reopenCorrection(tenant: string, id: string): Promise<Outcome<void>> {
    return this.http.send('POST', at(tenant, `corrections/${id}/reopening`), isNothing, { body: {} });
  }

  correction(tenant: Param, id: Param): ApiResource<CorrectionView> {
    return apiResource(() => at(tenant(), `corrections/${id()}`), hasList<CorrectionView>('changes'));
  }

  decideCorrection(tenant: string, id: string, body: DecideCorrection): Promise<Outcome<void>> {
    return this.http.send('POST', at(tenant, `corrections/${id}/decision`), isNothing, { body });
  }

  /** Listings that a search finds; none is searched for while there is no query. */
  listings(tenant: Param, query: Param<string | undefined>): ApiResource<FoundListings> {
    const path = () => {
      const q = query();
      return q === undefined ? undefined : at(tenant(), `listings?q=${encodeURIComponent(q)}`);
    };
    return apiResource(path, hasList<FoundListings>('listings'));
  }

  listing(tenant: Param, id: Param): ApiResource<ListingFile> {
    const guard = hasRecords<ListingFile>('listing');
    return apiResource(() => at(tenant(), `listings/${encodeURIComponent(id())}`), guard);
  }

  /** The same of a business that is chosen on the page; of none, nothing. */
  pickedListing(tenant: Param, id: Param<number | undefined>): ApiResource<ListingFile> {
    const path = () => {
      const picked = id();
      return picked === undefined ? undefined : at(tenant(), `listings/${picked}`);
    };
    return apiResource(path, hasRecords<ListingFile>('listing'));
  }

  /** Where the merchant's own editors are opened for the agent. */
  handOver(
    tenant: string,
    id: string,
    locale: Locale,
    target: HandOverTarget = {},
  ): Promise<Outcome<HandedOver>> {
    const query = queryOf({ langue: locale, ...target });
    const path = at(tenant, `listings/${encodeURIComponent(id)}/hand-over?${query}`);
    return this.http.send('POST', path, isHandedOver, { body: {} });
  }

  /** What the town may correct of a page. */
  facts(tenant: Param, id: Param): ApiResource<TownFacts> {
    const guard = hasList<TownFacts>('communes');
    return apiResource(() => at(tenant(), `listings/${encodeURIComponent(id())}/facts`), guard);
  }

  correctFacts(tenant: string, id: string, body: CorrectPage): Promise<Outcome<CorrectedFacts>> {
    const path = at(tenant, `listings/${encodeURIComponent(id)}/facts`);
    return this.http.send('PUT', path, hasList<CorrectedFacts>('changed'), { body });
  }

  undoFacts(tenant: string, id: string, version: number): Promise<Outcome<CorrectedFacts>> {
    const path = at(tenant, `listings/${encodeURIComponent(id)}/facts/${version}/undoing`);
    return this.http.send('POST', path, hasList<CorrectedFacts>('changed'), { body: {} });
  }

  posts(tenant: Param, id: Param): ApiResource<ReviewedPosts> {
    return apiResource(
      () => at(tenant(), `listings/${encodeURIComponent(id())}/posts`),
      hasList<ReviewedPosts>('posts'),
    );
  }

  /** Where the picture beside a post lies, for an image. */
  postPhotoPath(tenant: string, listing: string, post: string, photo: string): string {
    return at(tenant, `listings/${encodeURIComponent(listing)}/posts/${post}/photos/${photo}`);
  }

  decidePost(tenant: string, id: string, post: string, body: PostVisibility): Promise<Outcome<void>> {
    const path = at(
      tenant,
      `listings/${encodeURIComponent(id)}/posts/${encodeURIComponent(post)}/visibility`,
    );
    return this.http.send('PUT', path, isNothing, { body });
  }

  /** Whether a business may be written to, unasked. */
  wantLetters(tenant: string, id: string, body: LetterPreference): Promise<Outcome<void>> {
    const path = at(tenant, `listings/${encodeURIComponent(id)}/letters`);
    return this.http.send('PUT', path, isNothing, { body });
  }

  mandates(tenant: Param): ApiResource<MandateList> {
    return apiResource(() => at(tenant(), 'mandates'), hasList<MandateList>('mandates'));
  }

  proposeMandate(tenant: string, body: MandateInput): Promise<Outcome<{ readonly id: string }>> {
    return this.http.send('POST', at(tenant, 'mandates'), hasTexts<{ id: string }>('id'), { body });
  }

  endMandate(tenant: string, id: string): Promise<Outcome<void>> {
    return this.http.send('POST', at(tenant, `mandates/${id}/end`), isNothing, { body: {} });
  }

  streets(tenant: Param): ApiResource<VisitStreets> {
    return apiResource(() => at(tenant(), 'visits/streets'), hasList<VisitStreets>('streets'));
  }

  /** The visits of one street; none are read while no street is chosen. */
  walk(tenant: Param, street: Param<VisitStreet | undefined>): ApiResource<WalkView> {
    const path = () => {
      const chosen = street();
      if (chosen === undefined) return undefined;
      return at(tenant(), `visits?${queryOf({ commune: chosen.commune, street: chosen.street })}`);
    };
    return apiResource(path, hasList<WalkView>('stops'));
  }

  /** That the agent looked in today. */
  noteVisit(tenant: string, listing: number, body: NoteVisit): Promise<Outcome<void>> {
    return this.http.send('PUT', at(tenant, `visits/${listing}`), isNothing, { body });
  }

  removeVisit(tenant: string, listing: number): Promise<Outcome<void>> {
    return this.http.send('DELETE', at(tenant, `visits/${listing}`), isNothing);
  }

  /** Orders that their shops do not answer. */
  orderCalls(tenant: Param): ApiResource<OrderCalls> {
    return apiResource(() => at(tenant(), 'orders-to-call'), hasList<OrderCalls>('calls'));
  }

  /** Shops whose mandate leaves their orders to the town. */
  orderShops(tenant: Param): ApiResource<OrderShops> {
    return apiResource(() => at(tenant(), 'order-shops'), hasList<OrderShops>('shops'));
  }

  /** Shops whose last orders ended without an answer, the worst at the head. */
  silentShops(tenant: Param): ApiResource<SilentShops> {
    return apiResource(() => at(tenant(), 'silent-shops'), hasList<SilentShops>('shops'));
  }

  /** Payments online that somebody has to look at. */
  paymentChecks(tenant: Param, after: Param<string | null>): ApiResource<PaymentChecks> {
    const path = () => at(tenant(), `payment-checks?${queryOf({ after: after() })}`);
    return apiResource(path, hasList<PaymentChecks>('checks'));
  }

  /** What the shops of a territory are ordered together in so many weeks. */
  orderFigures(tenant: Param, weeks: Param): ApiResource<TownOrderFigures> {
    const path = () => at(tenant(), `order-figures?${queryOf({ weeks: weeks() })}`);
    return apiResource(path, hasList<TownOrderFigures>('weeks'));
  }

  /** That the agent calls about one, noted something, or called. */
  noteOrderCall(tenant: string, id: string, body: NoteOrderCall): Promise<Outcome<void>> {
    return this.http.send('PUT', at(tenant, `orders-to-call/${id}`), isNothing, { body });
  }

  printInvitations(tenant: string, where: PrintInvitations): Promise<Outcome<Blob>> {
    return this.http.file(at(tenant, 'visits/letters'), where);
  }
}

const at = (tenant: string, path: string): string => `/api/tenants/${encodeURIComponent(tenant)}/${path}`;

/** The query of an address; what is not said is left out. */
function queryOf(parameters: Readonly<Record<string, string | null | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value != null) query.set(name, value);
  return query.toString();
}

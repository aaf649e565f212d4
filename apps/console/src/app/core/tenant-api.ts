import { InjectionToken, inject } from '@angular/core';
import type {
  AdditionDecision,
  AdditionQueue,
  ClaimCaseView,
  ClaimDecision,
  ClaimPolicy,
  ClaimPolicyView,
  ClaimQueue,
  CorrectionQueue,
  DecideReport,
  FoundListings,
  InviteToTeam,
  LetterRequests,
  LetterPreference,
  ListingEditor,
  MandateList,
  MandateInput,
  PrintInvitations,
  ReportCase,
  ReportList,
  ReportView,
  SavedEdit,
  SimpleEdit,
  TeamView,
  VisitStreets,
  WalkView,
} from '@halles/contracts';
import { hasList, hasRecords, hasTexts } from './api-shapes';
import { TRANSPORT } from './api';
import type { Outcome } from './problem';
import { isNothing, type Transport } from './transport';

/** What the console asks of its server about one territory. */
export class TenantApi {
  constructor(private readonly transport: Transport) {}

  team(tenant: string): Promise<Outcome<TeamView>> {
    return this.transport.inSession('GET', at(tenant, 'team'), hasList<TeamView>('members'));
  }

  invite(tenant: string, input: InviteToTeam): Promise<Outcome<{ readonly id: string }>> {
    return this.transport.inSession(
      'POST',
      at(tenant, 'team/invitations'),
      hasTexts<{ id: string }>('id'),
      input,
    );
  }

  resendInvitation(tenant: string, id: string): Promise<Outcome<void>> {
    return this.transport.inSession('POST', at(tenant, `team/invitations/${id}/sending`), isNothing, {});
  }

  revokeInvitation(tenant: string, id: string): Promise<Outcome<void>> {
    return this.transport.inSession('DELETE', at(tenant, `team/invitations/${id}`), isNothing);
  }

  setRole(tenant: string, id: string, role: InviteToTeam['role']): Promise<Outcome<void>> {
    return this.transport.inSession('PUT', at(tenant, `team/members/${id}`), isNothing, { role });
  }

  withdraw(tenant: string, id: string): Promise<Outcome<void>> {
    return this.transport.inSession('DELETE', at(tenant, `team/members/${id}`), isNothing);
  }

  claims(tenant: string, after: string | null): Promise<Outcome<ClaimQueue>> {
    const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
    return this.transport.inSession('GET', at(tenant, `claims${query}`), hasList<ClaimQueue>('claims'));
  }

  claim(tenant: string, id: string): Promise<Outcome<ClaimCaseView>> {
    return this.transport.inSession(
      'GET',
      at(tenant, `claims/${id}`),
      hasRecords<ClaimCaseView>('claim', 'listing'),
    );
  }

  decideClaim(tenant: string, id: string, decision: ClaimDecision): Promise<Outcome<void>> {
    return this.transport.inSession('POST', at(tenant, `claims/${id}/decision`), isNothing, decision);
  }

  /** Where a document of a claim lies, for an image or a link. */
  documentPath(tenant: string, claim: string, proof: string): string {
    return at(tenant, `claims/${claim}/documents/${proof}`);
  }

  additions(tenant: string): Promise<Outcome<AdditionQueue>> {
    return this.transport.inSession('GET', at(tenant, 'additions'), hasList<AdditionQueue>('additions'));
  }

  decideAddition(tenant: string, id: string, decision: AdditionDecision): Promise<Outcome<void>> {
    return this.transport.inSession('POST', at(tenant, `additions/${id}/decision`), isNothing, decision);
  }

  claimPolicy(tenant: string): Promise<Outcome<ClaimPolicyView>> {
    const guard = hasTexts<ClaimPolicyView>('policy');
    return this.transport.inSession('GET', at(tenant, 'claim-policy'), guard);
  }

  chooseClaimPolicy(tenant: string, policy: ClaimPolicy): Promise<Outcome<void>> {
    return this.transport.inSession('PUT', at(tenant, 'claim-policy'), isNothing, { policy });
  }

  letters(tenant: string): Promise<Outcome<LetterRequests>> {
    return this.transport.inSession('GET', at(tenant, 'letters'), hasList<LetterRequests>('letters'));
  }

  printLetters(tenant: string, claims: readonly string[]): Promise<Outcome<Blob>> {
    return this.transport.file(at(tenant, 'letters'), { claims });
  }

  reports(tenant: string, state: ReportView['state']): Promise<Outcome<ReportList>> {
    return this.transport.inSession(
      'GET',
      at(tenant, `reports?state=${state}`),
      hasList<ReportList>('reports'),
    );
  }

  report(tenant: string, id: string): Promise<Outcome<ReportCase>> {
    return this.transport.inSession('GET', at(tenant, `reports/${id}`), hasRecords<ReportCase>('report'));
  }

  decideReport(tenant: string, id: string, decision: DecideReport): Promise<Outcome<void>> {
    return this.transport.inSession('POST', at(tenant, `reports/${id}/decision`), isNothing, decision);
  }

  reopenReport(tenant: string, id: string): Promise<Outcome<void>> {
    return this.transport.inSession('POST', at(tenant, `reports/${id}/reopening`), isNothing, {});
  }

  corrections(tenant: string): Promise<Outcome<CorrectionQueue>> {
    const guard = hasList<CorrectionQueue>('corrections');
    return this.transport.inSession('GET', at(tenant, 'corrections'), guard);
  }

  decideCorrection(tenant: string, id: string, decision: DecideReport): Promise<Outcome<void>> {
    return this.transport.inSession('POST', at(tenant, `corrections/${id}/decision`), isNothing, decision);
  }

  listings(tenant: string, asked: string): Promise<Outcome<FoundListings>> {
    const path = at(tenant, `listings?q=${encodeURIComponent(asked)}`);
    return this.transport.inSession('GET', path, hasList<FoundListings>('listings'));
  }

  listing(tenant: string, id: string): Promise<Outcome<ListingEditor>> {
    const guard = hasRecords<ListingEditor>('listing', 'profile');
    return this.transport.inSession('GET', at(tenant, `listings/${encodeURIComponent(id)}`), guard);
  }

  editListing(tenant: string, id: string, edit: SimpleEdit): Promise<Outcome<SavedEdit>> {
    const path = at(tenant, `listings/${encodeURIComponent(id)}/profile`);
    return this.transport.inSession('PUT', path, hasList<SavedEdit>('changed'), edit);
  }

  /** Whether a business may be written to, unasked. */
  wantLetters(tenant: string, id: string, input: LetterPreference): Promise<Outcome<void>> {
    const path = at(tenant, `listings/${encodeURIComponent(id)}/letters`);
    return this.transport.inSession('PUT', path, isNothing, input);
  }

  mandates(tenant: string): Promise<Outcome<MandateList>> {
    return this.transport.inSession('GET', at(tenant, 'mandates'), hasList<MandateList>('mandates'));
  }

  proposeMandate(tenant: string, input: MandateInput): Promise<Outcome<{ readonly id: string }>> {
    return this.transport.inSession('POST', at(tenant, 'mandates'), hasTexts<{ id: string }>('id'), input);
  }

  endMandate(tenant: string, id: string): Promise<Outcome<void>> {
    return this.transport.inSession('POST', at(tenant, `mandates/${id}/end`), isNothing, {});
  }

  streets(tenant: string): Promise<Outcome<VisitStreets>> {
    return this.transport.inSession('GET', at(tenant, 'visits/streets'), hasList<VisitStreets>('streets'));
  }

  walk(
    tenant: string,
    where: { readonly commune: string; readonly street: string } | null,
  ): Promise<Outcome<WalkView>> {
    const query = where === null ? '' : `?${new URLSearchParams(where).toString()}`;
    return this.transport.inSession('GET', at(tenant, `visits${query}`), hasList<WalkView>('stops'));
  }

  printInvitations(tenant: string, where: PrintInvitations): Promise<Outcome<Blob>> {
    return this.transport.file(at(tenant, 'visits/letters'), where);
  }
}

const at = (tenant: string, path: string): string => `/api/tenants/${encodeURIComponent(tenant)}/${path}`;

export const TENANT_API = new InjectionToken<TenantApi>('the console API of one territory', {
  providedIn: 'root',
  factory: () => new TenantApi(inject(TRANSPORT)),
});

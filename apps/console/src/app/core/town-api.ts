import { InjectionToken, inject } from '@angular/core';
import type { InviteToTeam, TeamView } from '@halles/contracts';
import { hasList, hasTexts } from './api-shapes';
import { TRANSPORT } from './api';
import type { Outcome } from './problem';
import { isNothing, type Transport } from './transport';

/** What the console asks of its server about one territory. */
export class TownApi {
  constructor(private readonly transport: Transport) {}

  team(tenant: string): Promise<Outcome<TeamView>> {
    return this.transport.inSession('GET', at(tenant, 'team'), hasList<TeamView>('members'));
  }

  invite(tenant: string, wish: InviteToTeam): Promise<Outcome<{ readonly id: string }>> {
    return this.transport.inSession(
      'POST',
      at(tenant, 'team/invitations'),
      hasTexts<{ id: string }>('id'),
      wish,
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
}

const at = (tenant: string, path: string): string => `/api/tenants/${encodeURIComponent(tenant)}/${path}`;

export const TOWN_API = new InjectionToken<TownApi>('the console API of one territory', {
  providedIn: 'root',
  factory: () => new TownApi(inject(TRANSPORT)),
});

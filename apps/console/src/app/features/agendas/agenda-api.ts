import { inject, Service } from '@angular/core';
import type { AgendaShops, TownServiceInput, TownServicesView } from '@halles/contracts';
import { ApiHttp, type ApiResource, apiResource, isNothing } from '../../core/api-http';
import { hasList, hasNumbers } from '../../core/api-shapes';
import type { Outcome } from '../../core/problem';

const at = (tenant: string, rest: string): string => `/api/tenants/${encodeURIComponent(tenant)}/${rest}`;

/** What the console asks of its server about the agendas that the town keeps, or answers for. */
@Service()
export class AgendaApi {
  private readonly http = inject(ApiHttp);

  services(tenant: () => string): ApiResource<TownServicesView> {
    return apiResource(() => at(tenant(), 'town-services'), hasList<TownServicesView>('services'));
  }

  add(tenant: string, body: TownServiceInput): Promise<Outcome<{ readonly listing: number }>> {
    const guard = hasNumbers<{ readonly listing: number }>('listing');
    return this.http.send('POST', at(tenant, 'town-services'), guard, { body });
  }

  /** @param email where the town is mailed of what is booked there; null: nowhere */
  setNotices(tenant: string, listing: string, email: string | null): Promise<Outcome<void>> {
    return this.http.send('PUT', at(tenant, `town-services/${listing}/notices`), isNothing, {
      body: { email },
    });
  }

  shops(tenant: () => string): ApiResource<AgendaShops> {
    return apiResource(() => at(tenant(), 'agenda-shops'), hasList<AgendaShops>('shops'));
  }
}

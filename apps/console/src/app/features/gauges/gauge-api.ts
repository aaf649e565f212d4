import { inject, Service } from '@angular/core';
import type {
  ChangeGaugeRule,
  EndGaugeRule,
  GaugePreviewView,
  GaugeRuleInput,
  GaugeRulesView,
  NewGaugeRule,
  OccupancyView,
} from '@halles/contracts';
import { ApiHttp, type ApiResource, apiResource, isNothing } from '../../core/api-http';
import { hasList, hasNumbers, hasTexts } from '../../core/api-shapes';
import type { Outcome } from '../../core/problem';

const at = (tenant: string, rest = ''): string =>
  `/api/tenants/${encodeURIComponent(tenant)}/gauge-rules${rest}`;

/** What the console asks of its server about the rules of a territory on how many people may be inside. */
@Service()
export class GaugeApi {
  private readonly http = inject(ApiHttp);

  rules(tenant: () => string): ApiResource<GaugeRulesView> {
    return apiResource(() => at(tenant()), hasList<GaugeRulesView>('rules'));
  }

  /** How busy its places are this week. */
  occupancy(tenant: () => string): ApiResource<OccupancyView> {
    return apiResource(
      () => `/api/tenants/${encodeURIComponent(tenant())}/occupancy`,
      hasList<OccupancyView>('days'),
    );
  }

  preview(tenant: string, rule: GaugeRuleInput): Promise<Outcome<GaugePreviewView>> {
    const guard = hasNumbers<GaugePreviewView>('places');
    return this.http.send('POST', at(tenant, '/preview'), guard, { body: { rule } });
  }

  create(tenant: string, body: NewGaugeRule): Promise<Outcome<{ readonly id: string }>> {
    return this.http.send('POST', at(tenant), hasTexts<{ id: string }>('id'), { body });
  }

  change(tenant: string, id: string, body: ChangeGaugeRule): Promise<Outcome<void>> {
    return this.http.send('PUT', at(tenant, `/${id}`), isNothing, { body });
  }

  end(tenant: string, id: string, body: EndGaugeRule): Promise<Outcome<void>> {
    return this.http.send('POST', at(tenant, `/${id}/ending`), isNothing, { body });
  }

  loadExamples(tenant: string): Promise<Outcome<{ readonly loaded: number }>> {
    return this.http.send('POST', at(tenant, '/examples'), hasNumbers<{ loaded: number }>('loaded'), {
      body: {},
    });
  }
}

import type { Degrees } from '@halles/domain/geo';
import { Clock, MINUTE } from '@halles/kernel';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { PlaceRepository } from './place.repository';

/** It changes with the perimeter, a few times a year. */
const REMEMBERED = 5 * MINUTE;
/** The middle of France, for a territory without communes. */
const FRANCE: Degrees = { longitude: 2.35, latitude: 46.6 };

/** Where a territory is looked at from: the centre of its most populated commune. */
@Injectable()
export class TerritoryCentre {
  /** By tenant role: one entry a tenant of the registry. */
  private readonly centres = new Map<string, { readonly until: number; readonly centre: Degrees }>();

  constructor(
    private readonly places: PlaceRepository,
    private readonly clock: Clock,
  ) {}

  async of(tx: TenantTx): Promise<Degrees> {
    const { role } = tx.ctx.tenant;
    const now = this.clock.now().getTime();
    const known = this.centres.get(role);
    if (known && known.until > now) return known.centre;
    const centre = (await this.places.territoryCentre(tx)) ?? FRANCE;
    this.centres.set(role, { until: now + REMEMBERED, centre });
    return centre;
  }
}

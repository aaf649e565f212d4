import { type ClickSource, FootfallMeter } from '@halles/domain/footfall';
import type { Locale } from '@halles/kernel';
import { inputOf, type PostedForm } from '@halles/platform/forms';
import { type Client, type HttpAnswer, json } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { redirectDone } from '../params';
import { PageRenderer } from '../rendering/page-renderer';
import { countFor, presentCount } from './count.presenter';
import { clicksForm } from './footfall.form';

const NO_STORE = { 'cache-control': 'private, no-store' } as const;

/** A place whose door somebody stands at. */
export interface DoorPlace extends Pick<ClickSource, 'listingId' | 'linkId'> {
  /** Where its page is. */
  readonly path: string;
}

/** Takes the clicks of a door, from a page with scripts and from one without. */
@Injectable()
export class DoorClicks {
  constructor(
    private readonly meter: FootfallMeter,
    private readonly renderer: PageRenderer,
  ) {}

  /** Counts what was sent; a program is told how many are there, a person is led back. @throws InvalidInput what is no click */
  async take(
    ctx: TenantContext,
    { isProgram }: Client,
    { path, ...place }: DoorPlace,
    posted: PostedForm,
    locale: Locale,
  ): Promise<HttpAnswer> {
    const { clicks, device } = inputOf(clicksForm.read(posted));
    const source = { ...place, device: device === '' ? (clicks[0]?.id ?? '') : device };
    const { now, outcomes } = await this.meter.count(ctx, source, clicks);
    if (!isProgram) return redirectDone(path, outcomes.includes('nobody-there') ? 'nobody' : null);
    const count = presentCount(now, 'door', this.renderer.scope(ctx.tenant, locale));
    return json({ ...countFor(now, count), outcomes }, NO_STORE);
  }

  /** How many are there, for the program of an open page. */
  async read(ctx: TenantContext, listingId: number, locale: Locale): Promise<HttpAnswer> {
    const now = await this.meter.read(ctx, listingId);
    const count = presentCount(now, 'door', this.renderer.scope(ctx.tenant, locale));
    return json(countFor(now, count), NO_STORE);
  }
}

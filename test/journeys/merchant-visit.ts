import type { TenantContext } from '@halles/platform/tenancy';
import { signInAs } from '@halles/testing';
import type { BrowserContextOptions } from 'playwright-core';
import type { PortalStage, Visit } from './portal-stage';
import { FILLED } from './stage-directory';

/** A browser in which the merchant of a business of the portal that has some is signed in. */
export async function visitAsMerchant(
  stage: PortalStage,
  ctx: TenantContext,
  listingId: number,
  options: BrowserContextOptions,
): Promise<Visit> {
  const { cookie } = await signInAs(stage.world, ctx, { grants: [{ listingId }] });
  return visitSignedIn(stage, cookie, options);
}

/** A browser of the portal that has businesses in which somebody is signed in. @param cookie of their session */
export async function visitSignedIn(
  stage: PortalStage,
  cookie: string,
  options: BrowserContextOptions,
): Promise<Visit> {
  const visit = await stage.visit(FILLED, options);
  const [name = '', value = ''] = cookie.split('=');
  const domain = new URL(stage.originOf(FILLED)).hostname;
  await visit.context.addCookies([{ name, value, domain, path: '/', secure: true, httpOnly: true }]);
  return visit;
}

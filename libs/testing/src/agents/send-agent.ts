import { type MandateGroup, mandateInputSchema } from '@halles/contracts';
import { AgentSessionService, MandateService, MandatesModule } from '@halles/domain/mandates';
import { hashToken, newSessionToken } from '@halles/platform/auth';
import { createContext, type TenantContext } from '@halles/platform/tenancy';
import { servicesOf, type World } from '@halles/testing';
import { addAccount } from '@halles/testing/console';
import { v7 as uuid } from 'uuid';

const DRAWN = `M10 20${Array.from({ length: 12 }, (_, n) => `L${20 + n * 9} ${40 + (n % 3) * 7}`).join('')}`;

/** An agent whom the console hands the space of a business over to. */
export interface AgentAtWork {
  readonly accountId: string;
  readonly mandate: string;
  /** SHA-256 of the token of the session of the console. */
  readonly consoleSession: Buffer;
  /** The token of the link: it serves once. */
  readonly link: string;
}

/**
 * Makes an agent of a territory with a session of the console, the mandate of a business signed on the screen, and hands
 * its space over.
 * @param scope groups of fields; null for all
 */
export async function sendAgent(
  world: World,
  visited: TenantContext,
  listing: number,
  {
    scope = null,
    now = new Date(),
  }: { readonly scope?: readonly MandateGroup[] | null; readonly now?: Date } = {},
): Promise<AgentAtWork> {
  const { accountId, consoleSession } = await signedIn(world, visited, now);
  const ctx = createContext(visited.tenant, { kind: 'agent', accountId }, uuid());
  const services = await servicesOf(world, [MandatesModule]);
  const input = mandateInputSchema.parse({
    listing,
    scope,
    giverName: 'Jeanne Paul',
    giverQuality: 'gérante',
    giverEmail: null,
    locale: 'fr',
    months: 12,
    means: 'screen',
    signature: DRAWN,
  });
  const mandates = services.get(MandateService);
  const mandate = await mandates.propose(ctx, input, { accountId, name: 'Opératrice' }, now);
  // Where somebody keeps the page, it waits for them.
  await mandates.agree(ctx, listing, mandate, now);
  const link = await services
    .get(AgentSessionService)
    .handOver(ctx, { listingId: listing, consoleSession }, now);
  return { accountId, mandate, consoleSession, link };
}

/** The same to a service of the town hall, for which no mandate is asked. */
export async function sendToTownService(
  world: World,
  visited: TenantContext,
  listing: number,
  now = new Date(),
): Promise<Omit<AgentAtWork, 'mandate'>> {
  const { accountId, consoleSession } = await signedIn(world, visited, now);
  const ctx = createContext(visited.tenant, { kind: 'agent', accountId }, uuid());
  const services = await servicesOf(world, [MandatesModule]);
  const link = await services
    .get(AgentSessionService)
    .handOver(ctx, { listingId: listing, consoleSession }, now);
  return { accountId, consoleSession, link };
}

/** An agent of a territory with a session of the console. */
async function signedIn(world: World, visited: TenantContext, now: Date) {
  const { id: accountId } = await addAccount(world, { role: 'agent', tenantId: visited.tenant.id });
  const consoleSession = hashToken(newSessionToken());
  await world.installation.platform().query(
    `INSERT INTO console_session (token_hash, account_id, created_at, last_seen_at, expires_at)
     VALUES ($1, $2, $3, $3, $3::timestamptz + interval '12 hours')`,
    [consoleSession, accountId, now],
  );
  return { accountId, consoleSession };
}

import { isPortalPermission, ownPermissions, type PortalPermission } from '@halles/contracts';
import { type AccountSession, AddressUnproven, permissionsOn, SessionService } from '@halles/domain/accounts';
import { ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import {
  AccessControl,
  contextOf,
  localeOf,
  PageNotFound,
  type Permission,
  PermissionDenied,
  readReturnPath,
  SeeOther,
  Unauthenticated,
  wantsHtml,
} from '@halles/platform/http';
import { createContext, type TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { accountPath } from './account-changes';
import { sessionCookie } from './account-cookies';
import { signInPath } from './sign-in-path';

const OWN: ReadonlySet<PortalPermission> = new Set(ownPermissions);

/**
 * Who may do what on a portal: a session, and for what is done to a listing a grant on the one that the path names
 * (`:listing`, its number). Read again at each request: a right that was taken away is gone at the next one.
 */
@Injectable()
export class AccountAccess extends AccessControl {
  constructor(
    private readonly sessions: SessionService,
    private readonly listings: ListingService,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async check(request: FastifyRequest, permission: Permission): Promise<void> {
    if (!isPortalPermission(permission)) throw new PermissionDenied({});
    const session = await this.find(contextOf(request), request.headers.cookie);
    if (!session) throw refusal(request);
    if (!OWN.has(permission)) await this.admitToListing(request, session, permission);
    if (permission === 'claim.make' && !session.account.isVerified) throw addressRefusal(request);
    request.accountSession = session;
    request.writer = session.account.id;
    const { tenant, requestId } = contextOf(request);
    request.tenantContext = createContext(
      tenant,
      { kind: 'account', accountId: session.account.id },
      requestId,
    );
  }

  /** The session that the browser brings, on any route; null for none. @param cookies header of the request */
  async find(ctx: TenantContext, cookies: string | undefined): Promise<AccountSession | null> {
    const token = sessionCookie.read(cookies);
    return token === null ? null : this.sessions.resume(ctx, token, this.clock.now());
  }

  /**
   * People who open a page of a listing that was merged are led to the same page of the one that it is now, where they keep it.
   * @throws PageNotFound for a listing that is not this account's, whether it exists or not; PermissionDenied
   */
  private async admitToListing(
    request: FastifyRequest,
    session: AccountSession,
    permission: PortalPermission,
  ): Promise<void> {
    const { listing } = request.params as Readonly<Record<string, string | undefined>>;
    if (listing === undefined) throw new Error(`"${permission}" is asked for on a route without a listing`);
    const id = LISTING_ID.test(listing) ? Number(listing) : 0;
    const allowed = permissionsOn(session, id);
    if (allowed.includes(permission)) return;
    if (allowed.length > 0) throw new PermissionDenied({});
    await this.leadOn(request, listing, (survivor) => permissionsOn(session, survivor).length > 0);
    throw new PageNotFound({});
  }

  /**
   * Leads whoever opens a page of a listing that was merged to the same page of the one that it is now.
   * @param isTheirs whether they may open that one
   * @throws SeeOther
   */
  async leadOn(
    request: FastifyRequest,
    listing: string,
    isTheirs: (survivor: number) => boolean,
  ): Promise<void> {
    const path = isPage(request) && LISTING_ID.test(listing) ? readReturnPath(request.url) : null;
    if (path === null) return;
    const survivor = await this.listings.survivorOf(contextOf(request), Number(listing));
    if (survivor === null || !isTheirs(survivor)) return;
    // Two that were merged may be set apart again: no browser keeps the way.
    throw new SeeOther(path.replace(`/${listing}`, `/${String(survivor)}`));
  }
}

const LISTING_ID = /^[1-9]\d{0,8}$/;

const isPage = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && wantsHtml(headers.accept);

/** People who open a page are led to sign in and back; programs, and forms that were sent, get an error. */
function refusal(request: FastifyRequest): Error {
  if (!isPage(request)) return new Unauthenticated({});
  return new SeeOther(signInPath(localeOf(request), readReturnPath(request.url)));
}

/** People who open a page are led to where their account asks for the link that proves the address. */
function addressRefusal(request: FastifyRequest): Error {
  if (!isPage(request)) return new AddressUnproven({});
  return new SeeOther(accountPath(localeOf(request), 'address'));
}

import {
  type MandateTask,
  patternsOf,
  type PortalPermission,
  type PortalRoute,
  type ProfileField,
  type RouteParams,
} from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import type { AgentSession } from '@halles/domain/mandates';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** A route whose address needs the number of a business, and nothing else. */
export type ListingRoute = {
  [R in PortalRoute]: keyof RouteParams<R> extends 'listing'
    ? 'listing' extends keyof RouteParams<R>
      ? R
      : never
    : never;
}[PortalRoute];

/** A route whose address needs nothing. */
export type AccountRoute = {
  [R in PortalRoute]: keyof RouteParams<R> extends never ? R : never;
}[PortalRoute];

/** A route of a business, whatever else its address names. */
export type RouteOfListing = {
  [R in PortalRoute]: 'listing' extends keyof RouteParams<R> ? R : never;
}[PortalRoute];

/**
 * The agents that a page is for: those whose mandate reaches one of these fields, or names one of these tasks; those at a
 * service of the town hall (`town-service`); `all` where it changes nothing. A page that says nothing is for who keeps the business alone.
 */
export type AgentReach = readonly (ProfileField | MandateTask | 'town-service')[] | 'all';

/** How far the mandate of an agent goes. */
type AgentRights = Pick<AgentSession, 'fields' | 'tasks' | 'mandate'>;

/** Between the home and the menu: more have no room for a thumb. */
const MAX_TABS = 3;

/** A page of the space of one business that its menu leads to. */
export interface MerchantSection {
  /** Its name in the menu is the text `pro.nav.<key>`, unless `label` says where else. */
  readonly key: string;
  /** Key of its name, for a feature whose texts are in a file of its own. */
  readonly label?: string;
  /** Without it the section is not in the menu, and its page answers nobody. */
  readonly permission: PortalPermission;
  /** Name of a drawing of the portal's icon set. */
  readonly icon: string;
  /** Where it stands: 10 for the hours, 90 for the history. */
  readonly order: number;
  /** Key of its short name, for one of the few that stand at the foot of a telephone's screen. */
  readonly tab?: string;
  /** Of which businesses it stands there; of all unless said. Where it does it comes before those that stand there anyway. */
  readonly hasTab?: (ctx: TenantContext, listingId: number) => Promise<boolean>;
  readonly route: ListingRoute;
  readonly agents?: AgentReach;
}

/** A page of who keeps several businesses that is of all of them. */
export interface SharedSection extends Pick<MerchantSection, 'key' | 'icon'> {
  /** Key of its name. */
  readonly label: string;
  readonly route: AccountRoute;
  /** Whether somebody has anything to see there. */
  readonly isOf: (ctx: TenantContext, session: AccountSession) => Promise<boolean>;
}

/** The menu of a business's space. Each feature registers its sections at module start; a reader sees those that they may open. */
@Injectable()
export class MerchantSections {
  private readonly sections: MerchantSection[] = [];
  private readonly sharedSections: SharedSection[] = [];
  /** The addresses that agents reach, as routes are declared. */
  private readonly reaches = new Map<string, AgentReach>();

  /** @throws Error where the key is taken */
  register(...sections: readonly MerchantSection[]): void {
    for (const section of sections) {
      if (this.sections.some(({ key }) => key === section.key))
        throw new Error(`the section "${section.key}" is registered twice`);
      this.sections.push(section);
      if (section.agents !== undefined) this.openToAgents(section.agents, section.route);
    }
    this.sections.sort((one, other) => one.order - other.order);
  }

  /** Adds a page that is of all businesses of somebody: to the menu where none of them is open. */
  registerShared(section: SharedSection): void {
    this.sharedSections.push(section);
  }

  /** Those of them that somebody has anything to see on. */
  async shared(ctx: TenantContext, session: AccountSession): Promise<readonly SharedSection[]> {
    const shown: SharedSection[] = [];
    for (const section of this.sharedSections) if (await section.isOf(ctx, session)) shown.push(section);
    return shown;
  }

  /** Lets agents reach routes that are in no menu, or stand behind one that is. */
  openToAgents(reach: AgentReach, ...routes: readonly RouteOfListing[]): void {
    for (const route of routes) for (const pattern of patternsOf(route)) this.reaches.set(pattern, reach);
  }

  /** Those that somebody with these permissions may open, in their order. */
  allowed(permissions: readonly PortalPermission[]): MerchantSection[] {
    return this.sections.filter(({ permission }) => permissions.includes(permission));
  }

  /** Of those that somebody may open, the ones at the foot of a telephone's screen, for a business; in their order. */
  async tabs(
    ctx: TenantContext,
    listingId: number,
    allowed: readonly MerchantSection[],
  ): Promise<readonly MerchantSection[]> {
    const always = allowed.filter(({ tab, hasTab }) => tab !== undefined && hasTab === undefined);
    const own: MerchantSection[] = [];
    for (const section of allowed) if (await section.hasTab?.(ctx, listingId)) own.push(section);
    const shown = new Set([...own, ...always].slice(0, MAX_TABS));
    return allowed.filter((section) => shown.has(section));
  }

  /** Those that an agent may open, in their order. */
  allowedTo(agent: AgentRights): MerchantSection[] {
    return this.sections.filter(({ route }) => this.admits(agent, route));
  }

  /** Whether a route is for this agent. */
  admits(agent: AgentRights, route: ListingRoute): boolean {
    return patternsOf(route).some((pattern) => this.admitsAt(agent, pattern));
  }

  /** @param pattern an address as its route declares it */
  admitsAt({ fields, tasks, mandate }: AgentRights, pattern: string): boolean {
    const reach = this.reaches.get(pattern);
    const granted = new Set<string>([...fields, ...tasks, ...(mandate === null ? ['town-service'] : [])]);
    return reach === 'all' || (reach?.some((one) => granted.has(one)) ?? false);
  }
}

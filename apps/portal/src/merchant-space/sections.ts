import type { PortalPermission, PortalRoute, RouteParams } from '@halles/contracts';
import { Injectable } from '@nestjs/common';

/** A route whose address needs the number of a business, and nothing else. */
export type ListingRoute = {
  [R in PortalRoute]: keyof RouteParams<R> extends 'listing'
    ? 'listing' extends keyof RouteParams<R>
      ? R
      : never
    : never;
}[PortalRoute];

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
  readonly route: ListingRoute;
}

/** The menu of a business's space. Each feature registers its sections at module start; a reader sees those that they may open. */
@Injectable()
export class MerchantSections {
  private readonly sections: MerchantSection[] = [];

  /** @throws Error where the key is taken */
  register(...sections: readonly MerchantSection[]): void {
    for (const section of sections) {
      if (this.sections.some(({ key }) => key === section.key))
        throw new Error(`the section "${section.key}" is registered twice`);
      this.sections.push(section);
    }
    this.sections.sort((one, other) => one.order - other.order);
  }

  /** Those that somebody with these permissions may open, in their order. */
  allowed(permissions: readonly PortalPermission[]): MerchantSection[] {
    return this.sections.filter(({ permission }) => permissions.includes(permission));
  }
}

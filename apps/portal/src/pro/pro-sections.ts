import type { PortalPermission } from '@halles/contracts';
import type { Bilingual } from '@halles/kernel';
import { Injectable } from '@nestjs/common';

/** A page of the space of one business that its menu leads to. */
export interface ProSection {
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
  /** Pattern of its address, with `:listing`. */
  readonly path: Bilingual;
}

/** The pages of a business's space. Each feature registers its own at module start; menus show those that one may open. */
@Injectable()
export class ProSections {
  private readonly sections: ProSection[] = [];

  /** @throws Error where the key is taken */
  register(...sections: readonly ProSection[]): void {
    for (const section of sections) {
      if (this.sections.some(({ key }) => key === section.key))
        throw new Error(`the section "${section.key}" is registered twice`);
      this.sections.push(section);
    }
    this.sections.sort((one, other) => one.order - other.order);
  }

  /** Those that somebody with these permissions may open, in their order. */
  allowed(permissions: readonly PortalPermission[]): ProSection[] {
    return this.sections.filter(({ permission }) => permissions.includes(permission));
  }
}

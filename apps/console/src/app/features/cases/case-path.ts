import type { CaseKind } from '@halles/contracts';
import { tenantPath } from '../../core/menu';

/** The address of a case. Pure. */
export function casePath(
  tenant: string,
  { kind, id }: { readonly kind: CaseKind; readonly id: string },
): string {
  switch (kind) {
    case 'claim':
      return tenantPath(tenant, 'claims', id);
    case 'addition':
      return `${tenantPath(tenant, 'claims')}/ajouts/${id}`;
    case 'report':
      return tenantPath(tenant, 'reports', id);
    case 'correction':
      return `${tenantPath(tenant, 'reports')}/corrections/${id}`;
  }
}

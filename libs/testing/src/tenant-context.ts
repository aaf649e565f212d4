import { createContext, type TenantContext } from '@halles/platform/tenancy';
import { aTerritory } from './builders';

/** A visitor of a tenant that is in no registry and no database. */
export const aTenantContext = (slug: string): TenantContext =>
  createContext(
    {
      id: slug,
      slug,
      state: 'live',
      database: 'main',
      role: `t_${slug}`,
      schema: `t_${slug}`,
      hosts: [],
      canonicalHost: `${slug}.localhost`,
      stateSince: null,
      storageQuotaMb: null,
      isCopy: false,
      settings: aTerritory(slug),
      version: 1,
    },
    { kind: 'visitor' },
    'test',
  );

import type { TenantSettings } from '@halles/contracts';

/** Origins that maps of a territory fetch from beside its own portal: none, or the one of the ground that it chose. Pure. */
export function mapOrigins({ map }: Pick<TenantSettings, 'map'>): readonly string[] {
  return map ? [new URL(map.styleUrl).origin] : [];
}

import { fileRoutes } from '@halles/contracts';
import type { Degrees, Ring } from '@halles/domain/geo';
import type { PageScope } from '../rendering/page-scope';
import type { MapCompanionView, ZoneMapView } from './map.view';

/** What every map of a territory is drawn with. Pure. */
export function presentMapParts({
  urls,
  settings,
}: Pick<PageScope, 'urls' | 'settings'>): Pick<
  MapCompanionView,
  'library' | 'worker' | 'outlines' | 'style' | 'attribution'
> {
  return {
    library: urls.map,
    worker: urls.mapWorker,
    outlines: fileRoutes.apiOutlines,
    ...(settings.map ? { style: settings.map.styleUrl, attribution: settings.map.attribution } : {}),
  };
}

/**
 * Zones on a map, and the shop that delivers there. Pure.
 * @param field that a zone is drawn into; none where they are shown alone
 */
export function presentZoneMap(
  scope: PageScope,
  rings: readonly Ring[],
  shop: Degrees | null,
  field?: string,
): ZoneMapView {
  return {
    ...presentMapParts(scope),
    rings: rings.map((ring) => ring.map((corner) => corner.join(',')).join(' ')).join(';'),
    ...(shop ? { shop: `${String(shop.longitude)},${String(shop.latitude)}` } : {}),
    ...(field === undefined ? {} : { field }),
  };
}

import type { PageScope } from '../rendering/page-scope';
import { apiRoutes } from '../routes';
import type { MapCompanionView } from '../view-models-results';

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
    outlines: apiRoutes.outlines,
    ...(settings.map ? { style: settings.map.styleUrl, attribution: settings.map.attribution } : {}),
  };
}

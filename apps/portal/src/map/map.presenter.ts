import { fileRoutes } from '@halles/contracts';
import type { PageScope } from '../rendering/page-scope';
import type { MapCompanionView } from './map.view';

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

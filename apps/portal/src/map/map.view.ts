/**
 * The map beside a list. The island `<map-companion>` finds the results in the page itself: each is an
 * `[data-listing]` with its number and, where it has one, its `data-position="longitude,latitude"`.
 */
export interface MapCompanionView {
  /** `west,south,east,north` of what the list shows; absent where it shows nothing that has a position. */
  readonly bounds?: string;
  /** Address of the clusters of the same question; `bounds` and `zoom` are to be added. */
  readonly clusters: string;
  /** Address of the same list, and the parameter under which it takes the bounds of the map. */
  readonly list: string;
  readonly boundsParameter: string;
  /** Where distances are measured from, `longitude,latitude`, where the search has such a point. */
  readonly origin?: string;
  /** Addresses of the library that draws, of its worker and of the outlines that are the ground. */
  readonly library: string;
  readonly worker: string;
  readonly outlines: string;
  /** The ground that the territory has chosen instead, and whom it names for it. */
  readonly style?: string;
  readonly attribution?: string;
}

/** Zones on a map: the island `<zone-map>`. */
export interface ZoneMapView extends Pick<
  MapCompanionView,
  'library' | 'worker' | 'outlines' | 'style' | 'attribution'
> {
  /** `longitude,latitude longitude,latitude …` of each zone, with semicolons between them. */
  readonly rings: string;
  /** `longitude,latitude` of the shop, where it is known. */
  readonly shop?: string;
  /** Id of the field that a zone is drawn into. */
  readonly field?: string;
}

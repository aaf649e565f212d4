import type {
  GeoJSONSource,
  LngLatBounds,
  Map,
  StyleSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl';

type Ground = Parameters<GeoJSONSource['setData']>[0];

/** From this zoom on communes are drawn one by one. */
const COMMUNES_FROM = 9;
/** Parts of the ground are asked for by squares of so many degrees, so that browsers keep them. */
const SQUARE = 0.5;

const EMPTY = { type: 'FeatureCollection', features: [] } as const;

/** A family as a canvas takes it: of « Source Sans 3 » without its quotes it would understand nothing. */
function quoted(family: string): string {
  const name = family.replaceAll(/["']/g, '').trim();
  return name === '' ? 'sans-serif' : `"${name}"`;
}

/** The territory's own colours and letters, as its style sheet has them now. */
function tokens(element: HTMLElement) {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    around: of('--color-surface-strong'),
    ground: of('--color-ground'),
    line: of('--color-line'),
    border: of('--color-field-line'),
    ink: of('--color-ink-muted'),
    font: quoted(of('--font-text').split(',')[0] ?? ''),
  };
}

type Look = ReturnType<typeof tokens>;

/** The names of places of a kind, the one with the most businesses first where they would touch. */
function names(
  source: string,
  kind: string,
  [minzoom, maxzoom]: readonly [number, number],
  look: Look,
): SymbolLayerSpecification {
  return {
    id: `${source}-${kind}`,
    type: 'symbol',
    source,
    filter: ['==', ['get', 'kind'], kind],
    minzoom,
    maxzoom,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': [look.font],
      'text-size': 14,
      'text-padding': 8,
      'text-max-width': 8,
      'symbol-sort-key': ['-', 0, ['get', 'listings']],
    },
    paint: { 'text-color': look.ink, 'text-halo-color': look.ground, 'text-halo-width': 1.5 },
  };
}

/** Our own ground: outlines on plain colour, names of communes and districts, nothing from elsewhere. */
function ownStyle(look: Look, territory: Ground, communes: Ground): StyleSpecification {
  return {
    version: 8,
    sources: {
      territory: { type: 'geojson', data: territory },
      communes: { type: 'geojson', data: communes },
    },
    layers: [
      { id: 'around', type: 'background', paint: { 'background-color': look.around } },
      { id: 'territory', type: 'fill', source: 'territory', paint: { 'fill-color': look.ground } },
      {
        id: 'communes',
        type: 'line',
        source: 'communes',
        minzoom: COMMUNES_FROM,
        paint: { 'line-color': look.line, 'line-width': 1 },
      },
      {
        id: 'border',
        type: 'line',
        source: 'territory',
        paint: { 'line-color': look.border, 'line-width': 1.5 },
      },
      names('territory', 'commune-name', [0, COMMUNES_FROM], look),
      names('communes', 'commune-name', [COMMUNES_FROM, 13], look),
      names('communes', 'district-name', [12, 24], look),
    ],
  };
}

/** What lies under the markers: drawn from the territory's own outlines, by day and by night. */
export class MapGround {
  private territory: Ground = EMPTY;
  private communes: Ground = EMPTY;
  private shown = '';

  /** @param outlines address of the outlines */
  constructor(
    private readonly element: HTMLElement,
    private readonly outlines: string,
  ) {}

  /** Gets the territory as a whole. @returns whom to name for it, where it says so */
  async load(): Promise<string | null> {
    const answer = await fetch(`${this.outlines}?of=territory`);
    if (!answer.ok) return null;
    const found = (await answer.json()) as Exclude<Ground, string> & { readonly source?: string | null };
    this.territory = found;
    return found.source ?? null;
  }

  style(): StyleSpecification {
    return ownStyle(tokens(this.element), this.territory, this.communes);
  }

  /** Gets the communes of the part that is shown, unless they are there. */
  async follow(map: Map): Promise<void> {
    if (map.getZoom() < COMMUNES_FROM) return;
    const part = squares(map.getBounds());
    if (part === this.shown) return;
    this.shown = part;
    const answer = await fetch(`${this.outlines}?bounds=${part}`);
    if (!answer.ok || this.shown !== part) return;
    this.communes = (await answer.json()) as Exclude<Ground, string>;
    map.getSource<GeoJSONSource>('communes')?.setData(this.communes);
  }
}

function squares(bounds: LngLatBounds): string {
  const down = (degrees: number, least: number): number =>
    Math.max(least, Math.floor(degrees / SQUARE) * SQUARE);
  const up = (degrees: number, most: number): number => Math.min(most, Math.ceil(degrees / SQUARE) * SQUARE);
  return [
    down(bounds.getWest(), -180),
    down(bounds.getSouth(), -85),
    up(bounds.getEast(), 180),
    up(bounds.getNorth(), 85),
  ].join(',');
}

import type { ClusterAnswer, ClustersAnswer } from '@halles/contracts';
import type { Map, Marker } from 'maplibre-gl';
import { pluralKey } from '../plural-key';
import type { Listed } from './map-list';
import { spread } from './map-places';

type Library = typeof import('maplibre-gl');

/** A tile of the map has 4 × 4 cells. */
const CELL_DEPTH = 2;
/** A group opens by so many zooms. */
const CLOSER = 2;

interface Placed {
  readonly marker: Marker;
  readonly position: readonly [number, number];
}

export interface MarkerActs {
  /** A numbered marker was pressed. */
  readonly choose: (listed: Listed) => void;
  /** A group was pressed: the map goes there. */
  readonly approach: (position: readonly [number, number], zoom: number) => void;
  readonly word: (key: string, values: Readonly<Record<string, string>>) => string;
}

/** The cell of the grid that a place lies in at a zoom. */
function cellOf(longitude: number, latitude: number, zoom: number): string {
  const cells = 2 ** (zoom + CELL_DEPTH);
  const radians = (latitude * Math.PI) / 180;
  const x = Math.floor(((longitude + 180) / 360) * cells);
  const y = Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * cells);
  return `${x}/${y}`;
}

/** The numbered results and, around them, what else there is. */
export class MapMarkers {
  private readonly numbered: Placed[];
  private others: Placed[] = [];

  constructor(
    private readonly library: Library,
    private readonly map: Map,
    private readonly listed: readonly Listed[],
    private readonly acts: MarkerActs,
  ) {
    this.numbered = listed.map((one) => this.place(this.numberedButton(one), one.position));
  }

  /** Shows what else there is, without those that have a number already. */
  show({ zoom, clusters }: ClustersAnswer): void {
    for (const { marker } of this.others) marker.remove();
    const inCell = new globalThis.Map<string, number>();
    for (const { position } of this.listed) {
      const cell = cellOf(position[0], position[1], zoom);
      inCell.set(cell, (inCell.get(cell) ?? 0) + 1);
    }
    const ids = new Set(this.listed.map(({ id }) => id));
    this.others = clusters.flatMap((cluster) => {
      const { latitude, longitude } = cluster.position;
      const left = cluster.listings - (inCell.get(cellOf(longitude, latitude, zoom)) ?? 0);
      if (left <= 0 || (cluster.listing && ids.has(cluster.listing.id))) return [];
      return this.place(this.otherElement(cluster, left, zoom), [longitude, latitude]);
    });
    this.arrange();
  }

  /** Gives each marker room of its own at the present scale. */
  arrange(): void {
    const all = [...this.numbered, ...this.others];
    const places = all.map(({ position }) => this.map.project([position[0], position[1]]));
    spread(places).forEach((spot, at) => {
      const place = places[at];
      if (place) all[at]?.marker.setOffset([Math.round(spot.x - place.x), Math.round(spot.y - place.y)]);
    });
  }

  private place(element: HTMLElement, position: readonly [number, number]): Placed {
    const marker = new this.library.Marker({ element, anchor: 'center', subpixelPositioning: false })
      .setLngLat([position[0], position[1]])
      .addTo(this.map);
    return { marker, position };
  }

  private numberedButton(one: Listed): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'marker';
    button.textContent = one.number;
    button.setAttribute('aria-label', this.acts.word('marker', { number: one.number, name: one.name }));
    button.addEventListener('click', () => this.acts.choose(one));
    highlightTogether(button, 'result--shown', one.card);
    highlightTogether(one.card, 'marker--shown', button);
    return button;
  }

  private otherElement({ listing, position }: ClusterAnswer, left: number, zoom: number): HTMLElement {
    if (listing) {
      const link = document.createElement('a');
      link.className = 'marker marker--alone';
      link.href = listing.url;
      link.dataset['name'] = listing.name;
      link.setAttribute('aria-label', listing.name);
      return link;
    }
    const button = document.createElement('button');
    const { lang } = document.documentElement;
    const count = left.toLocaleString(lang);
    button.type = 'button';
    button.className = 'marker marker--others';
    button.textContent = count;
    button.setAttribute('aria-label', this.acts.word(pluralKey('others', left, lang), { count }));
    const there = [position.longitude, position.latitude] as const;
    button.addEventListener('click', () => this.acts.approach(there, zoom + CLOSER));
    return button;
  }
}

/** While one is pointed at or has the focus, the other shows it. */
function highlightTogether(one: HTMLElement, className: string, other: HTMLElement): void {
  const show = (isShown: boolean) => () => other.classList.toggle(className, isShown);
  for (const name of ['pointerenter', 'focusin']) one.addEventListener(name, show(true));
  for (const name of ['pointerleave', 'focusout']) one.addEventListener(name, show(false));
}

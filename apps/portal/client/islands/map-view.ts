import type { ClustersAnswer } from '@halles/contracts';
import type { Map } from 'maplibre-gl';
import { type Box, isStill, layGround, type Library, MAX_ZOOM, newMap, wordOf } from './map-base';
import { MapGround } from './map-ground';
import { listedOn, type Listed, numbersOf } from './map-list';
import { MapMarkers } from './map-markers';

/** A pause in moving, ms: a place is asked for, not each on the way. */
const PAUSE = 150;
const DECIMALS = 4;

export interface ViewParts {
  readonly host: HTMLElement;
  readonly canvas: HTMLElement;
  readonly here: HTMLAnchorElement;
  readonly credit: HTMLElement;
  readonly choose: (listed: Listed) => void;
}

/** The map itself, once it is open. What it is to show stands in the attributes of its host. */
export class MapView {
  private readonly map: Map;
  private readonly ground: MapGround;
  private readonly markers: MapMarkers;
  private request: AbortController | null = null;
  private timer = 0;

  /** @throws where the device cannot draw maps */
  constructor(
    private readonly library: Library,
    private readonly parts: ViewParts,
  ) {
    const { host, canvas } = parts;
    this.ground = new MapGround(host, host.dataset['outlines'] ?? '');
    this.map = newMap(library, host, {
      container: canvas,
      ground: this.ground,
      bounds: this.boundsAtFirst(),
    });
    this.markers = new MapMarkers(library, this.map, listedOn(document), {
      choose: parts.choose,
      approach: (center, zoom) => this.approach([center[0], center[1]], zoom),
      word: (key, values) => wordOf(host, key, values),
    });
    this.markOrigin();
    this.map.on('moveend', (event) => this.moved('originalEvent' in event && Boolean(event.originalEvent)));
    this.map.on('zoomend', () => this.markers.arrange());
    this.map.on('resize', () => this.markers.arrange());
    void layGround(host, this.map, this.ground, parts.credit);
    this.moved(false);
  }

  /** In the page, one finger and the wheel scroll the page; in a window of its own they move the map. */
  shareGestures(isShared: boolean): void {
    if (isShared) this.map.cooperativeGestures.enable();
    else this.map.cooperativeGestures.disable();
    this.map.resize();
  }

  /** Changes the scale by so many zooms. */
  zoomBy(by: number): void {
    this.ease(this.map.getZoom() + by);
  }

  private boundsAtFirst(): Box | null {
    const { dataset } = this.parts.host;
    const asked = new URL(location.href).searchParams.get(dataset['boundsParameter'] ?? '');
    const bounds = [numbersOf(asked), numbersOf(dataset['bounds'])].find(({ length }) => length === 4);
    return bounds ? (bounds as Box) : null;
  }

  /** @param byReader whether it was the reader who moved it */
  private moved(byReader: boolean): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.loadClusters(), PAUSE);
    const { here, host } = this.parts;
    const { list = '', boundsParameter = '' } = host.dataset;
    here.href = `${list}${list.includes('?') ? '&' : '?'}${boundsParameter}=${this.bounds(DECIMALS)}`;
    if (byReader) here.hidden = false;
  }

  private bounds(decimals: number): string {
    const box = this.map.getBounds();
    const within = (degrees: number, most: number): string =>
      String(Number(Math.min(most, Math.max(-most, degrees)).toFixed(decimals)));
    return [
      within(box.getWest(), 180),
      within(box.getSouth(), 85),
      within(box.getEast(), 180),
      within(box.getNorth(), 85),
    ].join(',');
  }

  private async loadClusters(): Promise<void> {
    this.request?.abort();
    const request = (this.request = new AbortController());
    const zoom = Math.max(0, Math.floor(this.map.getZoom()));
    const { clusters = '' } = this.parts.host.dataset;
    const address = `${clusters}${clusters.includes('?') ? '&' : '?'}bounds=${this.bounds(DECIMALS + 1)}&zoom=${zoom}`;
    try {
      const answer = await fetch(address, {
        signal: request.signal,
        headers: { accept: 'application/json' },
      });
      if (answer.ok) this.markers.show((await answer.json()) as ClustersAnswer);
    } catch {
      // Moved on, or the network is away: the numbered ones are there.
    }
  }

  private approach(center: [number, number], zoom: number): void {
    // The group goes as the map comes nearer: the focus stays on the map.
    this.map.getCanvas().focus({ preventScroll: true });
    this.map.easeTo({ center, zoom: Math.min(MAX_ZOOM, zoom), animate: !isStill(), duration: 300 });
    this.parts.here.hidden = false;
  }

  private ease(zoom: number): void {
    this.map.easeTo({ zoom, animate: !isStill(), duration: 200 });
    this.parts.here.hidden = false;
  }

  private markOrigin(): void {
    const [longitude, latitude] = numbersOf(this.parts.host.dataset['origin']);
    if (longitude === undefined || latitude === undefined) return;
    const element = document.createElement('span');
    element.className = 'marker-origin';
    element.setAttribute('aria-hidden', 'true');
    new this.library.Marker({ element }).setLngLat([longitude, latitude]).addTo(this.map);
  }
}

import type { Map, Marker } from 'maplibre-gl';
import { type Box, isStill, layGround, type Library, newElement, newMap } from './map-base';
import { MapGround } from './map-ground';
import type { Corner } from './zone-corners';

const SVG = 'http://www.w3.org/2000/svg';

export interface ZoneParts {
  readonly host: HTMLElement;
  readonly canvas: HTMLElement;
  readonly credit: HTMLElement;
  readonly rings: readonly (readonly Corner[])[];
  readonly shop: Corner | null;
  readonly bounds: Box | null;
}

/** A map with zones on it, and the shop. */
export class ZoneView {
  readonly map: Map;
  private readonly plan = document.createElementNS(SVG, 'svg');
  private rings: readonly (readonly Corner[])[];

  /** @throws where the device cannot draw maps */
  constructor(
    private readonly library: Library,
    { host, canvas, credit, rings, shop, bounds }: ZoneParts,
  ) {
    this.rings = rings;
    const ground = new MapGround(host, host.dataset['outlines'] ?? '');
    this.map = newMap(library, host, { container: canvas, ground, bounds });
    this.plan.classList.add('zone-map__plan');
    this.plan.setAttribute('aria-hidden', 'true');
    this.map.getCanvasContainer().append(this.plan);
    this.map.on('move', () => this.lay());
    this.map.on('resize', () => this.lay());
    if (shop) this.mark(shop, host.dataset['shopName'] ?? '');
    void layGround(host, this.map, ground, credit);
    this.lay();
  }

  zoomBy(by: number): void {
    this.map.easeTo({ zoom: this.map.getZoom() + by, animate: !isStill(), duration: 200 });
  }

  /** Shows other zones. */
  show(rings: readonly (readonly Corner[])[]): void {
    this.rings = rings;
    this.lay();
  }

  /** A thing that stands at a place, and may be dragged from there. */
  place(element: HTMLElement, [longitude, latitude]: Corner, draggable = false): Marker {
    return new this.library.Marker({ element, anchor: 'center', draggable, subpixelPositioning: true })
      .setLngLat([longitude, latitude])
      .addTo(this.map);
  }

  private mark(shop: Corner, name: string): void {
    const pin = newElement('span', 'marker-origin');
    pin.setAttribute('role', 'img');
    pin.setAttribute('aria-label', name);
    pin.title = name;
    this.place(pin, shop);
  }

  private lay(): void {
    const polygons = this.rings.map((ring) => {
      const polygon = document.createElementNS(SVG, 'polygon');
      const spots = ring.map(([longitude, latitude]) => this.map.project([longitude, latitude]));
      polygon.setAttribute('points', spots.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '));
      return polygon;
    });
    this.plan.replaceChildren(...polygons);
  }
}

import type { Marker } from 'maplibre-gl';
import { newButton, newElement, wordOf } from './map-base';
import { type Corner, cornersIn, cornersText, sideNear } from './zone-corners';
import type { ZoneView } from './zone-view';

const LEAST = 3;
const MOST = 200;
/** By so many pixels a step moves a corner. */
const STEP = 12;
/** Half a side of the square that a drawing begins with, degrees: about a kilometre and a half. */
const SQUARE = { east: 0.02, north: 0.014 };

const STEPS = {
  north: { sign: '↑', key: 'ArrowUp', x: 0, y: -1 },
  west: { sign: '←', key: 'ArrowLeft', x: -1, y: 0 },
  east: { sign: '→', key: 'ArrowRight', x: 1, y: 0 },
  south: { sign: '↓', key: 'ArrowDown', x: 0, y: 1 },
} as const;
type Step = (typeof STEPS)[keyof typeof STEPS];

/** Draws a zone into a field: corners that are dragged, or moved by buttons and arrow keys. */
export class ZoneDrawing {
  corners: Corner[];
  private chosen = 0;
  private handles: Marker[] = [];
  private view: ZoneView | null = null;
  private readonly list = newElement('select', 'input');
  private readonly one = newElement('div', 'zone-map__corner');
  private readonly clear: HTMLButtonElement;
  private readonly start: HTMLButtonElement;
  private readonly status = newElement('p', 'zone-map__status');

  constructor(
    private readonly host: HTMLElement,
    private readonly field: HTMLTextAreaElement,
  ) {
    this.corners = cornersIn(field.value) ?? [];
    this.clear = newButton('button button--quiet', this.text('clear'), () => this.change([], 0));
    this.start = newButton('button button--quiet', this.text('start'), () => this.beginSquare());
    this.status.setAttribute('role', 'status');
  }

  /** Puts the corners and what moves them on the page. */
  begin(view: ZoneView, shop: Corner | null): void {
    this.view = view;
    this.host.prepend(
      newElement('p', 'field__label', this.text('heading')),
      newElement('p', 'field__hint zone-map__lead', this.text('lead')),
    );
    const actions = newElement('p', 'zone-map__actions');
    actions.append(...(shop ? [this.start] : []), this.clear, this.filePicker());
    this.furnishCorner();
    this.host.append(actions, this.one, this.status);
    view.map.on('click', (event) => {
      const { target } = event.originalEvent;
      if (target instanceof Element && target.closest('.zone-map__handle')) return;
      this.insert([event.lngLat.lng, event.lngLat.lat], event.point);
    });
    this.field.addEventListener('input', () => {
      this.corners = cornersIn(this.field.value)?.slice(0, MOST) ?? [];
      this.chosen = 0;
      this.lay();
    });
    this.lay();
  }

  private text(key: string, values: Readonly<Record<string, string>> = {}): string {
    return wordOf(this.host, key, values);
  }

  private named(key: string, index: number): string {
    return this.text(key, { number: String(index + 1) });
  }

  private filePicker(): HTMLElement {
    const label = newElement('label', 'button button--quiet zone-map__file', this.text('file'));
    const input = newElement('input', 'visually-hidden');
    input.type = 'file';
    input.accept = '.geojson,.json,application/geo+json,application/json';
    input.addEventListener('change', () => {
      void input.files?.[0]?.text().then((text) => this.read(text));
      input.value = '';
    });
    label.append(input);
    return label;
  }

  private read(text: string): void {
    const corners = cornersIn(text);
    if (!corners || corners.length < LEAST || corners.length > MOST) {
      this.status.textContent = this.text('notRead');
      return;
    }
    this.change(corners, 0, this.text('fromFile', { count: String(corners.length) }));
    const longitudes = corners.map(([longitude]) => longitude);
    const latitudes = corners.map(([, latitude]) => latitude);
    this.view?.map.fitBounds(
      [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)],
      { padding: 48, animate: false },
    );
  }

  private furnishCorner(): void {
    const label = newElement('label', 'field__label', this.text('list'));
    label.htmlFor = this.list.id = 'zone-corner';
    this.list.addEventListener('change', () => this.choose(this.list.selectedIndex));
    const select = newElement('span', 'select');
    select.append(this.list);
    const pad = newElement('div', 'zone-map__pad');
    for (const [name, step] of Object.entries(STEPS)) {
      const button = newButton('map__button', step.sign, () => this.step(step));
      button.setAttribute('aria-label', this.text(name));
      button.dataset['step'] = name;
      pad.append(button);
    }
    const add = newButton('button button--quiet', this.text('add'), () => this.addBehind());
    const remove = newButton('button button--quiet', this.text('remove'), () => this.remove());
    const acts = newElement('p', 'zone-map__actions');
    acts.append(add, remove);
    this.one.append(label, select, pad, acts);
  }

  private beginSquare(): void {
    const [longitude = 0, latitude = 0] = (this.host.dataset['shop'] ?? '').split(',').map(Number);
    const [west, east] = [longitude - SQUARE.east, longitude + SQUARE.east];
    const [south, north] = [latitude - SQUARE.north, latitude + SQUARE.north];
    this.change(
      [
        [west, north],
        [east, north],
        [east, south],
        [west, south],
      ],
      0,
      this.named('added', 3),
    );
    this.view?.map.fitBounds([west, south, east, north], { padding: 64, animate: false });
  }

  /** A touch of the map: a corner in the side that is nearest. */
  private insert(corner: Corner, spot: { readonly x: number; readonly y: number }): void {
    const { map } = this.view ?? {};
    if (!map) return;
    const spots = this.corners.map(([longitude, latitude]) => map.project([longitude, latitude]));
    const at = spots.length < LEAST ? spots.length : sideNear(spots, spot) + 1;
    this.insertAt(at, corner);
  }

  private addBehind(): void {
    const [from, to] = [this.corners[this.chosen], this.corners[(this.chosen + 1) % this.corners.length]];
    if (from && to) this.insertAt(this.chosen + 1, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
  }

  private insertAt(at: number, corner: Corner): void {
    if (this.corners.length >= MOST) {
      this.status.textContent = this.text('most');
      return;
    }
    this.change(
      [...this.corners.slice(0, at), corner, ...this.corners.slice(at)],
      at,
      this.named('added', at),
    );
  }

  private remove(): void {
    const removed = this.chosen;
    if (this.corners.length <= LEAST) {
      this.status.textContent = this.text('least');
      return;
    }
    const left = this.corners.filter((_, index) => index !== removed);
    this.change(left, Math.min(removed, left.length - 1), this.named('removed', removed));
  }

  private step({ x, y }: Step): void {
    const { map } = this.view ?? {};
    const corner = this.corners[this.chosen];
    if (!map || !corner) return;
    const spot = map.project([corner[0], corner[1]]);
    const { lng, lat } = map.unproject([spot.x + STEP * x, spot.y + STEP * y]);
    this.move(this.chosen, [lng, lat]);
    this.handles[this.chosen]?.setLngLat([lng, lat]);
    if (!map.getBounds().contains([lng, lat])) map.panTo([lng, lat], { animate: false });
    this.status.textContent = this.named('moved', this.chosen);
  }

  private move(index: number, corner: Corner): void {
    this.corners[index] = corner;
    this.field.value = cornersText(this.corners);
    this.view?.show([this.corners]);
  }

  private change(corners: Corner[], chosen: number, words = ''): void {
    this.corners = corners;
    this.chosen = chosen;
    this.field.value = cornersText(corners);
    this.lay();
    this.status.textContent = words;
  }

  private choose(index: number): void {
    this.chosen = index;
    this.list.selectedIndex = index;
    for (const [at, handle] of this.handles.entries()) {
      const element = handle.getElement();
      element.classList.toggle('zone-map__handle--chosen', at === index);
      element.tabIndex = at === index ? 0 : -1;
    }
  }

  /** Shows the corners as they are by now. */
  private lay(): void {
    for (const handle of this.handles) handle.remove();
    this.handles = this.corners.map((corner, index) => this.handle(corner, index));
    this.list.replaceChildren(
      ...this.corners.map((_, index) => newElement('option', '', this.named('corner', index))),
    );
    const isEmpty = this.corners.length === 0;
    this.one.hidden = this.clear.hidden = isEmpty;
    this.start.hidden = !isEmpty;
    this.choose(this.chosen);
    this.view?.show([this.corners]);
  }

  private handle(corner: Corner, index: number): Marker {
    const element = newButton('zone-map__handle', String(index + 1), () => this.choose(index));
    element.setAttribute('aria-label', this.named('corner', index));
    element.addEventListener('focus', () => this.choose(index));
    element.addEventListener('keydown', (event) => {
      const step = Object.values(STEPS).find(({ key }) => key === event.key);
      if (!step && event.key !== 'Delete') return;
      // The map would move below it.
      event.preventDefault();
      event.stopPropagation();
      if (step) this.step(step);
      else this.remove();
      this.handles[this.chosen]?.getElement().focus();
    });
    const marker = (this.view as ZoneView).place(element, corner, true);
    marker.on('dragstart', () => this.choose(index));
    marker.on('drag', () => this.move(index, [marker.getLngLat().lng, marker.getLngLat().lat]));
    marker.on('dragend', () => {
      this.status.textContent = this.named('moved', index);
    });
    return marker;
  }
}

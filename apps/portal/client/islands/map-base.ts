import type { Map } from 'maplibre-gl';
import type { MapGround } from './map-ground';

export type Library = typeof import('maplibre-gl');
export type Box = [west: number, south: number, east: number, north: number];

/** Pixels around what is shown; no nearer than streets. */
const PADDING = 48;
const NEAREST = 16;
export const MAX_ZOOM = 18;

export const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Whether the device can draw the map: asked before its library is fetched. */
const canDraw = (): boolean => document.createElement('canvas').getContext('webgl2') !== null;

/** Fetches what draws maps; its addresses are attributes of the host. @throws where the device cannot draw them, or it does not come */
export async function loadLibrary({ dataset }: HTMLElement): Promise<Library> {
  if (!canDraw()) throw new Error('no WebGL');
  const library = (await import(dataset['library'] ?? '')) as Library;
  library.setWorkerUrl(new URL(dataset['worker'] ?? '', location.href).href);
  return library;
}

/** A text of the host with its values. */
export const wordOf = (
  { dataset }: HTMLElement,
  key: string,
  values: Readonly<Record<string, string>>,
): string =>
  Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, () => value),
    dataset[key] ?? '',
  );

/** An element of a map. */
export function newElement<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

/** A button of a map. */
export function newButton(className: string, label: string, act: () => void): HTMLButtonElement {
  const made = newElement('button', className, label);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

/** The buttons that change the scale. */
export function newScale({ dataset }: HTMLElement, change: (by: number) => void): HTMLElement {
  const scale = newElement('div', 'map__scale');
  for (const [sign, label, by] of [
    ['+', dataset['closer'], 1],
    ['−', dataset['farther'], -1],
  ] as const) {
    const made = newButton('map__button', sign, () => change(by));
    made.setAttribute('aria-label', label ?? '');
    scale.append(made);
  }
  return scale;
}

/** A map that scrolls with its page until it is moved on purpose. @throws where the device cannot draw maps */
export function newMap(
  library: Library,
  host: HTMLElement,
  {
    container,
    ground,
    bounds,
  }: { readonly container: HTMLElement; readonly ground: MapGround; readonly bounds: Box | null },
): Map {
  const { dataset } = host;
  const map = new library.Map({
    container,
    style: dataset['ground'] ?? ground.style(),
    ...(bounds ? { bounds, fitBoundsOptions: { padding: PADDING, maxZoom: NEAREST } } : {}),
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    maxZoom: MAX_ZOOM,
    fadeDuration: isStill() ? 0 : 150,
    locale: {
      'Map.Title': dataset['keys'] ?? '',
      'CooperativeGesturesHandler.WindowsHelpText': dataset['wheel'] ?? '',
      'CooperativeGesturesHandler.MacHelpText': dataset['wheelMac'] ?? '',
      'CooperativeGesturesHandler.MobileHelpText': dataset['touch'] ?? '',
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}

/** Lays the ground that the territory chose, or our own: also where the chosen one does not come. */
export async function layGround(
  host: HTMLElement,
  map: Map,
  ground: MapGround,
  credit: HTMLElement,
): Promise<void> {
  const chosen = host.dataset['ground'] !== undefined;
  if (chosen) credit.textContent = host.dataset['attribution'] ?? '';
  const failed = await new Promise<boolean>((resolve) => {
    map.once('style.load', () => resolve(false));
    map.on('error', () => resolve(true));
  });
  if (!chosen || failed) await layOwnGround(host, map, ground, credit);
}

async function layOwnGround(
  host: HTMLElement,
  map: Map,
  ground: MapGround,
  credit: HTMLElement,
): Promise<void> {
  const source = await ground.load().catch(() => null);
  credit.textContent = source === null ? '' : wordOf(host, 'credit', { source });
  const lay = (): unknown => map.setStyle(ground.style());
  lay();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', lay);
  const follow = (): void => void ground.follow(map).catch(() => undefined);
  map.on('moveend', follow);
  map.once('idle', follow);
}

import { type Box, loadLibrary, newElement, newScale } from './map-base';
import { numbersOf } from './map-list';
import type { Corner } from './zone-corners';
import { ZoneDrawing } from './zone-drawing';
import { ZoneView } from './zone-view';

/** Around a shop without a zone: about five kilometres to each side. */
const AROUND = { east: 0.06, north: 0.04 };

const ringsOf = (text = ''): Corner[][] =>
  text
    .split(';')
    .filter((ring) => ring !== '')
    .map((ring) =>
      ring.split(' ').map((corner): Corner => [numbersOf(corner)[0] ?? 0, numbersOf(corner)[1] ?? 0]),
    );

/**
 * `<zone-map data-rings data-shop data-field …>`: the zones of a shop on a map. With `data-field`, the id of the field that takes
 * the corners of a zone, it draws them: by touch, and by keyboard. The library is fetched once the map comes into view.
 * Without it, or without scripts, the corners are written into the field.
 */
export class ZoneMap extends HTMLElement {
  private readonly panel = newElement('section', 'map');
  private readonly canvas = newElement('div', 'map__canvas');
  private readonly says = newElement('p', 'map__status');
  private readonly credit = newElement('p', 'map__credit');
  private view: ZoneView | null = null;

  connectedCallback(): void {
    if (this.panel.childElementCount > 0) return;
    const { heading = '', field = '' } = this.dataset;
    const input = document.getElementById(field);
    this.panel.setAttribute('aria-label', heading);
    this.says.setAttribute('role', 'status');
    this.panel.append(
      this.canvas,
      newScale(this, (by) => this.view?.zoomBy(by)),
      this.says,
      this.credit,
    );
    this.append(this.panel);
    if (input instanceof HTMLTextAreaElement) input.closest('.field')?.before(this);
    const draw: IntersectionObserverCallback = (entries, observer) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      void this.draw(input instanceof HTMLTextAreaElement ? input : null);
    };
    // A screen ahead: who goes from field to field finds its buttons there.
    new IntersectionObserver(draw, { rootMargin: '100% 0px' }).observe(this.panel);
  }

  private async draw(input: HTMLTextAreaElement | null): Promise<void> {
    this.says.textContent = this.dataset['waiting'] ?? '';
    try {
      const library = await loadLibrary(this);
      const drawing = input && new ZoneDrawing(this, input);
      const rings = drawing ? [drawing.corners] : ringsOf(this.dataset['rings']);
      const { canvas, credit } = this;
      const shop = this.shop();
      this.view = new ZoneView(library, {
        host: this,
        canvas,
        credit,
        rings,
        shop,
        bounds: boundsOf(rings, shop),
      });
      drawing?.begin(this.view, shop);
      this.says.textContent = '';
      this.panel.classList.add('map--drawn');
    } catch {
      this.canvas.replaceChildren();
      this.says.textContent = this.dataset['unavailable'] ?? '';
    }
  }

  private shop(): Corner | null {
    const [longitude, latitude] = numbersOf(this.dataset['shop']);
    return longitude === undefined || latitude === undefined ? null : [longitude, latitude];
  }
}

/** What the map shows at first: the zones and the shop. */
function boundsOf(rings: readonly (readonly Corner[])[], shop: Corner | null): Box | null {
  const corners = rings.flat();
  const points = shop ? [...corners, shop] : corners;
  if (points.length === 0) return null;
  const longitudes = points.map(([longitude]) => longitude);
  const latitudes = points.map(([, latitude]) => latitude);
  const box: Box = [
    Math.min(...longitudes),
    Math.min(...latitudes),
    Math.max(...longitudes),
    Math.max(...latitudes),
  ];
  if (corners.length > 0) return box;
  return [box[0] - AROUND.east, box[1] - AROUND.north, box[2] + AROUND.east, box[3] + AROUND.north];
}

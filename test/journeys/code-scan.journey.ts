import { randomUUID } from 'node:crypto';
import { productInputSchema } from '@halles/contracts';
import { CatalogueModule, CatalogueService } from '@halles/domain/catalogue';
import { MINUTE } from '@halles/kernel';
import { OrderHandling, OrdersModule } from '@halles/domain/orders';
import { barcodeModules, servicesOf } from '@halles/testing';
import type { Page } from 'playwright-core';
import { encode } from 'uqr';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { moveOrder, openBakery, placeOrderAt } from './order-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

const KNOWN = '3017620422003';
const UNKNOWN = '9782070612758';
/** A window that shows the whole page: nothing lies under the bar at its foot. */
const WHOLE = { width: 390, height: 6_000 } as const;
/** Its last digit is wrong: no reader takes it. */
const WRONG = '3017620422004';

/**
 * Stands for the camera, in the page: the browser that comes with npm is built without one. What it films is a real stream, of a
 * canvas that a code is drawn on, a row a line.
 */
const cameraBefore = (rows: readonly string[] | null): string => `
  navigator.mediaDevices.getUserMedia = async () => {
    const rows = ${JSON.stringify(rows)};
    if (rows === null) throw new DOMException('refused', 'NotAllowedError');
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 480];
    const context = canvas.getContext('2d');
    const draw = () => {
      context.fillStyle = 'white';
      context.fillRect(0, 0, 640, 480);
      context.fillStyle = 'black';
      const side = rows.length === 1 ? [4, 240] : [12, 12];
      for (const [y, modules] of rows.entries())
        for (const [x, module] of [...modules].entries())
          if (module === '1') context.fillRect(130 + x * side[0], 60 + y * side[1], ...side);
    };
    draw();
    setInterval(draw, 100);
    return canvas.captureStream(10);
  };`;

describe('a bar code before the camera', () => {
  let stage: MerchantStage;
  let listing: number;
  let merchant: string;
  let product: string;

  beforeAll(async () => {
    stage = await openMerchantStage();
    ({ listing, merchant } = await openBakery(stage, 'paul@scan.example'));
    const services = await servicesOf(stage.world, [CatalogueModule]);
    product = randomUUID();
    const jam = {
      name: 'Pâte à tartiner',
      priceCents: 540,
      vat: 'reduced',
      withdrawal: 'perishable',
      ean: KNOWN,
    };
    await services.get(CatalogueService).add(stage.ctx, listing, product, productInputSchema.parse(jam));
  });
  afterAll(() => stage.close());

  /** Opens the list of products with a bar code before the camera; null: the camera is refused. */
  const withCamera = async (
    rows: readonly string[] | null,
    path = 'produits',
  ): Promise<{ readonly page: Page; readonly asked: readonly string[] }> => {
    const { context, page } = await stage.visit(FILLED, { viewport: { width: 390, height: 844 } });
    const [name = '', value = ''] = merchant.split('=');
    const url = stage.originOf(FILLED).replace('http:', 'https:');
    await context.addCookies([{ name, value, url, secure: true, httpOnly: true }]);
    await context.addInitScript({ content: cameraBefore(rows) });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${stage.originOf(FILLED)}/pro/commerces/${String(listing)}/${path}`);
    return { page, asked };
  };
  const barcode = (digits: string): readonly string[] => [barcodeModules(digits)];
  const scan = (page: Page): Promise<void> => page.click('text=Scanner avec l’appareil photo');
  const librariesIn = (asked: readonly string[]): string[] =>
    asked.filter((url) => url.includes('zxing')).map((url) => new URL(url).origin);

  it('opens the product that has it, and loads what reads it only then, from our own host', async () => {
    const { page, asked } = await withCamera(barcode(KNOWN));
    expect(librariesIn(asked)).toEqual([]);
    await scan(page);
    await page.waitForURL(`**/produits/${product}`);
    expect(await page.inputValue('#name')).toBe('Pâte à tartiner');
    const origin = stage.originOf(FILLED);
    expect(librariesIn(asked)).toEqual([origin, origin]);
    expect(asked.filter((url) => new URL(url).origin !== origin)).toEqual([]);
  });

  it('fills the field of a new product in where none has it', async () => {
    const { page } = await withCamera(barcode(UNKNOWN));
    await scan(page);
    await page.waitForURL(`**/produits?code=${UNKNOWN}`);
    expect(await page.inputValue('#ean')).toBe(UNKNOWN);
    expect(await page.locator('#ean').isVisible()).toBe(true);
    await page.setViewportSize(WHOLE);
    expect(await errorsOf(page)).toEqual([]);
  });

  it('is looked for until the camera is closed, and typed where there is none', async () => {
    const { page } = await withCamera(barcode(WRONG));
    await scan(page);
    await page.locator('.code-scan__video').waitFor();
    await page.setViewportSize(WHOLE);
    expect(await errorsOf(page)).toEqual([]);
    await page.click('text=Fermer l’appareil photo');
    expect(await page.locator('.code-scan__video').isVisible()).toBe(false);

    const { page: without } = await withCamera(null);
    await scan(without);
    await without.locator('text=L’appareil photo n’est pas accessible').waitFor();
    await without.fill('#code', KNOWN);
    await without.press('#code', 'Enter');
    await without.waitForURL(`**/produits/${product}`);
  });

  it('of an order that its customer shows leads to its hand-over, and is written down as scanned', async () => {
    const { id } = await placeOrderAt(stage, listing);
    await moveOrder(stage, listing, id, 'accepted');
    const services = await servicesOf(stage.world, [OrdersModule]);
    const { code } = await services.get(OrderHandling).get(stage.ctx, id);
    const { data } = encode(code, { border: 4 });
    const rows = data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
    const { page } = await withCamera(rows, 'commandes-remise');
    await page.setViewportSize(WHOLE);
    expect(await errorsOf(page)).toEqual([]);
    await page.click('text=Scanner le QR code');
    await page.locator('#hand-over').waitFor();
    expect(await page.inputValue('#code')).toBe(code);
    expect(await errorsOf(page)).toEqual([]);
    await page.click('text=Remise au client');
    await page.locator('text=contre le code, scanné').waitFor();
  });
});

